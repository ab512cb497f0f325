"""Dates: in order, as precise as they say, and unknown where they are not known."""

import calendar
import datetime

from events.loading.wording import shown
from events.vocabulary import DatePrecision, EventStatus, QualityFlag

# An event that has not ended, or has not begun, has no last day.
OPEN = (EventStatus.ONGOING, EventStatus.PROPOSED, EventStatus.THREATENED)
# Days of the longest interval of a precision.
SPAN = {DatePrecision.MONTH: 31, DatePrecision.YEAR: 366}


def published(entry, world):
    """The day of an article's publication."""
    yield from _one_day(entry.values, "published")


def stated(entry, world):
    """The day on which a statement was made."""
    yield from _one_day(entry.values, "stated")


def happened(entry, world):
    """The first and last day of an event."""
    values = entry.values
    start, end = values.get("start_date"), values.get("end_date")
    flags = values.get("quality") or ()
    if start and end and end < start and QualityFlag.END_BEFORE_START not in flags:
        yield (
            "end_date",
            (
                f"end_date {shown(str(end))} is before start_date {shown(str(start))}; "
                "give the same day or a later one"
            ),
        )
    yield from _in_order(values, "date_not_before", "date_not_after")
    # The conventions of our own coding; other datasets have theirs.
    if values.get("original") is None:
        yield from _precision(values, "start_date", "date_precision")
        precision = values.get("date_precision")
        if not (start and end and end - start < datetime.timedelta(SPAN.get(precision, 0))):
            yield from _first_day(values, "start_date", "date_precision")
        yield from _last_day(values)


def _one_day(values, name):
    yield from _in_order(values, f"{name}_not_before", f"{name}_not_after")
    yield from _precision(values, f"{name}_on", f"{name}_precision")
    yield from _first_day(values, f"{name}_on", f"{name}_precision")


def _in_order(values, before, after):
    first, last = values.get(before), values.get(after)
    if first and last and last < first:
        yield (
            before,
            (
                f"{before} {shown(str(first))} is after {after} {shown(str(last))}; "
                "give the same day or an earlier one"
            ),
        )


def _precision(values, date, precision):
    if date not in values or precision not in values:
        return
    if values[date] is None and values[precision] != DatePrecision.UNKNOWN:
        yield (
            precision,
            f"{precision} is {shown(str(values[precision]))} but {date} is null; say 'unknown'",
        )
    if values[date] is not None and values[precision] == DatePrecision.UNKNOWN:
        yield (
            precision,
            (
                f"{precision} is 'unknown' but {date} is {shown(str(values[date]))}; "
                "say day, week, month, year or longer"
            ),
        )


def _first_day(values, date, precision):
    day, period = values.get(date), values.get(precision)
    if not day or period not in (DatePrecision.MONTH, DatePrecision.YEAR):
        return
    first = day.replace(day=1) if period == DatePrecision.MONTH else day.replace(month=1, day=1)
    if day != first:
        yield (
            date,
            (
                f"{date} {shown(str(day))} is not the first day of its {period}, which is all that is "
                f"known by {precision}; say {shown(str(first))}"
            ),
        )


def _last_day(values):
    """An interval of our own coding has a last day: the last on which the event can have ended."""
    start, precision = values.get("start_date"), values.get("date_precision")
    if not start or precision in (None, DatePrecision.DAY, DatePrecision.UNKNOWN):
        return
    if "end_date" not in values or values["end_date"] or values.get("status", OPEN[0]) in OPEN:
        return
    last = _last_of(start, precision)
    yield (
        "end_date",
        (
            f"date_precision is {shown(str(precision))} but end_date is null; give the last day on "
            f"which it can have ended{f', {shown(str(last))}' if last else ''}"
        ),
    )


def _last_of(day, precision):
    """Return the last day of the period that begins with `day`, or None for a period of any length."""
    if precision == DatePrecision.WEEK:
        return datetime.date.fromordinal(min(day.toordinal() + 6, datetime.date.max.toordinal()))
    if precision == DatePrecision.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day.replace(month=12, day=31) if precision == DatePrecision.YEAR else None
