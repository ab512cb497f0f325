"""One condition on one of ACLED's columns, as its operators define it: read from a query, and applied to rows.

Text is compared as ACLED's own database does, without regard to case; LIKE finds values that contain the text, where
% matches anything and _ one character. Values that `|` separates are alternatives, and for BETWEEN the two ends.
"""

import datetime
import operator
import re
from typing import NamedTuple

from events.compat.acled import inter_codes
from events.compat.acled import list_columns as columns
from events.compat.acled.list_columns import BETWEEN, EQUAL, LIKE
from events.compat.reading import number, whole
from events.vocabulary import ACLED_REGIONS

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_COMPARE = {">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le}


class Unreadable(Exception):
    """Values that cannot be read, with a reason for each."""


class Condition(NamedTuple):
    """A condition on a column; it can be remembered with its answer."""

    column: str
    kind: columns.Kind
    operator: str
    values: tuple

    def test(self):
        """Return a function that returns whether a row fulfills the condition; an absent value never does."""
        compare, value_of = self._compare(), self._value_of()

        def selects(row):
            value = value_of(row)
            return value is not None and value != "" and compare(value)

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

    def _value_of(self):
        """Return the function from a row to the value that is compared."""
        column = self.column
        if self.kind == columns.CODE:
            return lambda row: inter_codes.number_of(row, column)
        if self.kind in (columns.TEXT, columns.NAME, columns.REGION):
            return lambda row: str(row.get(column) or "").lower()
        if self.kind == columns.DAY:
            return lambda row: row.get(column) if _DAY.fullmatch(row.get(column) or "") else None
        return lambda row: row.get(column)


def read(column, kind, text, chosen):
    """Return the Condition that a value and an operator make; raise Unreadable with the reasons."""
    words = [word.strip() for word in text.split("|")]
    if not all(words):
        raise Unreadable("Empty value in the list. Leave the extra | out.")
    values, reasons = [], []
    for word in words:
        try:
            values.append(_value(kind, column, word, chosen))
        except Unreadable as reason:
            reasons += reason.args
    if reasons:
        raise Unreadable(*reasons)
    if chosen == BETWEEN:
        if len(values) != 2:
            raise Unreadable("BETWEEN takes two values, as in A|B.")
        if values[1] < values[0]:
            raise Unreadable(f"{words[1]!r} is less than {words[0]!r}.")
    elif chosen in _COMPARE and len(values) != 1:
        raise Unreadable(f"{chosen} takes one value.")
    return Condition(column, kind, chosen, tuple(values))


def any_of(conditions):
    """Return alternatives as a tuple of Conditions, those on one column as one where that is the same."""
    merged = []
    for one in conditions:
        last = merged[-1] if merged else None
        if last and one.operator in (EQUAL, LIKE) and last._replace(values=one.values) == one:
            merged[-1] = last._replace(values=last.values + one.values)
        else:
            merged.append(one)
    return tuple(merged)


def tests(conditions):
    """Return a function that returns whether a row fulfills one condition of each tuple of alternatives."""
    groups = [[one.test() for one in alternatives] for alternatives in conditions]
    return lambda row: all(any(test(row) for test in group) for group in groups)


def _value(kind, column, word, chosen):
    """Return a value as rows are compared with it."""
    if kind in (columns.WHOLE, columns.COUNT):
        return _or_refuse(whole(word), word, "a whole number")
    if kind == columns.DECIMAL:
        return _or_refuse(number(word), word, "a number")
    if kind == columns.DAY:
        return _day(word).isoformat()
    if kind == columns.TIME:
        seconds = whole(word)
        if seconds is not None:
            return seconds
        midnight = datetime.datetime.combine(_day(word), datetime.time(), datetime.UTC)
        return int(midnight.timestamp())
    if kind == columns.REGION and chosen == EQUAL:
        return _region(word)
    if kind == columns.CODE:
        return inter_codes.number(column, word)
    return word.lower()


def _or_refuse(value, word, wanted):
    if value is None:
        raise Unreadable(f"{word!r} is not {wanted}.")
    return value


def _day(word):
    try:
        if _DAY.fullmatch(word):
            return datetime.date.fromisoformat(word)
    except ValueError:
        pass
    raise Unreadable(f"{word!r} is not a day written YYYY-MM-DD.")


def _region(word):
    region = whole(word)
    if region is None:
        return word.lower()
    if region not in ACLED_REGIONS:
        known = ", ".join(f"{number} {name}" for number, name in ACLED_REGIONS.items())
        raise Unreadable(f"There is no region {region}. Allowed: {known}.")
    return ACLED_REGIONS[region].lower()


def _comparable(value, limit):
    return isinstance(value, str) == isinstance(limit, str)


def _pattern(text):
    """Return the regular expression of a LIKE that contains the text."""
    return "".join({"%": ".*", "_": "."}.get(letter) or re.escape(letter) for letter in text)
