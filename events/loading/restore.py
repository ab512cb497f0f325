"""A published document back to the rows that it was made of: the inverse of the serializers."""

import datetime
from typing import NamedTuple

import orjson
from django.db import models

from events.loading.check.rules import Entry
from events.loading.fixture_fields import fixture_fields
from events.models import PARTS, Claim, LeftOut, Participant, Report, StatementEvent

# Where the parts of a record stand in its document.
NESTED = {
    LeftOut: "left_out",
    StatementEvent: "events",
    Participant: "participants",
    Report: "reports",
    Claim: "claims",
}
# Columns that stand together in an object of their own.
GROUPED = {
    f"{group}_{name}": (group, name)
    for group, names in (
        ("evidence", ("start", "end", "sha256")),
        ("fatalities", ("low", "best", "high")),
    )
    for name in names
} | {
    "covers_sources": ("coverage", "sources"),
    "covers_from": ("coverage", "from"),
    "covers_to": ("coverage", "to"),
    "covers_countries": ("coverage", "countries"),
    "inclusion": ("coverage", "inclusion"),
}


class Named(NamedTuple):
    """Which row an entry is: what stands in the place of the record of a file."""

    model: type
    key: tuple


def entries_of(model, document):
    """Return the entries of a record and of its parts, as a check of fixtures gives them."""
    told = orjson.loads(document)
    owner = told[model.key_name]
    entries = [_entry(model, told, owner)]
    for part, name in NESTED.items():
        if part._meta.get_field(PARTS[part]).related_model is model:
            entries += [_entry(part, one, owner) for one in told.get(name, ())]
    return entries


def _entry(model, told, owner):
    values = {name: _value(field, told) for name, field in fixture_fields(model).items()}
    if model in PARTS:
        values[PARTS[model]] = owner
    lookups = getattr(model, "part_key", None) or (model.key_name,)
    key = tuple(values[lookup.partition("__")[0]] for lookup in lookups)
    return Entry(Named(model, key), values)


def _value(field, told):
    group, name = GROUPED.get(field.name, (None, field.name))
    if group is not None and group in told:
        told = told[group] or {name: None}
    if name not in told:
        # The document is older than the field; or the field is the owner of a part, which is not repeated in it.
        return [] if field.many_to_many else field.get_default()
    value = told[name]
    if isinstance(field, models.DateField) and value is not None:
        return datetime.date.fromisoformat(value)
    return value
