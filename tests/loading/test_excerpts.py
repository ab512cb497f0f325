"""The opening and closing words of a passage."""

import pytest

from events.loading.excerpts import are_cut_from, excerpts, is_too_long

# passage: (opening, closing)
PASSAGES = {
    "": (None, None),
    "Moscow says no.": ("Moscow says no.", None),
    "one two three four five six": ("one two three four five six", None),
    "one two three four five six seven": ("one two three four five six", "seven"),
    "1 2 3 4 5 6 7 8 9 10 11 12 13": ("1 2 3 4 5 6", "8 9 10 11 12 13"),
    # Breaks of lines are blanks to a browser.
    "one\r\ntwo  three": ("one two three", None),
    "x" * 120: ("x" * 120, None),
    # A text without blanks would be copied whole.
    "x" * 121: (None, None),
    f"a b c d e f {'x' * 121}": ("a b c d e f", None),
}


@pytest.mark.parametrize(("passage", "expected"), PASSAGES.items())
def test_the_words_of_a_passage(passage, expected):
    assert excerpts(passage) == expected
    assert are_cut_from(passage, *expected)
    assert not any(is_too_long(text) for text in expected if text)


@pytest.mark.parametrize(
    ("opening", "closing", "right"),
    [
        (None, None, True),
        ("one two", "four five", True),
        ("one", None, True),
        ("two", None, False),
        ("one", "four", False),
        ("one two three", "three four five", False),  # they overlap
        ("one two three four five", "five", False),
        ("one two three four five six", None, False),
    ],
)
def test_words_that_are_cut_from_a_passage(opening, closing, right):
    assert are_cut_from("one two three four five", opening, closing) is right


@pytest.mark.parametrize(
    ("text", "too_long"),
    [("1 2 3 4 5 6", False), ("1 2 3 4 5 6 7", True), ("x" * 120, False), ("x" * 121, True)],
)
def test_too_long(text, too_long):
    assert is_too_long(text) is too_long
