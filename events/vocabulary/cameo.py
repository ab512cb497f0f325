"""CAMEO's roots, the types and modes that its codes become, and GDELT's precision of places."""

from typing import NamedTuple

from events.vocabulary.event_modes import EventMode
from events.vocabulary.event_types import EventType, QuadClass
from events.vocabulary.places import PlacePrecision


class CameoRoot(NamedTuple):
    """A two-digit CAMEO category with its quad class and Goldstein score (-10 to 10)."""

    name: str
    quad_class: QuadClass
    goldstein: float


# GDELT's own QuadClass column differs from this for two roots: it gives 09 class 2, and 14 class 3.
CAMEO_ROOTS: dict[str, CameoRoot] = {
    "01": CameoRoot("MAKE PUBLIC STATEMENT", QuadClass.VERBAL_COOPERATION, 0.0),
    "02": CameoRoot("APPEAL", QuadClass.VERBAL_COOPERATION, 3.0),
    "03": CameoRoot("EXPRESS INTENT TO COOPERATE", QuadClass.VERBAL_COOPERATION, 4.0),
    "04": CameoRoot("CONSULT", QuadClass.VERBAL_COOPERATION, 1.0),
    "05": CameoRoot("ENGAGE IN DIPLOMATIC COOPERATION", QuadClass.VERBAL_COOPERATION, 3.5),
    "06": CameoRoot("ENGAGE IN MATERIAL COOPERATION", QuadClass.MATERIAL_COOPERATION, 6.0),
    "07": CameoRoot("PROVIDE AID", QuadClass.MATERIAL_COOPERATION, 7.0),
    "08": CameoRoot("YIELD", QuadClass.MATERIAL_COOPERATION, 5.0),
    "09": CameoRoot("INVESTIGATE", QuadClass.VERBAL_CONFLICT, -2.0),
    "10": CameoRoot("DEMAND", QuadClass.VERBAL_CONFLICT, -5.0),
    "11": CameoRoot("DISAPPROVE", QuadClass.VERBAL_CONFLICT, -2.0),
    "12": CameoRoot("REJECT", QuadClass.VERBAL_CONFLICT, -4.0),
    "13": CameoRoot("THREATEN", QuadClass.VERBAL_CONFLICT, -6.0),
    "14": CameoRoot("PROTEST", QuadClass.MATERIAL_CONFLICT, -6.5),
    "15": CameoRoot("EXHIBIT FORCE POSTURE", QuadClass.MATERIAL_CONFLICT, -7.2),
    "16": CameoRoot("REDUCE RELATIONS", QuadClass.MATERIAL_CONFLICT, -4.0),
    "17": CameoRoot("COERCE", QuadClass.MATERIAL_CONFLICT, -7.0),
    "18": CameoRoot("ASSAULT", QuadClass.MATERIAL_CONFLICT, -9.0),
    "19": CameoRoot("FIGHT", QuadClass.MATERIAL_CONFLICT, -10.0),
    "20": CameoRoot("USE UNCONVENTIONAL MASS VIOLENCE", QuadClass.MATERIAL_CONFLICT, -10.0),
}

# None: PLOVER dropped statements and appeals as event types.
TYPE_BY_CAMEO_ROOT: dict[str, EventType | None] = {
    "01": None,
    "02": None,
    "03": EventType.AGREE,
    "04": EventType.CONSULT,
    "05": EventType.SUPPORT,
    "06": EventType.COOPERATE,
    "07": EventType.AID,
    "08": EventType.CONCEDE,  # unless TYPE_BY_CAMEO_CODE says RETREAT
    "09": EventType.ACCUSE,
    "10": EventType.REQUEST,
    "11": EventType.ACCUSE,
    "12": EventType.REJECT,
    "13": EventType.THREATEN,
    "14": EventType.PROTEST,
    "15": EventType.MOBILIZE,
    "16": EventType.SANCTION,
    "17": EventType.COERCE,
    "18": EventType.ASSAULT,
    "19": EventType.ASSAULT,
    "20": EventType.ASSAULT,
}

# Codes whose type is not their root's; each covers the longer codes that begin with it, and
# the longest one wins. PLOVER's conversion table also moves 163 (embargo) to COERCE, but its
# manual counts embargoes as SANCTION, and the manual is followed.
TYPE_BY_CAMEO_CODE: dict[str, EventType] = {
    "080": EventType.CONCEDE,
    "081": EventType.CONCEDE,  # ease administrative sanctions
    "082": EventType.CONCEDE,  # ease political dissent
    "083": EventType.CONCEDE,  # accede to demands for reform
    "084": EventType.RETREAT,  # return, release
    "085": EventType.RETREAT,  # ease economic sanctions
    "086": EventType.RETREAT,  # admit outsiders
    "087": EventType.RETREAT,  # de-escalate militarily
    "116": EventType.SANCTION,  # find guilty
    "1712": EventType.ASSAULT,  # destroy property
    "175": EventType.ASSAULT,  # repress with violence
    "191": EventType.COERCE,  # blockade
    "192": EventType.COERCE,  # occupy territory
}

# Each code covers the longer codes that begin with it, and the longest one wins. A code that
# is not here has no single mode, such as 043 (its actor is the host, and visit says that the actor
# is the guest) or 143 (strike or boycott).
MODE_BY_CAMEO_CODE: dict[str, EventMode] = {
    "041": EventMode.PHONE,
    "042": EventMode.VISIT,
    "044": EventMode.THIRD_PARTY,
    "0841": EventMode.RELEASE,
    "086": EventMode.ACCESS,
    "0871": EventMode.CEASEFIRE,
    "0872": EventMode.WITHDRAW,
    "0873": EventMode.DISARM,
    "0874": EventMode.WITHDRAW,
    "09": EventMode.INVESTIGATE,
    "101": EventMode.ASSIST,
    "102": EventMode.ASSIST,
    "103": EventMode.ASSIST,
    "104": EventMode.CHANGE,
    "105": EventMode.YIELD,
    "106": EventMode.MEET,
    "107": EventMode.MEET,
    "108": EventMode.MEET,
    "11": EventMode.DISAPPROVE,
    "112": EventMode.ALLEGE,
    "115": EventMode.ALLEGE,
    "116": EventMode.CONVICT,
    "121": EventMode.ASSIST,
    "122": EventMode.ASSIST,
    "123": EventMode.CHANGE,
    "124": EventMode.YIELD,
    "125": EventMode.MEET,
    "126": EventMode.MEET,
    "127": EventMode.MEET,
    "1311": EventMode.RELATIONS,
    "1312": EventMode.RESTRICT,
    "1313": EventMode.RELATIONS,
    "132": EventMode.RESTRICT,
    "134": EventMode.RELATIONS,
    "135": EventMode.RELATIONS,
    "136": EventMode.EXPEL,
    "137": EventMode.VIOLENCE,
    "138": EventMode.VIOLENCE,
    "1381": EventMode.RESTRICT,
    "1382": EventMode.TERRITORY,
    "141": EventMode.DEMO,
    "142": EventMode.HUNGER,
    "144": EventMode.OBSTRUCT,
    "145": EventMode.RIOT,
    "151": EventMode.POLICE,
    "152": EventMode.TROOPS,
    "153": EventMode.POLICE,
    "154": EventMode.TROOPS,
    "161": EventMode.DISCONTINUE,
    "162": EventMode.DISCONTINUE,
    "163": EventMode.DISCONTINUE,
    "164": EventMode.WITHDRAW,
    "165": EventMode.WITHDRAW,
    "1711": EventMode.SEIZE,
    "1712": EventMode.DESTROY,
    "172": EventMode.RESTRICT,
    "1723": EventMode.CURFEW,
    "1724": EventMode.MARTIAL_LAW,
    "173": EventMode.ARREST,
    "174": EventMode.DEPORT,
    "176": EventMode.CYBER,
    "181": EventMode.ABDUCT,
    "182": EventMode.BEAT,
    "1821": EventMode.SEXUAL,
    "1822": EventMode.TORTURE,
    "183": EventMode.EXPLOSIVES,
    "1831": EventMode.SUICIDE_ATTACK,
    "185": EventMode.TARGETED,
    "186": EventMode.TARGETED,
    "191": EventMode.RESTRICT,
    "192": EventMode.SEIZE,
    "193": EventMode.FIREARMS,
    "194": EventMode.HEAVY_WEAPONS,
    "195": EventMode.AERIAL,
    "204": EventMode.UNCONVENTIONAL,
}


def type_mode_by_cameo(code: str) -> tuple[EventType | None, EventMode | None]:
    """The type and mode of a CAMEO code of two to four digits; KeyError if its root is unknown."""
    root_type = TYPE_BY_CAMEO_ROOT[code[:2]]
    prefixes = [code[:length] for length in range(len(code), 1, -1)]
    event_type = next(
        (TYPE_BY_CAMEO_CODE[prefix] for prefix in prefixes if prefix in TYPE_BY_CAMEO_CODE),
        root_type,
    )
    mode = next(
        (MODE_BY_CAMEO_CODE[prefix] for prefix in prefixes if prefix in MODE_BY_CAMEO_CODE), None
    )
    return event_type, mode


# Keyed by ActionGeo_Type, with 0 for an empty one. The geocoder finds the nearest place name in
# the text, which is not always the place of the event: a city is therefore near, never exact.
PLACE_PRECISION_BY_GDELT: dict[int, PlacePrecision] = {
    0: PlacePrecision.UNKNOWN,
    1: PlacePrecision.COUNTRY,
    2: PlacePrecision.ADMIN1,  # a state of the United States
    3: PlacePrecision.NEAR,  # a city of the United States
    4: PlacePrecision.NEAR,  # a city elsewhere
    5: PlacePrecision.ADMIN1,  # a first-order division elsewhere
}
