"""Cells as typed values: whole numbers, decimals, truth values; empty ones are null."""

import re

from events.importing.problem import Unreadable, shown

# What programs write for a missing number; in a column of text such a word is a text.
MISSING = frozenset({"", "NA", "N/A", "NaN", "nan", "NULL", "null", "None"})
LARGEST = 2**31 - 1  # int32, as in UCDP's own schema and in the tables' integer columns
LARGEST_DECIMAL = 1e16  # from here on PostgreSQL's jsonb gives back a whole number

# pandas writes a whole number as 61.0 where its column has gaps.
_WHOLE = re.compile(r"[+-]?[0-9]+(\.0*)?")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_TRUTH = {
    "1": True,
    "0": False,
    "1.0": True,
    "0.0": False,
    "true": True,
    "false": False,
}


def whole(text, largest=LARGEST):
    """Return the whole number, or None for an empty cell."""
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return int(text)
    if text in MISSING:
        return None
    text = text.strip()
    if not _WHOLE.fullmatch(text):
        raise Unreadable(f"{shown(text)} is not a whole number")
    number = int(text.partition(".")[0])
    if abs(number) > largest:
        raise Unreadable(f"{shown(text)} is beyond {largest}")
    return number


def long(text):
    """Return the whole number, of 64 bits, or None for an empty cell."""
    return whole(text, 2**63 - 1)


def decimal(text):
    """Return the number as a float, or None for an empty cell."""
    if text in MISSING:
        return None
    text = text.strip()
    if not _DECIMAL.fullmatch(text):
        raise Unreadable(f"{shown(text)} is not a number")
    number = float(text) + 0.0  # no negative zero, which PostgreSQL does not know
    if abs(number) >= LARGEST_DECIMAL:
        raise Unreadable(f"{shown(text)} is too large a number")
    return number


def truth(text):
    """Return True or False, or None for an empty cell."""
    if text in MISSING:
        return None
    try:
        return _TRUTH[text.strip().lower()]
    except KeyError:
        raise Unreadable(f"{shown(text)} is neither 1 nor 0, true nor false") from None


def words(text):
    """Return the text exactly as it is, or None for an empty cell."""
    return text or None


def in_degrees(column, number, most):
    """Return a latitude or longitude; raise Unreadable where it is off the globe."""
    if number is not None and not -most <= number <= most:
        raise Unreadable(f"{column}: {number} is not between -{most} and {most}")
    return number


def typed(row, readers):
    """Return {column: value} of a row, in its order; `readers` are the functions of the known columns."""
    values = {}
    for column, text in zip(row.table.columns, row.cells, strict=True):
        try:
            values[column] = readers.get(column, words)(text)
        except Unreadable as error:
            raise Unreadable(f"{column}: {error}") from None
    return values


def coded_as(mapping, values, column, unknown=None):
    """Return what a column's code stands for; raise Unreadable where there is no such code.

    An empty cell stands for `unknown`, where that is given.
    """
    code = values.get(column)
    if code is None and unknown is not None:
        return unknown
    if code not in mapping:
        given = "is empty, and not one" if code is None else f"{code} is none"
        raise Unreadable(f"{column}: {given} of {', '.join(map(str, mapping))}")
    return mapping[code]
