"""Rolling back: the tables as a past release had them, published as a new one."""

from array import array
from dataclasses import dataclass

import orjson
from django.db import transaction

from events.loading.batches import batches
from events.loading.check.known import self_references
from events.loading.links import delete_links
from events.loading.restore import entries_of
from events.loading.write.records import PrimaryKeys, write_records, write_relations
from events.loading.write.scope import Whole
from events.models import (
    RECORDS,
    Actor,
    Article,
    Dataset,
    Event,
    Place,
    Release,
    Source,
    Statement,
)
from events.models.event import modes_of
from events.models.fields import RECORDS_A_DAY
from events.publishing import Withdrawal, publish, take_turn
from events.publishing.comparison import answerable, changed, stands
from events.vocabulary import Operation

# Each before what it refers to.
DELETED = (Statement, Event, Place, Actor, Article, Source, Dataset)
MOST_TOLD = 5  # records that a message lists


class Inexact(Exception):
    """The tables cannot be brought back to what the release held."""


@dataclass(frozen=True)
class RolledBack:
    """The result of a rollback; `release` is None where the last one holds the same records as `goal`.

    `exact` says that every document is what it was, without fields that documents did not have then.
    """

    goal: Release
    release: Release | None
    exact: bool


def roll_back(number, label=None, note=None):
    """Publish a release that holds what release `number` held; raise Unanswerable or Inexact, with nothing changed."""
    with transaction.atomic():
        take_turn()
        goal = answerable(number)
        last = Release.objects.first()
        touched = {model: array("Q") for model in RECORDS}
        _restore_records(last, goal, touched)
        _restore_relations(last, goal)
        withdrawn = _delete(last, goal)
        note = note or f"Rolled back to release {number}."
        release = publish(touched, withdrawn, label=label, note=note)
        exact = _verify(goal, release or last)
    return RolledBack(goal, release, exact)


def _wanted(last, goal):
    """Yield (model, states) of what is to be brought back, so many at a time."""
    for model, changes in changed(last.number, goal.number):
        if states := [one.after for one in changes if stands(one.after)]:
            yield model, states


def _restore_records(last, goal, touched):
    """Write the rows of the records, each before what refers to it."""
    for model, states in _wanted(last, goal):
        entries = [entries_of(model, one.document)[0] for one in states]
        keys = PrimaryKeys(entries)
        for other in RECORDS:
            keys.look_up(other)
        write_records(model, entries, keys, set(), _primary_keys(model, states))
        keys.look_up(model)
        touched[model].extend(keys.found[model][one.key] for one in states)


def _primary_keys(model, states):
    """Return {key: primary key} that rows had, where no other has it now.

    Records of one day stand in the order of their primary keys, so that it is the one that it was.
    """
    had = {
        one.key: one.newest_first % RECORDS_A_DAY for one in states if one.newest_first is not None
    }
    taken = set(model.objects.filter(pk__in=had.values()).values_list("pk", flat=True))
    return {key: pk for key, pk in had.items() if pk not in taken}


def _restore_relations(last, goal):
    """Write what is between the rows, now that all of them are there."""
    for model, states in _wanted(last, goal):
        entries = [entry for one in states for entry in entries_of(model, one.document)]
        keys = PrimaryKeys(entries)
        for other in RECORDS:
            keys.look_up(other)
        write_relations(entries, keys, {other: set() for other in RECORDS}, Whole())


def _delete(last, goal):
    """Delete what the release did not hold; return {(collection, key): Withdrawal} of it."""
    gone, undone = {}, Withdrawal(f"Rolled back to release {goal.number}.")
    for _, changes in changed(last.number, goal.number, DELETED, documents=()):
        gone |= {
            (one.collection, one.key): Withdrawal(one.after.reason, one.after.merged_into)
            # what was said of it then, if it had been withdrawn before
            if one.after
            else undone
            for one in changes
            if not stands(one.after)
        }
    for model in DELETED:
        keys = [key for collection, key in gone if collection == model.collection]
        delete_links(model, keys)
        for batch in batches(keys):
            for name in self_references(model):
                # A record that still refers to one of them is to be deleted too, perhaps later.
                referring = model.objects.filter(**{f"{name}__{model.key_name}__in": batch})
                referring.update(**{name: None})
            model.objects.filter(**{f"{model.key_name}__in": batch}).delete()
    return gone


def _verify(goal, release):
    """Return whether two releases hold the same documents; raise Inexact where their records are not the same.

    Their hashes would not tell where one has it by another recipe.
    """
    exact, differing = True, []
    for _, changes in changed(goal.number, release.number):
        exact = False
        differing += [f"{one.collection} {one.key}" for one in changes if not _same(one)]
    if differing:
        told = ", ".join(differing[:MOST_TOLD])
        more = len(differing) - MOST_TOLD
        raise Inexact(
            f"the tables hold what was never published, so that {told}"
            f"{f' and {more} more' if more > 0 else ''} would not be as in release {goal.number}; "
            "those rows, or what they show, were changed past the program: put them back first"
        )
    return exact


def _same(change):
    """Tell whether a record is what it was, but for fields that documents did not have then."""
    if change.operation != Operation.CHANGE:
        return False
    before, after = (orjson.loads(one.document) for one in (change.before, change.after))
    if change.collection == Event.collection:
        # Earlier programs wrote one mode, and worked out `disputed` by a different rule.
        before["modes"] = modes_of(before)
        for name in ("mode", "disputed"):
            before.pop(name, None)
    return _holds(after, before)


def _holds(new, old):
    """Return whether a JSON value says all that an older value says."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(name in new and _holds(new[name], value) for name, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(new) == len(old) and all(map(_holds, new, old))
    return new == old and type(new) is type(old)
