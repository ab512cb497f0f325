"""The query string of a URL, checked before anything is looked up: every fault is named, and all of them at once."""

from types import MappingProxyType

from rest_framework.exceptions import ParseError

from config.limits import LONGEST_QUERY, MOST_VALUES
from events.api.problems.errors import ParameterError, fault, nearest

# The parameters that other URLs take and this one does not. A filter is not here: each collection has its own.
ELSEWHERE = {
    "by": "Only sums take this.",
    "names": "Only sums take this.",
    "doubles": "Only sums of events take this.",
    "parts": "Only sums of events take this.",
    "shape": "Only CSV files of sums take this.",
    "cells": "Only CSV files of sums of events take this.",
    "page": "This URL has no pages with numbers. Where the answer has `next`, follow it.",
    "page_size": "This URL has no pages.",
    "cursor": "This URL has no pages.",
    "order_by": "Only lists, files and sums take this.",
    "fields": "Only lists, files and single records take this.",
    "style": "Only citations take this.",
    "since": "Only the change feed takes this.",
    "resolve": (
        "Only lists, files and sums of events resolve values by a rule. Single records have the record's own values."
    ),
    "original": "Only CSV, Parquet and XLSX files of events take this. Lists and records have `original` anyway.",
    "join": "Only CSV, NDJSON, Parquet and XLSX files of statements take this.",
    "geometry": "Only GeoJSON files of events take this.",
    "excel": "Only CSV files take this.",
}
# Names of parameters in the APIs of ACLED, UCDP, GDELT, HDX HAPI and OpenSanctions, in DRF and in SQL, with the names
# that each can have here: a URL takes at most one of these.
OTHER_NAMES = {
    **dict.fromkeys(("limit", "pagesize", "per_page", "maxrecords", "rows"), ("page_size",)),
    **dict.fromkeys(("offset", "start"), ("page",)),
    **dict.fromkeys(("sort", "sort_by", "order", "ordering"), ("order_by",)),
    **dict.fromkeys(("select", "columns"), ("fields",)),
    **dict.fromkeys(("group_by", "groupby"), ("by",)),
    **dict.fromkeys(("query", "search", "text", "notes", "keyword"), ("q",)),
    **dict.fromkeys(
        ("start_date", "startdate", "startdatetime", "from", "event_date"),
        ("date_from", "stated_from", "published_from"),
    ),
    **dict.fromkeys(
        ("end_date", "enddate", "enddatetime", "to", "until"),
        ("date_to", "stated_to", "published_to"),
    ),
    **dict.fromkeys(
        ("iso", "iso2", "iso3", "country_code", "countries", "location_code"), ("country",)
    ),
    **dict.fromkeys(("lat", "lon", "latitude", "longitude", "geography"), ("near",)),
    "location": ("place",),
    **dict.fromkeys(("admin1_name", "adm_1"), ("admin1",)),
    **dict.fromkeys(("event_type", "typeofviolence"), ("type",)),
    "sub_event_type": ("mode",),
    **dict.fromkeys(("actor1", "side_a"), ("actor",)),
    **dict.fromkeys(("actor2", "side_b"), ("recipient",)),
    **dict.fromkeys(("fatalities", "deaths"), ("fatalities_min",)),
    "datasets": ("dataset",),
    "topics": ("topic",),
    "changed_since": ("since",),
}
# Parameters of other APIs that no URL here needs.
_NOT_IN_QUERIES = {
    **dict.fromkeys(
        ("format", "output_format"),
        "A query has no format. A list is JSON, and its files have the format in the path, like events.csv.",
    ),
    **dict.fromkeys(
        ("key", "api_key", "apikey", "email", "access_token", "token", "app_identifier"),
        "Nobody needs a key here. Leave it out.",
    ),
}
_REASONS = _NOT_IN_QUERIES | ELSEWHERE


class Reading:
    """One query string, whose readers gather their faults so that one answer can name all of them.

    `allowed` are the names that the URL takes; those in `lists` may be repeated or comma-separated. `sound` is the
    query without the parameters that are faulty already. `elsewhere` is {name: what is said of a parameter that only
    other URLs take}. Raise ParseError for a query that is too long.
    """

    __slots__ = ("faults", "query", "sound")

    def __init__(self, query, allowed, lists=frozenset(), elsewhere=None):
        length = size(query)
        if length > LONGEST_QUERY:
            raise ParseError(
                f"The query has {length:,} bytes. At most {LONGEST_QUERY:,} are allowed."
            )
        self.query = self.sound = query
        reasons = _REASONS | elsewhere if elsewhere else _REASONS
        self.faults = find_faults(query, allowed, lists, reasons)
        if self.faults:
            self.sound = query.copy()
            for one in self.faults:
                self.sound.pop(one["parameter"], None)

    def of(self, read, *arguments):
        """Return what a reader makes of the query; keep its faults and return None where it raises ParameterError."""
        try:
            return read(*arguments)
        except ParameterError as error:
            self.faults += error.faults

    def check(self):
        """Raise ParameterError with all faults, in the order of the query string; what it lacks comes last."""
        if self.faults:
            places = {name: place for place, name in enumerate(self.query)}
            self.faults.sort(key=lambda one: places.get(one["parameter"], len(places)))
            raise ParameterError(self.faults)


def check(request, allowed, lists=frozenset()):
    """Raise ParameterError with all faults of a request whose parameters need no further reader."""
    if request.method in ("GET", "HEAD"):  # of any other method, the method itself is refused
        Reading(request.query_params, allowed, lists).check()


def size(query):
    """Return the length in bytes of all names and values except the cursor, which `next` adds to a query."""
    return sum(
        len(name.encode()) + sum(len(value.encode()) for value in values)
        for name, values in query.lists()
        if name != "cursor"
    )


def find_faults(query, allowed, lists=frozenset(), reasons=MappingProxyType({})):
    """Return the faults that show in the names of a query and in the number of values of each.

    `reasons` is {name: why the URL does not take it}, of names that are no mistakes in spelling.
    """
    faults = []
    for name, values in query.lists():
        if name not in allowed:
            faults.append(_not_taken(name, allowed, reasons))
        elif any("\x00" in value or "\ufffd" in value for value in values):
            faults.append(fault(name, "Not readable text. Send UTF-8 without NUL."))
        elif not all(value.strip() for value in values):
            faults.append(fault(name, "Empty value. Leave the parameter out instead."))
        elif name in lists:
            found = words(values)
            if not all(found):
                faults.append(fault(name, "Empty value in the list. Leave the extra comma out."))
            elif len(found) > MOST_VALUES:
                faults.append(
                    fault(name, f"{len(found)} values. At most {MOST_VALUES} are allowed.")
                )
        elif len(values) > 1:
            faults.append(fault(name, "Given more than once. This parameter takes one value."))
    return faults


def _not_taken(name, allowed, reasons):
    """Return the fault of a parameter that a URL does not take, with the one that it most likely means."""
    message = (
        reasons.get(name, "Unknown parameter.") if allowed else "This URL takes no parameters."
    )
    others = OTHER_NAMES.get(name.casefold(), ())
    meant = next((one for one in others if one in allowed), None)
    if name not in reasons:
        meant = meant or nearest(name, allowed)
    return fault(name, message, allowed=sorted(allowed), did_you_mean=meant)


def words(values):
    """Return the words of a list that may be repeated, comma-separated, or both, in their order."""
    return [word.strip() for value in values for word in value.split(",")]


def split(values):
    """Return the words of a list once each, in their order."""
    return list(dict.fromkeys(words(values)))
