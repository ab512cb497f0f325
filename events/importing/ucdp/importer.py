"""UCDP GED: its rows as our records."""

import re
from functools import lru_cache

from events.importing.coded import Coded
from events.importing.keys import collapsed, digest, slug
from events.importing.problem import Unreadable
from events.importing.reading.cells import coded_as, in_degrees
from events.importing.reading.dates import day
from events.importing.ucdp.files import DATASET, LAYOUT
from events.importing.ucdp.quality import ESTIMATES, flags
from events.importing.ucdp.source_articles import articles
from events.vocabulary import (
    COUNTRY_BY_GLEDITSCH_WARD,
    DATE_PRECISION_BY_UCDP,
    PLACE_PRECISION_BY_UCDP,
    QUAD_CLASS_BY_TYPE,
    TYPE_MODE_BY_UCDP,
    ActorKind,
    DatePrecision,
    EventStatus,
    ParticipantRole,
    PlaceKind,
    PlacePrecision,
    ReportRole,
)

__all__ = ["DATASET", "LAYOUT", "coded", "key"]

# The columns that name the place, the nearest first.
PLACE_NAMES = ("where_coordinates", "adm_2", "adm_1", "country")

_POPULATED = frozenset(
    [
        "town",
        "village",
        "city",
        "township",
        "suburb",
        "municipality",
        "locality",
        "neighbourhood",
        "camp",
    ]
)
_KIND_BY_PRECISION = {
    3: PlaceKind.ADMIN2,
    4: PlaceKind.ADMIN1,
    5: PlaceKind.REGION,
    6: PlaceKind.COUNTRY,
    7: PlaceKind.WATER,
}


def key(row):
    """Return the code of the event that a row is about, or None where that cannot be read."""
    try:
        number = row.value("id")
    except Unreadable:
        return None
    return f"ucdp-ged-{number}" if number and number > 0 else None


def coded(row):
    """Return a row as Coded; raise Unreadable with the reason where that cannot be."""
    original = row.original()
    get = original.get
    code = key(row)
    if code is None:
        raise Unreadable(f"id: {get('id')} is not the number of an event")
    event_type, mode = coded_as(TYPE_MODE_BY_UCDP, original, "type_of_violence")
    start, end = day(get("date_start")), day(get("date_end"))
    country = COUNTRY_BY_GLEDITSCH_WARD.get(get("country_id"))
    deaths = {f"fatalities_{name}": _count(get(name)) for name in ESTIMATES}
    listed = articles(get("source_article") or "")
    return Coded(
        code=code,
        columns={
            "type": event_type.value,
            "quad_class": QUAD_CLASS_BY_TYPE[event_type][0].value,
            "status": EventStatus.OCCURRED.value,
            "title": _title(*map(_name, map(get, ("side_a", "side_b", "where_coordinates")))),
            "start_date": start,
            "end_date": end,
            "date_precision": DatePrecision.UNKNOWN.value
            if start is None
            else coded_as(
                DATE_PRECISION_BY_UCDP, original, "date_prec", DatePrecision.UNKNOWN
            ).value,
            "place_precision": coded_as(
                PLACE_PRECISION_BY_UCDP, original, "where_prec", PlacePrecision.UNKNOWN
            ).value,
            "country": country,
            **deaths,
            "original": original,
            "note": _note(original),
        },
        place=_place(
            next(filter(None, map(_name, map(get, PLACE_NAMES))), None),
            get("where_prec"),
            country,
            get("adm_1"),
            in_degrees("latitude", get("latitude"), 90),
            in_degrees("longitude", get("longitude"), 180),
        ),
        participants=[
            (actor, role.value)
            for side, role in (("a", ParticipantRole.ACTOR), ("b", ParticipantRole.RECIPIENT))
            if (
                actor := _actor(get(f"side_{side}_new_id"), get(f"side_{side}"), get(f"gwno{side}"))
            )
        ],
        reports=_reports(listed or ()),
        modes=[mode.value] if mode else [],
        quality=flags(original, start, end, country, listed),
    )


def _name(text):
    """Return a name in one line, or None for blanks."""
    return collapsed(text or "") or None


def _count(number):
    """Return a number of people, or None for one that cannot be."""
    return None if number is None or number < 0 else number


def _note(original):
    wrong = [f"{name} {original[name]}" for name in ESTIMATES if (original.get(name) or 0) < 0]
    return f"The dataset gives {' and '.join(wrong)}: not a number of deaths." if wrong else None


def _title(one, other, place):
    """Return a title in our own words."""
    one, other = one or "Unnamed side", other or "an unnamed side"
    other = "civilians" if other == "Civilians" else other
    return f"{one} against {other}, {place}" if place else f"{one} against {other}"


@lru_cache(maxsize=10_000)
def _place(name, precision, country, admin1, latitude, longitude):
    """Return the place; it is the same one wherever name, country and coordinates are the same."""
    if latitude is None or longitude is None:
        latitude = longitude = None
    if name is None and latitude is None:
        return None
    name = name or f"{latitude} {longitude}"
    kind = _KIND_BY_PRECISION.get(precision)
    if kind is None:
        last = name.split()[-1].lower()
        kind = PlaceKind.POPULATED_PLACE if last in _POPULATED else PlaceKind.POINT
    return {
        "slug": f"{slug(name)}-{digest(DATASET['slug'], name, country, latitude, longitude)}",
        "name": name,
        "kind": kind.value,
        "country": country,
        "admin1": admin1,
        "latitude": latitude,
        "longitude": longitude,
    }


@lru_cache(maxsize=10_000)
def _actor(number, name, states):
    """Return a side, or None where there is none; `states` is its Gleditsch-Ward number if it is a state."""
    name = _name(name)
    if number is None and name is None:
        return None
    name = name or f"UCDP actor {number}"
    codes = re.findall(r"[0-9]+", (states or "").partition(".")[0])
    named = re.fullmatch(r"XXX[0-9]*", name) is None
    if codes or name.startswith("Government of "):
        kind = ActorKind.STATE
    elif name.casefold() == "civilians":
        kind, named = ActorKind.CIVILIANS, False
    else:
        kind = ActorKind.ARMED_GROUP if named else ActorKind.UNKNOWN
    return {
        "slug": f"ucdp-actor-{slug(name) if number is None else number}",
        "name": name,
        "kind": kind.value,
        "country": COUNTRY_BY_GLEDITSCH_WARD.get(int(codes[0])) if len(codes) == 1 else None,
        "named": named,
    }


def _reports(listed):
    """Return each article once, with its role: the first one is what the event was coded from."""
    once = {article["slug"]: article for article in listed}
    roles = [ReportRole.PRIMARY, *[ReportRole.CORROBORATING] * len(once)]
    return [(article, role.value) for article, role in zip(once.values(), roles, strict=False)]
