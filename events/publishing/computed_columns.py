"""The computed columns: what publishing works out from a record, so that filters and orders find it in an index."""

import datetime
from itertools import islice

import orjson
from django.db.models import F, OuterRef, Subquery
from pyroaring import BitMap64

from events.models import RECORDS, Event, Version
from events.models.fields import RECORDS_A_DAY, newest_first_bounds
from events.models.insert import update
from events.publishing.search_index import DATED_BY
from events.vocabulary import ClaimStand

_CHUNK = 500  # rows in one statement


def is_disputed(event):
    """Return whether a claim on the event contradicts another value."""
    return any(claim.stands == ClaimStand.CONTRADICTS for claim in event.claims)


def settle_disputes(events):
    """Update the column `disputed` of the events from their claims; return how many were wrong."""
    wrong = {True: [], False: []}
    for event in events:
        disputed = is_disputed(event)
        if event.disputed != disputed:
            event.disputed = disputed
            wrong[disputed].append(event.pk)
    for disputed, primary_keys in wrong.items():
        if primary_keys:
            Event.objects.filter(pk__in=primary_keys).update(disputed=disputed)
    return sum(map(len, wrong.values()))


def recompute():
    """Update the computed columns of all published records and states, but for `disputed`; return how many were wrong.

    A column can be unique, and a new rule can give one row the value that another row has until it gets its own.
    So the wrong ones are emptied first.
    """
    number = 0
    for model in RECORDS:
        if model.worked_out:
            wrong = BitMap64(_wrong(model))
            unique = [name for name in model.worked_out if model._meta.get_field(name).unique]
            for values in (dict.fromkeys(unique), model.worked_out):
                for chunk in _chunks(wrong):
                    model.objects.filter(pk__in=chunk).update(**values)
            number += len(wrong) + _move_current(model) + _move_past(model)
    return number


def _wrong(model):
    """Yield the primary keys of the published rows whose columns are not what their expressions give."""
    names = tuple(model.worked_out)
    computed = {f"computed_{name}": value for name, value in model.worked_out.items()}
    rows = model.objects.filter(current__isnull=False).order_by().annotate(**computed)
    for pk, *values in rows.values_list("pk", *names, *computed).iterator():
        if values[: len(names)] != values[len(names) :]:
            yield pk


def _move_current(model):
    """Give the current states the places that their records have now; return how many had others."""
    rows = model.objects.filter(current__isnull=False).order_by()
    moved = rows.exclude(current__newest_first=F("newest_first"))
    wrong = BitMap64(moved.values_list("current_id", flat=True).iterator())
    place = model.objects.order_by().filter(current=OuterRef("pk")).values("newest_first")
    for chunk in _chunks(wrong):
        Version.objects.filter(pk__in=chunk).update(newest_first=Subquery(place[:1]))
    return len(wrong)


def _move_past(model):
    """Give the past states the places that their documents lead to; return how many had others."""
    states = Version.objects.filter(
        collection=model.collection, last_release__isnull=False, newest_first__isnull=False
    )
    number = 0
    for chunk in _chunks(BitMap64(states.order_by().values_list("pk", flat=True).iterator())):
        wrong = []
        found = Version.objects.filter(pk__in=chunk).values_list("pk", "newest_first", "document")
        for pk, old, document in found:
            day = orjson.loads(document)[DATED_BY[model]]
            first, _ = newest_first_bounds(day and datetime.date.fromisoformat(day))
            # The lower half is the primary key that the record had.
            place = first + old % RECORDS_A_DAY
            if place != old:
                wrong.append({"id": pk, "newest_first": place})
        update(Version, wrong)
        number += len(wrong)
    return number


def _chunks(primary_keys):
    pending = iter(primary_keys)
    while chunk := list(islice(pending, _CHUNK)):
        yield chunk
