"""One condition on one column of ACLED's, as its operators mean it: read out of a query, and asked of rows.

Text is compared as ACLED's own database does, without regard to case; LIKE finds what contains the text, where %
stands for anything and _ for one character. Values that `|` separates are alternatives, and for BETWEEN the ends.
"""

import datetime
import operator
import re
from typing import NamedTuple

from events.compat.acled import list_columns as columns
from events.compat.acled.list_columns import BETWEEN, EQUAL, LIKE
from events.vocabulary import ACLED_INTER_BY_NAME, ACLED_REGIONS

_WHOLE = re.compile(r"-?[0-9]{1,15}", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_COMPARE = {">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le}


class Unreadable(Exception):
    """A value that cannot be read, with the reason."""


class Condition(NamedTuple):
    """What is asked of a column; it can be remembered with its answer."""

    column: str
    kind: columns.Kind
    operator: str
    values: tuple

    def test(self):
        """Return a function that tells whether a row is as asked; an absent value never is."""
        compare = self._compare()
        column, normal = self.column, _normal(self.kind, self.column)

        def selects(row):
            value = row.get(column)
            return value is not None and value != "" and compare(normal(value))

        return selects

    def _compare(self):
        if self.operator == EQUAL:
            return frozenset(self.values).__contains__
        if self.operator == LIKE:
            return re.compile("|".join(map(_pattern, self.values)), re.DOTALL).search
        if self.operator == BETWEEN:
            low, high = self.values
            return lambda value: _comparable(value, low) and low <= value <= high
        compare, (limit,) = _COMPARE[self.operator], self.values
        return lambda value: _comparable(value, limit) and compare(value, limit)


def read(column, kind, text, chosen):
    """Return the Condition that a value and an operator make; raise Unreadable with the reason."""
    if ":OR:" in text:
        raise Unreadable("Alternatives are separated by |, as in A|B; :OR: is not taken.")
    words = [word.strip() for word in text.split("|")]
    if not all(words):
        raise Unreadable("Empty value in the list. Leave the extra | out.")
    values = tuple(_value(kind, column, word, chosen) for word in words)
    if chosen == BETWEEN:
        if len(values) != 2:
            raise Unreadable("BETWEEN takes two values, as in A|B.")
        if values[1] < values[0]:
            raise Unreadable(f"{words[1]!r} is less than {words[0]!r}.")
    elif chosen in _COMPARE and len(values) != 1:
        raise Unreadable(f"{chosen} takes one value.")
    return Condition(column, kind, chosen, values)


def _value(kind, column, word, chosen):
    """Return a value as rows are compared with it."""
    if kind in (columns.WHOLE, columns.COUNT):
        if not _WHOLE.fullmatch(word):
            raise Unreadable(f"{word!r} is not a whole number.")
        return int(word)
    if kind == columns.DECIMAL:
        if not _DECIMAL.fullmatch(word):
            raise Unreadable(f"{word!r} is not a number.")
        return float(word)
    if kind == columns.DAY:
        return _day(word).isoformat()
    if kind == columns.TIME:
        if _WHOLE.fullmatch(word):
            return int(word)
        midnight = datetime.datetime.combine(_day(word), datetime.time(), datetime.UTC)
        return int(midnight.timestamp())
    if kind == columns.REGION and chosen == EQUAL:
        return _region(word)
    if kind == columns.CODE:
        return _code(column, word)
    return word.lower()


def _day(word):
    try:
        if _DAY.fullmatch(word):
            return datetime.date.fromisoformat(word)
    except ValueError:
        pass
    raise Unreadable(f"{word!r} is not a day written YYYY-MM-DD.")


def _region(word):
    if not word.isdecimal():
        return word.lower()
    if int(word) not in ACLED_REGIONS:
        known = ", ".join(f"{number} {name}" for number, name in ACLED_REGIONS.items())
        raise Unreadable(f"{word} is the number of no region; there are {known}.")
    return ACLED_REGIONS[int(word)].lower()


def _code(column, value):
    """Return a number where the value is one or the name of one, and a name as it is compared otherwise."""
    text = str(value).strip().lower()
    if text.isdecimal():
        return int(text)
    return text if column == "interaction" else ACLED_INTER_BY_NAME.get(text, text)


def _normal(kind, column):
    """Return the function that makes a row's value comparable."""
    if kind == columns.CODE:
        return lambda value: _code(column, value)
    if kind == columns.TIME:
        return lambda value: int(value) if str(value).isdecimal() else value
    if kind in (columns.TEXT, columns.NAME, columns.REGION):
        return lambda value: str(value).lower()
    if kind == columns.DAY:
        return lambda value: value if _DAY.fullmatch(value) else None
    return lambda value: value


def _comparable(value, limit):
    return isinstance(value, str) == isinstance(limit, str)


def _pattern(text):
    """Return the regular expression of a LIKE that contains the text."""
    return "".join({"%": ".*", "_": "."}.get(letter) or re.escape(letter) for letter in text)
