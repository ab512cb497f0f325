"""Exports as the production server sends them, of more data than lies in buffers on the way."""

import contextlib
import gzip
import http.client
import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from config.sqlite import HAS_WAL_FIX
from events.api.exports.stream import EXPORTS_PER_CLIENT, MOST_AT_A_TIME
from tests.management.test_serve import PROJECT, WORLD, Site

GROWN = 4000  # events, each with a note of 5,000 characters: 25 MB
GROW = """
import json, django
django.setup()
from events.models import Event, Release, Version
release, model = Release.objects.get(), Event.objects.get(code="invasion")
written = json.loads(model.current.document) | {"note": "x" * 5000}
codes = [f"grown-{number}" for number in range(%d)]
versions = Version.objects.bulk_create(
    Version(
        collection="events", key=code, document=json.dumps(written | {"code": code}), sha256="0" * 64,
        first_release=release, operation="add",
    )
    for code in codes
)
for number, version in enumerate(versions):
    model.pk, model.code, model.current = None, version.key, version
    model.newest_first = number + 1
    model.save(force_insert=True)
Version.objects.filter(key="grown-%d").update(document="{")
"""
BROKEN = GROWN - 10  # the event whose document cannot be read
LONGEST_WAIT = 20  # seconds


def database():
    """Return the options of a site with a database of its own, of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        return {}
    settings = connection.get_connection_params()
    address = {name: settings[name] for name in ("host", "port", "user") if settings.get(name)}
    name = "attest_exports"
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
    return {
        "DATABASE_URL": f"postgres://{address['user']}@{address['host']}:{address['port']}/{name}"
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_blocker):
    """A site with the world, and many large events that stand before those of the world."""
    with django_db_blocker.unblock():
        own = database()
    file = tmp_path_factory.mktemp("site") / "attest.sqlite3"
    site = Site(file, WORKERS="1", **own)
    for arguments in (("migrate",), ("load_fixtures", str(WORLD))):
        done = site.manage(*arguments)
        assert done.returncode == 0, done.stderr
    subprocess.run(
        [sys.executable, "-c", GROW % (GROWN, BROKEN)],
        check=True,
        cwd=PROJECT,
        env=site.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
    )
    site.start()
    yield site
    site.kill()
    site.process.stdout.close()


@contextlib.contextmanager
def begun(site, path, address="127.0.0.1", **headers):
    """The answer to a slow client, with little room for what comes, that has read only its head so far."""
    client = http.client.HTTPConnection("127.0.0.1", site.port, timeout=LONGEST_WAIT)
    client.sock = socket.socket()
    client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.sock.settimeout(LONGEST_WAIT)
    client.sock.bind((address, 0))
    client.sock.connect(("127.0.0.1", site.port))
    client.request("GET", path, headers=headers)
    with contextlib.closing(client), client.getresponse() as answer:
        yield answer


def test_it_comes_in_chunks_and_whole(site):
    with site.get("/api/v1/events.ndjson") as answer:
        assert answer.headers["Transfer-Encoding"] == "chunked"
        assert answer.headers["Content-Length"] is None
        lines = answer.read().splitlines()
    assert len(lines) == GROWN + 12


def test_it_comes_compressed_and_whole(site):
    with site.get("/api/v1/events.ndjson", **{"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.read()).count(b"\n") == GROWN + 12


def test_head_ends_at_once(site):
    with site.get("/api/v1/events.ndjson", method="HEAD") as answer:
        assert (answer.status, answer.read()) == (200, b"")
        assert answer.headers["Content-Length"] is None


def test_an_error_is_one_of_the_api(site):
    with site.get("/api/v1/events.ndjson?countri=UA") as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_fails_on_the_way_does_not_look_complete(site, encoding):
    # A compressed answer does not end, a plain one is cut off.
    broken = "/api/v1/events.ndjson?fields=code,note"
    with begun(site, broken, **{"Accept-Encoding": encoding}) as answer:
        assert answer.status == 200
        with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
            answer.read()
    with site.get("/readyz") as answer:
        assert answer.status == 200


def test_who_goes_away_leaves_nothing_behind(site):
    for number in range(MOST_AT_A_TIME):
        with begun(site, "/api/v1/events.ndjson", f"127.0.0.{number + 2}") as answer:
            assert answer.status == 200
            answer.read(1000)
    end = time.monotonic() + LONGEST_WAIT
    status = 503
    while status == 503 and time.monotonic() < end:
        time.sleep(0.1)
        with site.get("/api/v1/datasets.ndjson") as answer:
            status = answer.status
    assert status == 200


def test_slow_clients_do_not_keep_others_waiting(site):
    with contextlib.ExitStack() as slow:
        for number in range(MOST_AT_A_TIME):
            address = f"127.0.0.{number + 2}"
            answer = slow.enter_context(begun(site, "/api/v1/events.ndjson", address))
            assert answer.status == 200
        with site.get("/api/v1/events.ndjson") as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
        with site.get("/api/v1/events/?page_size=1") as answer:
            assert answer.status == 200


def test_one_client_that_reads_nothing_denies_exports_to_nobody(site):
    with contextlib.ExitStack() as silent:
        statuses = [
            silent.enter_context(begun(site, "/api/v1/events.ndjson", "127.0.0.2")).status
            for _ in range(20)
        ]
        assert (statuses.count(200), statuses.count(503)) == (EXPORTS_PER_CLIENT, 18)
        with site.get("/api/v1/datasets.ndjson") as answer:
            assert answer.status == 200
            assert answer.read()


@pytest.mark.skipif(
    connection.vendor == "sqlite" and not HAS_WAL_FIX, reason="a load waits until nobody reads"
)
def test_a_release_that_is_published_on_the_way_does_not_change_it(site, tmp_path):
    """It stands last, as it has no date: it is read after the release that changes it."""
    for file in WORLD.glob("*.json"):
        text = file.read_text(encoding="utf-8")
        changed = text.replace('"title": "NATO offers', '"title": "Changed: NATO offers')
        Path(tmp_path, file.name).write_text(changed, encoding="utf-8")
    with begun(site, "/api/v1/events.ndjson") as answer:
        assert 'filename="attest-events-release-1.ndjson"' in answer.headers["Content-Disposition"]
        read = answer.read(1000)
        done = site.manage("load_fixtures", str(tmp_path))
        assert (done.returncode, done.stderr) == (0, "")
        assert "Release 2 is published" in done.stdout
        with site.get("/api/v1/events/guarantees-proposal/") as one:
            assert json.load(one)["title"].startswith("Changed: NATO offers")
        records = (read + answer.read()).splitlines()
    assert len(records) == GROWN + 12
    assert json.loads(records[-1])["code"] == "guarantees-proposal"
    assert json.loads(records[-1])["title"].startswith("NATO offers")
    with site.get("/api/v1/events.ndjson?type=AGREE") as answer:
        assert 'filename="attest-events-release-2.ndjson"' in answer.headers["Content-Disposition"]
        assert b"Changed: NATO offers" in answer.read()
