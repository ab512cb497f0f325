"""The one form in which fixture files are written, so that a difference between two files is one in content.

Fields that are null or empty are left out.
"""

import json
from collections import defaultdict

from events.loading.check.rules import parsed
from events.loading.fixture_fields import fixture_fields
from events.loading.read.files import Reading
from events.models import (
    PARTS,
    RECORDS,
    Claim,
    EventLink,
    LeftOut,
    Participant,
    Report,
    Statement,
    StatementEvent,
    StatementLink,
)
from events.models.words import Word
from events.vocabulary import EventLinkRelation, ParticipantRole

_ROLES = list(ParticipantRole.values)
_RELATIONS = list(EventLinkRelation.values)
# How the parts of one owner are ordered.
_PART_ORDER = {
    LeftOut: lambda values: values["number"],
    StatementEvent: lambda values: (values["event"], values["relation"]),
    StatementLink: lambda values: (values["target"], values["relation"]),
    Participant: lambda values: (_ROLES.index(values["role"]), values["actor"]),
    Report: lambda values: values["number"],
    Claim: lambda values: values["number"],
    EventLink: lambda values: (_RELATIONS.index(values["relation"]), values["target"]),
}


def canonical(text):
    """Return the text of a fixture file in its canonical form, or raise Refused."""
    reading = Reading()
    reading.add("this file", text.encode())
    return dumps(parsed(reading))


def dumps(items):
    """Return the text of a fixture file of (model, values) items, values being as a check gives them."""
    records = ",\n".join(_record(model, values) for model, values in arranged(items))
    return f"[\n{records}\n]\n" if records else "[]\n"


def arranged(items):
    """Return the items in the order of a file.

    The records stand in the order of the collections, each followed by its parts; statements and events
    in the order of their passages. Parts of records that stand in other files come last.
    """
    records, parts = defaultdict(list), defaultdict(list)
    for model, values in items:
        if model in PARTS:
            owner = PARTS[model]
            parts[owner, values[owner]].append((model, values))
        else:
            records[model].append(values)
    result = []
    for model in RECORDS:
        inside = []
        for values in records[model]:
            own = _ordered(parts.pop((model._meta.model_name, values[model.key_name]), ()))
            inside.append((_place(model, values, own), values, own))
        for _, values, own in sorted(inside, key=lambda item: item[0]):
            result += [(model, values), *own]
    return result + [part for owner in sorted(parts) for part in _ordered(parts[owner])]


def out_of_order(entries):
    """Yield a Problem for each list of a record, and the first record of each file, that is not in its canonical place."""
    files = defaultdict(list)
    for entry in entries:
        files[entry.row.file].append(entry)
        for name, field in fixture_fields(entry.row.model).items():
            right = stated(field, entry.values[name]) if field.many_to_many else None
            if right and entry.row.fields[name] != right:
                yield entry.row.problem(name, f"{name} is out of order; write {_json(right)}")
    for own in files.values():
        rows = {id(entry.values): entry.row for entry in own}
        right = [rows[id(values)] for _, values in arranged((e.row.model, e.values) for e in own)]
        for place, (entry, row) in enumerate(zip(own, right, strict=True), start=1):
            if entry.row is not row:
                yield row.problem(
                    None, f"this record is out of order; it belongs in place {place} of its file"
                )
                break


def _place(model, values, parts):
    """Return what a record is sorted by among its kind: its passage in the article, and its key."""
    passages = [values] if model is Statement else [part for kind, part in parts if kind is Report]
    starts = [passage["evidence_start"] or 0 for passage in passages]
    return min(starts, default=0), values[model.key_name]


def _ordered(parts):
    """Return the parts of one owner, model by model."""
    order = list(PARTS)
    return sorted(parts, key=lambda item: (order.index(item[0]), _PART_ORDER[item[0]](item[1])))


def _record(model, values):
    # A field that is left out is read as null, or as an empty list.
    fields = ",\n".join(
        f"      {_json(name)}: {_json(stated(field, values[name]), 6)}"
        for name, field in fixture_fields(model).items()
        if values[name] not in (None, "", [])
    )
    return (
        f'  {{\n    "model": "{model._meta.label_lower}",\n    "fields": {{\n{fields}\n    }}\n  }}'
    )


def stated(field, value):
    """Return a field's value as a fixture states it."""
    if value is None:
        return None
    if field.many_to_many:
        words = issubclass(field.related_model, Word)
        return sorted(value) if words else [[key] for key in sorted(value)]
    if field.many_to_one:
        return [value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _json(value, indentation=0):
    """Return JSON on one line, but for objects: a name of theirs has a line of its own, in order."""
    if isinstance(value, dict) and value:
        blanks = " " * (indentation + 2)
        lines = (
            f"{blanks}{_json(name)}: {_json(value[name], indentation + 2)}"
            for name in sorted(value)
        )
        return "{\n" + ",\n".join(lines) + f"\n{' ' * indentation}}}"
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
