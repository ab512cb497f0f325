"""A question about UCDP's events: its parameters, read from a query, and the rows that they select.

UCDP's own documentation does not describe its parameters; their meaning here is the one that its clients expect.
"""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict

from events.api.query.filters import patterns
from events.api.query.parameters import MOST_VALUES, split
from events.compat.reading import TOO_LARGE, Reader, number, whole
from events.compat.ucdp.coding import last_day

DEFAULT_SIZE, LARGEST_SIZE = 100, 1000
LARGEST_NUMBER = 2**31 - 1

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00:00)?", re.ASCII)
_BOX = re.compile(r"(\S+) +(\S+) *, *(\S+) +(\S+)")
_CORNER = f"{patterns.LATITUDE} +{patterns.LONGITUDE}"
_BOX_FORM = "write `y0 x0,y1 x1`, latitudes and longitudes in degrees, south-west corner first"

# parameter: columns; one of them must be among the numbers
LISTS = {
    "Id": ("id",),
    "Country": ("country_id",),
    "TypeOfViolence": ("type_of_violence",),
    "Dyad": ("dyad_new_id",),
    "Actor": ("side_a_new_id", "side_b_new_id"),
}
IGNORED = ("Key",)
TYPES_OF_VIOLENCE = (1, 2, 3)


def _list(description, items=None):
    items = items or {"minimum": 0, "maximum": TOO_LARGE - 1}
    return {
        "description": f"{description}, comma-separated.",
        "schema": {
            "type": "array",
            "items": {"type": "integer", **items},
            "minItems": 1,
            "maxItems": MOST_VALUES,
        },
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
        "Number of the page, from 0; a page after the last is refused.",
        minimum=0,
        maximum=LARGEST_NUMBER,
        default=0,
    ),
    "Id": _list("Ids of events"),
    "Country": _list("Gleditsch-Ward numbers of countries (`country_id`)"),
    "Geography": {
        "description": "A box as `y0 x0,y1 x1`: latitude and longitude of its south-west and its north-east corner.",
        "schema": {"type": "string", "pattern": f"^{_CORNER} *, *{_CORNER}$"},
    },
    "StartDate": _day("Events whose `date_end` is this day or a later one."),
    "EndDate": _day("Events whose `date_end` is this day or an earlier one."),
    "TypeOfViolence": _list(
        "1 state-based conflict, 2 non-state conflict, 3 one-sided violence",
        {"enum": list(TYPES_OF_VIOLENCE)},
    ),
    "Dyad": _list("Numbers of dyads (`dyad_new_id`)"),
    "Actor": _list("Numbers of actors on either side (`side_a_new_id`, `side_b_new_id`)"),
    "release": _integer(
        "Ours, and in each NextPageUrl: the release to answer from, so that all pages show one state of the data.",
        minimum=1,
        maximum=LARGEST_NUMBER,
    ),
    "Key": {
        "description": "Accepted and ignored: no token is needed.",
        "schema": {"type": "string"},
    },
}
_NAMES = {name.lower(): name for name in PARAMETERS}


@dataclass(frozen=True)
class Question:
    """Which events a query selects; it can be remembered with its answer."""

    numbers: tuple = ()  # (parameter, frozenset of numbers)
    box: tuple | None = None  # south, west, north, east
    start: datetime.date | None = None
    end: datetime.date | None = None

    def of_events(self):
        """Return the condition on any events, as far as their own columns can express it."""
        condition = Q()
        if self.start:
            condition &= Q(end_date__gte=self.start) | Q(end_date=None, start_date__gte=self.start)
        if self.end:
            condition &= Q(end_date__lte=self.end) | Q(end_date=None, start_date__lte=self.end)
        return condition

    def of_originals(self):
        """Return the whole condition on UCDP's own events."""
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
        """Return whether the question selects a row of UCDP's shape; `document` is what the row was made from."""
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
    """Return a query with UCDP's names spelled as they are here: UCDP accepts them in any case."""
    named = QueryDict(mutable=True)
    for name, values in query.lists():
        known = _NAMES.get(name.lower(), name)
        if known not in IGNORED:
            named.setlist(known, [*named.getlist(known), *values])
    return named


def read(query, first_page=0):
    """Return a normal query as `Asked`, its page counted from 0; raise ParameterError with all its faults."""
    read = _Reader(query, set(PARAMETERS) - set(IGNORED), LISTS)
    numbers = tuple((name, read.numbers(name)) for name in LISTS if name in read)
    start, end = read.day("StartDate"), read.day("EndDate")
    if start and end and end < start:
        read.fault("EndDate", f"{end} is before StartDate, {start}.")
    asked = Asked(
        Question(numbers, read.box(), start, end),
        read.whole("pagesize", DEFAULT_SIZE, 1, LARGEST_SIZE),
        read.whole("page", first_page, first_page, LARGEST_NUMBER) - first_page,
        read.whole("release", None, 1, LARGEST_NUMBER),
    )
    read.raise_faults()
    return asked


class _Reader(Reader):
    """Reads the kinds of values that UCDP's parameters have besides whole numbers."""

    def numbers(self, name):
        found = set()
        for word in split(self.query.getlist(name)):
            value = whole(word)
            if value is None or value < 0:
                hint = ": countries are Gleditsch-Ward numbers" if name == "Country" else ""
                self.fault(name, f"{word!r} is not a whole number{hint}.")
            elif name == "TypeOfViolence" and value not in TYPES_OF_VIOLENCE:
                self.fault(name, f"{word!r} is not 1, 2 or 3.")
            else:
                found.add(value)
        return frozenset(found)

    def day(self, name):
        text = self.get(name)
        if text is None:
            return None
        try:
            return datetime.date.fromisoformat(_DAY.fullmatch(text.strip())[1])
        except (TypeError, ValueError):
            self.fault(name, f"{text!r} is not a day written YYYY-MM-DD.")

    def box(self):
        text = self.get("Geography")
        if text is None:
            return None
        match = _BOX.fullmatch(text.strip())
        corners = [number(word) for word in match.groups()] if match else [None]
        if None in corners:
            return self.fault("Geography", f"{text!r} is not a box: {_BOX_FORM}.")
        south, west, north, east = map(float, corners)
        if not (-90 <= south <= north <= 90 and -180 <= west <= east <= 180):
            return self.fault("Geography", f"{text!r} is not a box on the globe: {_BOX_FORM}.")
        return south, west, north, east
