"""A statement that takes too long is stopped, and the request gets a 503 that says so; a command has no limit."""

import threading
import time

import pytest
from django.db import OperationalError, connection, connections
from django.db.backends.signals import connection_created

from events.api.answering import lists
from events.api.http.door import Door
from events.api.store import snapshots, sql, statement_time
from tests.api.refusals import assert_problem

# A hundred million rows to count: several seconds.
LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT COUNT(*) FROM n"


@pytest.fixture
def limited(monkeypatch):
    """Give each new connection of this test a limit of a second, as the server does."""
    for name in ("STATEMENT_SECONDS", "LOCK_SECONDS", "EXPORT_READ_SECONDS"):
        monkeypatch.setattr(statement_time, name, 1)
    monkeypatch.setattr(statement_time, "_is_limited", False)
    statement_time.limit_connections()
    yield
    connection_created.disconnect(dispatch_uid="statement_time")


def in_thread(function):
    """Return what a function returns or raises in a thread of its own, which has a connection of its own."""
    found = []

    def run():
        try:
            found.append(function())
        except Exception as error:  # noqa: BLE001
            found.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def long_statement():
    start = time.monotonic()
    statement_time.begin()
    with pytest.raises(Exception, match=r"interrupted|statement timeout") as caught:
        sql.rows(LONG)
    return time.monotonic() - start, caught.value


def test_a_long_statement_is_stopped(db, limited):
    took, error = in_thread(long_statement)
    assert 0.9 < took < 3
    assert statement_time.fault(error).startswith("The database worked on this request for ")


def test_the_limit_is_of_a_request_and_not_of_a_connection(db, limited):
    def again():
        long_statement()
        statement_time.begin()
        return sql.rows("SELECT 1")

    assert [tuple(row) for row in in_thread(again)] == [(1,)]


def test_a_piece_of_an_export_has_a_limit_of_its_own(db, limited):
    def read():
        statement_time.begin()
        time.sleep(1.2)  # its client pauses
        snapshot = snapshots.Snapshot()
        try:
            assert list(snapshot.rows("SELECT 1")) == [[(1,)]]
            return list(snapshot.rows(LONG))
        finally:
            snapshot.close()

    error = in_thread(read)
    assert isinstance(error, Exception)
    assert statement_time.fault(error) is not None


def test_a_connection_waits_for_locks_as_long_as_the_limit_says(db, limited):
    def wait():
        with connection.cursor() as cursor:
            cursor.execute(
                "PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout"
            )
            return cursor.fetchone()[0]

    assert in_thread(wait) in (1000, "1s")


def test_a_command_has_no_limit(db):
    def read():
        snapshot = snapshots.Snapshot()
        try:
            return snapshot.pieces._end, list(snapshot.rows("SELECT 1"))
        finally:
            snapshot.close()

    end, rows = in_thread(read)
    assert end == statement_time.FOREVER
    assert rows == [[(1,)]]


def stopped(*arguments):
    error = connection.Database.OperationalError("interrupted")
    if connection.vendor == "postgresql":
        error.sqlstate = statement_time.QUERY_CANCELED
    raise OperationalError("interrupted") from error


def test_the_request_gets_503(get, monkeypatch):
    monkeypatch.setattr("events.api.views.collections.page", stopped)
    answer = get("/events/")
    assert_problem(answer, "unavailable")
    assert answer["Retry-After"] == "5"
    assert answer.json()["detail"] == (
        "The database worked on this request for 15 seconds, the most there is. Narrow it with filters, or send it "
        "again later."
    )


def test_django_does_not_repeat_what_was_stopped_at_the_door(client, world, monkeypatch):
    monkeypatch.setattr("events.api.http.door.page", stopped)
    environ = client.get("/api/v1/events/", headers={"host": "testserver"}).wsgi_request.environ
    passed = []
    list(Door(lambda environ, start_response: passed.append(environ) or [])(environ, None))
    (told,) = passed
    monkeypatch.setattr(lists, "page", None)  # no view runs
    answer = client.get("/api/v1/events/", **{"attest.too_slow": told["attest.too_slow"]})
    assert_problem(answer, "unavailable")
    assert answer.json()["detail"].startswith("The database worked on this request")


@pytest.mark.parametrize(
    ("message", "told"),
    [("database is locked", "The request waited for a lock"), ("disk I/O error", None)],
)
def test_what_other_failures_say(message, told):
    found = statement_time.fault(OperationalError(message))
    assert (found is None) if told is None else found.startswith(told)
