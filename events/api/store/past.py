"""The data as it was at a past release: records that are still the same, and states that were replaced since."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import orjson

from config import API_ROOT
from config.limits import MOST_REPLACED
from config.proxy import mounted
from events.api.problems.errors import NoSuchThing, ParameterError, Pruned, fault
from events.api.store.release_cache import remembered
from events.models import MODEL_BY_COLLECTION, Release, Version

# Of these, each up to MOST_REPLACED states: 20 MB, 80 KB and 1 MB at most.
REMEMBERED_STATES = 8
REMEMBERED_FOUND = 512
REMEMBERED_ORDERS = 64
REMEMBERED_NUMBERS = 20_000
REMEMBERED_RELEASES = 256


@remembered(REMEMBERED_RELEASES)
def changed_since(release, number):
    """Return {collection: Counter of operations} of what was published after a release."""
    changed = {collection: Counter() for collection in MODEL_BY_COLLECTION}
    for counts in Release.objects.filter(number__gt=number).values_list("counts", flat=True):
        for collection, operations in counts.items():
            changed[collection].update(operations)
    return changed


@remembered(REMEMBERED_RELEASES)
def last_version(release, number):
    """Return the primary key of the last version of a release and those before: later ones have greater keys."""
    low, high = 0, Version.objects.order_by("-pk").values_list("pk", flat=True)[0]
    while low < high:
        middle = (low + high + 1) // 2
        found = Version.objects.filter(pk__lte=middle).order_by("-pk")
        brought = found.values_list("first_release_id", flat=True).first()
        if brought is None or brought <= number:
            low = middle
        else:
            high = middle - 1
    return low


@remembered(REMEMBERED_STATES)
def replaced(release, number, viewset):
    """Return the states that a release held and that stand no more, or None where they are too many."""
    collection = viewset.model.collection
    since = changed_since(release, number)[collection]
    if not since["change"] + since["withdraw"]:
        return ()
    # By the releases that they lasted to, one by one, so that the index is used for what it is.
    lasted = Release.objects.filter(number__gte=number, number__lt=release[0])
    found = Version.objects.filter(
        last_release__in=lasted.values("number"), collection=collection, first_release__lte=number
    ).order_by()
    if found.values("pk")[: MOST_REPLACED + 1].count() > MOST_REPLACED:
        return None
    documents = found.filter(document__isnull=False)
    return _states(viewset, documents.values_list("pk", "newest_first", "document"))


@remembered(REMEMBERED_STATES)
def arrived(release, number, viewset):
    """Return the states that stand and came after a release, or None where they are too many."""
    since = changed_since(release, number)[viewset.model.collection]
    if since["add"] + since["change"] > MOST_REPLACED:
        return None
    rows = viewset.model.objects.filter(current_id__gt=last_version(release, number)).order_by()
    return _states(
        viewset, rows.values_list("current_id", "current__newest_first", "current__document")
    )


def _states(viewset, rows):
    """Return (primary key of the version, what filters and orders look at) of rows with a document."""
    told, kept = viewset.filterset_class.told, _kept(viewset)
    states = []
    for pk, place, document in rows.iterator():
        record = told(orjson.loads(document))
        stands = {"newest_first": place, "long": record.get("long", False)}
        # A field that documents of an earlier program lack is null, as everywhere in the API.
        states.append((pk, {name: record.get(name) for name in kept} | stands))
    return states


@lru_cache
def _kept(viewset):
    filterset = viewset.filterset_class
    filters = [*filterset.base_filters.values()]
    if filterset.bounds:
        filters += filterset.bounds.filters.values()
    looked_at = {name for one in filters if not one.reads for name in one.needs}
    return sorted(looked_at | set(viewset.orderable))


@remembered(REMEMBERED_FOUND)
def found(release, number, viewset, written):
    """Return the replaced states that meet all that `written` asks."""
    return _that_meet(release, number, viewset, replaced, written)


@remembered(REMEMBERED_ORDERS)
def in_order(release, number, viewset, order, written):
    """Return (version, *values of the order) of the replaced states that are found, in order."""
    rows = [
        (pk, *(term.to_python(state[term.column]) for term in order.terms))
        for pk, state in found(release, number, viewset, written)
    ]
    return sorted(rows, key=lambda row: order.rank(row[1:]))


@remembered(REMEMBERED_NUMBERS)
def difference(release, number, viewset, written):
    """Return by how many more a release held of what `written` asks than stand now."""
    came = _that_meet(release, number, viewset, arrived, written)
    return len(found(release, number, viewset, written)) - len(came)


@remembered(REMEMBERED_RELEASES)
def has_undated(release, number, viewset):
    """Return whether a replaced state is one that a filter on days can never select."""
    columns = viewset.filterset_class.dated_columns()
    states = replaced(release, number, viewset)
    return any(state[column] is None for _, state in states for column in columns)


@remembered(REMEMBERED_STATES)
def _shelves(release, number, viewset, states_of, field):
    """Return {(value of a field, whether only long ones): (places, states)}, each by place; no field puts all together."""
    shelves = {}
    for one in sorted(states_of(release, number, viewset), key=_place):
        value = one[1][field] if field else None
        for long in (False, True) if one[1]["long"] else (False,):
            places, states = shelves.setdefault((value, long), ([], []))
            places.append(_place(one))
            states.append(one)
    return shelves


def _place(state):
    return state[1]["newest_first"] or 0


def _candidates(release, number, viewset, states_of, parts):
    """Return the states that can meet all parts by a value of the query, if it has one, and by the days."""
    filterset = viewset.filterset_class
    filters = filterset.base_filters
    picked = next((name for name in parts if name in filters and filters[name].picks), None)
    field, values = (
        (filters[picked].document_field, parts[picked][1]) if picked else (None, (None,))
    )
    shelves = _shelves(release, number, viewset, states_of, field)
    found = []
    for low, high, long in filterset.spans(parts):
        for value in values:
            places, states = shelves.get((value, long), ((), ()))
            found += states[bisect_left(places, low) : bisect_right(places, high)]
    return found


def _that_meet(release, number, viewset, states_of, written):
    """Return those of the states that `states_of` finds which meet all that `written` asks."""
    parts = {name: part for name, *part in written}
    states = _candidates(release, number, viewset, states_of, parts)
    for holds in viewset.filterset_class.tests(parts):
        states = [one for one in states if holds(one[1])]
    return states


@dataclass(frozen=True)
class Past:
    """The past states that a question to the list of one collection finds beside the current records.

    `release` is the identity of the newest release, `written` the conditions on documents, by parameter.
    """

    viewset: type
    release: object
    number: int
    written: dict

    def refuse(self):
        """Raise ParameterError for what is no longer known of the release."""
        changed = changed_since(self.release, self.number)
        url = export(self.number, self.viewset.model)
        faults = [
            fault(
                name,
                f"The records that it looks at have changed since release {self.number}. Leave it out, or "
                f"select in the export of that release, {url}.",
            )
            for name in self.written
            if self._has_changed(self.viewset.filterset_class.named(name), changed)
        ]
        if replaced(self.release, self.number, self.viewset) is None:
            message = (
                f"More than {MOST_REPLACED:,} of the {self.viewset.model.collection} of release "
                f"{self.number} have changed since. Use the export of that release, {url}."
            )
            faults.append(fault("release", message))
        if faults:
            raise ParameterError(faults)

    @staticmethod
    def _has_changed(declared, changed):
        return any(
            changed[model.collection]["change"] + changed[model.collection]["withdraw"]
            for model in declared.reads
        ) or any(changed[model.collection]["add"] for model in declared.grows)

    @property
    def any_undated(self):
        """Whether a replaced state is one that a filter on days can never select."""
        return has_undated(self.release, self.number, self.viewset)

    @property
    def until(self):
        """The parts that select the current records that were the same at the release."""
        return {"until": (None, (last_version(self.release, self.number),))}

    def rows(self, order):
        """Return the replaced states that are found, as pagination.cut takes them."""
        return in_order(self.release, self.number, self.viewset, order, _key(self.written))

    def counted(self, parts):
        """Return the parts whose rows are counted, and the number to add to their count.

        Where few records came since, the current records are counted and those few subtracted: that is the count of the
        same question today, by an index that need not hold the release of each row.
        """
        written = _key({name: self.written.get(name, part) for name, part in parts.items()})
        told = not any(self.viewset.filterset_class.named(name).reads for name in self.written)
        if told and arrived(self.release, self.number, self.viewset) is not None:
            return parts, difference(self.release, self.number, self.viewset, written)
        return parts | self.until, len(found(self.release, self.number, self.viewset, written))


def _key(written):
    return tuple((name, *part) for name, part in written.items())


def export(number, model):
    """Return the path of the export of a collection as it was at a release."""
    return f"{mounted(API_ROOT)}releases/{number}/{model.collection}.ndjson"


def pruned(release, parameter="release"):
    """Return what is raised where states of a release would be needed that have been deleted."""
    message = f"States that release {release.number} held have been deleted to save space."
    return Pruned(message, parameter)


def version_at(versions, release):
    """Return the version of a record that was current at a Release, or None where it never had any.

    Raise NoSuchThing where it came later, and Pruned where it cannot be known.
    """
    found = versions.filter(first_release__lte=release.number).order_by("-first_release_id").first()
    if found is not None and (found.last_release_id or release.number) >= release.number:
        return found
    first = versions.order_by("first_release_id").first()
    if first is None:
        return None
    if release.pruned:
        raise pruned(release)
    message = (
        f"{first.key!r} was not published yet in release {release.number}; "
        f"it first was in release {first.first_release_id}."
    )
    raise NoSuchThing(message, "key")
