"""Dates as texts of the Extended Date/Time Format (EDTF, ISO 8601-2), worked out from a date and its precision."""

import datetime

from events.vocabulary import DatePrecision

_OPEN = ".."
# How much of YYYY-MM-DD is known.
_LENGTHS = {DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}
_WEEK = datetime.timedelta(days=6)


def edtf(start, end, precision, not_before, not_after):
    """Return the EDTF text of a date or an interval, or None where nothing is known; all but `precision` are dates.

    Without a start the inferred bounds are the text. A date without a precision is
    uncertain (`?`).
    """
    if start is None:
        return f"{not_before or _OPEN}/{not_after or _OPEN}" if not_before or not_after else None
    if precision == DatePrecision.UNKNOWN:
        return _interval(f"{start}?", f"{end}?" if end else None)
    if precision == DatePrecision.WEEK and end is None:
        end = start + _WEEK if start <= datetime.date.max - _WEEK else datetime.date.max
    if precision == DatePrecision.LONGER and end is None:
        return f"{start}/{_OPEN}"
    length = _LENGTHS.get(precision, 10)
    return _interval(str(start)[:length], str(end)[:length] if end else None)


def _interval(first, last):
    return first if last in (None, first) else f"{first}/{last}"
