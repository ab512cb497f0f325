"""manage.py rollback_release, as a person sees it."""

import pytest
from django.db import OperationalError

from events.management.commands import rollback_release
from events.models import Actor, Release, Version
from events.publishing import publish
from tests.publishing import oracle
from tests.publishing.world import change

FILES = "The fixture files are as they were, and the next load publishes what they hold: see export_fixtures."


def test_a_release_is_published_again(command, releases):
    first = Release.objects.get(number=1)
    assert command("rollback_release", 1, "--label", "x", "--note", "y") == (
        0,
        [
            "Release 4 is published:",
            "  actors: 1 changed, 1 withdrawn",
            "  statements: 1 changed",
            "  events: 1 changed",
            f"It has the hash of release 1: {first.sha256}.",
            FILES,
        ],
        [],
    )
    release = Release.objects.first()
    assert (release.label, release.note, release.sha256) == ("x", "y", first.sha256)
    oracle.check()
    assert command("rollback_release", 1) == (
        0,
        ["Nothing changed; release 4 is current.", "It holds the same records as release 1."],
        [],
    )


def test_a_release_whose_hash_has_an_older_recipe(command, releases):
    Release.objects.filter(number=1).update(hash_recipe="lines", sha256="0" * 64)
    assert command("rollback_release", 1)[1][-2:] == [
        "It holds the same records as release 1, which has its hash by an older recipe.",
        FILES,
    ]
    release = Release.objects.first()
    assert (release.hash_recipe, release.sha256) == ("blocks", oracle.content_hash())


def test_documents_of_an_older_shape(command, releases):
    """Of the time when a record had no note."""
    (dan,) = Version.objects.filter(key="dan")
    Version.objects.filter(pk=dan.pk).update(
        document=dan.document.replace(',"note":null', ""), sha256="0" * 64
    )
    Release.objects.filter(number=3).update(sha256=oracle.content_hash())
    publish(change(Actor, "dan", name="Daniel"))
    assert command("rollback_release", 3)[1][-2:] == [
        "Its records are those of release 3, with fields that documents did not have then.",
        FILES,
    ]


def test_a_release_that_is_not_there(command, releases):
    assert command("rollback_release", 7) == (
        1,
        [],
        ["there is no release 7; there are 1 to 3; nothing was changed."],
    )


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            OperationalError("database is locked"),
            "the database refused it: database is locked; nothing was changed.",
        ),
        (rollback_release.Inexact("so it is"), "so it is; nothing was changed."),
    ],
)
def test_what_is_refused(command, releases, monkeypatch, error, line):
    def refuse(*arguments):
        raise error

    monkeypatch.setattr(rollback_release, "roll_back", refuse)
    assert command("rollback_release", 1) == (1, [], [line])
