"""Readers of cells: each gives the type that its column has."""

from types import SimpleNamespace

import pytest

from events.importing.problem import Unreadable
from events.importing.reading.cells import (
    code,
    coded_as,
    day,
    decimal,
    in_degrees,
    long,
    number_or_words,
    text_of,
    time,
    truth,
    whole,
    words,
)
from events.importing.reading.dates import DateOrder
from events.importing.reading.numbers import Mark


def dialect(mark=None, order=DateOrder.DMY):
    return SimpleNamespace(mark=mark, mark_of=lambda: mark or Mark.POINT, date_order=order)


def same(value, expected):
    """1 == True == 1.0 in Python; here the type counts."""
    return value == expected and type(value) is type(expected)


@pytest.mark.parametrize(
    ("reader", "text", "expected"),
    [
        (whole, "61", 61),
        (whole, "8.0", 8),
        (whole, "1e3", 1000),
        (whole, "1,234", 1234),
        (long, "20151027220000", 20151027220000),
        (decimal, "50.450000", 50.45),
        (decimal, " 50 ", 50.0),
        (decimal, "-0", 0.0),
        (truth, "1", True),
        (truth, "0", False),
        (truth, "true", True),
        (truth, "False", False),
        (truth, "TRUE", True),
        (truth, "F", False),
        (truth, "1.0", True),
        (truth, " 0 ", False),
        (words, " a\r\n", " a\r\n"),
        (words, "8.0", "8.0"),
        (code, "365", "365"),
        (code, "365.0", "365"),
        (code, "365.5", "365.5"),
        (code, "365, 2", "365, 2"),
        (code, "042", "042"),
        (number_or_words, "8", 8),
        (number_or_words, "8.0", 8),
        (number_or_words, "1704833944", 1704833944),
        (number_or_words, "Rioters", "Rioters"),
        (number_or_words, "8.5", "8.5"),
        (day, "2024-03-02", "2024-03-02"),
        (day, "2024-03-02 13:30:00", "2024-03-02"),
        (day, "02/03/2024", "2024-03-02"),
        (day, "spring", "spring"),
        (day, " ", None),
        (day, "NA", None),
        (time, "2024-03-02", "2024-03-02T00:00:00"),
        (time, "2/3/2024 1:30:00 PM", "2024-03-02T13:30:00"),
        (time, "spring", "spring"),
        (time, "#N/A", None),
    ],
)
def test_read(reader, text, expected):
    assert same(reader(text, dialect()), expected)


@pytest.mark.parametrize(
    ("reader", "text", "expected"),
    [
        (whole, "1.000", 1000),
        (whole, "8,0", 8),
        (decimal, "49,5", 49.5),
        (decimal, "49", 49.0),
        (decimal, "1.234", 1234.0),
        (truth, "1,0", True),
        (number_or_words, "8,0", 8),
    ],
)
def test_read_where_a_comma_stands_before_decimals(reader, text, expected):
    assert same(reader(text, dialect(Mark.COMMA)), expected)


@pytest.mark.parametrize(
    ("reader", "text", "message"),
    [
        (whole, "many", "'many' is not a whole number"),
        (whole, "2147483648", "'2147483648' is beyond 2147483647"),
        (long, "9223372036854775808", "'9223372036854775808' is beyond 9223372036854775807"),
        (decimal, "50,45", "'50,45' is not a number"),
        (decimal, "inf", "'inf' is not a number"),
        (truth, "2", "'2' is neither 1 nor 0, true nor false"),
        (truth, "yes", "'yes' is neither 1 nor 0, true nor false"),
    ],
)
def test_refused(reader, text, message):
    with pytest.raises(Unreadable) as refused:
        reader(text, dialect())

    assert str(refused.value) == message


@pytest.mark.parametrize("number", [None, -90.0, 0.0, 90.0])
def test_degrees(number):
    assert in_degrees("latitude", number, 90) is number


@pytest.mark.parametrize("number", [-90.0001, 90.0001])
def test_degrees_off_the_globe(number):
    with pytest.raises(Unreadable, match=r"^latitude: -?90.0001 is not between -90 and 90$"):
        in_degrees("latitude", number, 90)


def test_codes():
    mapping = {1: "one", 2: "two"}

    assert coded_as(mapping, {"a": 1}, "a") == "one"
    assert coded_as(mapping, {"a": None}, "a", "unknown") == "unknown"
    assert coded_as(mapping, {}, "a", "unknown") == "unknown"
    with pytest.raises(Unreadable, match=r"^a: 3 is none of 1, 2$"):
        coded_as(mapping, {"a": 3}, "a", "unknown")
    with pytest.raises(Unreadable, match=r"^a: is empty, and not one of 1, 2$"):
        coded_as(mapping, {"a": None}, "a")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (365, "365"),
        (365.0, "365"),
        (36.25, "36.25"),
        (1e300, "1e+300"),
        ("a", "a"),
        ({"a": [1]}, '{"a":[1]}'),
    ],
)
def test_text_of_a_typed_value(value, expected):
    assert text_of(value) == expected
