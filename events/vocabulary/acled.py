"""ACLED's taxonomy and codes and what they are here."""

from events.vocabulary.dates import DatePrecision
from events.vocabulary.event_modes import EventMode
from events.vocabulary.event_types import EventType
from events.vocabulary.places import PlacePrecision

# sub_event_type: (event_type, disorder_type)
ACLED_TAXONOMY: dict[str, tuple[str, str]] = {
    "Armed clash": ("Battles", "Political violence"),
    "Government regains territory": ("Battles", "Political violence"),
    "Non-state actor overtakes territory": ("Battles", "Political violence"),
    "Chemical weapon": ("Explosions/Remote violence", "Political violence"),
    "Air/drone strike": ("Explosions/Remote violence", "Political violence"),
    "Suicide bomb": ("Explosions/Remote violence", "Political violence"),
    "Shelling/artillery/missile attack": ("Explosions/Remote violence", "Political violence"),
    "Remote explosive/landmine/IED": ("Explosions/Remote violence", "Political violence"),
    "Grenade": ("Explosions/Remote violence", "Political violence"),
    "Sexual violence": ("Violence against civilians", "Political violence"),
    "Attack": ("Violence against civilians", "Political violence"),
    "Abduction/forced disappearance": ("Violence against civilians", "Political violence"),
    "Peaceful protest": ("Protests", "Demonstrations"),
    "Protest with intervention": ("Protests", "Demonstrations"),
    # ACLED counts this one as political violence too.
    "Excessive force against protesters": ("Protests", "Demonstrations"),
    "Violent demonstration": ("Riots", "Demonstrations"),
    "Mob violence": ("Riots", "Political violence"),
    "Agreement": ("Strategic developments", "Strategic developments"),
    "Arrests": ("Strategic developments", "Strategic developments"),
    "Change to group/activity": ("Strategic developments", "Strategic developments"),
    "Disrupted weapons use": ("Strategic developments", "Strategic developments"),
    "Headquarters or base established": ("Strategic developments", "Strategic developments"),
    "Looting/property destruction": ("Strategic developments", "Strategic developments"),
    "Non-violent transfer of territory": ("Strategic developments", "Strategic developments"),
    "Other": ("Strategic developments", "Strategic developments"),
}

# Keyed by (event_type, sub_event_type). ACLED implies no direction between actor1 and actor2; the
# type given is what actor1 does where ACLED's order of naming lets one say it.
TYPE_MODE_BY_ACLED: dict[tuple[str, str], tuple[EventType | None, EventMode | None]] = {
    ("Battles", "Armed clash"): (EventType.ASSAULT, None),
    ("Battles", "Government regains territory"): (EventType.ASSAULT, None),
    ("Battles", "Non-state actor overtakes territory"): (EventType.ASSAULT, None),
    ("Explosions/Remote violence", "Chemical weapon"): (
        EventType.ASSAULT,
        EventMode.UNCONVENTIONAL,
    ),
    # Aircraft and drones are one sub-type; aerial is the wider word.
    ("Explosions/Remote violence", "Air/drone strike"): (EventType.ASSAULT, EventMode.AERIAL),
    ("Explosions/Remote violence", "Suicide bomb"): (EventType.ASSAULT, EventMode.SUICIDE_ATTACK),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"): (
        EventType.ASSAULT,
        EventMode.HEAVY_WEAPONS,
    ),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED"): (
        EventType.ASSAULT,
        EventMode.EXPLOSIVES,
    ),
    ("Explosions/Remote violence", "Grenade"): (EventType.ASSAULT, EventMode.EXPLOSIVES),
    ("Violence against civilians", "Sexual violence"): (EventType.ASSAULT, EventMode.SEXUAL),
    ("Violence against civilians", "Attack"): (EventType.ASSAULT, None),
    ("Violence against civilians", "Abduction/forced disappearance"): (
        EventType.ASSAULT,
        EventMode.ABDUCT,
    ),
    ("Protests", "Peaceful protest"): (EventType.PROTEST, EventMode.DEMO),
    ("Protests", "Protest with intervention"): (EventType.PROTEST, EventMode.DEMO),
    # actor1 are the protesters; what was done to them is an ASSAULT, and one row cannot be both.
    ("Protests", "Excessive force against protesters"): (EventType.PROTEST, EventMode.DEMO),
    ("Riots", "Violent demonstration"): (EventType.PROTEST, EventMode.RIOT),
    ("Riots", "Mob violence"): (EventType.PROTEST, EventMode.RIOT),
    # ACLED codes agreements that were concluded, and signing is SUPPORT in PLOVER.
    ("Strategic developments", "Agreement"): (EventType.SUPPORT, None),
    ("Strategic developments", "Arrests"): (EventType.COERCE, EventMode.ARREST),
    # Recruitment, movements of forces, new or renamed groups: MOBILIZE is nearest.
    ("Strategic developments", "Change to group/activity"): (EventType.MOBILIZE, None),
    ("Strategic developments", "Disrupted weapons use"): (EventType.COERCE, EventMode.SEIZE),
    ("Strategic developments", "Headquarters or base established"): (EventType.MOBILIZE, None),
    ("Strategic developments", "Looting/property destruction"): (
        EventType.ASSAULT,
        EventMode.DESTROY,
    ),
    # actor1 gains the territory; seen from the side that leaves, it is RETREAT.
    ("Strategic developments", "Non-violent transfer of territory"): (
        EventType.COERCE,
        EventMode.SEIZE,
    ),
    # Coups, displacements, finds of graves and whatever else: no type fits them all.
    ("Strategic developments", "Other"): (None, None),
}

# Keyed by event_type: the nine types of versions up to 8, which had no sub-event types (until March 2019).
TYPE_MODE_BY_FORMER_ACLED: dict[str, tuple[EventType | None, EventMode | None]] = {
    "Battle-No change of territory": (EventType.ASSAULT, None),
    "Battle-Government regains territory": (EventType.ASSAULT, None),
    "Battle-Non-state actor overtakes territory": (EventType.ASSAULT, None),
    "Headquarters or base established": (EventType.MOBILIZE, None),
    "Non-violent transfer of territory": (EventType.COERCE, EventMode.SEIZE),
    "Remote violence": (EventType.ASSAULT, None),
    # Demonstrations of all kinds; only the actors tell rioters from protesters.
    "Riots/Protests": (EventType.PROTEST, None),
    "Violence against civilians": (EventType.ASSAULT, None),
    # Recruitment, arrests, agreements, looting and whatever else: no type fits them all.
    "Strategic development": (None, None),
    "Strategic developments": (None, None),
}

# Keyed by time_precision.
DATE_PRECISION_BY_ACLED: dict[int, DatePrecision] = {
    1: DatePrecision.DAY,
    2: DatePrecision.WEEK,
    3: DatePrecision.MONTH,
}

# Keyed by geo_precision; ACLED has none for country or international waters.
PLACE_PRECISION_BY_ACLED: dict[int, PlacePrecision] = {
    1: PlacePrecision.EXACT,
    2: PlacePrecision.NEAR,
    3: PlacePrecision.ADMIN1,
}

# The numbers that the region filter takes; 6, 8 and 10 are not in use.
ACLED_REGIONS: dict[int, str] = {
    1: "Western Africa",
    2: "Middle Africa",
    3: "Eastern Africa",
    4: "Southern Africa",
    5: "Northern Africa",
    7: "South Asia",
    9: "Southeast Asia",
    11: "Middle East",
    12: "Europe",
    13: "Caucasus and Central Asia",
    14: "Central America",
    15: "South America",
    16: "Caribbean",
    17: "East Asia",
    18: "North America",
    19: "Oceania",
    20: "Antarctica",
}

# The numbers of inter1 and inter2.
ACLED_INTER_CODES: dict[int, str] = {
    0: "None",
    1: "State forces",
    2: "Rebel forces",
    3: "Militia groups",
    4: "Communal/Identity groups",
    5: "Rioters",
    6: "Protesters",
    7: "Civilians",
    8: "Foreign/Others",
}

# ACLED's older and newer names of the same numbers, in lower case.
ACLED_INTER_BY_NAME: dict[str, int] = {
    name.lower(): number for number, name in ACLED_INTER_CODES.items()
} | {
    "rebel groups": 2,
    "rebel group": 2,
    "political militia": 3,
    "political militias": 3,
    "identity militia": 4,
    "identity militias": 4,
    "civilian": 7,
    "external/other forces": 8,
    "external forces": 8,
    "other forces": 8,
}
