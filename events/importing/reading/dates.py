"""The forms in which datasets give days; which of 03/02 is the month is never guessed."""

import datetime
import re
from enum import StrEnum
from functools import lru_cache

# A date that can be read in two ways, as long as the order of its file is not known.
AMBIGUOUS = object()


class DateOrder(StrEnum):
    """Which comes first in 03/02/2024."""

    MDY = "mdy"
    DMY = "dmy"


_TIME = (
    r"(?:[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(?: ?([AaPp])[Mm])?)?(Z?)"
)
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_TIME}")
_PARTED = re.compile(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]{8,15}Z?)?")
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


@lru_cache(maxsize=20_000)
def moment(text, order=None):
    """Return the time that a text gives as YYYY-MM-DDTHH:MM:SS, or None where it cannot be read.

    Without an `order`, a text like 03/02/2024 is AMBIGUOUS.
    """
    text = text.strip()
    try:
        if match := _ISO.fullmatch(text):
            year, month, day, *time = match.groups()
            return _moment(year, month, day, time)
        if match := _PARTED.fullmatch(text):
            if order is None:
                return AMBIGUOUS
            one, _, other, year, *time = match.groups()
            month, day = (one, other) if order == DateOrder.MDY else (other, one)
            return _moment(year, month, day, time)
        if match := _WRITTEN.fullmatch(text):
            name = match[2].lower()
            months = [at for at, month in enumerate(_MONTHS, 1) if name in (month, month[:3])]
            return _moment(match[3], months[0], match[1]) if months else None
    except ValueError:
        pass
    return None


@lru_cache(maxsize=20_000)
def day(text):
    """Return the date of a day or time in the form of `moment`, or None for any other text."""
    match = _MOMENT.fullmatch(text or "")
    return datetime.date.fromisoformat(match[1]) if match and moment(text) else None


def order_shown(text):
    """Return the DateOrder that a date shows to be its file's, as 1/22/2014 does, or None."""
    match = _PARTED.fullmatch(text.strip())
    if match:
        one, other = int(match[1]), int(match[3])
        if other > 12 >= one:
            return DateOrder.MDY
        if one > 12 >= other:
            return DateOrder.DMY
    return None


def _moment(year, month, day, time=()):
    hour, minute, second, fraction, half, zone = time or (None,) * 6
    hour = int(hour or 0)
    if half:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if half in "pP" else 0)
    microsecond = int(f"{fraction or 0:0<6}"[:6])
    found = datetime.datetime(
        int(year), int(month), int(day), hour, int(minute or 0), int(second or 0), microsecond
    )
    # Midnight means the day, which is the same with a zone and without one.
    is_time = zone and found.time() != datetime.time()
    return found.isoformat() + ("Z" if is_time else "")
