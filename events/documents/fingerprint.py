"""A fingerprint of each derived state: which rules made it, so that a database says when a different program did."""

import hashlib
from functools import cache

import orjson
from rest_framework import serializers
from rest_framework.fields import empty

from events.documents import SERIALIZERS
from events.documents.definitions import Source

DOCUMENTS, COLUMNS, INDEX, TALLY = "documents", "computed columns", "search index", "tally"
REMEDY = "manage.py republish"

_ROWS = "events.publishing.rows.batches"
_DISPUTED = "events.publishing.computed_columns.is_disputed"
_OF_EVENTS = "events.models.event.Event.worked_out"
_OF_STATEMENTS = "events.models.statement.Statement.worked_out"
# The functions that make each state; all that these use is found by itself. Publishing is read here and not imported.
RULES = {
    DOCUMENTS: (
        "events.documents.compiled.document",
        "events.models.statement.Statement.exact",
        _ROWS,
        _DISPUTED,
    ),
    COLUMNS: (_OF_EVENTS, _OF_STATEMENTS, _DISPUTED),
    INDEX: ("events.publishing.search_index.index", _ROWS),
    TALLY: ("events.publishing.tally.tally", _OF_EVENTS),
}


@cache
def fingerprint():
    """Return {derived state: hash of the rules by which this program makes it}."""
    return {state: _hash(rules) for state, rules in derivations().items()}


def derivations(source=None):
    """Return {derived state: its rules} in text."""
    source = source or Source()
    rules = {state: source.definitions(*names) for state, names in RULES.items()}
    rules[DOCUMENTS] |= {
        model.collection.value: shape(serializer()) for model, serializer in SERIALIZERS.items()
    }
    return rules


def shape(field):
    """Return what decides the JSON of a serializer or a field: names in order, types, and what is inside."""
    inside = getattr(field, "child", None)
    if isinstance(field, serializers.Serializer):
        inside = [shape(one) for one in field._readable_fields]
    elif inside is not None:
        inside = shape(inside)
    default = None if field.default is empty else repr(field.default)
    return [field.field_name, type(field).__name__, field.source, field.allow_null, default, inside]


def carried_over(stored):
    """Return the fingerprint of a database after only a part of it was rebuilt.

    `stored` is the one that it had. Where the rules have changed since, no single program made it.
    """
    current = fingerprint()
    return stored and {
        state: current[state] if stored.get(state) == current[state] else None for state in current
    }


def stale(release):
    """Return the derived states that a different program made, by the newest Release; none before the first one."""
    if release is None:
        return []
    stored = release.fingerprint or {}
    return [state for state, rules in fingerprint().items() if stored.get(state) != rules]


def _hash(rules):
    return hashlib.sha256(orjson.dumps(rules, option=orjson.OPT_SORT_KEYS)).hexdigest()
