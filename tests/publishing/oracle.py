"""The truth after every publish, worked out again from the tables in the plainest way there is."""

import datetime
import hashlib
import itertools
import json

from django.db import connection
from rest_framework.renderers import JSONRenderer

from events.documents import SERIALIZERS
from events.models import RECORDS, Claim, Event, Release, Statement, Tally, Version
from events.models.search import COLUMNS, SEARCHED, row_column, table

NO_COUNTS = {model.collection: {"add": 0, "change": 0, "withdraw": 0} for model in RECORDS}


def fresh():
    """Return {(collection, key): JSON} of the records in the tables, serialized one by one."""
    found = {}
    for model, serializer in SERIALIZERS.items():
        for row in model.objects.all():
            rendered = JSONRenderer().render(serializer(row).data)
            found[model.collection, row.key] = json.loads(rendered)
    return found


def standing():
    """Return {(collection, key): JSON} of the records as published last."""
    current = Version.objects.filter(last_release=None, document__isnull=False)
    return {(one.collection, one.key): json.loads(one.document) for one in current}


def history():
    """Return {(collection, key): versions, the oldest first}."""
    versions = Version.objects.order_by("collection", "key", "first_release_id")
    return {
        name: list(chain)
        for name, chain in itertools.groupby(versions, lambda one: (one.collection, one.key))
    }


def difference(before, after):
    """Return the counts of a release that leads from one `standing` to another."""
    counts = {name: dict(one) for name, one in NO_COUNTS.items()}
    for name in before.keys() | after.keys():
        if before.get(name) != after.get(name):
            operation = "add" if name not in before else "change" if name in after else "withdraw"
            counts[name[0]][operation] += 1
    return counts


def content_hash(recipe="blocks"):
    """Return the hash, by a recipe, that a release of all that stands must have."""
    current = Version.objects.filter(last_release=None).exclude(document=None)
    lines = [(one.collection, one.key, sha256(one.document)) for one in current]
    if recipe == "blocks":
        return hash_of(lines)
    return sha256("".join(f"{' '.join(line)}\n" for line in sorted(lines)))


def hash_of(lines):
    """Return the hash, by the recipe `blocks`, of records given as (collection, key, sha256)."""
    blocks, before = [], None
    for line in sorted(lines):
        if line[0] != before or line[2].startswith("00"):
            blocks.append("")
        blocks[-1] += f"{' '.join(line)}\n"
        before = line[0]
    return sha256("".join(f"{sha256(block)}\n" for block in blocks))


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def indexed():
    """Return {collection: {key: what is indexed of the record}}."""
    found = {}
    place, words = (
        ("row_id", "words::text")
        if connection.vendor == "postgresql"
        else ("rowid", " || ' / ' || ".join(f"COALESCE({column}, '')" for column in COLUMNS))
    )
    for model in RECORDS:
        if model.collection in SEARCHED:
            keys = dict(model.objects.values_list(row_column(model), model.key_name))
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {place}, {words} FROM {table(model)}")
                found[model.collection] = {
                    keys.get(at, f"no row at {at}"): text for at, text in cursor.fetchall()
                }
    return found


def tallied(documents):
    """Return the rows that the tally must have, without primary keys, of {(collection, key): JSON of a record}."""
    groups = {}
    for (collection, _), event in documents.items():
        if collection == "events":
            start, end = event["start_date"], event["end_date"]
            unending = "9999-12-31" if event["status"] == "ongoing" and start else None
            last = max(filter(None, (start, end or unending)), default=None)
            groups.setdefault((event["country"], start, last), []).append(event)
    rows = []
    for (country, *days), events in groups.items():
        start, last = (one and datetime.date.fromisoformat(one) for one in days)
        days_left = datetime.date.max.toordinal() - (start.toordinal() if start else 0)
        month = start and start.year * 12 + start.month - 1
        is_long = bool(start and last and (last - start).days > 31)
        known = [
            [n for one in events if (n := one["fatalities"][name]) is not None]
            for name in ("low", "best", "high")
        ]
        sums = [sum(numbers) if numbers else None for numbers in known]
        rows.append((country, start, last, is_long, month, days_left * 2**32, len(events), *sums))
    return sorted(rows, key=str)


def tally():
    """Return the rows of the tally, without primary keys."""
    columns = [field.name for field in Tally._meta.concrete_fields if field.name != "id"]
    return sorted(Tally.objects.values_list(*columns), key=str)


def state():
    """Return all that publishing writes, without primary keys and times."""
    columns = ("collection", "key", "first_release", "last_release", "operation", "reason")
    return {
        "releases": list(
            Release.objects.order_by("number").values_list(
                "number", "label", "note", "counts", "sha256"
            )
        ),
        "versions": sorted(
            Version.objects.values_list(*columns, "document"), key=lambda one: one[:3]
        ),
        "current": {
            (model.collection, key): release
            for model in RECORDS
            for key, release in model.objects.values_list(model.key_name, "current__first_release")
        },
        "disputed": dict(Event.objects.values_list("code", "disputed")),
        "indexed": indexed(),
        "tally": tally(),
    }


def check():
    """Assert that what is published is what the tables hold, and that every history is without a gap."""
    stands = standing()
    assert stands == fresh()
    for name, chain in history().items():
        assert chain[0].operation == "add", name
        for old, new in itertools.pairwise(chain):
            assert old.last_release_id + 1 == new.first_release_id, name
            assert (new.operation == "add") == (old.operation == "withdraw"), name
        assert all(one.first_release_id <= one.last_release_id for one in chain[:-1]), name
        assert [one.last_release_id for one in chain].count(None) == 1, name
        assert chain[-1].last_release_id is None, name
        for one in chain:
            of_document = one.document and hashlib.sha256(one.document.encode()).hexdigest()
            assert one.sha256 == of_document, name
    for model in RECORDS:
        for row in model.objects.select_related("current"):
            name = (row.current.collection, row.current.key, row.current.last_release_id)
            assert name == (model.collection, row.key, None)
    for row in Event.objects.all():
        contradicting = Claim.objects.filter(event=row, stands="contradicts")
        assert row.disputed == contradicting.exists(), row.code
        unending = datetime.date.max if row.status == "ongoing" and row.start_date else None
        days = [day for day in (row.start_date, row.end_date or unending) if day]
        assert row.last_day == max(days, default=None), row.code
        last = row.start_date and row.last_day
        assert row.long == bool(last and (last - row.start_date).days > 31), row.code
    for model, name in ((Statement, "stated_on"), (Event, "start_date")):
        rows = sorted(model.objects.all(), key=lambda row: row.pk)
        rows.sort(key=lambda row: getattr(row, name) or datetime.date.min, reverse=True)
        assert rows == list(model.objects.order_by("newest_first"))
    assert tally() == tallied(stands)
    for collection, entries in indexed().items():
        assert set(entries) == {key for name, key in stands if name == collection}
    newest = Release.objects.order_by("number").last()
    assert list(Release.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, newest.number + 1)
    )
    assert newest.sha256 == content_hash(newest.hash_recipe)
