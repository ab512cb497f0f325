"""The tombstones of withdrawn records."""

import pytest

from events.models import Actor, Event
from events.publishing import Withdrawal, publish
from events.publishing.tombstones import Tombstone, reasoned, returning, tombstones
from tests.publishing.world import event, get


@pytest.fixture
def withdrawn(published):
    """Seven actors that were withdrawn in release 3, one of them back in release 4.

    a ──▶ b ──▶ ann     c ──▶ d ──▶ c      e, f for no reason     g is back
    """
    rows = Actor.objects.bulk_create(
        Actor(slug=key, name=key.upper(), kind="person") for key in "abcdefg"
    )
    publish({Actor: {row.pk for row in rows}})
    Actor.objects.filter(slug__in="abcdefg").delete()
    into = {"a": "b", "b": "ann", "c": "d", "d": "c"}
    publish(
        {},
        {
            ("actors", key): Withdrawal("Twice." if key in "abcd" else None, into.get(key))
            for key in "abcdefg"
        },
    )
    row = Actor.objects.create(slug="g", name="G", kind="person")
    publish({Actor: {row.pk}})


def test_only_those_that_are_withdrawn(withdrawn):
    assert tombstones(Actor, {"ann", "e", "g", "never"}) == {"e": Tombstone(3, None, None)}
    assert tombstones(Event, {"e"}) == {}
    assert tombstones(Actor, ()) == {}


def test_a_successor_is_one_that_stands(withdrawn):
    assert tombstones(Actor, {"a", "b", "c"}) == {
        "a": Tombstone(3, "Twice.", "ann"),
        "b": Tombstone(3, "Twice.", "ann"),
        "c": Tombstone(3, "Twice.", None),
    }


def test_in_words(withdrawn):
    with_all, with_nothing = Tombstone(3, "Twice.", "ann"), Tombstone(3, None, None)
    assert (str(with_all), with_all.instead) == (
        "was withdrawn in release 3 (Twice)",
        "use 'ann'",
    )
    assert (str(with_nothing), with_nothing.instead) == (
        "was withdrawn in release 3",
        "refer to another",
    )


def test_rows_that_stand_where_a_record_was_withdrawn(withdrawn):
    rows = [Actor.objects.create(slug=key, name=key, kind="person") for key in ("e", "a", "new")]
    touched = {Actor: {*(row.pk for row in rows), get(Actor, "ann").pk, get(Actor, "g").pk}}
    assert list(returning(touched)) == [
        (Actor, "a", Tombstone(3, "Twice.", "ann")),
        (Actor, "e", Tombstone(3, None, None)),
    ]


def test_events_of_a_dataset_that_were_withdrawn_for_a_reason(published):
    dataset = get(Event, "war").dataset
    rows = [event(code, dataset) for code in ("one", "two")]
    publish({Event: {row.pk for row in rows}})
    Event.objects.filter(code__in=("one", "two")).delete()
    publish({}, {("events", "one"): Withdrawal("Twice"), ("events", "two"): None})
    assert reasoned("drawn") == {"one": Tombstone(3, "Twice", None)}
    assert reasoned("spare") == {}
