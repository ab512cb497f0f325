"""Documents of events as rows of UCDP GED: UCDP's own rows as they are, events coded here by the crosswalk."""

import datetime
import hashlib
import re

from django.db.models import Q

from events.compat.left_out import LeftOut
from events.compat.parties import ARMED, STATES, Parties, are
from events.compat.regions import UCDP_REGION
from events.compat.ucdp.columns import COLUMNS
from events.vocabulary import (
    COUNTRIES,
    CROSSWALK,
    DATE_PRECISION_BY_UCDP,
    PLACE_PRECISION_BY_UCDP,
    ActorKind,
    EventStatus,
    EventType,
)

DATASET = "ucdp-ged"
# Types of event that UCDP has, all of them lethal violence.
TYPES = [kind for kind in EventType.values if CROSSWALK[kind].ucdp]
# The condition on events of our own coding, as the database can test it.
OURS = Q(
    original__isnull=True,
    type__in=TYPES,
    status=EventStatus.OCCURRED.value,
    fatalities_best__gt=0,
    start_date__isnull=False,
)
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
# Where two numbers mean one word, the wider one.
_DATE_PREC = {word: number for number, word in DATE_PRECISION_BY_UCDP.items()}
_WHERE_PREC = {word: number for number, word in PLACE_PRECISION_BY_UCDP.items()}
# Ids of ours are from here to 2**53: no int32 of UCDP's, and exact in a double.
_BEYOND_UCDP = 2**52
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?Z?", re.ASCII)


def rows(documents):
    """Return the row of each document, its values as UCDP has them, or LeftOut where UCDP has no such event.

    A row of UCDP's own is its original, whole: `ordered` picks the columns.
    """
    ours = [document for document in documents if _is_ours(document)]
    parties = Parties(ours)
    return [
        _own(document, parties) if _is_ours(document) else _imported(document)
        for document in documents
    ]


def ordered(row):
    """Return the 49 columns of a row in UCDP's order."""
    return {name: row.get(name) for name in COLUMNS}


def _is_ours(document):
    return document["original"] is None and document["dataset"] != DATASET


def _imported(document):
    original = document["original"] or {}
    if document["dataset"] != DATASET or not original.get("id"):
        return LeftOut("without UCDP's own values")
    days = {
        name: _time(original[name], document[ours])
        for name, ours in (("date_start", "start_date"), ("date_end", "end_date"))
        if name in original
    }
    return original | days


def _time(text, day):
    """Return a day as UCDP's API writes it. `text` is how a file wrote it, and `day` how it was read."""
    match = _DAY.fullmatch(text or "")
    found = match[1] if match else day
    return f"{found}T00:00:00" if text and found else text


def _own(document, parties):
    """Return an event of our own coding as UCDP would have it, or LeftOut."""
    best = document["fatalities"]["best"]
    start = document["start_date"]
    date_prec = _DATE_PREC.get(document["date_precision"])
    point = document["latitude"], document["longitude"]
    sides = parties.sides(document)
    kind = _type_of_violence(*sides)
    lacks = {
        "that are not violence": document["type"] not in TYPES,
        "with a status other than occurred": document["status"] != EventStatus.OCCURRED,
        "without a known death": not best,
        "without a day known to the year": None in (start, date_prec),
        "without a point": None in point,
        "without two sides that UCDP tells apart": kind is None,
    }
    if True in lacks.values():
        return LeftOut(next(reason for reason, lacking in lacks.items() if lacking))
    one, other = ("; ".join(party.name for party in side) for side in sides)
    articles = parties.articles(document)
    country = COUNTRIES.get(document["country"])
    return {
        "id": _number(document["code"]),
        "relid": document["code"],
        "year": int(start[:4]),
        "type_of_violence": kind,
        "dyad_name": f"{one} - {other}",
        "side_a": one,
        "side_b": "Civilians" if kind == ONE_SIDED else other,
        "number_of_sources": len(articles),
        "source_article": ";".join(f'"{",".join(article)}"' for article in articles) or None,
        **{
            f"source_{name}": ";".join(article[at] for article in articles) or None
            for at, name in enumerate(("office", "date", "headline"))
        },
        "where_prec": _WHERE_PREC.get(document["place_precision"]),
        "where_coordinates": document["place_name"],
        "where_description": document["title"],
        "latitude": point[0],
        "longitude": point[1],
        "geom_wkt": f"POINT ({point[1]} {point[0]})",
        "country": country and country.name,
        "country_id": country and country.gleditsch_ward,
        "region": country and UCDP_REGION[country.alpha2],
        "date_prec": date_prec,
        "date_start": f"{start}T00:00:00",
        "date_end": f"{document['end_date'] or start}T00:00:00",
        # One number alone is all three in UCDP.
        "best": best,
        "high": _or(document["fatalities"]["high"], best),
        "low": _or(document["fatalities"]["low"], best),
        "gwnoa": _states(sides[0]),
        "gwnob": _states(sides[1]),
    }


def _type_of_violence(acting, receiving):
    if not are(acting, ARMED):
        return None
    if are(receiving, {ActorKind.CIVILIANS}):
        return ONE_SIDED
    if not are(receiving, ARMED):
        return None
    states = any(party.kind in STATES for party in (*acting, *receiving))
    return STATE_BASED if states else NON_STATE


def _states(side):
    """Return the Gleditsch-Ward numbers of the states on a side."""
    numbers = (
        COUNTRIES[party.country].gleditsch_ward
        for party in side
        if party.kind == ActorKind.STATE and party.country in COUNTRIES
    )
    return ", ".join(str(number) for number in numbers if number) or None


def _or(number, other):
    return other if number is None else number


def _number(code):
    """Return a number for a code, the same wherever and whenever: UCDP's ids are numbers."""
    digest = hashlib.sha256(code.encode()).digest()
    return _BEYOND_UCDP + int.from_bytes(digest[:8], "big") % _BEYOND_UCDP


def last_day(document):
    """Return the last day of an event, or None."""
    day = document["end_date"] or document["start_date"]
    return day and datetime.date.fromisoformat(day)
