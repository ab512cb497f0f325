"""GDELT events: their rows as our records."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from events.importing.coded import Coded
from events.importing.gdelt.cameo_actors import actor
from events.importing.gdelt.files import DATASET, LAYOUT
from events.importing.keys import collapsed, digest, slug
from events.importing.problem import LeftOut, Unreadable, shown
from events.importing.reading.cells import coded_as, in_degrees
from events.importing.reading.dates import day
from events.importing.sources import known_by_name
from events.vocabulary import (
    CAMEO_ROOTS,
    COUNTRY_BY_FIPS,
    PLACE_PRECISION_BY_GDELT,
    QUAD_CLASS_BY_TYPE,
    DatePrecision,
    EventStatus,
    ParticipantRole,
    PlaceKind,
    QuadClass,
    QualityFlag,
    ReportRole,
    type_mode_by_cameo,
)

__all__ = ["DATASET", "LAYOUT", "coded", "key"]

_CAMEO = re.compile(r"[0-9]{2,4}")
_URL = re.compile(r"https?://[^\s]+")
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_KIND_BY_TYPE = {
    1: PlaceKind.COUNTRY,
    2: PlaceKind.ADMIN1,
    3: PlaceKind.POPULATED_PLACE,
    4: PlaceKind.POPULATED_PLACE,
    5: PlaceKind.ADMIN1,
}
CITIES = (3, 4)
OCEANS = "OS"  # GDELT's own addition to FIPS 10-4
IDENTITY = ("Code", "CountryCode", "KnownGroupCode", "EthnicCode")
RELIGIONS = ("Religion1Code", "Religion2Code")
ROLES = ("Type1Code", "Type2Code", "Type3Code")
CODES = ("EventCode", "EventBaseCode", "EventRootCode")


def key(row):
    """Return the code of the event that a row is about, or None where that cannot be read."""
    try:
        number = row.value("GLOBALEVENTID")
    except Unreadable:
        return None
    return f"gdelt-{number}" if number and number > 0 else None


def coded(row):
    """Return a row as Coded; raise Unreadable or LeftOut with the reason where that cannot be."""
    original = _with_zeros(row.original())
    get = original.get
    code = key(row)
    if code is None:
        raise Unreadable(
            f"GLOBALEVENTID: {shown(row.text('GLOBALEVENTID'))} is not the number of an event"
        )
    event_type, mode = _type(get("EventCode") or "")
    date = _day(get("SQLDATE"))
    fips = get("ActionGeo_CountryCode")
    country = COUNTRY_BY_FIPS.get(fips)
    geo_type = get("ActionGeo_Type") or 0
    participants = _participants(original)
    place = _place(
        get("ActionGeo_FullName"),
        geo_type,
        fips,
        in_degrees("ActionGeo_Lat", get("ActionGeo_Lat"), 90),
        in_degrees("ActionGeo_Long", get("ActionGeo_Long"), 180),
    )
    article = _article(get("SOURCEURL"))
    flags = {
        QualityFlag.MENTIONS_NOT_INCIDENTS: True,
        QualityFlag.DATE_UNREADABLE: date is None and get("SQLDATE") is not None,
        QualityFlag.YEAR_DIFFERS_FROM_START: None not in (date, get("Year"))
        and date.year != get("Year"),
        QualityFlag.COORDINATES_MISSING: None in (get("ActionGeo_Lat"), get("ActionGeo_Long")),
        QualityFlag.COUNTRY_UNMAPPED: fips is not None and country is None,
        QualityFlag.SOURCES_UNPARSED: get("SOURCEURL") is not None and article is None,
    }
    precision = DatePrecision.UNKNOWN if date is None else DatePrecision.DAY
    return Coded(
        code=code,
        columns={
            "type": event_type.value,
            "quad_class": QUAD_CLASS_BY_TYPE[event_type][0].value,
            "status": EventStatus.OCCURRED.value,
            "title": _title(event_type, participants, place),
            "start_date": date,
            "date_precision": precision.value,
            "place_precision": coded_as(
                PLACE_PRECISION_BY_GDELT, {"ActionGeo_Type": geo_type}, "ActionGeo_Type"
            ).value,
            "country": country,
            "original": original,
        },
        place=place,
        participants=participants,
        reports=[(article, ReportRole.PRIMARY.value)] if article else [],
        modes=[mode.value] if mode else [],
        quality=[flag.value for flag, holds in flags.items() if holds],
    )


def _with_zeros(original):
    """Return a row with the leading zeros of its CAMEO codes, which spreadsheets take for numbers."""
    root = original.get("EventRootCode")
    if root and len(root) == 1:
        return original | {name: f"0{original[name]}" for name in CODES if original.get(name)}
    return original


def _type(code):
    """Return the type and mode of a CAMEO code."""
    root = code[:2]
    if not _CAMEO.fullmatch(code) or root not in CAMEO_ROOTS:
        raise Unreadable(f"EventCode: {shown(code)} is not a CAMEO code")
    event_type, mode = type_mode_by_cameo(code)
    if event_type is None:
        name = CAMEO_ROOTS[root].name.lower()
        raise LeftOut(f"no PLOVER equivalent (CAMEO {root}, {name})")
    return event_type, mode


def _day(number):
    match = _DIGITS.fullmatch(str(number or ""))
    return day("-".join(match.groups())) if match else None


def _participants(original):
    found = []
    for side, role in (("Actor1", ParticipantRole.ACTOR), ("Actor2", ParticipantRole.RECIPIENT)):
        code, state, group, ethnic = (original.get(f"{side}{name}") for name in IDENTITY)
        religions, roles = (
            tuple(filter(None, (original.get(f"{side}{name}") for name in names)))
            for names in (RELIGIONS, ROLES)
        )
        if code:
            found.append((actor(code, state, group, ethnic, religions, roles), role.value))
    return found


def _title(event_type, participants, place):
    """Return a title in our own words."""
    sides = {role: actor["name"] for actor, role in participants}
    one = sides.get(ParticipantRole.ACTOR.value, "somebody")
    other = sides.get(ParticipantRole.RECIPIENT.value)
    hostile = QUAD_CLASS_BY_TYPE[event_type][0] > QuadClass.MATERIAL_COOPERATION
    to = "against" if hostile else "towards"
    title = f"{event_type.value.capitalize()}: {one}" + (f" {to} {other}" if other else "")
    return f"{title}, {place['name']}" if place else title


@lru_cache(maxsize=10_000)
def _place(full_name, geo_type, fips, latitude, longitude):
    """Return the place; it is the same one wherever name, country and coordinates are the same."""
    country = COUNTRY_BY_FIPS.get(fips)
    if latitude is None or longitude is None:
        latitude = longitude = None
    full_name = collapsed(full_name or "")
    if not full_name and latitude is None:
        return None
    parts = [part.strip() for part in full_name.split(",")]
    # City, division, country; where the division is not known, GDELT says "Israel (general)".
    division = parts[-2] if geo_type in CITIES and len(parts) > 2 else None
    if not division or division.endswith("(general)"):
        division = None
    kind = PlaceKind.WATER if fips == OCEANS else _KIND_BY_TYPE.get(geo_type, PlaceKind.OTHER)
    return {
        "slug": f"{slug(full_name)}-{digest(DATASET['slug'], full_name, geo_type, country, latitude, longitude)}",
        "name": parts[0] or f"{latitude} {longitude}",
        "kind": kind.value,
        "country": country,
        "admin1": division,
        "latitude": latitude,
        "longitude": longitude,
    }


@lru_cache(maxsize=10_000)
def _article(url):
    """Return the article at a URL, or None where the text is none."""
    if not url or not _URL.fullmatch(url):
        return None
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if not host:
        return None
    source = known_by_name(host)
    return {
        "slug": f"{source['slug']}-{digest(url, digits=12)}",
        "source": source,
        "title": None,
        "url": url,
    }
