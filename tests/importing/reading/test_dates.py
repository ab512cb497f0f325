"""The forms of days and times, and what a date shows of the order of month and day."""

import datetime

import pytest

from events.importing.reading.dates import AMBIGUOUS, DateOrder, day, moment, order_shown

MDY, DMY = DateOrder.MDY, DateOrder.DMY
MIDNIGHT = "2024-03-02T00:00:00"


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2024-03-02", None, MIDNIGHT),
        (" 2024-03-02 ", None, MIDNIGHT),
        ("2024-03-02T00:00:00", None, MIDNIGHT),
        ("2024-03-02T00:00:00Z", None, MIDNIGHT),
        ("2024-03-02 00:00:00.000", None, MIDNIGHT),
        ("2024-03-02 00:00", None, MIDNIGHT),
        ("2024-03-02 13:30", None, "2024-03-02T13:30:00"),
        ("2024-03-02T13:30:05Z", None, "2024-03-02T13:30:05Z"),
        ("2024-03-02T13:30:05.25", None, "2024-03-02T13:30:05.250000"),
        ("3/2/2024 12:00:00 AM", MDY, MIDNIGHT),
        ("3/2/2024 12:30:00 PM", MDY, "2024-03-02T12:30:00"),
        ("3/2/2024 1:30 pm", MDY, "2024-03-02T13:30:00"),
        ("03/02/2024 00:00", MDY, MIDNIGHT),
        ("03/02/2024", MDY, MIDNIGHT),
        ("02/03/2024", DMY, MIDNIGHT),
        ("02.03.2024", DMY, MIDNIGHT),
        ("02-03-2024", DMY, MIDNIGHT),
        ("02 March 2024", None, MIDNIGHT),
        ("02-March-2024", None, MIDNIGHT),
        ("2-Mar-2024", None, MIDNIGHT),
        ("29 February 2024", None, "2024-02-29T00:00:00"),
        # Not dates.
        ("29 February 2023", None, None),
        ("2024-02-30", None, None),
        ("2024-03-02T25:00:00", None, None),
        ("3/2/2024 13:00 PM", MDY, None),
        ("2024-3-2", None, None),
        ("3/2/24", MDY, None),
        ("03/02-2024", MDY, None),
        ("31/12/2024", MDY, None),
        ("March 2024", None, None),
        ("02 Marchember 2024", None, None),
        ("2024", None, None),
        ("", None, None),
        # The file has to tell which is the month.
        ("3/2/2024", None, AMBIGUOUS),
        ("22/1/2024", None, AMBIGUOUS),
    ],
)
def test_moment(text, order, expected):
    assert moment(text, order) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-02", datetime.date(2024, 3, 2)),
        (MIDNIGHT, datetime.date(2024, 3, 2)),
        ("2024-03-02T13:30:05Z", datetime.date(2024, 3, 2)),
        # As printed, where it could not be read
        ("2024-03-02 or later", None),
        ("2024-02-30", None),
        ("20240302", None),
        ("2024-W09-6", None),
        ("", None),
        (None, None),
    ],
)
def test_day_of_a_value(text, expected):
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/22/2014 12:00:00 AM", MDY),
        ("22/1/2014", DMY),
        ("22.01.2014", DMY),
        ("1/2/2014", None),
        ("22/22/2014", None),
        ("2014-01-22", None),
        ("x", None),
    ],
)
def test_order_shown(text, expected):
    assert order_shown(text) is expected
