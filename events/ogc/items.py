"""The question of a client to a collection: OGC's parameters in terms of those of the API's list."""

import datetime
import math
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import msgspec
from django.http import QueryDict

from events.api.answering.lists import page
from events.api.exports.options import LOCATED
from events.api.problems.errors import ParameterError, fault
from events.api.query.parameters import Reading
from events.api.query.positions import DEFAULT_SIZE, LARGEST_SIZE
from events.ogc.features import features
from events.ogc.parameters import DATETIME, flags, parameters
from events.vocabulary import Collection, PlacePrecision

# The spellings that leave one end of an interval open
OPEN = ("", "..")
# GDAL writes a condition on a truth value as disputed=1.
GDAL_FLAGS = {"1": "true", "0": "false"}

_WHOLE = re.compile(r"[1-9][0-9]*", re.ASCII)
_DATETIME = re.compile(DATETIME, re.ASCII)
# A number as JSON writes it.
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
_DECIMALS = 12  # of a degree, the most that the API takes
_NO_ANGLE = 999  # the largest number that the API reads, and refuses as it refuses all larger ones


class _Page(msgspec.Struct):
    """A page of the API's list; its records stay JSON."""

    count: int
    next: str | None
    warnings: list
    results: list[msgspec.Raw]


_PAGE = msgspec.json.Decoder(_Page)


def items(viewset, query, newest, url):
    """Return the FeatureCollection that answers a query (a QueryDict), without links but that to the next page.

    `newest` is the ReleaseIdentity of the newest release, and `url` the absolute URL of the items. Return
    (collection, URL of the next page or None, warnings). Raise ParameterError with all faults.
    """
    reading = Reading(query, parameters(viewset).keys(), viewset.filterset_class.lists())
    asked = _translated(reading, viewset)
    answer = reading.of(page, viewset, "", asked, newest, newest, "")
    reading.check()
    found = _PAGE.decode(answer.body)
    told = features(found.results, viewset.collection_name)
    body = {
        "type": "FeatureCollection",
        "timeStamp": f"{datetime.datetime.now(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "numberMatched": found.count,
        "numberReturned": len(told),
        "features": told,
    }
    return body, found.next and _next(query, found.next, url), found.warnings


def _translated(reading, viewset):
    """Return the query of the API that asks the same, without the parameters that have faults."""
    query, asked = reading.sound, QueryDict(mutable=True)
    collection, switches = viewset.collection_name, flags(viewset)
    for name, values in query.lists():
        if name not in ("bbox", "datetime", "limit"):
            written = [GDAL_FLAGS.get(one, one) for one in values] if name in switches else values
            asked.setlist(name, written)
    if "limit" in query:
        asked["page_size"] = str(reading.of(read_limit, query["limit"]) or DEFAULT_SIZE)
    if "datetime" in query:
        first, last = reading.of(read_datetime, query["datetime"]) or (None, None)
        # Places have no time, so that every time selects them all.
        if collection == Collection.EVENTS:
            asked.update({"date_from": first} if first else {})
            asked.update({"date_to": last} if last else {})
    if "bbox" in query:
        asked["bbox"] = _flat_box(query["bbox"])
        # A box selects by geometry, and an event whose place is known no better than the country has none.
        named = query.get("min_place_precision", PlacePrecision.UNKNOWN)
        if collection == Collection.EVENTS and named in set(PlacePrecision.values) - set(LOCATED):
            asked["min_place_precision"] = LOCATED[-1]
    return asked


def read_limit(text):
    """Return the number of features on a page; raise ParameterError. OGC has a larger number mean the largest."""
    if _WHOLE.fullmatch(text):
        # Python refuses to read a number of thousands of digits.
        return LARGEST_SIZE if len(text) > len(str(LARGEST_SIZE)) else min(int(text), LARGEST_SIZE)
    message = f"{text!r} is not a whole number from 1 to {LARGEST_SIZE:,}."
    raise ParameterError([fault("limit", message)])


def read_datetime(text):
    """Return (first day, last day) of an instant or interval, as texts; None is open. Raise ParameterError."""
    if not _DATETIME.fullmatch(text):
        message = (
            f"{text!r} is not a time or an interval. Write 2022-02-24, 2022-02-24T00:00:00Z, two of them as in "
            "2022-02-24/2022-03-31, or an open interval as in 2022-02-24/.. or ../2022-03-31."
        )
        raise ParameterError([fault("datetime", message)])
    ends = [None if end in OPEN else _day(end) for end in text.split("/")]
    first, last = ends[0], ends[-1]
    if first and last and last < first:
        raise ParameterError([fault("datetime", f"{text!r} ends before it begins.")])
    return first, last


def _day(text):
    """Return the day, in UTC, of a day or a time."""
    day, _, clock = text.upper().partition("T")
    try:
        # Python reads no more than six digits of a second, and a day needs none.
        clock = re.sub(r"\.[0-9]+", "", clock) or "00:00:00Z"
        moment = datetime.datetime.fromisoformat(f"{day}T{clock}")
        return moment.astimezone(datetime.UTC).date().isoformat()
    except (ValueError, OverflowError):
        message = f"{text!r} is not on a day of the calendar."
        raise ParameterError([fault("datetime", message)]) from None


def _flat_box(text):
    """Return a box as the API takes it: without heights, which no record has, and each number in decimals."""
    parts = [part.strip() for part in text.split(",")]
    if not all(_NUMBER.fullmatch(part) and math.isfinite(float(part)) for part in parts):
        return text
    if len(parts) == 6:
        parts = [*parts[:2], *parts[3:5]]
    angles = (min(max(float(part), -_NO_ANGLE), _NO_ANGLE) for part in parts)
    return ",".join(f"{angle:.{_DECIMALS}f}".rstrip("0").rstrip(".") for angle in angles)


def _next(query, following, url):
    """Return the URL of the next page: the same question, and the cursor that the API's list gave."""
    (cursor,) = parse_qs(urlsplit(following).query)["cursor"]
    asked = [
        (name, value) for name, values in query.lists() if name != "cursor" for value in values
    ]
    return f"{url}?{urlencode([*asked, ('cursor', cursor)], safe=',/:')}"
