"""Records as rows: the columns of each collection, declared once, out of the serializers.

A field of a record is a column of the same name. What is nested in it becomes columns of its own: `fatalities_low` is
`low` of `fatalities`; participants are lists of public keys by role; what cannot be a column is JSON in a text.
"""

from dataclasses import dataclass
from functools import cache

from rest_framework import serializers

from events.api.exports.taking import Distinct, Each, InRole, Json, Value
from events.documents.events import Columns
from events.documents.part_rows import ROW_SERIALIZERS, serializer_of
from events.documents.serializer_fields import Reference, TextList
from events.models import MODEL_BY_COLLECTION
from events.vocabulary import Collection, ParticipantRole

# The field that holds a dataset's own columns. Files of rows leave it out unless a request names it.
ORIGINAL = "original"


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
    read: object  # one of those in taking.py
    # Whether its texts are public keys, closed words or days: in CSV each is its own cell.
    plain: bool = False


# The list of public keys of the participants in each role.
COLUMN_BY_ROLE = {
    ParticipantRole.ACTOR: "actors",
    ParticipantRole.RECIPIENT: "recipients",
    ParticipantRole.MEDIATOR: "mediators",
    ParticipantRole.SUPPORTER: "supporters",
    ParticipantRole.BENEFICIARY: "beneficiaries",
    ParticipantRole.REPRESENTED: "represented",
}


def _participants(name, field):
    for role, column in COLUMN_BY_ROLE.items():
        description = f"Participants in the role `{role.value}`: public keys of actors."
        yield Column(column, "list", description, name, InRole(name, role.value), plain=True)
    yield Column(name, "json", f"{field.help_text} As JSON.", name, Json(name))


def _reports(name, field):
    articles = "Articles that report it: public keys, once each."
    sources = "Sources of those articles: public keys, once each."
    yield Column("articles", "list", articles, name, Distinct(name, "article"), plain=True)
    yield Column("sources", "list", sources, name, Distinct(name, "source"), plain=True)
    yield Column(name, "json", f"{field.help_text} As JSON.", name, Json(name))


def _links(name, field):
    relations = (
        "Its relation to each of `events`, in their order; an event with two is there twice."
    )
    events = "Events that it speaks of: public keys."
    yield Column(name, "list", events, name, Each(name, "event"), plain=True)
    yield Column("relations", "list", relations, name, Each(name, "relation"), plain=True)


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


def columns_unasked(collection):
    """Return the Columns of a collection that a file of rows has unless its Options say otherwise."""
    return tuple(one for one in columns_of(collection) if one.field != ORIGINAL)


def chosen(collection, fields=None):
    """Return the Columns of a collection that are taken from `fields`, or all of them."""
    return [one for one in columns_of(collection) if fields is None or one.field in fields]


def _columns(collection, name, field):
    """Yield the Columns of one field of a serializer."""
    nested = NESTED.get((collection, name))
    if nested is not None:
        yield from nested(name, field)
    elif isinstance(field, serializers.ListSerializer | Columns):
        yield Column(name, "json", f"{field.help_text} As JSON.", name, Json(name))
    elif isinstance(field, serializers.BaseSerializer):
        yield from _within((name,), field)
    else:
        yield _column((name,), field, is_key=_key_name(collection) == name)


def _within(names, serializer):
    """Yield the Columns of what is nested in a field, to which the names lead."""
    for inner, field in serializer.fields.items():
        path = (*names, inner)
        if isinstance(field, serializers.BaseSerializer):
            yield from _within(path, field)
        else:
            yield _column(path, field)


def _column(path, field, is_key=False):
    """Return the Column of a serializer's field that holds no objects, to which names lead."""
    kind = type_of(field)
    read = Value(path, is_list=kind == "list")
    plain = is_key or _is_plain(field)
    return Column("_".join(path), kind, field.help_text, path[0], read, plain)


def _is_plain(field):
    """Return whether the texts of a serializer's field are closed words, days or public keys."""
    if isinstance(field, TextList):
        return type(field) is not TextList
    return isinstance(field, serializers.ChoiceField | serializers.DateField | Reference)


def _key_name(collection):
    return None if collection in ROW_SERIALIZERS else MODEL_BY_COLLECTION[collection].key_name


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
