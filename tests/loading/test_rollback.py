"""Rolling back: what is published, and when it is refused."""

import pytest
from django.db.models import ProtectedError

from events.loading import rollback
from events.loading.load import load
from events.loading.rollback import Inexact, roll_back
from events.loading.withdraw import withdraw
from events.models import Actor, Event, Release, Statement, Version
from events.publishing import comparison, publish
from events.publishing.comparison import Unanswerable
from tests.loading.test_restore import rows_of_tables
from tests.loading.write.test_missing import keys
from tests.publishing import oracle


def told(release):
    """Return what a release did: {operation collection/key: reason}."""
    states = Version.objects.filter(first_release=release).order_by("collection", "key")
    return {f"{one.operation} {one.collection}/{one.key}": one.reason for one in states}


@pytest.fixture
def releases(loaded):
    """The draft is release 1; release 2 is without what stalemate.json holds, and with another actor."""
    first = rows_of_tables()
    del loaded.files["stalemate.json"]
    (loaded.folder / "stalemate.json").unlink()
    loaded.files["actors.json"].append(
        {"model": "events.actor", "fields": {"slug": "osce", "name": "OSCE", "kind": "other"}}
    )
    loaded["actors.json", 5]["name"] = "Sergei Lavrov"
    loaded["silence.json", 4]["part_of"] = ["refusal"]
    loaded["silence.json", 9]["part_of"] = None
    loaded["actors.json", 6]["kind"] = "organization"
    load([loaded.write()], withdraw_missing=True)
    return first


@pytest.mark.parametrize("size", [1, 500])
def test_a_release_is_brought_back(releases, monkeypatch, size):
    monkeypatch.setattr(comparison, "BATCH", size)

    done = roll_back(1, "undone", None)

    assert rows_of_tables() == releases
    assert (done.release.number, done.release.label, done.release.note) == (
        3,
        "undone",
        "Rolled back to release 1.",
    )
    assert done.release.sha256 == done.goal.sha256
    assert told(3) == {
        "withdraw actors/osce": "Rolled back to release 1.",
        "change actors/sergey-lavrov": None,
        "add articles/stalemate": None,
        "change events/invasion": None,
        "change events/refusal": None,
        "change statements/no-word": None,
        "add statements/unacceptable": None,
    }
    oracle.check()


def test_what_came_between_stays_in_the_history(releases):
    second = rows_of_tables()
    roll_back(1)
    release = roll_back(2, None, "Better so").release
    assert rows_of_tables() == second
    assert (release.number, release.note) == (4, "Better so")
    assert release.sha256 == Release.objects.get(number=2).sha256
    oracle.check()


def test_the_same_records_are_no_release(releases):
    roll_back(1)
    assert roll_back(3).release is None
    assert roll_back(1).release is None
    assert Release.objects.count() == 3


def test_a_record_is_withdrawn_again_for_the_reason_that_it_was(loaded):
    withdraw(Actor, "nato", "Coded twice", "european-union")
    load([loaded.write()], restore=True)
    roll_back(2)
    (one,) = Version.objects.filter(key="nato", last_release=None)
    assert (one.operation, one.reason, one.merged_into) == (
        "withdraw",
        "Coded twice",
        "european-union",
    )


def test_a_record_has_its_place_in_the_order_again(loaded):
    old = Statement.objects.get(code="no-word").pk
    Statement.objects.get(code="no-word").delete()
    publish()
    roll_back(1)
    assert Statement.objects.get(code="no-word").pk == old


def test_a_record_whose_place_is_taken_has_another(loaded):
    other = Statement.objects.get(code="unacceptable")
    old = Statement.objects.get(code="no-word").pk
    Statement.objects.get(code="no-word").delete()
    other.pk, other.code, other.newest_first, other.current = old, "third", None, None
    other.save(force_insert=True)
    publish()
    assert roll_back(1).release.sha256 == Release.objects.get(number=1).sha256
    assert keys()["statements"] == ["no-word", "unacceptable"]
    assert Statement.objects.get(code="no-word").pk > old


def test_json_that_python_holds_for_the_same(loaded):
    for original in ({"a": 1}, {"a": True}):
        Event.objects.filter(code="refusal").update(original=original)
        publish()
    assert roll_back(2).release.sha256 == Release.objects.get(number=2).sha256
    assert Event.objects.get(code="refusal").original["a"] is not True


@pytest.mark.parametrize("number", [0, 3])
def test_a_release_that_is_not_there(releases, number):
    with pytest.raises(Unanswerable, match=f"^there is no release {number}; there are 1 to 2$"):
        roll_back(number)


def test_a_release_that_was_pruned(releases):
    Release.objects.filter(number=1).update(pruned=True)
    with pytest.raises(Unanswerable, match=r"^states of release 1 have been deleted"):
        roll_back(1)


def test_what_was_never_published_and_would_show(releases):
    Actor.objects.filter(slug="russia").update(name="Russland")
    Actor.objects.filter(slug="sergey-lavrov").update(name="Lawrow")
    Actor.objects.filter(slug="ukraine").update(name="Ukrajina")
    before = oracle.state()
    with pytest.raises(Inexact) as error:
        roll_back(1)
    assert str(error.value) == (
        "the tables hold what was never published, so that events invasion, events refusal would not be as in "
        "release 1; those rows, or what they show, were changed past the program: put them back first"
    )
    assert oracle.state() == before


def test_of_very_many_records_some_are_told(releases, monkeypatch):
    monkeypatch.setattr(rollback, "MOST_TOLD", 1)
    Actor.objects.filter(slug="russia").update(name="Russland")
    with pytest.raises(Inexact, match="so that events invasion and 1 more would not be"):
        roll_back(1)


def test_a_row_that_was_never_published_and_refers_to_what_goes(releases):
    osce, refusal = Actor.objects.get(slug="osce"), Event.objects.get(code="refusal")
    refusal.pk, refusal.code, refusal.newest_first, refusal.current = (
        None,
        "unpublished",
        None,
        None,
    )
    refusal.save()
    refusal.participations.create(actor=osce, role="actor")
    before = oracle.state()
    with pytest.raises(ProtectedError):
        roll_back(1)
    assert oracle.state() == before


def test_documents_of_a_shape_that_is_older(releases, monkeypatch):
    """A field that the program did not have when the release was published does not stand against it."""
    for one in Version.objects.filter(first_release=1, document__isnull=False):
        one.document = one.document.replace(',"note":null}', "}")
        one.sha256 = oracle.hashlib.sha256(one.document.encode()).hexdigest()
        one.save()
    done = roll_back(1)
    assert rows_of_tables() == releases
    assert done.release.sha256 != done.goal.sha256
