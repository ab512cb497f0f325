"""Languages by BCP 47."""

import re

import pytest

from events.vocabulary import (
    LANGUAGE_TAG,
    LANGUAGES,
    in_usual_case,
    is_language,
    nearest_language,
)

VALID = [
    "en",
    "rhg",
    "kmr",
    "prs",
    "uk-Latn",
    "zh-Hant",
    "zh-Hant-TW",
    "en-GB",
    "de-CH-1901",
    "sl-rozaj-biske",
    "en-u-co-phonebk",
    "sh",
    "und",
    "mul",
    "es-419",
]
# tag: the one that is probably meant
INVALID = {
    "EN": "en",
    "eng": "en",
    "en-gb": "en-GB",
    "en-UK": "en-GB",
    "sr-latn": "sr-Latn",
    "english": "en",
    "Ukrainian": "uk",
    "i-klingon": "tlh",
    "zh-cmn": "zh",
    "xx": None,
    "": None,
    "en-": None,
    "en_GB": "en-GB",
    "x-own": None,
    "nonsense": None,
}


@pytest.mark.parametrize("tag", [*VALID, *LANGUAGES])
def test_valid(tag):
    assert is_language(tag)
    assert re.search(LANGUAGE_TAG, tag)


@pytest.mark.parametrize(("tag", "meant"), INVALID.items())
def test_invalid(tag, meant):
    assert not is_language(tag)
    assert nearest_language(tag) == meant
    assert meant is None or is_language(meant)


@pytest.mark.parametrize(
    ("tag", "usual"), [("ZH-hant-tw", "zh-Hant-TW"), ("UK", "uk"), ("nonsense", "nonsense")]
)
def test_the_usual_case(tag, usual):
    assert in_usual_case(tag) == usual
