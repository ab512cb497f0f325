"""manage.py diff_releases, as a person and as a program sees it."""

import json

import pytest
from django.core.management import CommandError

from events.management.commands import diff_releases
from events.models import Actor, Release, Statement
from events.publishing import Withdrawal, publish
from tests.publishing.world import change, get


def test_what_was_added_and_changed(command, releases):
    assert command("diff_releases", 1, 3) == (
        0,
        [
            "actors",
            "  ~ ann",
            '      name: "Ann" → "Anna"',
            "  + eve",
            "statements",
            "  ~ hello",
            '      speaker_name: "Ann" → "Anna"',
            "events",
            "  ~ talks",
            (
                '      participants: [{"actor":"ann","name":"Ann","role":"actor","basis":null,"reason":null}] → '
                '[{"actor":"ann","name":"Anna","role":"actor","basis":null,"reason":null}]'
            ),
            "From release 1 to release 3:",
            "  actors: 1 added, 1 changed",
            "  statements: 1 changed",
            "  events: 1 changed",
        ],
        [],
    )


def test_what_was_withdrawn_is_told_with_its_reason(command, releases):
    get(Actor, "eve").delete()
    get(Actor, "dan").delete()
    publish({}, {("actors", "eve"): Withdrawal("Twice", "ann"), ("actors", "dan"): None})
    assert command("diff_releases", 3, 4)[1] == [
        "actors",
        "  - dan",
        "  - eve (Twice, ann in its place)",
        "From release 3 to release 4:",
        "  actors: 2 withdrawn",
    ]


def test_from_a_later_to_an_earlier_one(command, releases):
    assert command("diff_releases", 2, 1)[1][:4] == [
        "actors",
        "  ~ ann",
        '      name: "Hanna" → "Ann"',
        "  - eve",
    ]


def test_a_long_value_is_cut(command, releases, monkeypatch):
    monkeypatch.setattr(diff_releases, "LONGEST", 10)
    publish(change(Statement, "hello", text="Hello there again"))
    assert command("diff_releases", 3, 4)[1] == [
        "statements",
        "  ~ hello",
        '      text: "Hello th… → "Hello th…',
        '      evidence: {"article… → {"article…',
        "From release 3 to release 4:",
        "  statements: 1 changed",
    ]


def test_the_same_records(command, releases):
    publish(change(Actor, "ann", name="Hanna"))
    assert command("diff_releases", 2, 4) == (0, ["Releases 2 and 4 hold the same records."], [])
    assert command("diff_releases", 2, 2)[1] == ["Releases 2 and 2 hold the same records."]
    assert command("diff_releases", 2, 4, "--json") == (0, [], [])


def test_json(command, releases):
    get(Actor, "eve").delete()
    publish({}, {("actors", "eve"): Withdrawal("Twice", "ann")})
    nothing = {"reason": None, "merged_into": None, "changes": None}
    told = [json.loads(line) for line in command("diff_releases", 1, 2, "--json")[1]]
    assert told[:2] == [
        {
            "collection": "actors",
            "key": "ann",
            "operation": "change",
            **nothing,
            "changes": {"name": {"old": "Ann", "new": "Hanna"}},
        },
        {"collection": "actors", "key": "eve", "operation": "add", **nothing},
    ]
    (line,) = command("diff_releases", 3, 4, "--json")[1]
    assert json.loads(line) == {
        "collection": "actors",
        "key": "eve",
        "operation": "withdraw",
        "reason": "Twice",
        "merged_into": "ann",
        "changes": None,
    }
    (line,) = command("diff_releases", 4, 3, "--json")[1]
    assert json.loads(line) == {"collection": "actors", "key": "eve", "operation": "add", **nothing}


@pytest.mark.parametrize("numbers", [(1, 4), (4, 1)])
def test_a_release_that_is_not_there(command, releases, numbers):
    assert command("diff_releases", *numbers) == (
        1,
        [],
        ["there is no release 4; there are 1 to 3"],
    )


def test_a_release_that_was_pruned(command, releases):
    Release.objects.filter(number=1).update(pruned=True)
    assert command("diff_releases", 3, 1) == (
        1,
        [],
        [
            (
                "states of release 1 have been deleted to save space; the earliest release that is whole is 2"
            )
        ],
    )


def test_what_is_no_number(command, releases):
    with pytest.raises(CommandError, match="argument A: invalid int value: 'first'"):
        command("diff_releases", "first", "2")
