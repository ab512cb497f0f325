"""The query of a compatible endpoint: its values as numbers and words, and all its faults in one answer."""

import re
from decimal import Decimal

from rest_framework.exceptions import ParseError

from events.api.problems.errors import ParameterError, fault, nearest
from events.api.query.parameters import LONGEST_QUERY, find_faults, size

# A number as any tool writes it: 8, +8, 8.0, 8e0, with blanks around it.
_NUMBER = re.compile(r"[+-]?([0-9]{1,20}(\.[0-9]{0,20})?|\.[0-9]{1,20})([eE][+-]?[0-9]{1,2})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.0*)?")
TOO_LARGE = 10**16  # from here on a double does not tell whole numbers apart


def number(text):
    """Return the number that a text writes, an int where it is whole, or None where the text is not a number."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return None
    value = Decimal(text)
    if abs(value) >= TOO_LARGE:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def whole(text):
    """Return the whole number that a text writes, or None; commas may group its digits, as in 1,234."""
    grouped = _GROUPED.fullmatch(text.strip())
    value = number(text.replace(",", "") if grouped else text)
    return value if isinstance(value, int) else None


class Reader:
    """Reads the values of a query and gathers its faults."""

    def __init__(self, query, allowed, lists=frozenset()):
        """Find the faults that names and numbers of values show; raise ParseError for a query that is too long.

        `allowed` are the parameters, and those in `lists` may be repeated or comma-separated.
        """
        if size(query) > LONGEST_QUERY:
            raise ParseError(f"The query has more than {LONGEST_QUERY:,} bytes.")
        self.query = query
        self._faults = find_faults(query, allowed, lists)
        self._faulty = {one["parameter"] for one in self._faults}

    def __contains__(self, name):
        return name in self.query and name not in self._faulty

    def get(self, name):
        """Return the value of a parameter, or None where it is absent or already known to be faulty."""
        return self.query[name] if name in self else None

    def fault(self, name, message, allowed=None, close=None):
        entry = fault(name, message, allowed, close)
        if entry not in self._faults:
            self._faults.append(entry)

    def whole(self, name, default, low, high):
        """Return a whole number within limits."""
        text = self.get(name)
        if text is None:
            return default
        value = whole(text)
        if value is None or not low <= value <= high:
            self.fault(name, f"{text!r} is not a whole number from {low:,} to {high:,}.")
            return default
        return value

    def word(self, name, words):
        """Return one of some words, in lower case, or None."""
        text = self.get(name)
        if text is not None and text.lower() not in words:
            self.fault(name, f"{text!r} is not offered here.", words, nearest(text, words))
            return None
        return text and text.lower()

    def raise_faults(self):
        """Raise ParameterError with all faults, in the order of the query string, if there are any."""
        if self._faults:
            names = list(self.query)
            raise ParameterError(
                sorted(self._faults, key=lambda one: names.index(one["parameter"]))
            )
