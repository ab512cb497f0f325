"""Names in their own scripts, estimates as ranges, and words as people read them."""

import pytest

from events.explorer import template_filters

# name: what a page has
NAMES = {
    "Kyiv": "Kyiv",
    "<b>": "&lt;b&gt;",
    "Київ": '<bdi lang="und-Cyrl" dir="ltr">Київ</bdi>',
    "حلب": '<bdi lang="ar" dir="rtl">حلب</bdi>',
    "עזה": '<bdi lang="he" dir="rtl">עזה</bdi>',
    "東京": '<bdi lang="und-Hani" dir="ltr">東京</bdi>',
    "Київ <i>": '<bdi lang="und-Cyrl" dir="ltr">Київ &lt;i&gt;</bdi>',
    None: "",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_not_in_latin_letters_has_its_language_and_direction(name):
    assert template_filters.foreign(name) == NAMES[name]


# (low, best, high): words
RANGES = {
    (None, None, None): "",
    (0, 0, 0): "0",
    (5, 7, 9): "7 (5–9)",
    (None, 7, None): "7",
    (5, None, 9): "5–9",
    (1000, 1200, 1500): "1,200 (1,000–1,500)",
    # UCDP has low estimates above the best one.
    (9, 8, 8): "8 (8–9)",
}


@pytest.mark.parametrize("numbers", RANGES)
def test_estimates_are_a_range(numbers):
    found = dict(zip(("low", "best", "high"), numbers, strict=True))
    assert template_filters.fatalities(found) == RANGES[numbers]


def test_a_closed_word_is_read_without_its_underscores():
    assert template_filters.words("part_of_country") == "part of country"
    assert template_filters.words(None) == ""
    assert template_filters.country("UA") == "Ukraine"
