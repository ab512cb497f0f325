"""Stored documents as rows, by code that is compiled once from the columns.

What no column needs is skipped and never decoded: of an imported event that is most of the document.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import msgspec

from events.api.exports.taking import Own, Value, as_text, distinct

_NULL, _EMPTY = msgspec.Raw(b"null"), msgspec.Raw(b"[]")
# Nested fields whose cells a file remembers: some kilobytes each.
MOST_REMEMBERED = 1024


@dataclass(frozen=True, eq=False)
class Form:
    """The form of a row in a format: code of its cells, and code of the row that they make."""

    cell: Callable[[object, str], str]
    """Returns the code of a cell from a Column and the code of its value. In it `x` is free to use."""

    row: Callable[[list], str]
    """Returns the code of a row from the list of (Column, variable or code of its cell)."""

    names: Mapping = field(default_factory=dict)
    """The objects that the code uses, by name."""


# A row is a tuple of values.
TUPLE = Form(
    cell=lambda column, code: code,
    row=lambda cells: "".join(["(", *(f"{code}, " for _, code in cells), ")"]),
)


class Record:
    """The parts of a document that some columns need. In their code, `r` is a decoded document."""

    def __init__(self):
        self.lines, self.names = [], {"as_text": as_text, "nothing": {}}
        self.parts = {}  # {field: its Part}
        self._fields = {}  # {path of an object: {name in it: (attribute, type, or None for an object)}}

    def value(self, path, is_list=False):
        """Return the code of the value to which names lead."""
        *outer, name = path
        # Tuples of texts are nothing that Python's collector of cycles looks at again and again.
        kind = tuple | None if is_list else Any
        return f"{self._object(tuple(outer))}.{self._attribute(tuple(outer), name, kind)}"

    def part(self, name):
        """Return the Part of a field that is nested."""
        if name not in self.parts:
            attribute = self._attribute((), name, msgspec.Raw)
            self.parts[name] = Part(f"part{len(self.parts)}", attribute)
        return self.parts[name]

    def original(self):
        """Return the code of the columns of the dataset itself, a dict."""
        line = f"own = r.{self._attribute((), 'original', dict | None)} or nothing"
        if line not in self.lines:
            self.lines.append(line)
        return "own"

    def type(self, path=()):
        """Return the type into which the object at a path is decoded."""
        inner = {}
        for name, (attribute, kind) in self._fields.get(path, {}).items():
            if kind is None:
                kind = self.type((*path, name))
                self.names[f"no_{_variable((*path, name))}"] = kind()
                kind |= None
            inner[name] = (attribute, kind)
        return _struct(_variable(path), inner)

    def _attribute(self, path, name, kind):
        fields = self._fields.setdefault(path, {})
        return fields.setdefault(name, (f"a{len(fields)}", kind))[0]

    def _object(self, path):
        """Return the variable of an object in a document; where there is none, all its values are null."""
        if path and path not in self._fields:
            outer, attribute = self._object(path[:-1]), self._attribute(path[:-1], path[-1], None)
            self._fields[path] = {}
            self.lines.append(f"{_variable(path)} = {outer}.{attribute} or no_{_variable(path)}")
        return _variable(path)


class Part:
    """The cells that are made of one nested field, by a function of its JSON."""

    def __init__(self, name, attribute):
        self.name, self.attribute = name, attribute
        self.cells, self.repeats = [], False
        self._values, self._has_text = {}, False

    def text(self):
        """Return the code of the JSON, or of None for null."""
        self._has_text = True
        return "text"

    def value(self, name):
        """Return the attribute of a value of the rows that are nested."""
        return self._values.setdefault(name, f"a{len(self._values)}")

    def function(self, names):
        """Return the function from JSON (bytes) to the tuple of the cells."""
        lines = []
        if self._has_text:
            lines.append("text = None if raw == b'null' else str(raw, 'utf-8')")
        if self._values:
            row = _struct(self.name, {name: (one, Any) for name, one in self._values.items()})
            names = {**names, "distinct": distinct}
            names["decode"] = msgspec.json.Decoder(list[row] | None).decode
            lines.append("rows = decode(raw) or ()")
        return _function(self.name, "raw", lines, f"({', '.join(self.cells)},)", names)


def _variable(path):
    return "_".join(("r", *path))


def _struct(name, fields):
    """Return a type for objects with `fields`, {name in JSON: (attribute, type)}; other names are skipped."""
    described = [
        (one, kind, msgspec.field(name=written, default=_NULL if kind is msgspec.Raw else None))
        for written, (one, kind) in fields.items()
    ]
    return msgspec.defstruct(name, described, gc=False)


def _function(name, argument, lines, result, names):
    source = [f"def {name}({argument}):", *lines, f"return {result}"]
    names = dict(names)
    # Names of columns of datasets come from data: the code has them only as literals.
    exec("\n    ".join(source), names)  # noqa: S102
    return names[name]


@lru_cache(maxsize=128)
def _compiled(columns, form):
    """Return (function from JSON to a decoded document, {name: (function, whether to remember)}, lines ...)."""
    record, cells = Record(), []
    for column in columns:
        take = column.read
        if isinstance(take, Value | Own):
            cells.append((column, form.cell(column, take.code(record))))
        else:
            part = record.part(take.name)
            part.repeats |= take.repeats
            part.cells.append(form.cell(column, take.code(part)))
            cells.append((column, f"{part.name}_{len(part.cells)}"))
    decode = msgspec.json.Decoder(record.type()).decode
    parts = {part.name: (part.function(form.names), part.repeats) for part in record.parts.values()}
    for part in record.parts.values():
        variables = ", ".join(f"{part.name}_{number + 1}" for number in range(len(part.cells)))
        raw = f"r.{part.attribute}"
        record.lines.append(
            f"{variables}, = empty_{part.name} if {raw} == empty else {part.name}(bytes({raw}))"
        )
    names = {**record.names, **form.names}
    return decode, parts, (record.lines, form.row(cells), names)


def reader(columns, form):
    """Return a function from a list of documents (bytes of JSON) to the list of their rows, for one file."""
    decode, parts, (lines, result, names) = _compiled(tuple(columns), form)
    of_parts = {"empty": _EMPTY}
    for name, (function, repeats) in parts.items():
        of_parts[name] = lru_cache(MOST_REMEMBERED)(function) if repeats else function
        of_parts[f"empty_{name}"] = function(bytes(_EMPTY))
    make = _function("row", "r", lines, result, names | of_parts)
    return lambda documents: list(map(make, map(decode, documents)))
