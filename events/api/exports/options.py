"""The contents and the spelling of a file, read from a query string: `original`, `join`, `excel` and `geometry`."""

from dataclasses import dataclass

from events.api.exports.columns import ORIGINAL
from events.api.problems.errors import ParameterError, fault, nearest
from events.vocabulary import Collection, PlacePrecision

COLUMNS, JSON = "columns", "json"
JOIN, EVENTS = "join", "events"
ALWAYS = "always"
_BELOW = "none_below:"
# A point that represents a whole country or more would be read as the place of the event.
LOCATED = PlacePrecision.values[: PlacePrecision.values.index(PlacePrecision.COUNTRY)]
# {value of `geometry`: the precisions of place with which an event is drawn}; None is an event without any.
DRAWN = {ALWAYS: frozenset([*PlacePrecision.values, None])} | {
    f"{_BELOW}{coarsest}": frozenset(PlacePrecision.values[: number + 1])
    for number, coarsest in enumerate(PlacePrecision.values[:-1])
}
DEFAULT_GEOMETRY = f"{_BELOW}{LOCATED[-1]}"
# {parameter: (its values, its description)}
_PARAMETERS = {
    ORIGINAL: (
        (COLUMNS, JSON),
        (
            "CSV, Parquet and XLSX: adds the columns of the dataset itself, which these files otherwise leave out. "
            "`columns` adds one column for each, named `original.` and its name, after all others; `json` adds one "
            "column of JSON. NDJSON and GeoJSON have whole records anyway."
        ),
    ),
    JOIN: (
        (EVENTS,),
        (
            "CSV, NDJSON, Parquet and XLSX: has a row for each event that a statement speaks of, with columns of the event; "
            "a statement without events has one. `events` of a record is then one link, or null."
        ),
    ),
    "excel": (
        ("true", "false"),
        "CSV: `true` puts a byte order mark (BOM) before the text, so that Excel reads it as UTF-8.",
    ),
    "geometry": (
        tuple(DRAWN),
        (
            "GeoJSON: `none_below:PRECISION` gives a null geometry to events whose place is known less precisely than "
            f"that; without it `{DEFAULT_GEOMETRY}`. `{ALWAYS}` draws every event that has coordinates."
        ),
    ),
}
# The parameters that files of a collection take; the others take `excel` only.
_TAKEN = {
    Collection.STATEMENTS: (JOIN, "excel"),
    Collection.EVENTS: (ORIGINAL, "excel", "geometry"),
}


@dataclass(frozen=True)
class Options:
    """The parts of the records in a file, and how it is written.

    `fields` are the top-level fields that are wanted; None means all of them. `original` is COLUMNS, JSON or None,
    and `join` is EVENTS or None.
    """

    fields: frozenset | None = None
    original: str | None = None
    join: str | None = None
    excel: bool = False
    geometry: str = DEFAULT_GEOMETRY

    @property
    def name(self):
        """A text that differs between options that can make other bytes."""
        fields = None if self.fields is None else sorted(self.fields)
        return repr((fields, self.original, self.join, self.excel, self.geometry))

    def drawn(self, collection):
        """Return the precisions of place with which a record of a collection is drawn."""
        return drawn(collection, self.geometry)


ALL = Options()


def names(collection):
    """Return the names of the parameters that files of a collection take, in one format or other."""
    return _TAKEN.get(collection, ("excel",))


def parameters(collection):
    """Return {name: description} of the parameters that files of a collection take, as OpenAPI has them."""
    return {name: _described(name) for name in names(collection)}


def _described(name):
    values, description = _PARAMETERS[name]
    is_flag = values == ("true", "false")
    schema = {"type": "boolean"} if is_flag else {"type": "string", "enum": list(values)}
    return {"description": description, "schema": schema}


def reader(collection, chosen, formats):
    """Return a function from a query to the Options of a file in the Format `chosen`, one of `formats`.

    It raises ParameterError.
    """

    def read(query):
        found, faults = {}, []
        for name in names(collection):
            word = query.get(name)
            if word is None:
                continue
            values, _ = _PARAMETERS[name]
            if name not in chosen.options:
                takes = " or ".join(f".{one.name}" for one in formats if name in one.options)
                message = f"Files in .{chosen.name} do not take this. Use {takes}."
                faults.append(fault(name, message))
            elif word not in values:
                message = f"{word!r} is not a value of `{name}`."
                faults.append(fault(name, message, list(values), nearest(word, values)))
            else:
                found[name] = word == "true" if name == "excel" else word
        if faults:
            raise ParameterError(faults)
        return Options(**found)

    return read


def drawn(collection, geometry=DEFAULT_GEOMETRY):
    """Return the precisions of place with which a record of a collection is drawn: places always are."""
    return DRAWN[geometry if collection == Collection.EVENTS else ALWAYS]
