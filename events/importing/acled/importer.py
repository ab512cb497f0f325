"""ACLED: its rows as our records."""

import re

from events.importing.acled.actors import actors
from events.importing.acled.files import DATASET, LAYOUT
from events.importing.coded import Coded
from events.importing.keys import collapsed, digest, slug
from events.importing.problem import LeftOut, Unreadable, shown
from events.importing.reading.cells import coded_as, in_degrees
from events.importing.reading.countries import by_number_or_name
from events.importing.reading.dates import day
from events.importing.sources import known_by_name
from events.vocabulary import (
    COUNTRY_BY_GLEDITSCH_WARD,
    DATE_PRECISION_BY_ACLED,
    PLACE_PRECISION_BY_ACLED,
    QUAD_CLASS_BY_TYPE,
    TYPE_MODE_BY_ACLED,
    TYPE_MODE_BY_FORMER_ACLED,
    DatePrecision,
    EventStatus,
    PlaceKind,
    PlacePrecision,
    QualityFlag,
    ReportRole,
)

__all__ = ["DATASET", "LAYOUT", "coded", "key"]

REGION = 3  # geo_precision of an area that a town or a natural feature represents
OUTLET_ONLY = "The dataset names the outlet and not the text."

# As in UKR900001, and in files up to 2016 as in 1416RTA.
_CODE = re.compile(r"[A-Za-z]{1,8}[0-9]{1,12}|[0-9]{1,12}[A-Za-z]{1,8}")
# {(event type, sub-event type) in lower case: (both as ACLED spells them, type, mode)}
_TYPES = {
    (event_type.lower(), sub_type.lower()): ((event_type, sub_type), *coding)
    for (event_type, sub_type), coding in TYPE_MODE_BY_ACLED.items()
} | {
    (event_type.lower(), ""): ((event_type, None), *coding)
    for event_type, coding in TYPE_MODE_BY_FORMER_ACLED.items()
}


def key(row):
    """Return the code of the event that a row is about, or None where that cannot be read."""
    number = (row.text("event_id_cnty") or "").strip()
    return f"acled-{number.lower()}" if _CODE.fullmatch(number) else None


def coded(row):
    """Return a row as Coded; raise Unreadable or LeftOut with the reason where that cannot be."""
    original = row.original()
    get = original.get
    code = key(row)
    if code is None:
        raise Unreadable(
            f"event_id_cnty: {shown(get('event_id_cnty') or '')} is not letters and digits"
        )
    event_type, mode, sub_type = _type(original)
    date = day(get("event_date"))
    country = COUNTRY_BY_GLEDITSCH_WARD.get(get("gwno")) or by_number_or_name(
        get("iso"), get("iso3"), get("country")
    )
    deaths = get("fatalities")
    place = collapsed(get("location") or get("admin1") or get("country") or "")
    return Coded(
        code=code,
        columns={
            "type": event_type.value,
            "quad_class": QUAD_CLASS_BY_TYPE[event_type][0].value,
            "status": EventStatus.OCCURRED.value,
            "title": _title(sub_type, get("actor1"), get("actor2"), place),
            "summary": get("notes"),
            "start_date": date,
            "date_precision": _precision(original, date),
            "place_precision": coded_as(
                PLACE_PRECISION_BY_ACLED, original, "geo_precision", PlacePrecision.UNKNOWN
            ).value,
            "country": country,
            "fatalities_best": None if deaths is None or deaths < 0 else deaths,
            "original": original,
            "note": f"The dataset gives fatalities {deaths}: not a number of deaths."
            if (deaths or 0) < 0
            else None,
        },
        place=_place(original, place, country),
        participants=actors(original),
        reports=_reports(code, get("source") or ""),
        modes=[mode.value] if mode else [],
        quality=_flags(original, date, country),
    )


def _type(original):
    """Return the type, the mode, and ACLED's own name of what happened as it spells it."""
    given = [collapsed(original.get(name) or "") for name in ("event_type", "sub_event_type")]
    found = _TYPES.get(tuple(word.lower() for word in given))
    if found is None:
        raise Unreadable(
            f"event_type {shown(given[0])} with sub_event_type {shown(given[1])} is not in ACLED's list"
        )
    names, event_type, mode = found
    if event_type is None:
        name = " / ".join(filter(None, names))
        raise LeftOut(f"{name}, which has no equivalent among the event types")
    return event_type, mode, names[1] or names[0]


def _precision(original, date):
    found = coded_as(DATE_PRECISION_BY_ACLED, original, "time_precision", DatePrecision.UNKNOWN)
    return DatePrecision.UNKNOWN.value if date is None else found.value


def _title(sub_type, one, other, place):
    """Return a title in our own words."""
    sides = " and ".join(collapsed(side) for side in (one, other) if side)
    return ", ".join(
        part for part in (f"{sub_type}: {sides}" if sides else sub_type, place) if part
    )


def _place(original, name, country):
    """Return the place; it is the same one wherever name, country and coordinates are the same."""
    latitude = in_degrees("latitude", original.get("latitude"), 90)
    longitude = in_degrees("longitude", original.get("longitude"), 180)
    if latitude is None or longitude is None:
        latitude = longitude = None
    if not name and latitude is None:
        return None
    name = name or f"{latitude} {longitude}"
    is_region = original.get("geo_precision") == REGION
    return {
        "slug": f"{slug(name)}-{digest(DATASET['slug'], name, country, latitude, longitude)}",
        "name": name,
        "kind": (PlaceKind.REGION if is_region else PlaceKind.POPULATED_PLACE).value,
        "country": country,
        "admin1": original.get("admin1"),
        "latitude": latitude,
        "longitude": longitude,
    }


def _reports(code, text):
    """Return one article for each outlet named: the texts that ACLED does not identify further."""
    outlets = {slug(name): name for name in text.split(";") if name.strip()}
    roles = [ReportRole.PRIMARY, *[ReportRole.CORROBORATING] * len(outlets)]
    return [
        (
            {
                "slug": f"{code}-{outlet}",
                "source": known_by_name(name),
                "title": None,
                "note": OUTLET_ONLY,
            },
            role.value,
        )
        for (outlet, name), role in zip(outlets.items(), roles, strict=False)
    ]


def _flags(original, date, country):
    get = original.get
    found = {
        QualityFlag.NEGATIVE_DEATHS: (get("fatalities") or 0) < 0,
        QualityFlag.YEAR_DIFFERS_FROM_START: None not in (date, get("year"))
        and date.year != get("year"),
        QualityFlag.DATE_UNREADABLE: date is None and get("event_date") is not None,
        QualityFlag.COORDINATES_MISSING: None in (get("latitude"), get("longitude")),
        QualityFlag.COUNTRY_UNMAPPED: country is None
        and bool(get("iso") or get("iso3") or get("gwno") or get("country")),
    }
    return [flag.value for flag, holds in found.items() if holds]
