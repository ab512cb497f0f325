"""The tally says how many events there are on which days, and is written only where that changes."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Dataset, Event, Tally
from events.models.fields import newest_first_bounds
from events.publishing import publish
from events.publishing.tally import first_of_day
from tests.publishing import oracle
from tests.publishing.world import get

DAY = datetime.date(2024, 5, 6)


def add(code, **values):
    event = Event.objects.create(
        code=code,
        dataset=get(Dataset, "drawn"),
        type="ASSAULT",
        quad_class=4,
        title=code,
        **values,
    )
    return {Event: {event.pk}}


@pytest.mark.parametrize("day", [None, datetime.date(1, 1, 1), DAY, datetime.date.max])
def test_the_first_place_of_a_day(day):
    first, last = newest_first_bounds(day)
    assert [first_of_day(place) for place in (first, first + 7, last)] == [first] * 3


def test_events_of_one_country_and_the_same_days_are_one_row(published):
    before = Tally.objects.count()
    for number, best in enumerate((2, None, 5)):
        publish(add(f"same-{number}", country="NA", start_date=DAY, fatalities_best=best))
    publish(add("same-longer", country="NA", start_date=DAY, end_date=datetime.date(2024, 8, 1)))
    assert Tally.objects.count() == before + 2
    rows = Tally.objects.filter(country="NA").order_by("last_day")
    columns = ("last_day", "long", "month", "events", "fatalities_low", "fatalities_best")
    assert list(rows.values_list(*columns)) == [
        (DAY, False, 2024 * 12 + 4, 3, None, 7),
        (datetime.date(2024, 8, 1), True, 2024 * 12 + 4, 1, None, None),
    ]
    oracle.check()


def test_what_a_change_leaves_as_it_was_is_not_written(published):
    for number in range(3):
        publish(add(f"same-{number}", start_date=DAY, country="NA"))
    event = Event.objects.get(code="same-1")
    Event.objects.filter(pk=event.pk).update(title="Put in other words")
    with CaptureQueriesContext(connection) as queries:
        assert publish({Event: {event.pk}})
    written = [one["sql"] for one in queries if "events_tally" in one["sql"]]
    assert [sql.split()[0] for sql in written] == ["SELECT"]


def test_a_day_without_events_has_no_row(published):
    publish(add("alone", start_date=DAY, country="NA"))
    Event.objects.filter(code="alone").update(start_date=datetime.date(2024, 5, 7))
    publish({Event: set(Event.objects.filter(code="alone").values_list("pk", flat=True))})
    assert [row.start_date.day for row in Tally.objects.filter(country="NA")] == [7]
    Event.objects.filter(code="alone").delete()
    publish({}, {("events", "alone"): None})
    assert not Tally.objects.filter(country="NA").exists()
    oracle.check()
