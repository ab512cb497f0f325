"""The last day of an event's interval, which the table itself works out."""

import datetime

import pytest

from events.models import Event

FIRST, LATER, END = "2024-02-29", "2024-03-01", "9999-12-31"

# status, start, end: last day
LAST_DAYS = [
    ("occurred", FIRST, LATER, LATER),
    ("occurred", FIRST, FIRST, FIRST),
    ("occurred", FIRST, None, FIRST),
    ("occurred", None, LATER, LATER),
    ("occurred", None, None, None),
    ("ongoing", FIRST, None, END),
    ("ongoing", FIRST, LATER, LATER),
    ("ongoing", None, LATER, LATER),
    # When it began is not known, so neither is when it went on.
    ("ongoing", None, None, None),
    ("proposed", FIRST, None, FIRST),
    ("threatened", FIRST, None, FIRST),
    ("disputed", FIRST, None, FIRST),
    ("negated", FIRST, None, FIRST),
    # As the dataset says it: an end before the start is flagged, not mended.
    ("occurred", LATER, FIRST, FIRST),
]


@pytest.mark.parametrize(("status", "start", "end", "last"), LAST_DAYS)
def test_last_day(rows, status, start, end, last):
    event = rows.save(Event, status=status, start_date=start, end_date=end)
    assert event.last_day == (last and datetime.date.fromisoformat(last))


def test_every_status_is_asked():
    assert {row[0] for row in LAST_DAYS} == {
        value for value, _ in Event._meta.get_field("status").choices
    }


def test_the_last_day_follows_when_the_event_changes(rows):
    event = rows.save(Event, status="ongoing", start_date=FIRST)
    Event.objects.filter(pk=event.pk).update(status="occurred")
    event.refresh_from_db()
    assert event.last_day == datetime.date.fromisoformat(FIRST)
