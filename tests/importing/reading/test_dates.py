"""The forms of dates, and the order of month and day, which is never guessed."""

import datetime

import pytest

from events.importing.problem import Stopped
from events.importing.reading.dates import DMY, MDY, Order, day

SECOND_OF_MARCH = datetime.date(2024, 3, 2)


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2024-03-02", None, SECOND_OF_MARCH),
        ("2024-03-02T00:00:00", None, SECOND_OF_MARCH),
        ("2024-03-02T00:00:00Z", None, SECOND_OF_MARCH),
        ("2024-03-02 00:00:00.000", None, SECOND_OF_MARCH),
        ("2024-03-02 13:30", None, SECOND_OF_MARCH),
        ("3/2/2024 12:00:00 AM", MDY, SECOND_OF_MARCH),
        ("03/02/2024 00:00", MDY, SECOND_OF_MARCH),
        ("03/02/2024", MDY, SECOND_OF_MARCH),
        ("02/03/2024", DMY, SECOND_OF_MARCH),
        ("02 March 2024", None, SECOND_OF_MARCH),
        ("2-Mar-2024", None, SECOND_OF_MARCH),
        ("29 February 2024", None, datetime.date(2024, 2, 29)),
        # Not dates.
        ("29 February 2023", None, None),
        ("2024-02-30", None, None),
        ("2024-3-2", None, None),
        ("3/2/24", MDY, None),
        ("31/12/2024", MDY, None),
        ("March 2024", None, None),
        ("02 Marchember 2024", None, None),
        ("2024", None, None),
        ("", None, None),
        # Nobody said which is the month.
        ("3/2/2024", None, None),
    ],
)
def test_day(text, order, expected):
    assert day(text, order) == expected


@pytest.mark.parametrize(
    ("dates", "wanted", "expected"),
    [
        (["1/22/2014 12:00:00 AM", "01/01/2015 00:00"], None, MDY),
        (["22/1/2014"], None, DMY),
        (["1/2/2014"], MDY, MDY),
        (["1/2/2014"], DMY, DMY),
        (["1/22/2014"], MDY, MDY),
        # What cannot be a date at all shows nothing.
        (["22/22/2014", "2014-01-22", "x"], DMY, DMY),
    ],
)
def test_order(dates, wanted, expected):
    order = Order()
    for date in dates:
        order.look_at(date)

    assert order.settled("a.csv", wanted) == expected


@pytest.mark.parametrize(
    ("dates", "wanted", "message"),
    [
        (
            ["1/2/2014"],
            None,
            (
                "a.csv: no date in it shows whether 03/02/2024 is in March or in February; "
                "say --date-order mdy or --date-order dmy"
            ),
        ),
        (
            ["1/22/2014", "23/1/2014"],
            None,
            (
                "a.csv: '1/22/2014' has the month first and '23/1/2014' the day; "
                "a file must have one order of month and day"
            ),
        ),
        (["1/22/2014"], DMY, "a.csv: '1/22/2014' contradicts --date-order dmy"),
    ],
)
def test_order_refused(dates, wanted, message):
    order = Order()
    for date in dates:
        order.look_at(date)

    with pytest.raises(Stopped) as refused:
        order.settled("a.csv", wanted)

    assert str(refused.value) == message
