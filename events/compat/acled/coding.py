"""Documents of events as rows of ACLED: ACLED's own rows as they are, events coded here by the crosswalk."""

from django.db.models import Q

from events.compat.acled.list_columns import MIXED, SECOND
from events.compat.left_out import LeftOut
from events.compat.parties import ARMED, Parties, are
from events.compat.reading import whole
from events.compat.regions import ACLED_REGION
from events.models.event import modes_of
from events.vocabulary import (
    ACLED_TAXONOMY,
    COUNTRIES,
    DATE_PRECISION_BY_ACLED,
    ActorKind,
    EventMode,
    EventStatus,
    EventType,
    PlacePrecision,
)

DATASET = "acled"
KEY = "event_id_cnty"
OTHER_DATASET = LeftOut("of other datasets")

# The sub-event types that a type and a mode lead to. Where several are equivalent, none is chosen: an agreement may
# be signed or only praised, a seizure may be of weapons or of a town.
SUB_TYPES = {
    (EventType.RETREAT, EventMode.CEASEFIRE): "Agreement",
    (EventType.PROTEST, EventMode.DEMO): "Peaceful protest",
    (EventType.PROTEST, EventMode.RIOT): "Violent demonstration",
    (EventType.MOBILIZE, EventMode.TROOPS): "Change to group/activity",
    (EventType.MOBILIZE, EventMode.POLICE): "Change to group/activity",
    (EventType.MOBILIZE, EventMode.MILITIA): "Change to group/activity",
    (EventType.COERCE, EventMode.ARREST): "Arrests",
    (EventType.ASSAULT, EventMode.ABDUCT): "Abduction/forced disappearance",
    (EventType.ASSAULT, EventMode.SEXUAL): "Sexual violence",
    (EventType.ASSAULT, EventMode.DESTROY): "Looting/property destruction",
    (EventType.ASSAULT, EventMode.EXPLOSIVES): "Remote explosive/landmine/IED",
    (EventType.ASSAULT, EventMode.SUICIDE_ATTACK): "Suicide bomb",
    (EventType.ASSAULT, EventMode.AERIAL): "Air/drone strike",
    (EventType.ASSAULT, EventMode.DRONE): "Air/drone strike",
    (EventType.ASSAULT, EventMode.HEAVY_WEAPONS): "Shelling/artillery/missile attack",
}
# The victims tell other assaults apart.
ARMED_CLASH, ATTACK = "Armed clash", "Attack"
BY_SIDES = (
    None,
    EventMode.BEAT,
    EventMode.TORTURE,
    EventMode.TARGETED,
    EventMode.PRIMITIVE,
    EventMode.FIREARMS,
)
TYPES = sorted({str(event_type) for event_type, _ in SUB_TYPES})

_TIME_PRECISION = {word: number for number, word in DATE_PRECISION_BY_ACLED.items()}
_GEO_PRECISION = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.ADMIN2: 3,
    PlacePrecision.ADMIN1: 3,
}
# The conditions on events coded here that the database can check.
OURS = Q(
    original__isnull=True,
    type__in=TYPES,
    status=EventStatus.OCCURRED.value,
    start_date__isnull=False,
    date_precision__in=[word.value for word in _TIME_PRECISION],
    place_precision__in=[word.value for word in _GEO_PRECISION],
    country__isnull=False,
)
_CIVILIANS = {ActorKind.CIVILIANS}
STATE_FORCES, IDENTITY_GROUPS, RIOTERS, PROTESTERS, CIVILIANS, OTHERS = 1, 4, 5, 6, 7, 8


def rows(states):
    """Return the row of each state, or LeftOut where ACLED has no such event."""
    ours = [state.document for state in states if state.document["original"] is None]
    parties = Parties(ours)
    return [
        _own(state, parties) if state.document["original"] is None else _imported(state.document)
        for state in states
    ]


def sides(row):
    """Return a row for each actor of an event, the second one in `actor1` too (ACLED's `export_type=monadic`)."""
    if not row.get("actor2"):
        return [row]
    return [row, row | {first: row.get(second) for first, second in SECOND.items()}]


def _imported(document):
    original = document["original"]
    if document["dataset"] != DATASET:
        return OTHER_DATASET
    if not original.get(KEY):
        return LeftOut("without ACLED's own values")
    # The day as ACLED's API writes it, whatever its form in the file.
    row = original | {"event_date": document["start_date"] or original.get("event_date")}
    for name in MIXED:
        if isinstance(text := row.get(name), str) and (number := whole(text)) is not None:
            row[name] = number
    return row


def _own(state, parties):
    """Return an event of our own coding as ACLED would have it, or LeftOut."""
    document = state.document
    country = COUNTRIES.get(document["country"])
    time_precision = _TIME_PRECISION.get(document["date_precision"])
    geo_precision = _GEO_PRECISION.get(document["place_precision"])
    acting, receiving = parties.sides(document)
    sub_type = _sub_type(document, acting, receiving)
    lacks = {
        "with a status other than occurred": document["status"] != EventStatus.OCCURRED,
        "without a day known to the month": None in (document["start_date"], time_precision),
        "without a country": country is None,
        "without a point known to the province": None in (geo_precision, document["latitude"]),
        "of a type without one clear equivalent": sub_type is None,
        "without an actor": not acting,
    }
    if True in lacks.values():
        return LeftOut(next(reason for reason, lacking in lacks.items() if lacking))
    event_type, disorder_type = ACLED_TAXONOMY[sub_type]
    codes = [_inter(side, sub_type, country.alpha2) for side in (acting, receiving)]
    articles = parties.articles(document)
    return {
        "event_id_cnty": document["code"],
        "event_date": document["start_date"],
        "year": int(document["start_date"][:4]),
        "time_precision": time_precision,
        "disorder_type": disorder_type,
        "event_type": event_type,
        "sub_event_type": sub_type,
        "actor1": acting[0].name,
        "assoc_actor_1": "; ".join(party.name for party in acting[1:]),
        "inter1": codes[0],
        "actor2": receiving[0].name if receiving else "",
        "assoc_actor_2": "; ".join(party.name for party in receiving[1:]),
        "inter2": codes[1],
        "interaction": _interaction(codes),
        "civilian_targeting": "Civilian targeting" if are(receiving, _CIVILIANS) else "",
        "iso": country.numeric,
        "region": ACLED_REGION[country.alpha2],
        "country": country.name,
        "location": document["place_name"],
        "latitude": document["latitude"],
        "longitude": document["longitude"],
        "geo_precision": geo_precision,
        "source": "; ".join(dict.fromkeys(outlet for outlet, *_ in articles if outlet)),
        "notes": document["summary"] or document["title"],
        "fatalities": document["fatalities"]["best"],
        "timestamp": int(state.time.timestamp()),
    }


def _sub_type(document, acting, receiving):
    """Return the sub-event type of an event, or None where its modes lead to none or to several."""
    modes = modes_of(document) or (None,)
    found = {_sub_type_of(document["type"], mode, acting, receiving) for mode in modes}
    return found.pop() if len(found) == 1 else None


def _sub_type_of(event_type, mode, acting, receiving):
    if (event_type, mode) in SUB_TYPES:
        return SUB_TYPES[event_type, mode]
    if event_type != EventType.ASSAULT or mode not in BY_SIDES:
        return None
    if are(acting, ARMED) and are(receiving, ARMED):
        return ARMED_CLASH
    return ATTACK if are(receiving, _CIVILIANS) else None


def _inter(side, sub_type, country):
    """Return ACLED's number for the first party of a side: 0 for none, None where it is not known."""
    if not side:
        return 0
    party = side[0]
    if party.kind == ActorKind.STATE:
        return STATE_FORCES if party.country == country else OTHERS
    if party.kind == ActorKind.COLLECTIVE:
        crowds = {"Peaceful protest": PROTESTERS, "Violent demonstration": RIOTERS}
        return crowds.get(sub_type)
    return {
        ActorKind.CIVILIANS: CIVILIANS,
        ActorKind.IDENTITY_GROUP: IDENTITY_GROUPS,
        ActorKind.ALLIANCE: OTHERS,
        ActorKind.INTERNATIONAL_ORGANIZATION: OTHERS,
    }.get(party.kind)


def _interaction(codes):
    """Return both numbers as one of two digits, the smaller first; the number of a side alone ends in 0."""
    if None in codes:
        return None
    low, high = sorted(codes)
    return high * 10 if low == 0 else low * 10 + high
