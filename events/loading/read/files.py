"""Fixture files to rows. Knows files and JSON, not the database and not what a row may say."""

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.apps import apps

from config.limits import MOST_FOUND
from events.loading.problem import Problem, Unreadable
from events.loading.read.contents import NAME, FixtureFile, StandardInput
from events.loading.read.strict_json import flaws, kind, parse, parse_lines
from events.loading.wording import nearest, printable, shown
from events.models import PARTS, RECORDS

MODELS = {model._meta.label_lower: model for model in (*RECORDS, *PARTS)}
PARSERS = {"json": parse, "jsonl": parse_lines}


@dataclass(frozen=True)
class Row:
    """One record of a file, as the file has it; `flawed` names the fields that cannot be read."""

    file: str
    number: int
    model: type
    fields: dict
    flawed: frozenset = frozenset()

    @cached_property
    def key(self):
        """The values that name the row, as a tuple; None where the fields that name it cannot be read."""
        readable = {name: self.fields[name] for name in self.fields.keys() - self.flawed}
        return natural_key(self.model, readable)

    def problem(self, field, message):
        """Return the problem that one of the row's fields has."""
        return Problem(
            self.file, message, self.number, self.model._meta.label_lower, _name(self.key), field
        )


@dataclass
class Reading:
    """The contents of the files, and the faults of those that could not be read."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    # Public keys of records that could not be read: a reference to one of them is not a second problem.
    refused_keys: set[str] = field(default_factory=set)

    def add(self, file, data, file_format="json"):
        """Add the rows that the bytes of a file hold."""
        try:
            records = PARSERS[file_format](data)
        except Unreadable as error:
            self.refuse(file, str(error))
            return
        self.files.append(file)
        for number, record in enumerate(records, start=1):
            if len(self.problems) > MOST_FOUND:
                # The check will refuse them, and look no further.
                return
            _read_record(file, number, record, self)

    def refuse(self, file, message):
        """Note that a file cannot be read, and why."""
        self.problems.append(Problem(file, message))
        self.unread.append(file)


def read(paths):
    """Return the Reading of the files at `paths`, folders of them, and StandardInput."""
    reading = Reading()
    for name, source in _sources(paths, reading).items():
        try:
            reading.add(name, *source.read())
        except Unreadable as error:
            reading.refuse(name, str(error))
    return reading


def display(path):
    """Return the path as problems name it: from the working directory where it lies below that."""
    path = Path(path)
    absolute = path.absolute()
    if absolute.is_relative_to(Path.cwd()):
        path = absolute.relative_to(Path.cwd())
    return repr(str(path))[1:-1]


def fixture_files(folder):
    """Return the paths in a folder that are named as fixture files, in the order of their names."""
    return sorted(path for path in folder.iterdir() if NAME.search(path.name))


def _sources(paths, reading):
    """Return {name: what is read} of the paths, each file once; a folder is read as the fixture files in it."""
    sources, seen = {}, set()
    for path in paths:
        if isinstance(path, StandardInput):
            sources[path.name] = path
            continue
        for file in _files(Path(path), reading):
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                sources[display(file)] = FixtureFile(file)
    return sources


def _files(path, reading):
    """Return the files that a path leads to."""
    if path.is_dir():
        found = fixture_files(path)
        if not found:
            message = "this folder holds no fixture file, such as *.json; give one that does"
            reading.problems.append(Problem(display(path), message))
        return found
    if path.exists():
        return [path]
    reading.refuse(display(path), "there is no such file or folder; check the path")
    return []


def _read_record(file, number, record, reading):
    """Add one record to the rows, or the problems that keep it from being one."""
    fields = record.get("fields") if isinstance(record, dict) else None
    fields = fields if isinstance(fields, dict) else {}
    label = record.get("model") if isinstance(record, dict) else None
    model = MODELS.get(label) if isinstance(label, str) else None
    key = _name(natural_key(model, fields)) if model else None

    def problem(field, message):
        where = printable(label) if isinstance(label, str) else None
        reading.problems.append(Problem(file, message, number, where, key, field))

    flawed = set()
    for field_name, message in flaws(record):
        flawed.add(field_name)
        problem(field_name, message)
    wrong = list(_shape(record, model))
    for field_name, message in wrong:
        problem(field_name, message)
    if wrong and not (model and fields):
        keys = (fields.get(model.key_name) for model in RECORDS)
        reading.refused_keys |= {value for value in keys if isinstance(value, str)}
    else:
        reading.rows.append(Row(file, number, model, fields, frozenset(flawed)))


def _shape(record, model):
    """Yield what is wrong with the frame of a record, around its fields."""
    if not isinstance(record, dict):
        yield None, f'is {kind(record)}; write {{"model": "...", "fields": {{...}}}}'
        return
    if "pk" in record:
        yield "pk", "has a pk; records are named by their public keys: remove it"
    for name in [name for name in record if name not in ("model", "fields", "pk")]:
        yield name, f"has {shown(name)} beside model and fields; remove it"
    label = record.get("model")
    if not isinstance(label, str):
        yield "model", f"has no model; give one of {', '.join(MODELS)}"
    elif model is None:
        yield "model", _not_a_model(label)
    if not isinstance(record.get("fields"), dict):
        yield "fields", 'has no fields; give them as an object, "fields": {...}'


def _not_a_model(label):
    # The name of the application is in all of them, so it would make unlike names alike.
    names = {name.partition(".")[2]: name for name in MODELS}
    meant = names.get(nearest(label.rpartition(".")[2], names))
    if meant is None and label in {model._meta.label_lower for model in apps.get_models()}:
        return f"the program itself writes {label}; take it out of the file"
    hint = f"did you mean {meant!r}?" if meant else f"give one of {', '.join(MODELS)}"
    return f"unknown model {shown(label)}; {hint}"


def natural_key(model, fields):
    """Return what names the record, as a tuple, or None where its fields do not say."""
    lookups = getattr(model, "part_key", None) or (model.key_name,)
    values = []
    for lookup in lookups:
        name, _, reference = lookup.partition("__")
        value = fields.get(name)
        if reference:
            value = value[0] if isinstance(value, list) and len(value) == 1 else None
        if type(value) is not (int if name == "number" else str):
            return None
        values.append(value)
    return tuple(values)


def _name(key):
    return printable(" ".join(map(str, key))) if key else None
