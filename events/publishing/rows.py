"""Rows ready to be serialized: plain objects with all that their JSON holds, in a fixed number of queries a batch."""

import inspect
from functools import cache
from itertools import islice
from operator import attrgetter

from pyroaring import BitMap64

from events.models import PARTS, Event, Statement

BATCH = 500  # records serialized at a time: some megabytes of memory
# Rows of a model that others refer to, kept for the batches to come: some tens of megabytes.
MOST_KEPT = 20_000
CHUNK = 500  # primary keys in one condition
# The fields that a document shows of a record nested in it, where these are few of many.
SHOWN = {Event: ("id", "code"), Statement: ("id", "code")}


class Row:
    """A row as the serializers see it: each column, what it refers to, and its parts are plain attributes.

    Making a model's instance costs ten times as much, and an import makes ten a record.
    """

    @property
    def key(self):
        return getattr(self, self.model.key_name)


def batches(model, primary_keys=None, reader=None):
    """Yield lists of rows of `model` by primary key: those given, or all."""
    reader = reader or Reader()
    if primary_keys is None:
        last = 0
        while rows := reader.read(model, {"pk__gt": last}, BATCH):
            yield rows
            last = rows[-1].pk
    else:
        pending = iter(BitMap64(primary_keys))
        while wanted := list(islice(pending, BATCH)):
            yield reader.read(model, {"pk__in": wanted})


class Reader:
    """Reads rows with what they refer to, and keeps that for later ones: to be used in one transaction."""

    def __init__(self):
        self._kept = {}

    def read(self, model, condition, limit=None):
        """Return the whole rows that a condition selects, by primary key."""
        rows = _select(model, columns_of(model), condition)[:limit]
        rows = _rows(model, columns_of(model), rows)
        self._refer(rows, model)
        by_pk = {row.pk: row for row in rows}
        for name, (part, owner, target, order) in parts_of(model).items():
            for row in rows:
                setattr(row, name, [])
            columns = columns_of(part)
            found = _rows(
                part, columns, _select(part, columns, {f"{owner}__in": list(by_pk)}, order)
            )
            self._refer(found, part, skip=owner)
            owner_name = part._meta.get_field(owner).name if needs_owner(part) else None
            for one in found:
                if owner_name:
                    setattr(one, owner_name, by_pk[getattr(one, owner)])
                # A bare link is shown as what it leads to.
                shown = getattr(one, target) if target else one
                getattr(by_pk[getattr(one, owner)], name).append(shown)
        return rows

    def _refer(self, rows, model, skip=None):
        """Give the rows what their foreign keys lead to."""
        for name, attribute, target in references_of(model):
            if rows and attribute != skip and hasattr(rows[0], attribute):
                found = self._look_up(target, {getattr(row, attribute) for row in rows} - {None})
                for row in rows:
                    setattr(row, name, found.get(getattr(row, attribute)))

    def _look_up(self, model, primary_keys):
        """Return {primary key: row} of these rows and others."""
        kept = self._kept.setdefault(model, {})
        missing = sorted(primary_keys - kept.keys())
        if len(kept) + len(missing) > MOST_KEPT:
            kept = {key: kept[key] for key in primary_keys & kept.keys()}
            self._kept[model] = kept
        columns = SHOWN.get(model) or columns_of(model)
        for start in range(0, len(missing), CHUNK):
            condition = {"pk__in": missing[start : start + CHUNK]}
            rows = _rows(model, columns, _select(model, columns, condition))
            kept |= {row.pk: row for row in rows}
            self._refer(rows, model)
        return kept


def _select(model, columns, condition, order="pk"):
    return model._base_manager.filter(**condition).order_by(order).values_list(*columns)


def _rows(model, columns, values):
    make, rows = row_type(model), []
    for one in values:
        row = make()
        row.__dict__.update(zip(columns, one, strict=True))
        rows.append(row)
    return rows


@cache
def row_type(model):
    """Return the class of a model's rows."""
    attributes = {"model": model, "exact": inspect.getattr_static(model, "exact", None)}
    if needs_owner(model):
        attributes["article"] = inspect.getattr_static(model, "article")
    primary = model._meta.pk.attname
    if primary != "pk":
        attributes["pk"] = property(attrgetter(primary))
    return type(f"{model.__name__}Row", (Row,), attributes)


@cache
def needs_owner(model):
    """Return whether the rows of a model take their article from the record to which they belong."""
    return isinstance(inspect.getattr_static(model, "article", None), property)


@cache
def columns_of(model):
    return tuple(field.attname for field in model._meta.concrete_fields)


@cache
def references_of(model):
    """Return (name, attribute, model that it leads to) of each foreign key; not of what publishing itself sets."""
    return tuple(
        (field.name, field.attname, field.related_model)
        for field in model._meta.concrete_fields
        if field.is_relation and field.name != "current"
    )


@cache
def parts_of(model):
    """Return {name: (model of the parts, attribute of their owner, name of what they link to or None, order)}."""
    parts = {
        field.name: (
            field.remote_field.through,
            field.m2m_field_name() + "_id",
            field.m2m_reverse_field_name(),
            "pk",
        )
        for field in model._meta.many_to_many
        if field.remote_field.through._meta.auto_created
    }
    for part, owner in PARTS.items():
        field = part._meta.get_field(owner)
        if field.related_model is model:
            names = columns_of(part)
            order = "number" if "number" in names else "pk"
            parts[field.remote_field.get_accessor_name()] = (part, field.attname, None, order)
    return parts
