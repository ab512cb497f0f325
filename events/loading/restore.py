"""A published document back to the rows that it was made of: the inverse of the serializers."""

import datetime
from typing import NamedTuple

import orjson
from django.db import models

from events.loading.check.rules import Entry
from events.loading.fixture_fields import fixture_fields
from events.models import (
    PARTS,
    Claim,
    Event,
    EventLink,
    LeftOut,
    Participant,
    Report,
    StatementEvent,
    StatementLink,
)
from events.models.event import modes_of

# Where the parts of a record stand in its document.
NESTED = {
    LeftOut: "left_out",
    StatementEvent: "events",
    StatementLink: "related_statements",
    Participant: "participants",
    Report: "reports",
    Claim: "claims",
    EventLink: "related_events",
}
_SPAN = ("start", "end", "sha256")
# Columns that are together in an object of their own: the names that lead to each in a document.
GROUPED = {
    f"{group[-1]}_{name}": (*group, name)
    for group, names in (
        (("evidence",), (*_SPAN, "opening", "closing")),
        (("attribution", "source"), _SPAN),
        (("attribution", "cue"), _SPAN),
        (("fatalities",), ("low", "best", "high")),
    )
    for name in names
} | {
    "covers_sources": ("coverage", "sources"),
    "covers_from": ("coverage", "from"),
    "covers_to": ("coverage", "to"),
    "covers_countries": ("coverage", "countries"),
    "inclusion": ("coverage", "inclusion"),
}
# Columns that have a different name in a document.
RENAMED = {(StatementLink, "target"): "statement", (EventLink, "target"): "event"}


class Named(NamedTuple):
    """The row that holds the record of an entry now."""

    model: type
    key: tuple


def entries_of(model, document):
    """Return the entries of a record and of its parts, as a check of fixtures gives them."""
    told = orjson.loads(document)
    if model is Event:
        told["modes"] = modes_of(told)
    owner = told[model.key_name]
    entries = [_entry(model, told, owner)]
    for part, name in NESTED.items():
        if part._meta.get_field(PARTS[part]).related_model is model:
            entries += [_entry(part, one, owner) for one in told.get(name) or ()]
    return entries


def _entry(model, told, owner):
    values = {name: _value(model, field, told) for name, field in fixture_fields(model).items()}
    if model in PARTS:
        values[PARTS[model]] = owner
    lookups = getattr(model, "part_key", None) or (model.key_name,)
    key = tuple(values[lookup.partition("__")[0]] for lookup in lookups)
    return Entry(Named(model, key), values)


def _value(model, field, told):
    *groups, name = GROUPED.get(field.name, (RENAMED.get((model, field.name), field.name),))
    for group in groups:
        told = told.get(group) or {}
    if name not in told:
        # The document is older than the field; or the field is the owner of a part, which is not repeated in it.
        return [] if field.many_to_many else field.get_default()
    value = told[name]
    if isinstance(field, models.DateField) and value is not None:
        return datetime.date.fromisoformat(value)
    return value
