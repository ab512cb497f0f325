"""Where the fields of the tables are in documents: of the record itself, of its parts, and where others show them.

All of it is found in the serializers, so that a field that is added to one is found here too.
"""

from functools import cache
from typing import NamedTuple

from rest_framework import serializers

from events.documents import SERIALIZERS


class Shown(NamedTuple):
    """A field of a record that documents of others show.

    `holder` is their model; `listed` is the name of the list in which the rows are, or None for the document itself;
    `key` is the member that names the record, and `path` leads to the field.
    """

    holder: type
    listed: str | None
    key: str
    model: type
    field: str
    path: tuple


@cache
def own(model):
    """Return {field: path} of the columns that the document of a record has."""
    return _columns(SERIALIZERS[model]())


@cache
def parts(model):
    """Return {name of the list: (model of its rows, {field: path in a row})} of what is nested in a document."""
    return {
        name: (field.child.Meta.model, _columns(field.child))
        for name, field in SERIALIZERS[model]().fields.items()
        if _is_list(field)
    }


@cache
def shown():
    """Return the Shown of all fields that documents show of other records, besides their keys."""
    found = []
    for holder, serializer in SERIALIZERS.items():
        fields = serializer()
        found += _shown(holder, holder, None, fields)
        for name, field in fields.fields.items():
            if _is_list(field):
                found += _shown(holder, field.child.Meta.model, name, field.child)
    return tuple(found)


def _is_list(field):
    return isinstance(field, serializers.ListSerializer) and hasattr(field.child, "Meta")


def _leaves(serializer, before=()):
    """Yield (path, names of attributes that lead to the value) of each field that holds no rows."""
    for name, field in serializer.fields.items():
        if isinstance(field, serializers.Serializer) and field.source == "*":
            yield from _leaves(field, (*before, name))
        elif not _is_list(field):
            yield (*before, name), tuple(field.source_attrs)


def _columns(serializer):
    return {attributes[0]: path for path, attributes in _leaves(serializer) if len(attributes) == 1}


def _shown(holder, model, listed, serializer):
    """Yield the Shown of one level of a document, whose rows are of `model`."""
    columns = _columns(serializer)
    keys = {one.key_name for one in SERIALIZERS}
    for path, attributes in _leaves(serializer):
        if len(attributes) != 2 or attributes[1] in keys:
            continue
        reference, field = attributes
        target = model._meta.get_field(reference).related_model
        yield Shown(holder, listed, columns[reference][0], target, field, path)
