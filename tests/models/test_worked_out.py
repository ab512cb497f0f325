"""The columns that are worked out when a record is published: the same on every database, at every bound."""

import datetime
import itertools

import pytest

from events.models import Event, Statement
from events.models.fields import newest_first_bounds

FIRST, NEXT, END = "2024-02-29", "2024-03-01", "9999-12-31"


def day(text):
    return text and datetime.date.fromisoformat(text)


def work_out(row):
    """Fill the columns of a row as publishing does."""
    type(row).objects.filter(pk=row.pk).update(**row.worked_out)
    row.refresh_from_db()
    return row


# status, start, end: last day
LAST_DAYS = [
    ("occurred", FIRST, NEXT, NEXT),
    ("occurred", FIRST, FIRST, FIRST),
    ("occurred", FIRST, None, FIRST),
    ("occurred", None, NEXT, NEXT),
    ("occurred", None, None, None),
    ("ongoing", FIRST, None, END),
    ("ongoing", FIRST, NEXT, NEXT),
    ("ongoing", None, NEXT, NEXT),
    # When it began is not known, so neither is when it went on.
    ("ongoing", None, None, None),
    ("proposed", FIRST, None, FIRST),
    ("threatened", FIRST, None, FIRST),
    ("disputed", FIRST, None, FIRST),
    ("negated", FIRST, None, FIRST),
    # An end before the start is flagged, not mended: the interval is the first day.
    ("occurred", NEXT, FIRST, NEXT),
    ("ongoing", NEXT, FIRST, NEXT),
]


@pytest.mark.parametrize(("status", "start", "end", "last"), LAST_DAYS)
def test_last_day(rows, status, start, end, last):
    event = rows.save(Event, status=status, start_date=start, end_date=end)
    assert event.last_day is None
    assert work_out(event).last_day == day(last)


def test_every_status_is_asked():
    statuses = [value for value, _ in Event._meta.get_field("status").choices]
    assert {row[0] for row in LAST_DAYS} == set(statuses)


# status, start, end: whether that is more than a month
LONG = [
    ("occurred", "2024-01-01", "2024-02-01", False),
    ("occurred", "2024-01-01", "2024-02-02", True),
    ("occurred", "2024-02-01", "2024-03-03", False),
    ("occurred", "2024-02-01", "2024-03-04", True),
    ("occurred", "2024-01-01", None, False),
    ("occurred", None, "2024-01-01", False),
    ("occurred", None, None, False),
    ("occurred", "2024-03-01", "2024-01-01", False),
    ("ongoing", "2024-01-01", None, True),
    ("ongoing", None, None, False),
    ("ongoing", "9999-11-30", None, False),
    ("ongoing", "9999-11-29", None, True),
    ("ongoing", "9999-12-31", None, False),
    ("occurred", "0001-01-01", "0001-02-01", False),
    ("occurred", "0001-01-01", "9999-12-31", True),
]


@pytest.mark.parametrize(("status", "start", "end", "long"), LONG)
def test_long(rows, status, start, end, long):
    event = rows.save(Event, status=status, start_date=start, end_date=end)
    assert work_out(event).long is long


# The oldest and the newest day there is, and days at which calendars and leap years turn
DAYS = [
    None,
    "0001-01-01",
    "0004-02-29",
    "1582-10-04",
    "1582-10-15",
    "1900-02-28",
    "1970-01-01",
    "2000-02-29",
    "2022-02-24",
    "9999-12-31",
]


@pytest.mark.parametrize(("model", "name"), [(Statement, "stated_on"), (Event, "start_date")])
@pytest.mark.parametrize("text", DAYS)
def test_the_place_of_a_record_is_of_its_day_and_its_row(rows, model, name, text):
    row = rows.save(model, **{name: text})
    assert row.newest_first is None
    first, last = newest_first_bounds(day(text))
    assert work_out(row).newest_first == first + row.pk
    assert first < row.newest_first <= last


def test_days_do_not_overlap_and_the_newest_comes_first():
    bounds = [newest_first_bounds(day(text)) for text in (*DAYS[:0:-1], None)]
    assert all(low < high for low, high in bounds)
    assert all(high < low for (_, high), (low, _) in itertools.pairwise(bounds))
    assert bounds[0][0] >= 0
    assert bounds[-1][1] < 2**63


@pytest.mark.parametrize(("model", "name"), [(Statement, "stated_on"), (Event, "start_date")])
def test_records_stand_newest_first_then_as_stored_and_those_without_a_day_last(rows, model, name):
    days = {"b": FIRST, "a": None, "d": NEXT, "c": FIRST, "e": END, "f": None}
    for code, text in days.items():
        work_out(rows.save(model, code=code, **{name: text}))
    found = model.objects.filter(code__in=days).order_by("newest_first")
    assert "".join(found.values_list("code", flat=True)) == "edbcaf"


@pytest.mark.parametrize("text", DAYS)
def test_the_month_of_a_day(rows, text):
    begins = day(text)
    event = work_out(rows.save(Event, start_date=text))
    assert event.month == (begins and begins.year * 12 + begins.month - 1)
