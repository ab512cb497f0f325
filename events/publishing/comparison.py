"""Past releases: which can be answered, the states that they held, and what differs between two of them."""

from dataclasses import dataclass
from itertools import islice

from django.db.models import Max, Q

from events.models import RECORDS, Release, Version
from events.vocabulary import Operation

BATCH = 500  # records compared at a time: some megabytes of memory


class Unanswerable(Exception):
    """A release that does not exist, or whose states have been deleted; the argument says what would be right."""


@dataclass(frozen=True)
class Change:
    """One record in two releases; a state is a Version, without a document once withdrawn, or None before the first."""

    collection: str
    key: str
    before: Version | None
    after: Version | None

    @property
    def operation(self):
        """The operation that leads from the one state to the other."""
        if not stands(self.before):
            return Operation.ADD
        return Operation.CHANGE if stands(self.after) else Operation.WITHDRAW


def stands(version):
    """Return whether a state is one of a record that is there."""
    return version is not None and version.sha256 is not None


def answerable(number):
    """Return the Release of a number, all of whose states are still there; raise Unanswerable."""
    found = Release.objects.filter(number=number).first()
    if found is None:
        newest = Release.objects.first()
        known = f"there are 1 to {newest.number}" if newest else "there is none yet"
        raise Unanswerable(f"there is no release {number}; {known}")
    if found.pruned:
        raise Unanswerable(
            f"states of release {number} have been deleted to save space; "
            f"the earliest release that is whole is {horizon()}"
        )
    return found


def horizon():
    """Return the number of the earliest release that still has all its states."""
    return (Release.objects.filter(pruned=True).aggregate(Max("number"))["number__max"] or 0) + 1


def changed(first, last, models=RECORDS, documents=(Operation.ADD, Operation.CHANGE)):
    """Yield (model, changes) of the records that differ between two releases, so many at a time, by key.

    The releases, given by their numbers, may stand in either order. The states of the operations in `documents`
    have theirs at hand, what was before an addition and after a withdrawal left out.
    """
    low, high = sorted((first, last))
    for model in models:
        brought = Version.objects.filter(
            collection=model.collection, first_release__gt=low, first_release__lte=high
        )
        keys = brought.order_by("key").values_list("key", flat=True).distinct()
        pending = keys.iterator(chunk_size=BATCH)
        while some := list(islice(pending, BATCH)):
            before = _states(model.collection, some, first)
            after = _states(model.collection, some, last)
            changes = [
                Change(model.collection, key, before.get(key), after.get(key)) for key in some
            ]
            if changes := [one for one in changes if _hash(one.before) != _hash(one.after)]:
                _read([one for one in changes if one.operation in documents])
                yield model, changes


def _hash(version):
    return version and version.sha256


def _states(collection, keys, release):
    """Return {key: Version} of what the records were in a release, without their documents."""
    states = Version.objects.filter(
        Q(last_release=None) | Q(last_release__gte=release),
        collection=collection,
        key__in=keys,
        first_release__lte=release,
    )
    return {one.key: one for one in states.defer("document")}


def _read(changes):
    """Give their documents to the states that stand."""
    states = {
        one.pk: one for change in changes for one in (change.before, change.after) if stands(one)
    }
    found = Version.objects.filter(pk__in=states).values_list("pk", "document")
    for pk, document in found.order_by():
        states[pk].document = document
