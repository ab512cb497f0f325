"""A search finds the present texts of the records after each release, on SQLite as on PostgreSQL."""

import importlib

import pytest
from django.db import connection

from events.models import (
    Actor,
    Article,
    Event,
    Place,
    Source,
    Statement,
    Version,
)
from events.publishing import publish, search_index
from events.publishing.rows import Reader
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


# An edit: {(collection, words): the records that are found then}
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


def keys():
    """Return {collection: the keys of the records in its index}."""
    return {name: set(entries) for name, entries in oracle.indexed().items()}


# Records that no other one refers to once the references among events and places are cut
FREE = [(Source, "cue"), (Actor, "dan"), (Place, "sea"), (Statement, "reply"), (Event, "war")]


@pytest.fixture
def cut(published, monkeypatch):
    """The world, with no reference among events, and no way to look at a whole index."""
    Event.objects.update(part_of=None)
    publish()

    def refuse(model):
        raise AssertionError(f"the whole index of {model.collection} is looked at")

    monkeypatch.setattr(search_index, "prune", refuse)


@pytest.mark.parametrize(("model", "key"), FREE, ids=lambda one: getattr(one, "__name__", one))
def test_a_withdrawal_takes_its_own_row_out_of_the_index(cut, model, key):
    left = keys()
    left[model.collection].remove(key)
    get(model, key).delete()
    publish({}, {(model.collection, key): None})
    assert keys() == left


@pytest.mark.parametrize("title", [None, "Title"])
@pytest.mark.parametrize(("model", "key"), FREE, ids=lambda one: getattr(one, "__name__", one))
def test_a_row_that_was_written_anew_is_indexed_once_and_can_be_withdrawn(cut, model, key, title):
    before, row = keys(), get(model, key)
    old = row.pk
    row.delete()
    row.pk, row.current_id = None, None
    if hasattr(row, "newest_first"):
        row.newest_first = None
    if title:
        row.note = title  # shown by its own document alone
    row.save(force_insert=True)
    assert row.pk != old
    publish({model: {row.pk}})
    assert keys() == before
    state = Version.objects.get(collection=model.collection, key=key, last_release=None)
    assert state.newest_first == search_index.place(row_of(model, key))
    row.delete()
    publish({}, {(model.collection, key): None})
    before[model.collection].remove(key)
    assert keys() == before


def row_of(model, key):
    (row,) = Reader().read(model, {model.key_name: key})
    return row


@pytest.mark.parametrize(("model", "key"), FREE, ids=lambda one: getattr(one, "__name__", one))
def test_a_row_in_the_place_of_a_withdrawn_one_stays_in_the_index(cut, model, key):
    before, row = keys(), get(model, key)
    old = row.pk
    row.delete()
    row.pk, row.current_id = old, None
    setattr(row, model.key_name, "new")
    if hasattr(row, "newest_first"):
        row.newest_first = None
    row.save(force_insert=True)
    publish({model: {old}}, {(model.collection, key): None})
    assert keys() == before | {model.collection: before[model.collection] - {key} | {"new"}}


def test_the_places_of_states_that_an_older_version_published_are_filled_in(published):
    """An older version of the program wrote none for records that stand as they were stored."""
    others = ("datasets", "sources", "articles", "actors", "places")
    states = Version.objects.order_by("collection", "key").filter(last_release=None)
    written = list(states.values_list("key", "newest_first"))
    assert None not in dict(written).values()
    states.filter(collection__in=others).update(newest_first=None)
    migration = importlib.import_module("events.migrations.0005_release_hash")
    with connection.cursor() as cursor:
        for name in migration.STORED_IN_ORDER:
            cursor.execute(migration.FILL.format(name))
    assert list(states.values_list("key", "newest_first")) == written


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


# The bounds of PostgreSQL for one record hold on both databases: (text, a search, whether it finds it)
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
