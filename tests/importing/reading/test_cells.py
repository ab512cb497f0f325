"""Cells as typed values."""

import pytest

from events.importing.problem import Unreadable
from events.importing.reading.cells import coded_as, decimal, in_degrees, long, truth, whole, words

EMPTY = ["", "NA", "NaN", "NULL"]


def same(value, expected):
    """1 == True == 1.0 in Python; here the type counts."""
    return value == expected and type(value) is type(expected)


@pytest.mark.parametrize(
    ("reader", "text", "expected"),
    [
        (whole, "0", 0),
        (whole, "-1", -1),
        (whole, "+7", 7),
        (whole, "007", 7),
        (whole, " 61 ", 61),
        (whole, "61.0", 61),
        (whole, "61.", 61),
        (whole, "2147483647", 2147483647),
        (long, "20151027220000", 20151027220000),
        (long, "9223372036854775807", 9223372036854775807),
        (decimal, "50.450000", 50.45),
        (decimal, "50", 50.0),
        (decimal, "-.5", -0.5),
        (decimal, "1e-3", 0.001),
        (decimal, "9999999999999998", 9999999999999998.0),
        (truth, "1", True),
        (truth, "0", False),
        (truth, "true", True),
        (truth, "False", False),
        (truth, "TRUE", True),
        (truth, "1.0", True),
        (words, " a\r\n", " a\r\n"),
        (words, "NA", "NA"),
        (words, "", None),
        *[(reader, text, None) for reader in (whole, long, decimal, truth) for text in EMPTY],
    ],
)
def test_read(reader, text, expected):
    assert same(reader(text), expected)


@pytest.mark.parametrize(
    ("reader", "text", "message"),
    [
        (whole, "1.5", "'1.5' is not a whole number"),
        (whole, "1,000", "'1,000' is not a whole number"),
        (whole, "1_000", "'1_000' is not a whole number"),
        (whole, "١", "'١' is not a whole number"),
        (whole, "many", "'many' is not a whole number"),
        (whole, "2147483648", "'2147483648' is beyond 2147483647"),
        (long, "9223372036854775808", "'9223372036854775808' is beyond 9223372036854775807"),
        (decimal, "50,45", "'50,45' is not a number"),
        (decimal, "inf", "'inf' is not a number"),
        (decimal, "1e999", "'1e999' is too large a number"),
        (decimal, "1e16", "'1e16' is too large a number"),
        (truth, "2", "'2' is neither 1 nor 0, true nor false"),
        (truth, "yes", "'yes' is neither 1 nor 0, true nor false"),
    ],
)
def test_refused(reader, text, message):
    with pytest.raises(Unreadable) as refused:
        reader(text)

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
