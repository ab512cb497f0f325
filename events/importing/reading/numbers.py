"""Numbers as programs and countries write them: 8, 8.0, 1e3, 1,234, 1 234, 49,5; what a comma is, the file decides."""

import re
from decimal import Decimal
from enum import StrEnum

from config.limits import MOST_DIGITS
from events.importing.problem import Unreadable, shown

LARGEST = 2**31 - 1  # int32, as in UCDP's own schema and in the tables' integer columns
LARGEST_LONG = 2**63 - 1
LARGEST_DECIMAL = 1e16  # from here on PostgreSQL's jsonb gives back a whole number


class Mark(StrEnum):
    """The sign before the decimals of a number."""

    POINT = "point"
    COMMA = "comma"


_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
# A number with a comma, or with points that may part thousands.
_PARTED = re.compile(
    r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+|[+-]?[0-9.]*,[0-9.,]*(?:[eE][+-]?[0-9]{1,3})?"
)
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
# Blanks of all widths and Swiss apostrophes between groups of three digits; the minus of typographers.
_BLANKS = re.compile(r"(?<=[0-9])[ \u00a0\u2009\u202f'’](?=[0-9]{3}(?:[^0-9]|$))")
_MINUS = "\u2212"


def is_parted(text):
    """Return whether what a number is depends on the decimal mark of its file."""
    return _PARTED.fullmatch(_tidied(text)) is not None


def evidence(text):
    """Return the Mark that a number shows to be its file's, or None where it can be either."""
    text = _tidied(text)
    if not _PLAIN.fullmatch(text) and not _PARTED.fullmatch(text):
        return None
    points, commas = text.count("."), text.count(",")
    if points and commas:
        return Mark.COMMA if text.rindex(",") > text.rindex(".") else Mark.POINT
    if points + commas > 1:  # what comes more than once parts thousands
        return Mark.POINT if commas else Mark.COMMA
    if points + commas == 0 or _THOUSANDS.fullmatch(text):
        return None
    return Mark.POINT if points else Mark.COMMA


def plain(text, mark=Mark.POINT):
    """Return a number as Python writes it; raise Unreadable where the text is not a number."""
    found = _tidied(text)
    if "," in found or mark == Mark.COMMA:
        thousands, decimals = (",", ".") if mark == Mark.POINT else (".", ",")
        whole, _, fraction = found.partition(decimals)
        if thousands in fraction or (thousands in whole and not _THOUSANDS.fullmatch(whole)):
            raise Unreadable(f"{shown(text)} is not a number")
        found = whole.replace(thousands, "") + (f".{fraction}" if fraction else "")
    if len(found) > MOST_DIGITS or not _PLAIN.fullmatch(found):
        raise Unreadable(f"{shown(text)} is not a number")
    return found


def whole_number(text, mark=Mark.POINT, largest=LARGEST):
    """Return the whole number that a text is; raise Unreadable where it is none, or too large."""
    try:
        number = Decimal(plain(text, mark))
    except Unreadable:
        raise Unreadable(f"{shown(text)} is not a whole number") from None
    if abs(number) > largest:
        raise Unreadable(f"{shown(text)} is beyond {largest}")
    if number != int(number):
        raise Unreadable(f"{shown(text)} is not a whole number")
    return int(number)


def decimal_number(text, mark=Mark.POINT):
    """Return the number that a text is, as a float; raise Unreadable where it is none, or too large."""
    number = float(plain(text, mark)) + 0.0  # no negative zero, which PostgreSQL does not know
    if abs(number) >= LARGEST_DECIMAL:
        raise Unreadable(f"{shown(text)} is too large a number")
    return number


def _tidied(text):
    return _BLANKS.sub("", text.strip().replace(_MINUS, "-"))
