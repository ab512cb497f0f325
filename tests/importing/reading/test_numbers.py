"""Numbers as programs and countries write them."""

import pytest

from events.importing.problem import Unreadable
from events.importing.reading.numbers import (
    LARGEST_LONG,
    Mark,
    decimal_number,
    evidence,
    is_parted,
    whole_number,
)

POINT, COMMA = Mark.POINT, Mark.COMMA


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("0", POINT, 0),
        ("-1", POINT, -1),
        ("+7", POINT, 7),
        ("007", POINT, 7),
        (" 61 ", POINT, 61),
        ("\u00a061", POINT, 61),
        ("61.0", POINT, 61),
        ("61.", POINT, 61),
        ("61.000", POINT, 61),
        ("8E0", POINT, 8),
        ("1e3", POINT, 1000),
        ("1.5e+3", POINT, 1500),
        ("20e-1", POINT, 2),
        ("1,234", POINT, 1234),
        ("1,234.0", POINT, 1234),
        ("-12,345,678", POINT, -12345678),
        ("1 234", POINT, 1234),
        ("1\u00a0234\u00a0567", POINT, 1234567),
        ("1\u202f234", COMMA, 1234),
        ("1'234", POINT, 1234),
        ("1’234", POINT, 1234),
        ("\u22125", POINT, -5),
        ("1.234", COMMA, 1234),
        ("1.234.567", COMMA, 1234567),
        ("61,0", COMMA, 61),
        ("1.000", COMMA, 1000),
        ("1,000", COMMA, 1),
        ("2,5E3", COMMA, 2500),
        ("2147483647", POINT, 2147483647),
        ("-2147483647", POINT, -2147483647),
    ],
)
def test_whole_numbers(text, mark, expected):
    found = whole_number(text, mark)

    assert (found, type(found)) == (expected, int)


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("50.450000", POINT, 50.45),
        ("50", POINT, 50.0),
        ("-.5", POINT, -0.5),
        ("-0.0", POINT, 0.0),
        ("1e-3", POINT, 0.001),
        ("1,234.5", POINT, 1234.5),
        ("1,234", POINT, 1234.0),
        ("49,5", COMMA, 49.5),
        (",5", COMMA, 0.5),
        ("1.234,5", COMMA, 1234.5),
        ("1,234", COMMA, 1.234),
        ("1 234,5", COMMA, 1234.5),
        ("-2,01510E+2", COMMA, -201.51),
        ("9999999999999998", POINT, 9999999999999998.0),
    ],
)
def test_decimals(text, mark, expected):
    found = decimal_number(text, mark)

    assert (found, type(found), str(found)) == (expected, float, str(expected))


@pytest.mark.parametrize(
    ("text", "mark", "message"),
    [
        ("1.5", POINT, "'1.5' is not a whole number"),
        ("1,5", COMMA, "'1,5' is not a whole number"),
        ("15e-1", POINT, "'15e-1' is not a whole number"),
        ("1,00", POINT, "'1,00' is not a whole number"),
        ("1,2345", POINT, "'1,2345' is not a whole number"),
        ("0,123", POINT, "'0,123' is not a whole number"),
        ("1,234.567,8", POINT, "'1,234.567,8' is not a whole number"),
        ("49.5", COMMA, "'49.5' is not a whole number"),
        ("1 23", POINT, "'1 23' is not a whole number"),
        ("1_000", POINT, "'1_000' is not a whole number"),
        ("- 1", POINT, "'- 1' is not a whole number"),
        ("١", POINT, "'١' is not a whole number"),
        ("0x10", POINT, "'0x10' is not a whole number"),
        ("many", POINT, "'many' is not a whole number"),
        (",", COMMA, "',' is not a whole number"),
        ("", POINT, "'' is not a whole number"),
        ("2147483648", POINT, "'2147483648' is beyond 2147483647"),
        ("1e10", POINT, "'1e10' is beyond 2147483647"),
        ("1e999", POINT, "'1e999' is beyond 2147483647"),
        ("1e9999", POINT, "'1e9999' is not a whole number"),
        ("9" * 41, POINT, f"'{'9' * 41}' is not a whole number"),
    ],
)
def test_not_whole_numbers(text, mark, message):
    with pytest.raises(Unreadable) as refused:
        whole_number(text, mark)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("50,45", "'50,45' is not a number"),
        ("inf", "'inf' is not a number"),
        ("nan", "'nan' is not a number"),
        ("1e999", "'1e999' is too large a number"),
        ("1e16", "'1e16' is too large a number"),
    ],
)
def test_not_decimals(text, message):
    with pytest.raises(Unreadable) as refused:
        decimal_number(text)

    assert str(refused.value) == message


def test_64_bits():
    assert whole_number("9,223,372,036,854,775,807", largest=LARGEST_LONG) == LARGEST_LONG
    with pytest.raises(Unreadable, match="is beyond 9223372036854775807"):
        whole_number("9223372036854775808", largest=LARGEST_LONG)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("49.5", POINT),
        ("49,5", COMMA),
        ("1,234.5", POINT),
        ("1.234,5", COMMA),
        ("1,234,567", POINT),
        ("1.234.567", COMMA),
        ("0,123", COMMA),
        ("2014.819", POINT),
        (".5", POINT),
        ("2,01510E+13", COMMA),
        # Either thousands or decimals
        ("1,234", None),
        ("1.234", None),
        ("1234", None),
        ("a,b", None),
        ("2022.03.01", None),
    ],
)
def test_what_a_number_shows(text, expected):
    assert evidence(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234", True),
        ("1.000", True),
        ("1.5", False),
        ("1234", False),
        ("49,5", True),
        ("x", False),
    ],
)
def test_what_depends_on_the_file(text, expected):
    assert is_parted(text) is expected
