"""Dates in words, as closely as they are known: a month is a month, and a year is a year."""

import calendar
import datetime

from events.vocabulary import DatePrecision


def day(value):
    """Return a day in words, from a text YYYY-MM-DD."""
    date = datetime.date.fromisoformat(value)
    return f"{date.day} {calendar.month_name[date.month]} {date.year}"


def month(value):
    """Return a month in words, from a text that begins with YYYY-MM."""
    return f"{calendar.month_name[int(value[5:7])]} {value[:4]}"


def between(start, end, precision, not_before=None, not_after=None):
    """Return a date or an interval in words, as closely as `precision` says, or None where nothing is known."""
    if start is None and end is None:
        return _bounds(not_before, not_after)
    if start is None:
        return f"until {_one(end, precision)}"
    if precision == DatePrecision.LONGER and not end:
        return f"since {start[:4]}"
    if precision == DatePrecision.WEEK and not end:
        return f"week of {day(start)}"
    first, last = _one(start, precision), _one(end, precision) if end else None
    words = first if last in (None, first) else f"{first} – {last}"
    return f"{words} (precision not stated)" if precision == DatePrecision.UNKNOWN else words


def _one(value, precision):
    if precision in (DatePrecision.YEAR, DatePrecision.LONGER):
        return value[:4]
    return month(value) if precision == DatePrecision.MONTH else day(value)


def _bounds(not_before, not_after):
    if not_before and not_after:
        return f"between {day(not_before)} and {day(not_after)} (inferred)"
    if not_before:
        return f"not before {day(not_before)} (inferred)"
    return f"not after {day(not_after)} (inferred)" if not_after else None


def of_event(event):
    """Return the date of an event in words, or None."""
    names = ("start_date", "end_date", "date_precision", "date_not_before", "date_not_after")
    return between(*map(event.get, names))


def of_statement(statement):
    """Return the day of a statement in words, or None."""
    names = ("stated_precision", "stated_not_before", "stated_not_after")
    return between(statement.get("stated_on"), None, *map(statement.get, names))


def of_article(article):
    """Return the day on which an article was published in words, or None."""
    names = ("published_precision", "published_not_before", "published_not_after")
    return between(article.get("published_on"), None, *map(article.get, names))
