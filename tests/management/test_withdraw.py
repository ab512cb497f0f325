"""manage.py withdraw, as a person sees it."""

import pytest
from django.core.management import CommandError
from django.db import OperationalError

from events.management.commands import withdraw
from events.models import Release, Version


def test_a_record_is_withdrawn(command, releases):
    assert command(
        "withdraw",
        "actors",
        "eve",
        "--reason",
        " Twice ",
        "--merged-into",
        "ann",
        "--label",
        "x",
        "--note",
        "y",
    ) == (0, ["Release 4 is published:", "  actors: 1 withdrawn"], [])
    gone = Version.objects.get(key="eve", last_release=None)
    assert (gone.reason, gone.merged_into) == ("Twice", "ann")
    release = Release.objects.first()
    assert (release.label, release.note) == ("x", "y")


def test_what_refers_to_it_is_told(command, releases):
    assert command("withdraw", "places", "town", "--reason", "Wrong") == (
        1,
        [],
        [
            (
                "the database: events.event strike: place 'town' is to be withdrawn; refer to another, or take "
                "this out, and load that first"
            ),
            "1 problem; nothing was changed.",
        ],
    )


def test_wrong_arguments(command, releases):
    assert command("withdraw", "actor", "eve", "--reason", " ") == (
        1,
        [],
        [
            "COLLECTION: 'actor' is no collection; did you mean 'actors'?",
            "--reason: is empty; say why the record is withdrawn",
            "2 problems; nothing was changed.",
        ],
    )
    assert command("withdraw", "xyz", "eve", "--reason", "x")[2][0] == (
        "COLLECTION: 'xyz' is no collection; give one of datasets, sources, articles, actors, places, "
        "statements, events"
    )
    assert command("withdraw", "actors", "evee", "--reason", "x")[2] == [
        "KEY: 'evee' is not the slug of any of the actors; did you mean 'eve'?",
        "1 problem; nothing was changed.",
    ]
    with pytest.raises(CommandError, match="the following arguments are required: --reason"):
        command("withdraw", "actors", "eve")


def test_a_database_that_refuses(command, releases, monkeypatch):
    def refuse(*arguments):
        raise OperationalError("database is locked")

    monkeypatch.setattr(withdraw, "withdraw", refuse)
    assert command("withdraw", "actors", "eve", "--reason", "x") == (
        1,
        [],
        ["the database refused it: database is locked; nothing was changed."],
    )
