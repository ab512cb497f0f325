"""The question of a client to a collection: OGC's parameters in terms of those of the API's list."""

import datetime
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import orjson
from django.http import QueryDict

from events.api.answering.lists import page
from events.api.exports.options import LOCATED
from events.api.problems.errors import ParameterError, fault
from events.api.query.parameters import Reading
from events.api.query.positions import DEFAULT_SIZE, LARGEST_SIZE
from events.ogc.features import feature
from events.ogc.parameters import flags, parameters
from events.vocabulary import Collection, PlacePrecision

# What leaves one end of an interval open
OPEN = ("", "..")
# GDAL writes a condition on a truth value as disputed=1.
GDAL_FLAGS = {"1": "true", "0": "false"}

_WHOLE = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
# Not 2022-02-24T: GDAL up to 3.6 writes any condition on any column of dates so, and takes what `datetime` selects, which
# is more, for what meets the condition. An error is better than wrong rows.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})",
    re.ASCII,
)


def items(viewset, query, newest, url):
    """Return the FeatureCollection that answers a query (a QueryDict), without links but that to the next page.

    `newest` is the ReleaseIdentity of the newest release, and `url` the absolute URL of the items. Return
    (collection, URL of the next page or None, warnings). Raise ParameterError with all faults.
    """
    reading = Reading(query, parameters(viewset).keys(), viewset.filterset_class.lists())
    asked = _translated(reading, viewset)
    answer = reading.of(page, viewset, "", asked, newest, newest, "")
    reading.check()
    found = orjson.loads(answer.body)
    features = [feature(record, viewset.collection_name) for record in found["results"]]
    body = {
        "type": "FeatureCollection",
        "timeStamp": f"{datetime.datetime.now(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "numberMatched": found["count"],
        "numberReturned": len(features),
        "features": features,
    }
    return body, found["next"] and _next(query, found["next"], url), found["warnings"]


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
        return min(int(text), LARGEST_SIZE)
    message = f"{text!r} is not a whole number from 1 to {LARGEST_SIZE:,}."
    raise ParameterError([fault("limit", message)])


def read_datetime(text):
    """Return (first day, last day) of an instant or interval, as texts; None is open. Raise ParameterError."""
    ends = text.split("/")
    if len(ends) > 2 or all(end in OPEN for end in ends):
        raise ParameterError([fault("datetime", _not_a_time(text))])
    days = [None if end in OPEN and len(ends) == 2 else _day(end, text) for end in ends]
    first, last = days[0], days[-1]
    if first and last and last < first:
        raise ParameterError([fault("datetime", f"{text!r} ends before it begins.")])
    return first, last


def _day(end, text):
    """Return the day, in UTC, of a day or a time."""
    try:
        if _DAY.fullmatch(end):
            return datetime.date.fromisoformat(end).isoformat()
        if _TIME.fullmatch(end):
            whole = re.sub(r"\.[0-9]+", "", end.upper())
            return (
                datetime.datetime.fromisoformat(whole).astimezone(datetime.UTC).date().isoformat()
            )
    except (ValueError, OverflowError):
        pass
    raise ParameterError([fault("datetime", _not_a_time(text))])


def _not_a_time(text):
    return (
        f"{text!r} is not a time or an interval. Write 2022-02-24, 2022-02-24T00:00:00Z, two of them as in "
        "2022-02-24/2022-03-31, or an open interval as in 2022-02-24/.. or ../2022-03-31."
    )


def _flat_box(text):
    """Return a box without its heights, which no record has."""
    parts = text.split(",")
    return ",".join([*parts[:2], *parts[3:5]]) if len(parts) == 6 else text


def _next(query, following, url):
    """Return the URL of the next page: the same question, and the cursor that the API's list gave."""
    (cursor,) = parse_qs(urlsplit(following).query)["cursor"]
    asked = [
        (name, value) for name, values in query.lists() if name != "cursor" for value in values
    ]
    return f"{url}?{urlencode([*asked, ('cursor', cursor)], safe=',/:')}"
