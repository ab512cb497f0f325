"""Days, weeks, months, quarters and years to count by. What is known only more coarsely is in a group of its own."""

import datetime
from functools import lru_cache

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Cast

from events.models.fields import LAST_DAY, RECORDS_A_DAY, month_number
from events.vocabulary import DatePrecision

# The precisions of dates that tell a period; any other leaves it open.
_KNOWN = {
    "day": ("day",),
    "week": ("day", "week"),
    "month": ("day", "week", "month"),
    "quarter": ("day", "week", "month"),
    "year": ("day", "week", "month", "year"),
}
PERIODS = tuple(_KNOWN)
# The coarser periods that a precision still tells, each with the number that marks it.
_COARSER = {DatePrecision.WEEK.value: 0, DatePrecision.MONTH.value: 1, DatePrecision.YEAR.value: 2}
_MARKS = len(_COARSER)
# The periods that are months or made of them, each with how many it has.
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def numbers(day, month):
    """Return {period: expression of its number} from the names of a column of days and an expression of months."""
    # Days from 0001-01-01, a Monday, as 1: they are in the place of a row among the newest first.
    place = "__".join([*day.split("__")[:-1], "newest_first"])
    days = Cast(LAST_DAY - F(place) / RECORDS_A_DAY, IntegerField())
    given = {
        "day": days,
        "week": (days - 1) / 7,
        **{name: month if months == 1 else month / months for name, months in _MONTHS.items()},
    }
    there = {f"{day}__isnull": False}
    return {name: Case(When(**there, then=one), default=None) for name, one in given.items()}


def value(period, numbers, precision):
    """Return the expression of the number of a period, null where `precision`, a column, does not tell it."""
    known = {f"{precision}__in": _KNOWN[period]}
    return Case(When(**known, then=numbers[period]), default=None)


def coarser(period, numbers, precision):
    """Return the expression of the coarser period that is known instead, as one number, or null."""
    return Case(
        *(
            When(**{precision: word}, then=numbers[word] * _MARKS + Value(mark))
            for word, mark in _COARSER.items()
            if word not in _KNOWN[period]
        ),
        default=None,
        output_field=IntegerField(),
    )


def of_month(period, month):
    """Return the number of a month, quarter or year from that of the month; None stays None."""
    return None if month is None else month // _MONTHS[period]


def of_document(period, day, precision):
    """Return (number of the period, number of the coarser one) of a day and its precision, as documents have them."""
    if day is None:
        return None, None
    date = datetime.date.fromisoformat(day)
    month = month_number(date)
    given = {
        "day": date.toordinal(),
        "week": (date.toordinal() - 1) // 7,
        **{name: of_month(name, month) for name in _MONTHS},
    }
    if precision in _KNOWN[period]:
        return given[period], None
    mark = _COARSER.get(precision)
    return None, None if mark is None else given[precision] * _MARKS + mark


@lru_cache(maxsize=100_000)
def label(period, number):
    """Return a period as it is written: 2014-02-20, 2014-W08, 2014-02, 2014-Q1, 2014."""
    if number is None:
        return None
    if period == "day":
        return datetime.date.fromordinal(number).isoformat()
    if period == "week":
        year, week, _ = datetime.date.fromordinal(number * 7 + 1).isocalendar()
        return f"{year:04}-W{week:02}"
    if period == "month":
        return f"{number // 12:04}-{number % 12 + 1:02}"
    return f"{number // 4:04}-Q{number % 4 + 1}" if period == "quarter" else number


def coarser_label(number):
    """Return (period, as it is written) of the number of a coarser one, or None."""
    if number is None:
        return None
    number, mark = divmod(number, _MARKS)
    period = list(_COARSER)[mark]
    return period, label(period, number)


def open_precisions(period):
    """Return the precisions that do not tell a period."""
    return [word for word in DatePrecision.values if word not in _KNOWN[period]]


def finest(names):
    """Return the finest of the periods among names, or None."""
    return next((period for period in PERIODS if period in names), None)


def coarser_periods(period):
    """Return the coarser periods that can be known where a period is not."""
    return [word for word in _COARSER if word not in _KNOWN[period]]
