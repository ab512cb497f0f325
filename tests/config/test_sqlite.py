"""The settings in force on a connection to SQLite, read from SQLite itself."""

import sys

import pytest
from django.db.utils import ConnectionHandler

from config import database_urls, sqlite

MODES = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}
TEMP_STORES = {0: "DEFAULT", 1: "FILE", 2: "MEMORY"}


@pytest.fixture
def connect(tmp_path, django_db_blocker):
    """Open connections to one database file, as the site is configured to."""
    opened = []

    def connect():
        url = f"sqlite:///{tmp_path / 'attest.sqlite3'}"
        handler = ConnectionHandler({"default": database_urls.database("DATABASE_URL", url)})
        opened.append(handler["default"])
        return handler["default"]

    with django_db_blocker.unblock():
        yield connect
    for connection in opened:
        connection.close()


def pragma(connection, name):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def test_where_its_wheel_is_installed_pysqlite3_is_the_library():
    pysqlite3 = pytest.importorskip("pysqlite3")
    assert sys.modules["sqlite3"] is pysqlite3
    assert sys.modules["sqlite3.dbapi2"] is pysqlite3.dbapi2
    assert pysqlite3.sqlite_version_info >= (3, 51, 3)
    assert sqlite.HAS_WAL_FIX


def test_django_uses_the_library_that_was_chosen(connect):
    with connect().cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        version = cursor.fetchone()[0]
    assert version == sqlite.sqlite3.sqlite_version
    assert (tuple(map(int, version.split("."))) >= sqlite.FIXED_IN) is sqlite.HAS_WAL_FIX


def most_mapped(connection):
    """Return how much of a file the library was compiled to map."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA compile_options")
        options = dict(row[0].partition("=")[::2] for row in cursor.fetchall())
    return int(options["MAX_MMAP_SIZE"], 0)


def test_pragmas_in_force(connect):
    connection = connect()
    found = {
        "journal_mode": pragma(connection, "journal_mode"),
        "synchronous": MODES[pragma(connection, "synchronous")],
        "mmap_size": pragma(connection, "mmap_size"),
        "cache_size": pragma(connection, "cache_size"),
        "temp_store": TEMP_STORES[pragma(connection, "temp_store")],
        "foreign_keys": pragma(connection, "foreign_keys"),
    }
    expected = (
        {
            "journal_mode": "wal",
            "synchronous": "NORMAL",
            "mmap_size": min(2**40, most_mapped(connection)),
        }
        if sqlite.HAS_WAL_FIX
        else {"journal_mode": "delete", "synchronous": "FULL", "mmap_size": 0}
    )
    assert found == expected | {"cache_size": -65536, "temp_store": "MEMORY", "foreign_keys": 1}


def test_what_a_url_asks_for_goes_before_the_default():
    settings = database_urls.database("DATABASE_URL", "sqlite:///a.sqlite3?timeout=1")
    assert settings["OPTIONS"] == sqlite.OPTIONS | {"timeout": 1}


def test_readers_see_the_last_commit_while_a_writer_writes(connect):
    if not sqlite.HAS_WAL_FIX:
        pytest.skip("the rollback journal makes readers wait")
    writer, reader = connect(), connect()
    with writer.cursor() as cursor:
        cursor.execute("CREATE TABLE one (n)")
        cursor.execute("INSERT INTO one VALUES (1)")
    with writer.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("UPDATE one SET n = 2")
        with reader.cursor() as other:
            other.execute("SELECT n FROM one")
            assert other.fetchall() == [(1,)]
        cursor.execute("COMMIT")
    with reader.cursor() as other:
        other.execute("SELECT n FROM one")
        assert other.fetchall() == [(2,)]
