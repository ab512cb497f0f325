"""The database goes away, loses its tables or is damaged: every address says so, and works again when it is back."""

import contextlib
import os
import re
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.faults.databases import done, made, manage
from tests.management.test_serve import WORLD, Site
from tests.publishing.addresses import addresses

PATIENCE = 30  # seconds
BROWSER = {"Accept": "text/html"}
MOST_REPEATED = (
    3  # times that the log has one message; a fault lasts seconds, all of them some minutes
)
MOST_LINES = 100  # of the log, for more than 500 requests
LARGEST_PAGE = 20_000  # bytes
# Addresses that can be answered from the program alone.
WITHOUT_DATABASE = {".well-known/api-catalog", "api/v1/codebook/", "ogc"}


@contextlib.contextmanager
def replaced(database, write):
    """Put another file in the place of a SQLite database."""
    database.close()
    kept = database.path.with_suffix(".kept")
    for beside in ("-wal", "-shm"):
        Path(f"{database.path}{beside}").unlink(missing_ok=True)
    os.rename(database.path, kept)
    write(kept, database.path)
    try:
        yield
    finally:
        database.drop()
        os.rename(kept, database.path)


def damaged(source, target):
    """The first page is as it was, and the others are zeros."""
    content = source.read_bytes()
    target.write_bytes(content[:4096] + bytes(len(content) - 4096))


FILES = {
    "the file is gone": lambda source, target: None,
    "the file is no database": lambda source, target: target.write_bytes(b"nothing of it " * 9999),
    "the file is damaged": damaged,
    "the file is empty": lambda source, target: target.touch(),
}


@contextlib.contextmanager
def stopped(database):
    """Let PostgreSQL end all connections and take no new ones, as while it stops and starts."""
    name = database.name
    database._execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
    database._execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    )
    try:
        yield
    finally:
        database._execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')


@contextlib.contextmanager
def without_tables(database):
    inside = type(database)(database.url, database.name)
    inside._execute("ALTER SCHEMA public RENAME TO elsewhere")
    try:
        yield
    finally:
        inside._execute("ALTER SCHEMA elsewhere RENAME TO public")


SERVERS = {"the server is stopped": stopped, "the tables are gone": without_tables}
FAULTS = FILES if connection.vendor == "sqlite" else SERVERS


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    database = made("away", tmp_path_factory.mktemp("away"))
    done(manage(database, "migrate", "--verbosity", 0))
    done(manage(database, "load_fixtures", WORLD))
    yield database
    database.drop()


@pytest.fixture(scope="module")
def site(database):
    site = Site(None, DATABASE_URL=database.url, WORKERS="1", LOG_LEVEL="ERROR").start()
    yield site
    site.kill()
    with site.process.stdout as printed:
        errors = [line for line in printed if " ERROR " in line or "Traceback" in line]
    # No trace, and not one line a request: each message once a minute, and PostgreSQL's quote the statement.
    messages = [re.sub(r" \(request .*", "", line.partition(" ERROR ")[2]) for line in errors]
    assert messages
    assert [one for one in messages if not one.startswith("attest.errors database: ")] == []
    assert len(messages) < MOST_LINES


def ready(site):
    end = time.monotonic() + PATIENCE
    while not site.answers():
        assert time.monotonic() < end, "it is not ready again"
        time.sleep(0.1)


def answers(site, chosen, **headers):
    """Return {pattern: (status, media type, Retry-After, bytes)}."""
    found = {}
    for pattern, address in chosen.items():
        with site.get(address, **headers) as answer:
            kind = answer.headers.get_content_type()
            found[pattern] = (answer.status, kind, answer.headers["Retry-After"], answer.read())
    return found


@pytest.mark.parametrize("name", FAULTS)
def test_every_address_answers_503_until_the_database_is_back(name, database, site, client, world):
    # One address of each pattern: the first.
    chosen = {}
    for address, pattern in addresses(client, ["war"]).items():
        chosen.setdefault(pattern, address)
    assert chosen.keys() > WITHOUT_DATABASE
    before = answers(site, chosen)
    fault = replaced(database, FILES[name]) if name in FILES else SERVERS[name](database)
    with fault:
        told, pages = answers(site, chosen), answers(site, chosen, **BROWSER)
        assert site.get("/healthz").status == 200
        assert site.get("/readyz").status == 503
    for pattern in WITHOUT_DATABASE:
        assert {told.pop(pattern)[0], pages.pop(pattern)[0]} <= {200, 503}
    for pattern, (status, kind, retry, body) in told.items():
        is_api = pattern.split("/")[0] in ("api", "compat", "ogc")
        assert (status, kind) == (503, "application/problem+json" if is_api else "text/html"), (
            pattern
        )
        assert retry == "5", pattern
        assert len(body) < LARGEST_PAGE, pattern
        assert str(database.url).encode() not in body
    for pattern, (status, kind, retry, _) in pages.items():
        assert (status, retry) == (503, "5"), pattern
        assert kind in ("text/html", "application/problem+json"), pattern
    ready(site)
    again = answers(site, chosen)
    assert {pattern: one[:2] for pattern, one in again.items()} == {
        pattern: one[:2] for pattern, one in before.items()
    }
