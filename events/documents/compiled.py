"""A serializer's `to_representation` as one function, so that the fields are inspected once and not for every row.

The serializers stay the only declaration of the JSON; a test compares what both make of every record.
"""

from operator import attrgetter

import orjson
from rest_framework import serializers
from rest_framework.fields import empty

from events.documents import SERIALIZERS
from events.documents.serializer_fields import Sorted, rows_of

# Fields that show what the database gives as it is; dates are written by what writes the JSON.
AS_THEY_ARE = {
    getattr(serializers, name).to_representation
    for name in (
        "BooleanField",
        "CharField",
        "ChoiceField",
        "DateField",
        "FloatField",
        "IntegerField",
        "JSONField",
    )
}


def compiled(serializer):
    """Return a function from a row to what the serializer says of it, with dates as dates."""
    fields = [
        (field.field_name, _read(field), _show(field)) for field in serializer._readable_fields
    ]

    def represent(row):
        shown = {}
        for name, read, show in fields:
            value = read(row)
            shown[name] = value if value is None or show is None else show(value)
        return shown

    return represent


def _read(field):
    """Return a function from a row to the value of a field."""
    if field.source == "*":
        return lambda row: row
    *path, last = field.source_attrs
    if not path:
        return attrgetter(last)
    if field.default is empty and not field.allow_null:
        return attrgetter(field.source)
    if field.default not in (empty, None):
        raise NotImplementedError(f"{field.field_name}: a default that is not null")

    def read(row):
        for name in path:
            row = getattr(row, name)
            if row is None:
                return None
        return getattr(row, last)

    return read


def _show(field):
    """Return a function from a value that is not null to what is shown of it; None where that is the value itself."""
    kind = type(field)
    if kind is Sorted:
        order, show = field.child.Meta.order, compiled(field.child)
        return lambda related: [show(row) for row in sorted(rows_of(related), key=order)]
    if kind is serializers.ListSerializer:
        show = compiled(field.child)
        return lambda related: [show(row) for row in rows_of(related)]
    if kind.to_representation in AS_THEY_ARE:
        return None
    if kind.to_representation is serializers.Serializer.to_representation:
        return compiled(field)
    return field.to_representation


_REPRESENT = {model: compiled(serializer()) for model, serializer in SERIALIZERS.items()}


def document(row):
    """Return the record as published: its JSON in UTF-8, as the serializer of its collection gives it."""
    return orjson.dumps(_REPRESENT[row.model](row))
