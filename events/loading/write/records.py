"""Checked entries to tables: only what differs is written, in a few queries per model, and reported."""

from collections import defaultdict
from types import MappingProxyType

import orjson

from events.loading.batches import batches
from events.loading.check.known import self_references
from events.loading.fixture_fields import fixture_fields
from events.loading.write.parts import PartWriter
from events.loading.write.scope import Scope
from events.models import PARTS, RECORDS

_SORTED = orjson.OPT_SORT_KEYS


def write(entries, complete=False):
    """Bring the tables level with the entries; return {model: primary keys} of the records touched.

    `complete` says that the entries are all there is of their datasets. A record is touched when it, or
    a part of it, was added, changed or deleted, or when it was never published. To be called in a
    transaction, with entries that have no problems.
    """
    by_model = _by_model(entries)
    touched = {model: set() for model in RECORDS}
    keys = PrimaryKeys(entries)
    for model in RECORDS:
        if by_model[model]:
            write_records(model, by_model[model], keys, touched[model])
        keys.look_up(model)
    write_relations(entries, keys, touched, Scope(entries, complete))
    return touched


def write_relations(entries, keys, touched, scope):
    """Write what is between rows that are all there: references of a model to itself, lists, parts."""
    by_model = _by_model(entries)
    for model in RECORDS:
        for name in self_references(model):
            _write_self_reference(model, name, by_model[model], keys, touched[model])
        for name, field in fixture_fields(model).items():
            if field.many_to_many:
                _write_list(field, name, by_model[model], keys, touched[model])
    parts = PartWriter(entries, keys, touched, scope)
    for model in PARTS:
        parts.write(model, by_model[model])


def _by_model(entries):
    by_model = defaultdict(list)
    for entry in entries:
        by_model[entry.row.model].append(entry)
    return by_model


class PrimaryKeys:
    """The primary keys of all records that the entries are or refer to."""

    def __init__(self, entries):
        self.wanted = {model: set() for model in RECORDS}
        self.found = {model: {} for model in RECORDS}
        for entry in entries:
            if entry.row.model in self.wanted:
                self.wanted[entry.row.model].add(entry.row.key[0])
            for name, field in fixture_fields(entry.row.model).items():
                if field.related_model in self.wanted and entry.values[name]:
                    value = entry.values[name]
                    keys = value if isinstance(value, list) else [value]
                    self.wanted[field.related_model].update(keys)

    def look_up(self, model):
        """Find the keys of a model; to be called once its rows are written."""
        for batch in batches(self.wanted[model]):
            rows = model.objects.filter(**{f"{model.key_name}__in": batch})
            self.found[model].update(rows.values_list(model.key_name, "pk"))

    def of(self, model, key):
        """Return a record's primary key; None for no key, and words are their own."""
        return None if key is None else self.found[model][key] if model in self.found else key

    def columns(self, entry, leaving_out=()):
        """Return {attribute: value} of an entry's columns, references as primary keys."""
        return {
            field.attname: self.of(field.related_model, entry.values[name])
            if field.many_to_one
            else entry.values[name]
            for name, field in fixture_fields(entry.row.model).items()
            if not field.many_to_many and name not in leaving_out
        }


def write_records(model, entries, keys, touched, primary_keys=MappingProxyType({})):
    """Add and change the rows of a model, but for its references to itself and its lists.

    A row that is added has the primary key that `primary_keys` gives for its public one, if any.
    """
    key_name, later = model.key_name, self_references(model)
    # By key: records of one day stand in the order in which they are first stored, whatever the files' order.
    wanted = {
        entry.row.key[0]: keys.columns(entry, leaving_out=later)
        for entry in sorted(entries, key=lambda entry: entry.row.key)
    }
    names = [
        field.name
        for name, field in fixture_fields(model).items()
        if not field.many_to_many and name not in later
    ]
    there, same = set(), set()
    for batch in batches(wanted):
        for row in model.objects.filter(**{f"{key_name}__in": batch}):
            key = row.key
            there.add(key)
            if all(_same(getattr(row, name), value) for name, value in wanted[key].items()):
                same.add(key)
            if row.current_id is None:
                touched.add(row.pk)
    rows = [
        model(pk=None if key in there else primary_keys.get(key), **columns)
        for key, columns in wanted.items()
        if key not in same
    ]
    # The columns that the program sets (`current`, `disputed`) are not named, so an update leaves them.
    written = model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=[key_name], update_fields=names
    )
    touched.update(row.pk for row in written)


def _same(old, new):
    """Tell whether two values of a column are the same, in JSON too, where 1 is neither 1.0 nor true."""
    if isinstance(old, dict | list):
        return old == new and orjson.dumps(old, option=_SORTED) == orjson.dumps(new, option=_SORTED)
    return old == new


def _write_self_reference(model, name, entries, keys, touched):
    """Write a reference of a model to itself, now that every row of the load is there."""
    wanted = {
        keys.of(model, entry.row.key[0]): keys.of(model, entry.values[name]) for entry in entries
    }
    attribute = fixture_fields(model)[name].attname
    changed = []
    for batch in batches(wanted):
        for pk, old in model.objects.filter(pk__in=batch).values_list("pk", attribute):
            if old != wanted[pk]:
                changed.append(model(pk=pk, **{attribute: wanted[pk]}))
    model.objects.bulk_update(changed, [name])
    touched.update(row.pk for row in changed)


def _write_list(field, name, entries, keys, touched):
    """Bring the rows between a model and those that one of its lists names level with the entries."""
    through = field.remote_field.through
    source = through._meta.get_field(field.m2m_field_name()).attname
    target = through._meta.get_field(field.m2m_reverse_field_name()).attname
    model = field.model
    wanted = {
        (keys.of(model, entry.row.key[0]), keys.of(field.related_model, value))
        for entry in entries
        for value in entry.values[name]
    }
    held = {}
    for batch in batches(keys.of(model, entry.row.key[0]) for entry in entries):
        rows = through.objects.filter(**{f"{source}__in": batch})
        for pk, *pair in rows.values_list("pk", source, target):
            held[tuple(pair)] = pk
    for batch in batches(pk for pair, pk in held.items() if pair not in wanted):
        through.objects.filter(pk__in=batch).delete()
    missing = sorted(wanted - held.keys())
    through.objects.bulk_create(through(**{source: one, target: other}) for one, other in missing)
    touched.update(owner for owner, _ in wanted ^ held.keys())
