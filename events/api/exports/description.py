"""The contents of exports, described for people and programs: out of the columns and the serializers."""

from rest_framework import serializers

from events.api.exports.columns import columns_of, columns_unasked, type_of
from events.documents import SERIALIZERS
from events.documents.events import Columns
from events.models import MODEL_BY_COLLECTION, RECORDS

_TEXT = {"type": "string"}
_NULLABLE = {"nullable": True}
# {type of a column: OpenAPI schema of its values in JSON}
_SCHEMAS = {
    "string": _TEXT | _NULLABLE,
    "integer": {"type": "integer"} | _NULLABLE,
    "number": {"type": "number"} | _NULLABLE,
    "boolean": {"type": "boolean"} | _NULLABLE,
    "date": {"type": "string", "format": "date"} | _NULLABLE,
    "list": {"type": "array", "items": _TEXT},
    "json": _TEXT | _NULLABLE,
}


def columns():
    """Return the columns of each collection for the codebook."""
    return {
        model.collection.value: [
            {"name": one.name, "type": one.type, "field": one.field, "definition": one.description}
            for one in columns_of(model.collection)
        ]
        for model in RECORDS
    }


def columns_in_words(collection):
    """Return the columns of a collection in a sentence, with a link to their definitions."""
    names = ", ".join(f"`{one.name}`" for one in columns_unasked(collection))
    return (
        f"Columns, in this order: {names}. With `fields` it has those that are taken from these fields. "
        "[The codebook](../v1/codebook/#columns) defines each column."
    )


def fields_of_columns(types):
    """Return a function from a collection to the fields of a Table Schema: one a column.

    `types` are {type of a column: type of the field} where the two differ.
    """

    def fields(collection):
        return [
            _field(one.name, types.get(one.type, one.type), one.description)
            for one in columns_unasked(collection)
        ]

    return fields


def fields_of_records(collection):
    """Return the fields of a Table Schema of the records of a collection, as JSON has them."""
    serializer = SERIALIZERS[MODEL_BY_COLLECTION[collection]]()
    return [
        _field(name, _json_type(field), str(field.help_text))
        for name, field in serializer.fields.items()
    ]


def schema_of_column(column):
    """Return the OpenAPI schema of the values of a Column in JSON."""
    return {**_SCHEMAS[column.type], "description": column.description}


def field_of_column(column):
    """Return the field of a Table Schema of one Column, as JSON has it."""
    return _field(
        column.name, "array" if column.type == "list" else column.type, column.description
    )


def _field(name, type, description):
    return {"name": name, "type": type, "description": description}


def _json_type(field):
    """Return the type of the values of a serializer's field in JSON."""
    if isinstance(field, serializers.ListSerializer):
        return "array"
    if isinstance(field, serializers.BaseSerializer | Columns):
        return "object"
    kind = type_of(field)
    return "array" if kind == "list" else kind
