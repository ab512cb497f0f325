"""What is asked of UCDP's events: its parameters, read out of a query, and which rows they select.

UCDP's own documentation gives parameters no description; what they mean is what clients of it say.
"""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict

from events.api.problems.errors import ParameterError, fault
from events.api.query.parameters import find_faults, split
from events.compat.ucdp.coding import last_day

DEFAULT_SIZE, LARGEST_SIZE = 100, 1000
LARGEST_NUMBER = 2**31 - 1

_WHOLE = re.compile(r"[0-9]{1,16}", re.ASCII)
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00:00)?", re.ASCII)
_BOX = re.compile(r"(\S+) +(\S+) *, *(\S+) +(\S+)")
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,15})?", re.ASCII)

# parameter: columns of which one must be among the numbers
LISTS = {
    "Id": ("id",),
    "Country": ("country_id",),
    "TypeOfViolence": ("type_of_violence",),
    "Dyad": ("dyad_new_id",),
    "Actor": ("side_a_new_id", "side_b_new_id"),
}
IGNORED = ("Key",)


def _list(description):
    return {
        "description": f"{description}, comma-separated.",
        "schema": {"type": "array", "items": {"type": "integer", "minimum": 0}},
        "style": "form",
        "explode": False,
    }


def _day(description):
    return {"description": description, "schema": {"type": "string", "format": "date"}}


def _integer(description, **limits):
    return {"description": description, "schema": {"type": "integer", **limits}}


PARAMETERS = {
    "pagesize": _integer(
        f"Events on a page: 1 to {LARGEST_SIZE}.",
        minimum=1,
        maximum=LARGEST_SIZE,
        default=DEFAULT_SIZE,
    ),
    "page": _integer(
        "Number of the page, from 0; a page that is not there is refused.", minimum=0, default=0
    ),
    "Id": _list("Ids of events"),
    "Country": _list("Gleditsch-Ward numbers of countries (`country_id`)"),
    "Geography": {
        "description": "A box as `y0 x0,y1 x1`: latitude and longitude of its south-west and its north-east corner.",
        "schema": {"type": "string"},
    },
    "StartDate": _day("Events whose `date_end` is this day or a later one."),
    "EndDate": _day("Events whose `date_end` is this day or an earlier one."),
    "TypeOfViolence": _list("1 state-based conflict, 2 non-state conflict, 3 one-sided violence"),
    "Dyad": _list("Numbers of dyads (`dyad_new_id`)"),
    "Actor": _list("Numbers of actors on either side (`side_a_new_id`, `side_b_new_id`)"),
    "release": _integer(
        "Ours, and in each NextPageUrl: the release to answer from, so that a walk sees one state of the data.",
        minimum=1,
    ),
    "Key": {
        "description": "Accepted and ignored: no token is needed.",
        "schema": {"type": "string"},
    },
}
_NAMES = {name.lower(): name for name in PARAMETERS}


@dataclass(frozen=True)
class Question:
    """Which events are asked for; it can be remembered with its answer."""

    numbers: tuple = ()  # (parameter, frozenset of numbers)
    box: tuple | None = None  # south, west, north, east
    start: datetime.date | None = None
    end: datetime.date | None = None

    def of_events(self):
        """Return the condition of this question on any events, as far as their own columns tell it."""
        condition = Q()
        if self.start:
            condition &= Q(end_date__gte=self.start) | Q(end_date=None, start_date__gte=self.start)
        if self.end:
            condition &= Q(end_date__lte=self.end) | Q(end_date=None, start_date__lte=self.end)
        return condition

    def of_originals(self):
        """Return the condition of this question on UCDP's own events; it says all."""
        condition = self.of_events() & Q(original__has_key="id")
        for name, numbers in self.numbers:
            either = Q()
            for column in LISTS[name]:
                either |= Q(**{f"original__{column}__in": sorted(numbers)})
            condition &= either
        if self.box:
            south, west, north, east = self.box
            condition &= Q(original__latitude__gte=south, original__latitude__lte=north)
            condition &= Q(original__longitude__gte=west, original__longitude__lte=east)
        return condition

    def selects(self, row, document):
        """Tell whether a row of UCDP's shape, and the document that it came from, is asked for."""
        if not all(
            any(row.get(column) in numbers for column in LISTS[name])
            for name, numbers in self.numbers
        ):
            return False
        if self.box:
            south, west, north, east = self.box
            latitude, longitude = row.get("latitude"), row.get("longitude")
            if None in (latitude, longitude):
                return False
            if not (south <= latitude <= north and west <= longitude <= east):
                return False
        if self.start or self.end:
            day = last_day(document)
            return day is not None and not (
                (self.start and day < self.start) or (self.end and day > self.end)
            )
        return True


@dataclass(frozen=True)
class Asked:
    """A query, understood in full."""

    question: Question
    size: int
    page: int
    release: int | None


def normal(query):
    """Return a query with UCDP's names as they are written here: it takes them in upper and lower case alike."""
    named = QueryDict(mutable=True)
    for name, values in query.lists():
        known = _NAMES.get(name.lower(), name)
        if known not in IGNORED:
            named.setlist(known, [*named.getlist(known), *values])
    return named


def read(query):
    """Return what a normal query is Asked; raise ParameterError with all its faults."""
    faults = find_faults(query, set(PARAMETERS) - set(IGNORED), LISTS)
    if faults:
        raise ParameterError(faults)
    read = _Reader(query)
    numbers = tuple((name, read.numbers(name)) for name in LISTS if name in query)
    asked = Asked(
        Question(numbers, read.box(), read.day("StartDate"), read.day("EndDate")),
        read.whole("pagesize", DEFAULT_SIZE, 1, LARGEST_SIZE),
        read.whole("page", 0, 0, LARGEST_NUMBER),
        read.whole("release", None, 1, LARGEST_NUMBER),
    )
    start, end = asked.question.start, asked.question.end
    if start and end and end < start:
        read.fault("EndDate", f"{end} is before StartDate, {start}.")
    if read.faults:
        raise ParameterError(read.faults)
    return asked


class _Reader:
    """Reads the values of a query, and keeps the faults."""

    def __init__(self, query):
        self.query = query
        self.faults = []

    def fault(self, name, message):
        self.faults.append(fault(name, message))

    def whole(self, name, default, low, high):
        text = self.query.get(name)
        if text is None:
            return default
        if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
            self.fault(name, f"{text!r} is not a whole number from {low:,} to {high:,}.")
            return default
        return int(text)

    def numbers(self, name):
        words = split(self.query.getlist(name))
        for word in words:
            if not _WHOLE.fullmatch(word):
                hint = ": countries are Gleditsch-Ward numbers" if name == "Country" else ""
                self.fault(name, f"{word!r} is not a whole number{hint}.")
            elif name == "TypeOfViolence" and word not in ("1", "2", "3"):
                self.fault(name, f"{word!r} is not 1, 2 or 3.")
        return frozenset(int(word) for word in words if _WHOLE.fullmatch(word))

    def day(self, name):
        text = self.query.get(name)
        if text is None:
            return None
        try:
            return datetime.date.fromisoformat(_DAY.fullmatch(text)[1])
        except (TypeError, ValueError):
            self.fault(name, f"{text!r} is not a day written YYYY-MM-DD.")

    def box(self):
        text = self.query.get("Geography")
        if text is None:
            return None
        form = "a box is written `y0 x0,y1 x1`, latitudes and longitudes in degrees, south-west corner first"
        match = _BOX.fullmatch(text.strip())
        if not match or not all(map(_DEGREES.fullmatch, match.groups())):
            return self.fault("Geography", f"{text!r} is no box: {form}.")
        south, west, north, east = map(float, match.groups())
        if not (-90 <= south <= north <= 90 and -180 <= west <= east <= 180):
            return self.fault("Geography", f"{text!r} is no box on the globe: {form}.")
        return south, west, north, east
