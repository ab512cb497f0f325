"""How many events of a question fall on which day and at which place, as the drawings show them.

The sums of the API read rows of the table, which hold all that importers keep and are a hundred times larger than what is
drawn. Here one number of each event is kept for each release: indexes alone have it, and the primary keys that most
filters select. A test compares both.
"""

import datetime
from array import array
from collections import Counter
from itertools import chain

from django.db.models import Max, Min

from events.api.answering.sums import periods
from events.api.answering.sums.question import SumQuestion
from events.api.store import releases, sql
from events.api.store.release_cache import remembered
from events.api.urls import COLLECTIONS
from events.explorer import asking
from events.models import Event, Place
from events.models.fields import LAST_DAY, RECORDS_A_DAY, newest_first_bounds
from events.vocabulary import DatePrecision, PlacePrecision

UNDATED, _ = newest_first_bounds(None)
STEP = 16  # more than there are precisions
_DATES, _PLACES = (dict(enumerate(words.values, 1)) for words in (DatePrecision, PlacePrecision))


def by_period(request, question, unit):
    """Return the groups of an aggregate by a unit of time, in no order; raise ParameterError."""
    counts = _counted(request, question, _days)
    if counts is None:
        return asking.groups(request, "events", question.summed(unit))
    found = Counter()
    for number, count in counts.items():
        day, precision = divmod(number, STEP)
        text = datetime.date.fromordinal(day).isoformat() if day else None
        found[periods.of_document(unit, text, _DATES[precision])] += count
    return [
        dict(filter(None, [(unit, periods.label(unit, known)), periods.coarser_label(coarser)]))
        | {"count": count}
        for (known, coarser), count in found.items()
    ]


def by_place(request, question):
    """Return the groups of an aggregate by place and precision with names, in no order; raise ParameterError."""
    counts = _counted(request, question, _places)
    if counts is None:
        query = question.summed("place,place_precision")
        query["names"] = "true"
        return asking.groups(request, "events", query)
    names, groups = _names(releases.current(request)), []
    for number, count in counts.items():
        place, precision = divmod(number, STEP)
        slug, name = names.get(place, (None, None))
        groups.append(
            {
                "place": slug,
                "place_precision": _PLACES[precision],
                "place_name": name,
                "count": count,
            }
        )
    return groups


@remembered(16)
def years(release, dataset):
    """Return the first and last year in which events of a dataset begin, or nothing where none is known."""
    rows = Event.objects.order_by().filter(dataset__slug=dataset, newest_first__lt=UNDATED)
    found = rows.aggregate(first=Max("newest_first"), last=Min("newest_first"))
    return [datetime.date.fromordinal(_day(place)).year for place in found.values() if place]


def _counted(request, question, kept):
    """Return {number: events} of the numbers that `kept` has of events, or None for a past release."""
    newest, viewset = releases.current(request), COLLECTIONS["events"]
    query = question.filters
    query["by"] = "country"  # any will do: what is read here is the filters, with all their faults
    counted = SumQuestion.read(viewset, query, newest).counted
    if counted.number:
        return None
    numbers = kept(newest)
    if not counted.parts:
        return {number: count for number, count in Counter(numbers).items() if number}
    filterset = viewset.filterset_class
    rows = viewset.published().filter(filterset.condition(filterset.placed(counted.filters)))
    try:
        return Counter(map(numbers.__getitem__, _keys(rows)))
    except IndexError:  # an event came in this moment: it is in the next release
        return Counter(numbers[key] for key in _keys(rows) if key < len(numbers))


def _keys(rows):
    """Yield the primary keys of a queryset."""
    return chain.from_iterable(sql.rows_of(rows.order_by().values_list("pk")))


@remembered(1)
def _days(release):
    """Return a number for each event by its primary key: its first day times STEP and its precision, or 0."""
    held = _empty()
    numbers = {word: number for number, word in _DATES.items()}
    for key, precision, place in _rows("date_precision"):
        held[key] = _day(place) * STEP + numbers[precision]
    return held


@remembered(1)
def _places(release):
    """Return a number for each event by its primary key: the key of its place times STEP and its precision, or 0."""
    held = _empty()
    numbers = {word: number for number, word in _PLACES.items()}
    for key, place, _ in _rows("place_id"):
        held[key] = (place or 0) * STEP
    for key, precision, _ in _rows("place_precision"):
        held[key] += numbers[precision]
    return held


def _day(place):
    """Return the number of the day of a place among the newest first, or 0 where there is none."""
    return LAST_DAY - place // RECORDS_A_DAY


def _empty():
    last = Event.objects.order_by().aggregate(last=Max("pk"))["last"] or 0
    return array("Q", bytes(8 * (last + 1)))


def _rows(column):
    """Yield (primary key, value of a column, newest_first) of published events: an index has all three."""
    rows = Event.objects.order_by().values_list("pk", column, "newest_first")
    # A condition on newest_first would have the database take the index of that, and each row for its value.
    return (row for row in rows.iterator(chunk_size=10_000) if row[2] is not None)


@remembered(1)
def _names(release):
    """Return {primary key: (slug, name)} of the places of the newest release."""
    rows = Place.objects.filter(current__isnull=False).values_list("pk", "slug", "name")
    return {key: (slug, name) for key, slug, name in rows.iterator()}
