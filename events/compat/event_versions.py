"""The states of events that a release holds: found in SQL, filtered as rows of another API's shape, read by number.

A state never changes once it is published. So a question is answered once for a release, with numbers in the order
of the answer, and each page is read by those numbers, whatever is published meanwhile.
"""

from array import array
from itertools import islice
from typing import NamedTuple

import orjson
from django.db.models import Q

from events.api.store.releases import newest
from events.models import Event, Version
from events.vocabulary import Collection

BATCH = 1000  # documents held at a time: some megabytes


class State(NamedTuple):
    """One published state of an event: `place` orders states newest first, and `time` is when it came."""

    number: int
    place: int
    time: object
    document: dict


class Found(NamedTuple):
    """States that a question selects, newest first: their places and numbers."""

    places: array
    numbers: array

    def __len__(self):
        return len(self.numbers)


def find(release, of_events, of_versions, keep, exact=False):
    """Return the Found events of a release (its identity).

    `of_events` and `of_versions` are conditions on the tables, and `keep` goes from States to those that stay;
    `exact` says that the condition on events is the whole condition, without `keep`.
    """
    if _stands(release):
        rows = Event.objects.filter(of_events, current__isnull=False).order_by("newest_first")
        found = _collected(rows, "newest_first", "current_id", "current__", None if exact else keep)
        # The release is the same before and after, so the rows are of that release.
        if _stands(release):
            return found
    number = release[0]
    rows = Version.objects.filter(
        of_versions,
        Q(last_release=None) | Q(last_release__gte=number),
        collection=Collection.EVENTS,
        first_release__lte=number,
        document__isnull=False,
    ).order_by("newest_first")
    # The only column of a state that helps is its dataset, so each document is read.
    return _collected(rows, "newest_first", "pk", "", keep)


def read(numbers):
    """Return the States of these numbers, in their order; those deleted since are missing."""
    columns = ("pk", "newest_first", "first_release__time", "document")
    rows = Version.objects.order_by().filter(pk__in=list(numbers)).values_list(*columns)
    states = {row[0]: _state(row) for row in rows}
    return [states[number] for number in numbers if number in states]


def batches(numbers):
    """Yield lists of the States of these numbers, so many as are held at a time."""
    for start in range(0, len(numbers), BATCH):
        yield read(numbers[start : start + BATCH])


def _stands(release):
    standing = newest()
    return standing is not None and standing.number == release[0]


def _collected(rows, place, number, version, keep):
    """Return the Found of rows; `version` leads from a row to its state."""
    places, numbers = array("q"), array("q")
    if keep is None:
        for at, one in rows.values_list(place, number).iterator(chunk_size=BATCH):
            places.append(at)
            numbers.append(one)
        return Found(places, numbers)
    columns = (number, place, f"{version}first_release__time", f"{version}document")
    read_rows = rows.values_list(*columns).iterator(chunk_size=BATCH)
    while batch := [_state(row) for row in islice(read_rows, BATCH)]:
        for state in keep(batch):
            places.append(state.place)
            numbers.append(state.number)
    return Found(places, numbers)


def _state(row):
    number, place, time, document = row
    return State(number, place, time, orjson.loads(document))
