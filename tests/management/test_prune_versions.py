"""manage.py prune_versions, as a person sees it."""

import builtins
import json
import sqlite3
import sys

import pytest
from django.core.management import CommandError
from django.db import connection

from events.models import Release, Version
from tests.loading.test_load_fixtures import manage  # noqa: F401

KEEPS = "The file keeps its size and uses the space again, unless --vacuum is given."


@pytest.fixture
def replaced(releases):
    """The number of states before release 3, and what the command says of them."""
    states = Version.objects.filter(last_release__lt=3)
    size = sum(len(one.document.encode()) for one in states)
    return states.count(), [
        f"6 states that later ones replaced, {size:,} bytes of JSON, to be deleted:",
        "  actors: 2",
        "  statements: 2",
        "  events: 2",
        "The API then refuses queries about releases 1 to 2, and the change feed begins after release 2.",
    ]


def done():
    """Return the last lines of the command that deleted."""
    return ["Deleted; the earliest release that is whole is 3."] + [KEEPS] * (
        connection.vendor == "sqlite"
    )


@pytest.mark.parametrize("which", [("--keep-releases", 1), ("--before", 3)])
def test_states_are_deleted(command, replaced, which):
    number, lines = replaced
    assert number == 6
    assert command("prune_versions", *which, "--yes") == (0, [*lines, *done()], [])
    assert not Version.objects.filter(last_release__lt=3).exists()
    assert list(Release.objects.filter(pruned=True).values_list("number", flat=True)) == [2, 1]
    assert command("prune_versions", *which, "--yes") == (
        0,
        ["No state was replaced before release 3 that is still there; nothing was changed."],
        [],
    )


def test_one_release(command, releases):
    assert command("prune_versions", "--before", 2, "--yes")[1][4:6] == [
        "The API then refuses queries about release 1, and the change feed begins after release 1.",
        "Deleted; the earliest release that is whole is 2.",
    ]


def test_more_releases_than_there_are(command, releases):
    assert command("prune_versions", "--keep-releases", 9, "--yes") == (
        0,
        ["No state was replaced before release 1 that is still there; nothing was changed."],
        [],
    )


def test_nobody_to_ask(command, replaced, monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    number, lines = replaced
    assert command("prune_versions", "--before", 3) == (
        1,
        lines,
        ["Nothing was changed; give --yes to delete them."],
    )
    assert Version.objects.filter(last_release__lt=3).count() == number


@pytest.mark.parametrize(
    ("answer", "left"), [("y", 0), (" YES ", 0), ("", 6), ("n", 6), ("yesterday", 6)]
)
def test_somebody_to_ask(command, replaced, monkeypatch, answer, left):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(builtins, "input", lambda question: answer)
    status, _, err = command("prune_versions", "--before", 3)
    assert (status, err) == ((1, ["Nothing was changed."]) if left else (0, []))
    assert Version.objects.filter(last_release__lt=3).count() == left


WRONG = {
    (
        "--keep-releases",
        0,
    ): "--keep-releases is 0; the newest release is always kept: give 1 or more",
    ("--before", 0): "--before is 0; there are releases 1 to 3: give one of them",
    ("--before", 4): "--before is 4; there are releases 1 to 3: give one of them",
}


@pytest.mark.parametrize("which", WRONG)
def test_a_horizon_that_is_none(command, replaced, which):
    assert command("prune_versions", *which, "--yes") == (1, [], [WRONG[which]])
    assert Version.objects.filter(last_release__lt=3).count() == 6


def test_before_the_first_release(command, empty):
    assert command("prune_versions", "--before", 1) == (
        1,
        [],
        ["Nothing is published yet, so that there is nothing to delete."],
    )


@pytest.mark.parametrize("arguments", [(), ("--before", "2", "--keep-releases", "1")])
def test_one_horizon_is_to_be_given(command, releases, arguments):
    with pytest.raises(CommandError):
        command("prune_versions", *arguments)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has VACUUM")
def test_vacuum_is_for_sqlite(command, replaced):
    status, out, err = command("prune_versions", "--before", 3, "--yes", "--vacuum")
    assert (status, out) == (1, [])
    assert err == [
        "--vacuum is for SQLite; PostgreSQL uses the space again by itself; nothing was changed."
    ]
    assert Version.objects.filter(last_release__lt=3).count() == 6


def test_vacuum_makes_the_file_smaller(manage, tmp_path):  # noqa: F811
    """In a program and database of its own: VACUUM is refused in a transaction, which a test is in."""
    own = tmp_path / "own.sqlite3"
    assert manage("migrate", "--skip-checks").returncode == 0
    records = [
        {
            "model": "events.actor",
            "fields": {
                "slug": f"a{n}",
                "name": "A",
                "kind": "person",
                "public_figure": True,
                "note": "word " * 200 + "1",
            },
        }
        for n in range(300)
    ]
    for name in ("A", "B", "A"):
        for record in records:
            record["fields"]["name"] = name
        (tmp_path / "actors.json").write_text(json.dumps(records))
        assert manage("load_fixtures", "actors.json").returncode == 0
    before = pages(own)

    result = manage("prune_versions", "--keep-releases", "1", "--yes", "--vacuum")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "The space is given back to the disk."
    assert pages(own) < before * 0.7


def pages(path):
    with sqlite3.connect(path) as database:
        return database.execute("PRAGMA page_count").fetchone()[0]
