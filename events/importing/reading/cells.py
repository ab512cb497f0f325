"""Readers of cells: functions of a text and its file's Dialect to a value of the type that a dataset's column has.

The one reader of numbers is reading/numbers.py; an empty cell is null whatever its column, and no reader gets one.
"""

import datetime
import re

import orjson

from config.limits import LONGEST_CELL as LONGEST_FIELD
from events.importing.problem import Unreadable, shown
from events.importing.reading import numbers
from events.importing.reading.dates import AMBIGUOUS, moment
from events.importing.reading.missing import BLANKS

_DECIMAL = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_TRUTH = {"1": True, "0": False, "true": True, "false": False, "t": True, "f": False}
_FLOAT_OF_CODE = re.compile(r"([0-9]+)\.0+")
EXACT = 2**53  # from here on a float is not every whole number


def whole(text, dialect, largest=numbers.LARGEST):
    """Return the whole number."""
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return int(text)
    mark = dialect.mark_of() if numbers.is_parted(text) else numbers.Mark.POINT
    return numbers.whole_number(text, mark, largest)


def long(text, dialect):
    """Return the whole number, of 64 bits."""
    return whole(text, dialect, numbers.LARGEST_LONG)


def decimal(text, dialect):
    """Return the number as a float."""
    if dialect.mark is not numbers.Mark.COMMA:
        if len(text) < 17 and _DECIMAL.fullmatch(text):
            return float(text) + 0.0
        if "," not in text:
            return numbers.decimal_number(text)
    return numbers.decimal_number(text, dialect.mark_of())


def truth(text, dialect):
    """Return True or False."""
    found = _TRUTH.get(text.strip().lower())
    if found is None:
        try:
            found = {1: True, 0: False}[whole(text, dialect)]
        except (Unreadable, KeyError):
            raise Unreadable(f"{shown(text)} is neither 1 nor 0, true nor false") from None
    return found


def words(text, dialect):
    """Return the text exactly as it is."""
    return text


def code(text, dialect):
    """Return a code that a column of texts has, without the .0 of a program that took it for a number."""
    match = _FLOAT_OF_CODE.fullmatch(text)
    return match[1] if match else text


def number_or_words(text, dialect):
    """Return a whole number where the text is one, and the text as it is where not."""
    try:
        return whole(text, dialect, numbers.LARGEST_LONG)
    except Unreadable:
        return text


def time(text, dialect):
    """Return a time as YYYY-MM-DDTHH:MM:SS, and the text as it is where it cannot be read."""
    found = moment(text)
    if found is AMBIGUOUS:
        found = moment(text, dialect.date_order)
    return found or _unread(text)


def day(text, dialect):
    """Return a day as YYYY-MM-DD, and the text as it is where it cannot be read."""
    found = moment(text)
    if found is AMBIGUOUS:
        found = moment(text, dialect.date_order)
    return found[:10] if found else _unread(text)


def _unread(text):
    """Return the text of a day that cannot be read, or None for a word that means no value."""
    return None if text.strip() in BLANKS else text


# The empty value of a column of texts; another word for nothing is nothing in any other column.
TEXTS = frozenset({words, code})
DAYS = frozenset({day, time})


def in_degrees(column, number, most):
    """Return a latitude or longitude; raise Unreadable where it is off the globe."""
    if number is not None and not -most <= number <= most:
        raise Unreadable(f"{column}: {number} is not between -{most} and {most}")
    return number


def coded_as(mapping, values, column, unknown=None):
    """Return what a column's code means; raise Unreadable where there is no such code.

    An empty cell means `unknown`, where that is given.
    """
    code = values.get(column)
    if code is None and unknown is not None:
        return unknown
    if code not in mapping:
        given = "is empty, and not one" if code is None else f"{code} is none"
        raise Unreadable(f"{column}: {given} of {', '.join(map(str, mapping))}")
    return mapping[code]


def text_of(value):
    """Return a value of a workbook or of JSON as the text that a CSV file would have."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        whole_one = value.is_integer() and abs(value) < EXACT
        return str(int(value)) if whole_one else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, dict | list):
        return orjson.dumps(value).decode()
    return str(value)


def fault_in(cells):
    """Return the problem of a row with a cell that no database takes, or that is too long, or None."""
    for cell in cells:
        if "\0" in cell:
            return "holds a NUL character"
        if len(cell) > LONGEST_FIELD:
            return f"holds a field of more than {LONGEST_FIELD:,} characters, which is the limit"
    return None
