"""Rows to versions: one release for what was added, changed and withdrawn, or none where nothing was."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from events.documents.compiled import document
from events.documents.fingerprint import COLUMNS, INDEX, TALLY, carried_over, fingerprint
from events.models import MODEL_BY_COLLECTION, RECORDS, Dataset, Event, Release, Version
from events.models.insert import insert
from events.publishing import search_index
from events.publishing.computed_columns import recompute, settle_disputes
from events.publishing.dependents import with_dependents
from events.publishing.redacted_fields import keep_redacted
from events.publishing.release_hash import release_hash
from events.publishing.rows import BATCH, Reader, batches
from events.publishing.tally import first_of_day, tally, tally_all
from events.vocabulary import Collection, HashRecipe, Operation


@dataclass(frozen=True)
class Withdrawal:
    """Why a record was deleted, and the public key of the one that took its place, where there is one."""

    reason: str | None = None
    merged_into: str | None = None


@transaction.atomic(savepoint=False)
def publish(
    touched=None,
    withdrawn=None,
    label=None,
    note=None,
    tell=lambda done, total: None,
    rebuilt=None,
    required=False,
    not_imported=None,
):
    """Publish what differs from the last release; return the new Release, or None where no document does.

    `touched` is {model: primary keys} of the records written since then; None means every record, and then all
    derived state is rebuilt. `withdrawn` is {(collection, key): Withdrawal or None} of those that were deleted.
    `tell` is called now and then with how many of the records are done, and of how many. `rebuilt` is a Counter
    that gets the number of rows written in each derived state besides the documents. With `required`, a release is
    published even where no document differs. `not_imported` is {dataset's slug: {reason: rows}}. A fault leaves its work half
    done in the transaction around it, if there is one: a caller that catches it there has to undo that.
    """
    take_turn()
    keep_redacted()
    last = Release.objects.order_by("-number").first()
    release = Release.objects.create(
        number=last.number + 1 if last else 1,
        time=timezone.now(),
        label=label or None,
        note=note or None,
        counts={},
        not_imported=not_imported or {},
        hash_recipe=HashRecipe.BLOCKS,
    )
    counts = {name: dict.fromkeys(Operation.values, 0) for name in Collection.values}
    rebuilt = Counter() if rebuilt is None else rebuilt
    everything = touched is None
    if everything:
        rebuilt[COLUMNS] += recompute()
    reached = dict.fromkeys(RECORDS) if everything else with_dependents(touched)
    days = set()  # those of events that come, change and go
    reader, done, total = Reader(), 0, sum(_number(model, keys) for model, keys in reached.items())
    for model in RECORDS:
        if everything or reached.get(model):
            for rows in batches(model, reached[model], reader):
                places = _publish_rows(model, rows, release, counts[model.collection], rebuilt)
                if model is Event:
                    days.update(map(first_of_day, places))
                done += len(rows)
                tell(done, total)
    gone = dict(withdrawn or {})
    if everything:
        gone = dict.fromkeys(_missing()) | gone
    days.update(map(first_of_day, _withdraw(gone, release, counts)))
    if everything:
        rebuilt[INDEX] += sum(map(search_index.prune, RECORDS))
    rebuilt[TALLY] += tally_all() if everything else tally(days)
    derived_by = fingerprint() if everything or last is None else carried_over(last.fingerprint)
    published = any(number for told in counts.values() for number in told.values())
    if not published and not required:
        release.delete()
        if last is not None and (everything or done) and last.fingerprint != derived_by:
            Release.objects.filter(number=last.number).update(fingerprint=derived_by)
        return None
    release.counts = counts
    release.datasets = dict(Dataset.objects.order_by("slug").values_list("slug", "version"))
    whole = everything or last is None or last.hash_recipe != HashRecipe.BLOCKS
    release.sha256 = release_hash(release, whole)
    release.fingerprint = derived_by
    release.save(update_fields=("counts", "datasets", "sha256", "fingerprint"))
    return release


def _number(model, primary_keys):
    return model.objects.count() if primary_keys is None else len(primary_keys)


def take_turn():
    """Wait, in a transaction, until no other publishes: each release has its number and sees the one before."""
    if connection.vendor == "postgresql":  # on SQLite only one transaction writes at a time
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Release._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _publish_rows(model, rows, release, counts, rebuilt):
    """Publish those of `rows` whose document changed; return their places before and now."""
    if model is Event:
        rebuilt[COLUMNS] += settle_disputes(rows)
    by_key = {row.key: row for row in rows}
    standing = {
        version["key"]: version
        for version in Version.objects.filter(
            collection=model.collection, key__in=by_key, last_release=None
        ).values("pk", "key", "sha256", "newest_first")
    }
    replaced, created, unlinked, moved = [], [], [], []
    for key, row in by_key.items():
        text = document(row)
        sha256 = hashlib.sha256(text).hexdigest()
        place = search_index.place(row)
        old = standing.get(key)
        if old is not None and old["newest_first"] not in (None, place):
            moved.append(old["newest_first"])
        if old is not None and old["sha256"] == sha256:
            if row.current_id != old["pk"]:
                # The row was written again under its old key.
                unlinked.append(row.pk)
                if old["newest_first"] != place:
                    Version.objects.filter(pk=old["pk"]).update(newest_first=place)
            continue
        if old is not None:
            replaced.append(old["pk"])
        # The last state may be a withdrawal, which has no document: the record is then added again.
        operation = Operation.CHANGE if old is not None and old["sha256"] else Operation.ADD
        counts[operation] += 1
        unlinked.append(row.pk)
        created.append(
            {
                "collection": model.collection.value,
                "key": key,
                "document": text.decode(),
                "sha256": sha256,
                "first_release_id": release.number,
                "operation": operation.value,
                "dataset": row.dataset.slug if hasattr(row, "dataset") else None,
                "newest_first": place,
            }
        )
    _close(replaced, release)
    insert(Version, created)
    # There is one at most, so that to put them in order would be work for nothing.
    current = Version.objects.order_by().filter(
        collection=model.collection, key=OuterRef(model.key_name), last_release=None
    )
    model.objects.filter(pk__in=unlinked).update(
        current=Subquery(current.values("pk")[:1]), **model.worked_out
    )
    # Searched words come from more than the document holds (names in other scripts), so all are indexed.
    rebuilt[INDEX] += search_index.index(model, rows)
    search_index.forget_left(model, moved)
    return [*moved, *(one["newest_first"] for one in created)]


def _close(primary_keys, release):
    """End the states that the release replaces."""
    Version.objects.filter(pk__in=primary_keys).update(last_release=release.number - 1)


def _missing():
    """Yield (collection, key) of each published record that is no longer in the tables."""
    for model in RECORDS:
        published = Version.objects.filter(
            collection=model.collection, last_release=None, document__isnull=False
        ).exclude(key__in=model.objects.values(model.key_name))
        for key in published.values_list("key", flat=True):
            yield model.collection, key


def _withdraw(gone, release, counts):
    """Replace the state of each (collection, key) by a withdrawal; return the places that events among them had."""
    places = []
    for collection, model in MODEL_BY_COLLECTION.items():
        keys = sorted(key for name, key in gone if name == collection)
        for start in range(0, len(keys), BATCH):
            standing = Version.objects.filter(
                collection=collection,
                key__in=keys[start : start + BATCH],
                last_release=None,
                document__isnull=False,
            )
            columns = ("pk", "key", "dataset", "newest_first")
            found = {row["key"]: row for row in standing.values(*columns)}
            left = [row["newest_first"] for row in found.values()]
            search_index.forget_left(model, left)
            if model is Event:
                places += left
            _close([row["pk"] for row in found.values()], release)
            told = {key: gone[collection, key] or Withdrawal() for key in found}
            Version.objects.bulk_create(
                Version(
                    collection=collection,
                    key=key,
                    first_release=release,
                    operation=Operation.WITHDRAW,
                    dataset=row["dataset"],
                    reason=told[key].reason,
                    merged_into=told[key].merged_into,
                )
                for key, row in found.items()
            )
            counts[collection][Operation.WITHDRAW] += len(found)
    return places
