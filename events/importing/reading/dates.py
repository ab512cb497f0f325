"""The forms in which datasets give days; which of 03/02 is the month is never guessed."""

import datetime
import re
from functools import lru_cache

from events.importing.problem import Stopped

MDY, DMY = "mdy", "dmy"

_ISO = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?Z?"
)
_SLASHED = re.compile(
    r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
    r"(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[AaPp][Mm])?)?"
)
_WRITTEN = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


@lru_cache(maxsize=10_000)
def day(text, order=None):
    """Return the date of a text, or None where it cannot be read; `order` is that of dates with slashes."""
    try:
        if match := _ISO.fullmatch(text):
            return datetime.date.fromisoformat(match[1])
        if match := _SLASHED.fullmatch(text):
            one, other, year = map(int, match.groups())
            month, number = (one, other) if order == MDY else (other, one)
            return datetime.date(year, month, number) if order else None
        if match := _WRITTEN.fullmatch(text):
            name = match[2].lower()
            months = [at for at, month in enumerate(_MONTHS, 1) if name in (month, month[:3])]
            return datetime.date(int(match[3]), months[0], int(match[1])) if months else None
    except ValueError:
        pass
    return None


def days(table, columns, texts):
    """Return the dates of some columns of a row; a file's order of month and day is found by reading all of it."""
    if not any(text and "/" in text and _SLASHED.fullmatch(text) for text in texts):
        return [text and day(text) for text in texts]
    if "order" not in table.options:
        order = Order()
        at = [table.columns.index(name) for name in columns if name in table.columns]
        for row in table.rows():
            if row.problem is None:
                for column in at:
                    order.look_at(row.cells[column])
        table.options["order"] = order.settled(table.name, table.options.get("date_order"))
    return [text and day(text, table.options["order"]) for text in texts]


class Order:
    """What the dates of one file say of the order of month and day."""

    def __init__(self):
        self.shown = {}  # order: the date that shows it

    def look_at(self, text):
        match = _SLASHED.fullmatch(text)
        if match:
            one, other = int(match[1]), int(match[2])
            if other > 12 >= one:
                self.shown.setdefault(MDY, text)
            elif one > 12 >= other:
                self.shown.setdefault(DMY, text)

    def settled(self, name, wanted=None):
        """Return the order; raise Stopped where the dates do not settle it, or contradict what is wanted."""
        if len(self.shown) > 1:
            raise Stopped(
                f"{name}: {self.shown[MDY]!r} has the month first and {self.shown[DMY]!r} the day; "
                "a file must have one order of month and day"
            )
        if not self.shown:
            if wanted:
                return wanted
            raise Stopped(
                f"{name}: no date in it shows whether 03/02/2024 is in March or in February; "
                "say --date-order mdy or --date-order dmy"
            )
        order, date = next(iter(self.shown.items()))
        if wanted not in (None, order):
            raise Stopped(f"{name}: {date!r} contradicts --date-order {wanted}")
        return order
