"""Redaction: a value is removed from every state of a record, and what is left says so.

The value is replaced in the row and published as a release of its own. In the states of earlier releases it is replaced
in place: each keeps the hash that it had beside the new one, so that the hashes of those releases can still be checked.
"""

import datetime
import hashlib
from dataclasses import dataclass
from itertools import islice

import orjson
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from events.models import (
    MODEL_BY_COLLECTION,
    PARTS,
    RECORDS,
    Dataset,
    RedactedState,
    Redaction,
    Release,
    Version,
)
from events.models.fields import RECORDS_A_DAY, newest_first_bounds
from events.models.insert import insert, update
from events.models.search import SEARCHED, table
from events.publishing.publish import publish, take_turn
from events.publishing.redacted_fields import CannotRedact, Target
from events.publishing.search_index import DATED_BY

CHUNK = 200  # states at a time: some megabytes of memory
SHORTEST_SOUGHT = 3  # characters of a value that other records are searched for


@dataclass(frozen=True)
class Redacted:
    """The result of a redaction; `elsewhere` are the (collection, key) of records that hold the words in another field."""

    redaction: Redaction
    release: Release
    states: int
    elsewhere: list


@transaction.atomic
def redact(model, key, field, reason):
    """Remove the value of a field from every state, and publish that; raise CannotRedact with nothing changed."""
    take_turn()
    target = Target.of(model, field)
    own = Version.objects.filter(collection=model.collection, key=key)
    if not own.exists():
        raise CannotRedact(f"{key!r} is not the {model.key_name} of any of the {model.collection}")
    values = _values(target, own)
    if not target.apply(key) and not values:
        raise CannotRedact(f"{field} of {key!r} has no value in any state, or is redacted already")
    holding = _holding(target, key)
    release = publish(
        _touched(model, key, holding),
        note=f"Redaction of {field} of {model.collection}/{key}.",
        required=True,
    )
    redaction = Redaction.objects.create(
        collection=model.collection,
        key=key,
        field=field,
        reason=reason,
        day=datetime.datetime.now(datetime.UTC).date(),
        release=release,
    )
    Version.objects.filter(first_release=release).update(reason=f"Redaction: {reason}")
    states = _rewrite(target, key, holding, redaction)
    if model is Dataset and target.column.name == "version":
        _forget_version(key, target.marker)
    return Redacted(redaction, release, states, _elsewhere(values))


def _values(target, versions):
    """Return the values that the field had, each once."""
    documents = versions.filter(document__isnull=False).values_list("document", flat=True)
    found = {}
    for document in documents.iterator(chunk_size=CHUNK):
        for value in target.values(orjson.loads(document)):
            found[orjson.dumps(value)] = value
    return list(found.values())


def _holding(target, key):
    """Return the primary keys of the states whose documents hold the value."""
    wanted = Q(collection=target.model.collection, key=key)
    if target.is_shown:
        # Every record that shows something of another names its key.
        wanted |= Q(document__contains=f'"{key}"')
    states = Version.objects.filter(wanted, document__isnull=False).order_by()
    columns = ("pk", "collection", "key", "document")
    return [
        pk
        for pk, collection, other, document in states.values_list(*columns).iterator(CHUNK)
        if _without(target, key, collection, other, document) is not None
    ]


def _without(target, key, collection, other, document):
    """Return the document of a state without the value; None where it does not hold it."""
    parsed = orjson.loads(document)
    if (collection, other) == (target.model.collection, key):
        target.clear(parsed)
    if target.is_shown:
        target.clear_shown(key, MODEL_BY_COLLECTION[collection], parsed)
    written = orjson.dumps(parsed)
    return written if written != document.encode() else None


def _touched(model, key, holding):
    """Return {model: primary keys} of the record, and of all whose current document holds the value."""
    touched = {
        model: set(model.objects.filter(**{model.key_name: key}).values_list("pk", flat=True))
    }
    for chunk in _chunks(holding):
        for one in RECORDS:
            rows = one.objects.filter(current_id__in=chunk).order_by()
            touched.setdefault(one, set()).update(rows.values_list("pk", flat=True))
    return {one: keys for one, keys in touched.items() if keys}


def _rewrite(target, key, holding, redaction):
    """Replace the value in the past states; return how many these are."""
    number, first, last = 0, None, None
    dated = DATED_BY.get(target.model)
    for chunk in _chunks(holding):
        # The release of the redaction replaced each state that was current.
        states = Version.objects.filter(pk__in=chunk).order_by("pk")
        rows, before = [], []
        for state in states:
            if state.last_release_id is None:
                raise CannotRedact(
                    f"the table of {state.collection} is not what is published; run manage.py republish first"
                )
            document = _without(target, key, state.collection, state.key, state.document)
            sha256 = hashlib.sha256(document).hexdigest()
            place = state.newest_first
            if place is not None and state.key == key and dated in target.columns:
                place = newest_first_bounds(None)[0] + place % RECORDS_A_DAY
            rows.append(
                {
                    "id": state.pk,
                    "document": document.decode(),
                    "sha256": sha256,
                    "newest_first": place,
                }
            )
            before.append(
                {"version_id": state.pk, "redaction_id": redaction.pk, "sha256": state.sha256}
            )
            first = min(first or state.first_release_id, state.first_release_id)
            last = max(last or 0, state.last_release_id)
        update(Version, rows)
        insert(RedactedState, before)
        number += len(rows)
    if number:
        # Those in between are marked as well: a client that downloads its copy again does no harm.
        Release.objects.filter(number__gte=first, number__lte=last).update(redacted=timezone.now())
    return number


def _forget_version(slug, marker):
    """Replace the version of a dataset in what releases tell of it."""
    for release in Release.objects.all():
        if release.datasets.get(slug):
            release.datasets[slug] = marker
            release.save(update_fields=("datasets",))


def _elsewhere(values):
    """Return the (collection, key) of records in which words of the values are left, in whatever field."""
    found = set()
    for value in values:
        texts = value if isinstance(value, list) else [value]
        for text in texts:
            if isinstance(text, str) and len(text) >= SHORTEST_SOUGHT:
                written = orjson.dumps(text).decode()[1:-1]
                wanted = Q(document__contains=written) | Q(reason__contains=text)
                rows = Version.objects.filter(wanted).order_by()
                found.update(rows.values_list("collection", "key").distinct())
    return sorted(found)


def scrub():
    """Rewrite the tables, so that no page of the database holds what was removed. Call it outside a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for collection in SEARCHED:
                name = table(MODEL_BY_COLLECTION[collection])
                # FTS5 only notes what is gone, until it merges its segments.
                cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
            cursor.execute("PRAGMA temp_store = FILE")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        models = (*RECORDS, *PARTS, Version, Release)
        names = [model._meta.db_table for model in models]
        names += [table(MODEL_BY_COLLECTION[collection]) for collection in SEARCHED]
        for name in names:
            cursor.execute(f"VACUUM (FULL, ANALYZE) {name}")


def _chunks(primary_keys):
    pending = iter(primary_keys)
    while chunk := list(islice(pending, CHUNK)):
        yield chunk
