"""What a search finds is what the records say after each release, on SQLite as on PostgreSQL."""

import pytest

from events.models import Actor, Article, Event, Place, Source, Statement
from events.publishing import publish
from tests import searching
from tests.publishing import oracle
from tests.publishing.world import change, get


def found(collection, words, title_only=False):
    """Return the keys of the records of a collection that hold the words."""
    return " ".join(searching.found(collection, words, title_only))


# (collection, words, what is found, what is found in the title or name)
FINDS = [
    ("sources", "apa", "apa", "apa"),
    ("sources", "апа", "apa", "apa"),
    ("articles", "second", "second", "second"),
    # It is published by bib and relays apa.
    ("articles", "bib", "second", ""),
    ("articles", "апа", "first second", ""),
    ("actors", "annie", "ann", "ann"),
    ("places", "town", "town", "town"),
    ("statements", "there", "hello", "hello"),
    ("statements", "bob", "hello reply", ""),
    ("statements", "annie", "hello", ""),
    ("events", "strike", "strike", "strike"),
    ("events", "town", "strike", ""),
    ("events", "annie", "talks", ""),
    ("events", "nothing", "", ""),
]


@pytest.mark.parametrize(("collection", "words", "everywhere", "in_title"), FINDS)
def test_published_records_are_found(published, collection, words, everywhere, in_title):
    assert found(collection, words) == everywhere
    assert found(collection, words, title_only=True) == in_title


def test_nothing_is_found_before_it_is_published(drawn):
    assert {found(*row[:2]) for row in FINDS} == {""}


# What is changed: {(collection, words): what is found then}
CHANGES = {
    "name of an actor": (
        lambda: change(Actor, "ann", name="Zoe", aliases=[]),
        {
            ("actors", "ann"): "",
            ("actors", "annie"): "",
            ("actors", "zoe"): "ann",
            ("statements", "annie"): "",
            ("statements", "zoe"): "hello",
            ("events", "ann"): "",
            ("events", "zoe"): "talks",
        },
    ),
    "alias of an actor, which no other record shows": (
        lambda: change(Actor, "bob", aliases=["Robert"]),
        {
            ("actors", "robert"): "bob",
            ("statements", "robert"): "hello reply",
            ("events", "robert"): "strike",
        },
    ),
    "original name of a source, which no other record shows": (
        lambda: change(Source, "apa", name_original="Агенція"),
        {
            ("sources", "апа"): "",
            ("sources", "агенція"): "apa",
            ("articles", "агенція"): "first second",
        },
    ),
    "original name of a place, which no other record shows": (
        lambda: change(Place, "town", name_original="Місто"),
        {("places", "місто"): "town", ("events", "місто"): "strike"},
    ),
    "summary of an article": (
        lambda: change(Article, "second", summary="Rain fell"),
        {("articles", "rain"): "second"},
    ),
    "text of a statement": (
        lambda: change(Statement, "hello", text="Farewell"),
        {("statements", "there"): "", ("statements", "farewell"): "hello"},
    ),
    "day of an event, by which it stands in the index": (
        lambda: change(Event, "strike", start_date="2020-01-01", title="Raid"),
        {("events", "strike"): "", ("events", "raid"): "strike", ("events", "bob"): "strike"},
    ),
    "day of a statement that had none": (
        lambda: change(Statement, "reply", stated_on="2020-01-01", text="Retort"),
        {("statements", "answers"): "", ("statements", "retort"): "reply"},
    ),
    "title of an event": (
        lambda: change(Event, "war", title="Peace"),
        {("events", "war"): "", ("events", "peace"): "war"},
    ),
}


@pytest.mark.parametrize(("edit", "expected"), CHANGES.values(), ids=CHANGES)
def test_after_a_change_the_new_words_are_found_and_the_old_are_not(published, edit, expected):
    before = {name: set(entries) for name, entries in oracle.indexed().items()}
    publish(edit())
    assert {question: found(*question) for question in expected} == expected
    assert {name: set(entries) for name, entries in oracle.indexed().items()} == before


@pytest.mark.parametrize("everything", [True, False])
def test_what_is_withdrawn_is_no_longer_indexed(published, everything):
    get(Statement, "reply").delete()
    get(Actor, "dan").delete()
    gone = {("statements", "reply"): None, ("actors", "dan"): None}
    publish(*(() if everything else ({}, gone)))
    assert set(oracle.indexed()["statements"]) == {"hello"}
    assert set(oracle.indexed()["actors"]) == {"ann", "bob", "cat"}
    assert found("statements", "bob") == "hello"


def test_every_searched_record_is_indexed_once_and_datasets_are_not(published):
    assert {name: sorted(entries) for name, entries in oracle.indexed().items()} == {
        "sources": ["apa", "bib", "cue"],
        "articles": ["first", "second"],
        "actors": ["ann", "bob", "cat", "dan"],
        "places": ["land", "sea", "town"],
        "statements": ["hello", "reply"],
        "events": ["strike", "talks", "war"],
    }


def test_a_phrase_does_not_reach_from_one_text_into_the_next(published):
    publish(change(Event, "war", title="Long war", summary="of words"))
    publish(change(Actor, "ann", aliases=["Annie", "Hall"]))
    assert found("events", '"long war"') == "war"
    assert found("events", '"of words"') == "war"
    assert found("events", '"war of"') == ""
    assert found("actors", '"annie hall"') == ""


# What PostgreSQL can hold of one record bounds both databases: (text, a search, whether it finds it)
LONG = [
    ("the " * 256 + "end", '"the end"', True),
    # Of one word 256 places are known.
    ("the " * 257 + "end", '"the end"', False),
    ("the " * 257 + "end", "the end", True),
    (" ".join(f"w{number}" for number in range(15_999)) + " last", '"w15998 last"', True),
    (" ".join(f"w{number}" for number in range(16_000)) + " last", "last", False),
    (" ".join(f"{number:250}".replace(" ", "x") for number in range(801)), "xxx*", True),
    ("x" * 250 + "y", "x" * 199 + "*", True),
]


@pytest.mark.parametrize(
    ("text", "words", "is_found"), LONG, ids=lambda one: one[-20:] if isinstance(one, str) else one
)
def test_of_long_texts_both_databases_find_as_much(published, text, words, is_found):
    publish(change(Article, "first", title=None, source=None, summary=text))
    assert ("first" in searching.found("articles", words)) == is_found
