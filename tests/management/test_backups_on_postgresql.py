"""manage.py backup and restore by pg_dump and pg_restore, on databases of their own."""

import shutil

import psycopg
import pytest
from django.db import connection

from tests.faults import databases
from tests.faults.databases import Database, done, manage, state

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="these are databases of PostgreSQL"
    ),
    pytest.mark.skipif(
        shutil.which("pg_dump") is None,
        reason="pg_dump is not installed (Debian: postgresql-client)",
    ),
]


def refused(process):
    """Wait for a process that must fail; return its stderr."""
    out, err = process.communicate()
    assert (process.returncode, out) == (1, "")
    return err


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A database with the fixtures, and the file of its backup."""
    file = tmp_path_factory.mktemp("backups") / "copy"
    site = databases.made("backups", file.parent)
    done(manage(site, "migrate", "--verbosity", 0))
    done(manage(site, "load_fixtures"))
    told = done(manage(site, "backup", file))
    assert told == f"The database is backed up to {file}.\n"
    yield site, file
    site.drop()


@pytest.fixture
def other(made):
    database = made[0].copy(f"{made[0].name}_other")
    yield database
    database.drop()


def test_a_backup_is_one_file_that_is_never_overwritten(made):
    site, file = made
    assert [path.name for path in file.parent.iterdir()] == ["copy"]
    assert refused(manage(site, "backup", file)) == f"{file} exists; name a file that does not.\n"


def test_an_empty_database_is_made_into_the_one_that_was_backed_up(made):
    site, file = made
    new = Database(site.server, f"{site.name}_new").create()
    told = done(manage(new, "restore", file))
    assert told == f"The database is restored from {file}; release 1 is the newest.\n"
    assert state(new) == state(site)
    # Its sequences and triggers are there too: the next load is as in the original.
    assert done(manage(new, "load_fixtures")).endswith("Nothing changed; release 1 is current.\n")
    done(manage(new, "rollback_release", 1, "--label", "again"))
    new.drop()


def test_a_database_with_releases_is_replaced_only_when_that_is_said(made, other):
    site, file = made
    done(manage(other, "redact", "events", "ukraine-war", "title", "--reason", "A test."))
    later = state(other)
    assert later != state(site)
    told = refused(manage(other, "restore", file))
    assert told.startswith("The database holds 2 releases. Give --replace")
    assert state(other) == later
    with psycopg.connect(other.url) as reader:
        # A reader of the server is connected all the while.
        assert reader.execute("SELECT MAX(number) FROM events_release").fetchone() == (2,)
        reader.commit()
        done(manage(other, "restore", file, "--replace"))
        assert reader.execute("SELECT MAX(number) FROM events_release").fetchone() == (1,)
    assert state(other) == state(site)


def test_an_altered_document_is_reported(made, other, tmp_path):
    with psycopg.connect(other.url) as connected:
        connected.execute(
            "UPDATE events_version SET document = '{}' WHERE key = 'russia' AND collection = 'actors'"
        )
    altered = tmp_path / "altered"
    done(manage(other, "backup", altered))
    told = refused(manage(other, "restore", altered, "--replace"))
    assert told.startswith("actors/russia: its document has the sha256 44136fa3")
    assert told.endswith("The backup is restored, but it is not what was published.\n")


def test_a_damaged_backup_changes_nothing(made, other, tmp_path):
    site, file = made
    before, damaged = state(other), tmp_path / "damaged"
    damaged.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    told = refused(manage(other, "restore", damaged, "--replace"))
    assert told.startswith("pg_restore failed: ")
    damaged.write_bytes(b"not a dump")
    assert refused(manage(other, "restore", damaged, "--replace")).startswith("pg_restore failed: ")
    assert state(other) == before == state(site)
