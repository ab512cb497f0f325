"""The columns of a file of rows: those that its Options choose, and on request those of the dataset itself."""

import msgspec

from config.limits import MOST_OWN
from events.api.exports import joined
from events.api.exports.columns import ORIGINAL, Column, columns_of
from events.api.exports.options import COLUMNS, JSON
from events.api.exports.taking import Own
from events.api.problems.errors import ParameterError, fault

# Our own names have no dot, so that none of them can be the same.
PREFIX = f"{ORIGINAL}."
_LEAST, _LARGEST = -(2**63), 2**63 - 1  # whole numbers that a column of them holds


class _Original(msgspec.Struct, gc=False):
    original: dict | None = None


_decode = msgspec.json.Decoder(_Original).decode


def columns(batches, collection, options):
    """Return the Columns of a file of stored documents.

    With `original=columns` all batches are read once, for what the records have.
    """
    fields, original = options.fields, options.original
    if original is None and fields is not None and ORIGINAL in fields:
        original = JSON
    ours = tuple(
        one
        for one in columns_of(collection)
        if (original == JSON if one.field == ORIGINAL else fields is None or one.field in fields)
    )
    if options.join:
        return joined.columns(ours)
    return ours + own(batches) if original == COLUMNS else ours


def own(batches):
    """Return the Columns of the datasets themselves that any document has, by name. Raise ParameterError."""
    found = {}  # {name: the types of its values}
    for documents in batches:
        for record in map(_decode, documents):
            for name, value in (record.original or {}).items():
                kind = type(value)
                if kind is int and not _LEAST <= value <= _LARGEST:
                    kind = str
                try:
                    found[name].add(kind)
                except KeyError:
                    found[name] = {kind}
        if len(found) > MOST_OWN:
            message = (
                f"The datasets of these records have more than {MOST_OWN:,} columns, the most in one file. Filter by "
                f"`dataset`, or use original={JSON}."
            )
            raise ParameterError([fault(ORIGINAL, message)])
    return tuple(_column(name, found[name] - {type(None)}) for name in sorted(found))


def _column(name, kinds):
    """Return the Column of a dataset's own column whose values are of these types."""
    if kinds == {bool}:
        type_ = "boolean"
    elif kinds == {int}:
        type_ = "integer"
    elif kinds and kinds <= {int, float}:
        type_ = "number"
    else:
        type_ = "string"
    description = f"The column `{name}` of the dataset itself."
    take = Own(name, as_text=type_ == "string" and not kinds <= {str})
    return Column(f"{PREFIX}{name}", type_, description, ORIGINAL, take)
