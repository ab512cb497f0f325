"""manage.py backup and restore, on database files of their own."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="these are databases of SQLite"
)


def manage(file, *arguments):
    """Run a command on a database file; return (exit status, stdout, stderr)."""
    done = subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{file}"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the folder of `site.sqlite3`, which holds the fixtures, and of its backup `copy`."""
    folder = tmp_path_factory.mktemp("backups")
    site = folder / "site.sqlite3"
    assert manage(site, "migrate", "--verbosity", 0)[0] == 0
    assert manage(site, "load_fixtures")[0] == 0
    copied = manage(site, "backup", folder / "copy")
    assert copied == (0, f"The database is backed up to {folder}/copy.\n", "")
    return folder


def altered(made, name, statement, *values):
    """Return a copy of the backup in which a statement changed something."""
    file = made / name
    file.write_bytes((made / "copy").read_bytes())
    with contextlib.closing(sqlite3.connect(file)) as opened, opened:
        opened.create_function("REGEXP", 2, lambda pattern, text: True)
        assert opened.execute(statement, values).rowcount > 0
    return file


def test_a_backup_is_one_file_with_all_releases(made):
    assert sorted(path.name for path in made.glob("*copy*")) == ["copy"]
    assert manage(made / "copy", "verify_release")[:1] == (0,)


def test_a_restored_database_is_the_one_that_was_backed_up(made):
    new = made / "new.sqlite3"
    line = f"The database is restored from {made}/copy; release 1 is the newest.\n"
    assert manage(new, "restore", made / "copy") == (0, line, "")
    assert manage(new, "verify_release") == manage(made / "site.sqlite3", "verify_release")
    assert manage(new, "load_fixtures")[1].splitlines()[1:] == [
        "Nothing changed; release 1 is current."
    ]


def test_a_database_with_releases_is_replaced_only_when_that_is_said(made):
    other = made / "other.sqlite3"
    manage(other, "restore", made / "copy")
    status, _, errors = manage(other, "restore", made / "copy")
    assert (status, errors) == (
        1,
        "The database holds 1 release. Give --replace to put the backup in its place; back it up first.\n",
    )
    assert manage(other, "restore", made / "copy", "--replace")[0] == 0


def test_a_log_that_was_left_beside_the_database_does_not_come_back(made):
    """A later release in the `-wal` of a server that was killed belongs to the state before the restore."""
    file = made / "logged.sqlite3"
    manage(file, "restore", made / "copy")
    with contextlib.closing(sqlite3.connect(file)) as opened:
        opened.create_function("REGEXP", 2, lambda pattern, text: True)
        opened.execute("PRAGMA journal_mode = WAL")
        opened.execute("UPDATE events_release SET label = 'lost'")
        opened.commit()
        kept = {one: one.read_bytes() for one in made.glob("logged.sqlite3*")}
    for path, content in kept.items():
        path.write_bytes(content)
    assert made / "logged.sqlite3-wal" in kept
    assert manage(file, "restore", made / "copy", "--replace")[0] == 0
    with contextlib.closing(sqlite3.connect(file)) as opened:
        assert opened.execute("SELECT label FROM events_release").fetchall() == [(None,)]


def test_an_altered_backup_is_refused_and_nothing_is_changed(made):
    file = altered(
        made,
        "altered",
        "UPDATE events_version SET document = '{}' WHERE key = 'russia' AND collection = 'actors'",
    )
    target = made / "untouched.sqlite3"
    status, _, errors = manage(target, "restore", file)
    assert status == 1
    assert errors.startswith("actors/russia: its document has the sha256 44136fa3")
    assert errors.endswith(f"{file} is not restored.\n")
    assert "the database has no tables for this yet" in manage(target, "verify_release")[2]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"not a database " * 100, "is not a database that can be read: file is not a database."),
        (None, "is not a file."),
        (b"", "is not a backup of this version of the program: no such table: events_release."),
    ],
)
def test_what_is_no_backup_is_refused(made, content, error):
    file = made / "wrong"
    file.unlink(missing_ok=True)
    if content is not None:
        file.write_bytes(content)
    status, _, errors = manage(made / "nothing.sqlite3", "restore", file)
    assert status == 1
    assert errors.startswith(f"{file} {error}")


def test_no_file_is_overwritten(made):
    status, _, errors = manage(made / "site.sqlite3", "backup", made / "copy")
    assert (status, errors) == (1, f"{made}/copy exists; name a file that does not.\n")
    status, _, errors = manage(made / "site.sqlite3", "backup", made / "none" / "copy")
    assert (status, errors) == (1, f"{made}/none is not a folder; make it first.\n")
