"""How values are named and corrected."""

import pytest
from django.db import OperationalError

from events.loading.wording import KeySuggestions, explained, nearest, printable, shown

SHOWN = (
    (None, "null"),
    (True, "true"),
    (7, "7"),
    (1.5, "1.5"),
    ("Львів", "'Львів'"),
    ("it's", '"it\'s"'),
    ("two\nlines\0", "'two\\nlines\\x00'"),
    ("\ud800", "'\\ud800'"),
    ("x" * 60, "'" + "x" * 60 + "'"),
    ("x" * 61, "'" + "x" * 59 + "…'"),
    ([1], "a list"),
    ({}, "an object"),
)


@pytest.mark.parametrize(("value", "text"), SHOWN)
def test_a_value_is_shown_as_json_has_it_and_in_one_short_line(value, text):
    assert shown(value) == text


def test_a_name_is_no_longer_than_a_key_can_be():
    assert printable("x" * 500) == "x" * 120


NEAREST = (
    ("sergei-lavrov", ["sergey-lavrov", "joe-biden"], "sergey-lavrov"),
    ("STATE", ["state", "person"], "state"),
    ("zzz", ["state", "person"], None),
    ("", ["state"], None),
    ("state", [], None),
    ("s" * 201, ["s" * 200], None),
)


@pytest.mark.parametrize(("word", "words", "found"), NEAREST)
def test_the_nearest_word(word, words, found):
    assert nearest(word, words) == found


def test_the_nearest_of_very_many_keys_begins_or_ends_alike():
    keys = {f"ucdp-{number}" for number in range(3000)} | {"sergey-lavrov"}

    assert KeySuggestions().nearest("sergei-lavrov", keys) == "sergey-lavrov"
    assert KeySuggestions().nearest("ucdp-30000", keys) is None


# A message of the database, and the message of the command
REFUSALS = {
    'relation "events_actor" does not exist\nLINE 1: SELECT': (
        "the database has no tables for this yet "
        '(relation "events_actor" does not exist): run manage.py migrate'
    ),
    "no such column: events_release.fingerprint": (
        "the database has the tables of a different version "
        "(no such column: events_release.fingerprint): run manage.py migrate"
    ),
    "column events_release.fingerprint does not exist\nLINE 1: SELECT": (
        "the database has the tables of a different version "
        "(column events_release.fingerprint does not exist): run manage.py migrate"
    ),
    "database or disk is full": "the database refused it: database or disk is full",
}


@pytest.mark.parametrize("said", REFUSALS)
def test_a_refusal_is_one_line(said):
    assert explained(OperationalError(said)) == REFUSALS[said]


def test_a_refusal_of_the_system_is_one_line():
    assert explained(OSError(28, "No space left on device")) == "[Errno 28] No space left on device"
