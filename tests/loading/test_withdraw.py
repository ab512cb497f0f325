"""One record withdrawn: what is published, and all that stands against it."""

import pytest

from events.loading import withdraw as withdrawing
from events.loading.problem import Refused
from events.loading.withdraw import withdraw
from events.models import Actor, Claim, Event, Participant, Place, Report, Statement, Version
from tests.loading.write.test_missing import keys
from tests.publishing import oracle

pytestmark = pytest.mark.usefixtures("loaded")


def refused(*arguments):
    """Return the problems with which a withdrawal is refused, and assert that nothing changed."""
    before, rows = oracle.state(), keys()
    with pytest.raises(Refused) as problems:
        withdraw(*arguments)
    assert (oracle.state(), keys()) == (before, rows)
    return [str(problem) for problem in problems.value.problems]


def test_a_record_that_nothing_refers_to():
    release = withdraw(Actor, "nato", "Coded twice.", "european-union", "label", "note")

    assert (release.number, release.label, release.note) == (2, "label", "note")
    assert release.counts["actors"] == {"add": 0, "change": 0, "withdraw": 1}
    assert "nato" not in keys()["actors"]
    told = Version.objects.filter(key="nato", last_release=None).values_list(
        "operation", "reason", "merged_into", "document"
    )
    assert list(told) == [("withdraw", "Coded twice.", "european-union", None)]
    oracle.check()


def test_its_own_parts_go_with_it():
    withdraw(Statement, "unacceptable", "Wrong")
    withdraw(Statement, "no-word", "Wrong")
    withdraw(Event, "refusal", "Wrong")
    release = withdraw(Event, "invasion", "Wrong")

    assert release.number == 5
    assert release.counts["events"] == {"add": 0, "change": 0, "withdraw": 1}
    assert not any(model.objects.exists() for model in (Participant, Report, Claim))
    oracle.check()


def test_every_reference_is_a_problem():
    assert refused(Event, "refusal", "Wrong") == [
        (
            "the database: events.statementevent unacceptable refusal rejects: event 'refusal' is to be "
            "withdrawn; refer to another, or take this out, and load that first"
        )
    ]
    assert refused(Actor, "russia", "Wrong", "nato") == [
        f"the database: {row} 'russia' is to be withdrawn; refer to 'nato', or take this out, and load that first"
        for row in (
            "events.statement no-word: on_behalf_of",
            "events.participant invasion russia actor: actor",
            "events.participant refusal russia actor: actor",
        )
    ]
    assert refused(Place, "ukraine", "Wrong")[0] == (
        "the database: events.place crimea: within 'ukraine' is to be withdrawn; refer to another, or take "
        "this out, and load that first"
    )


def test_of_very_many_references_the_first_are_listed(monkeypatch):
    monkeypatch.setattr(withdrawing, "MOST_TOLD", 1)
    first, more = refused(Actor, "sergey-lavrov", "Wrong")
    assert first.startswith("the database: events.statement no-word: speaker 'sergey-lavrov'")
    assert more == "the database: events.statement: 1 more refer to 'sergey-lavrov' as speaker"


def test_records_that_are_not_there():
    assert refused(Actor, "nat", "Wrong", "unkraine") == [
        "--merged-into: 'unkraine' is not the slug of any of the actors; did you mean 'ukraine'?",
        "KEY: 'nat' is not the slug of any of the actors; did you mean 'nato'?",
    ]
    assert refused(Event, "zzz", "Wrong") == ["KEY: 'zzz' is not the code of any of the events"]
    assert refused(Actor, "nato", "Wrong", "nato") == [
        "--merged-into: a record cannot replace itself; give the key of a different record"
    ]


def test_records_that_are_withdrawn_already():
    withdraw(Actor, "nato", "Twice", "ukraine")
    withdraw(Place, "crimea", "Wrong")
    assert refused(Actor, "nato", "Wrong") == [
        "KEY: 'nato' was withdrawn in release 2 (Twice) already; use 'ukraine'"
    ]
    assert refused(Place, "ukraine", "Wrong", "crimea")[0] == (
        "--merged-into: 'crimea' was withdrawn in release 3 (Wrong) already"
    )


def test_a_record_that_was_never_published_is_not_there():
    Actor.objects.create(slug="osce", name="OSCE", kind="organization")
    assert refused(Actor, "osce", "Wrong") == ["KEY: 'osce' is not the slug of any of the actors"]
