"""Documents of events as rows of ACLED: what ACLED coded as it is, what was coded here by the crosswalk."""

from django.db.models import Q

from events.compat.parties import ARMED, Parties, are
from events.compat.regions import ACLED_REGION
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
WHY_LEFT_OUT = (
    "ACLED has only what happened on a day that is known to the month, in a country and at a point known to the "
    "province, and of a type that the crosswalk leads to without doubt"
)

# Sub-event types that one type and mode leads to. Where several are equivalent, none is chosen: an agreement may be
# signed or only praised, a seizure may be of weapons or of a town.
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
# Other assaults are told apart by who was attacked.
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
# What events of our own coding must be, as the database can ask it.
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
    """Return the row of each state, or None where ACLED has no such event."""
    ours = [state.document for state in states if state.document["original"] is None]
    parties = Parties(ours)
    return [
        _own(state, parties) if state.document["original"] is None else _imported(state.document)
        for state in states
    ]


def _imported(document):
    original = document["original"]
    if document["dataset"] != DATASET or not original.get("event_id_cnty"):
        return None
    # The day as ACLED's API writes it, however the file spelt it.
    return original | {"event_date": document["start_date"] or original.get("event_date")}


def _own(state, parties):
    """Return an event of our own coding as ACLED would have it, or None."""
    document = state.document
    country = COUNTRIES.get(document["country"])
    time_precision = _TIME_PRECISION.get(document["date_precision"])
    geo_precision = _GEO_PRECISION.get(document["place_precision"])
    needed = (document["start_date"], time_precision, geo_precision, country, document["latitude"])
    if document["status"] != EventStatus.OCCURRED or None in needed:
        return None
    acting, receiving = parties.sides(document)
    sub_type = _sub_type(document, acting, receiving)
    if sub_type is None or not acting:
        return None
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
    pair = document["type"], document["mode"]
    if pair in SUB_TYPES:
        return SUB_TYPES[pair]
    if document["type"] != EventType.ASSAULT or document["mode"] not in BY_SIDES:
        return None
    if are(acting, ARMED) and are(receiving, ARMED):
        return ARMED_CLASH
    return ATTACK if are(receiving, _CIVILIANS) else None


def _inter(side, sub_type, country):
    """Return ACLED's number for the first party of a side: 0 for none, None where it cannot be told."""
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
    """Return both numbers as one of two digits, the smaller first; that of one side alone ends in 0."""
    if None in codes:
        return None
    low, high = sorted(codes)
    return high * 10 if low == 0 else low * 10 + high
