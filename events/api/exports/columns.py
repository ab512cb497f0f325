"""Records as rows: the columns of each collection, declared once, out of the serializers.

A field of a record is a column of the same name. What is nested in it becomes columns of its own: `fatalities_low` is
`low` of `fatalities`; participants are lists of public keys by role; what cannot be a column is JSON in a text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import orjson
from rest_framework import serializers

from events.documents.events import Columns
from events.documents.part_rows import serializer_of
from events.documents.serializer_fields import TextList
from events.vocabulary import Collection, ParticipantRole


@dataclass(frozen=True)
class Column:
    """One column: how its value is read out of a record, and what it is.

    `type` is one of string, integer, number, boolean, date, list (of strings) and json (a text).
    """

    name: str
    type: str
    description: str
    # The field of the record that it is taken from.
    field: str
    read: Callable


# The list of public keys of the participants in each role.
COLUMN_BY_ROLE = {
    ParticipantRole.ACTOR: "actors",
    ParticipantRole.RECIPIENT: "recipients",
    ParticipantRole.MEDIATOR: "mediators",
    ParticipantRole.SUPPORTER: "supporters",
    ParticipantRole.BENEFICIARY: "beneficiaries",
    ParticipantRole.REPRESENTED: "represented",
}


def _value(name):
    """Return a function from a record to the value of a field."""
    return lambda record: record.get(name)


def _inner(*names):
    """Return a function from a record to a value within its fields, or None where one of them is null or absent."""

    def read(record):
        value = record
        for name in names:
            value = value.get(name)
            if value is None:
                return None
        return value

    return read


def _json(name):
    """Return a function from a record to the JSON of a field, as a text."""

    def read(record):
        value = record.get(name)
        return None if value is None else orjson.dumps(value).decode()

    return read


def _each(name, inner):
    """Return a function from a record to one value of each row that is nested in a field, in their order."""
    return lambda record: [row[inner] for row in record.get(name, ())]


def _distinct(name, inner):
    """Return a function from a record to the values, once each, of the rows that are nested in a field."""

    def read(record):
        found = (row[inner] for row in record.get(name, ()))
        return list(dict.fromkeys(value for value in found if value is not None))

    return read


def _in_role(role):
    """Return a function from an event to the public keys of its participants in a role."""

    def read(record):
        return [row["actor"] for row in record.get("participants", ()) if row["role"] == role]

    return read


def _participants(name, field):
    for role, column in COLUMN_BY_ROLE.items():
        description = f"Participants in the role `{role.value}`: public keys of actors."
        yield Column(column, "list", description, name, _in_role(role.value))
    yield Column(name, "json", f"{field.help_text} As JSON.", name, _json(name))


def _reports(name, field):
    articles = "Articles that report it: public keys, once each."
    sources = "Sources of those articles: public keys, once each."
    yield Column("articles", "list", articles, name, _distinct(name, "article"))
    yield Column("sources", "list", sources, name, _distinct(name, "source"))
    yield Column(name, "json", f"{field.help_text} As JSON.", name, _json(name))


def _links(name, field):
    relations = (
        "Its relation to each of `events`, in their order; an event with two stands there twice."
    )
    yield Column(name, "list", "Events that it speaks of: public keys.", name, _each(name, "event"))
    yield Column("relations", "list", relations, name, _each(name, "relation"))


# Lists of nested rows that are more than their JSON: by collection and field.
NESTED = {
    (Collection.STATEMENTS, "events"): _links,
    (Collection.EVENTS, "participants"): _participants,
    (Collection.EVENTS, "reports"): _reports,
}


@cache
def columns_of(collection):
    """Return the Columns of a collection, in the order of its fields."""
    serializer = serializer_of(collection)()
    return tuple(
        column
        for name, field in serializer.fields.items()
        for column in _columns(collection, name, field)
    )


def chosen(collection, fields=None):
    """Return the Columns of a collection that are taken from `fields`, or all of them."""
    return [one for one in columns_of(collection) if fields is None or one.field in fields]


def _columns(collection, name, field):
    """Yield the Columns of one field of a serializer."""
    nested = NESTED.get((collection, name))
    if nested is not None:
        yield from nested(name, field)
    elif isinstance(field, serializers.ListSerializer | Columns):
        yield Column(name, "json", f"{field.help_text} As JSON.", name, _json(name))
    elif isinstance(field, serializers.BaseSerializer):
        yield from _within((name,), field)
    else:
        yield Column(name, type_of(field), field.help_text, name, _value(name))


def _within(names, serializer):
    """Yield the Columns of what is nested in a field, to which the names lead."""
    for inner, field in serializer.fields.items():
        path = (*names, inner)
        if isinstance(field, serializers.BaseSerializer):
            yield from _within(path, field)
        else:
            yield Column("_".join(path), type_of(field), field.help_text, names[0], _inner(*path))


def type_of(field):
    """Return the type of the values of a serializer's field that holds no objects."""
    if isinstance(field, TextList | serializers.ListField):
        return "list"
    for kind, name in (
        (serializers.BooleanField, "boolean"),
        (serializers.IntegerField, "integer"),
        (serializers.FloatField, "number"),
        (serializers.DateField, "date"),
    ):
        if isinstance(field, kind):
            return name
    if isinstance(field, serializers.ChoiceField) and isinstance(next(iter(field.choices)), int):
        return "integer"
    return "string"
