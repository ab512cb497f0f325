"""A site that many clients read while data are imported, that some clients do not read, and whose tables are locked.

It has the database of the run: a file of SQLite, or a PostgreSQL server. CLIENTS and LOAD_SECONDS set the size of the load.
"""

import contextlib
import hashlib
import http.client
import itertools
import os
import socket
import threading
import time
from collections import Counter

import psycopg
import pytest
from django.db import connection

from tests.faults.databases import done, made, manage
from tests.importing.test_real_files import UNION, real
from tests.management.test_serve import Site

CLIENTS = int(os.environ.get("CLIENTS", "64"))
SECONDS = int(os.environ.get("LOAD_SECONDS", "60"))
LONGEST_WAIT = 60  # seconds
PAUSE = 0.1  # seconds between two requests of a client, without which the load would last for hours
SILENT = 20
LOCKED = 3  # seconds
CHEAP = (
    "/api/v1/events/",
    "/api/v1/events/?country=UA&page_size=20",
    "/api/v1/events/?fields=code,title&page=3",
    "/api/v1/events/ukraine-war/",
    "/api/v1/datasets/",
    "/api/v1/actors/?page_size=5",
    "/api/v1/statements/",
)
COSTLY = (
    "/api/v1/events/aggregate/?by=country,year",
    "/api/v1/events/?q=kyiv",
    "/api/v1/events/?order_by=-fatalities_best",
    "/api/v1/statements/aggregate/?by=act",
)
EXPORTS = ("/api/v1/actors.ndjson", "/api/v1/statements.csv", "/api/v1/events.ndjson?country=SY")
# So many of CLIENTS send other than cheap requests: as many as may wait, and as many exports as may run.
OF_COSTLY, OF_EXPORTS = 8, 2


@pytest.fixture
def database(tmp_path):
    """A database with the records of fixtures/ as release 1."""
    database = made("served", tmp_path)
    done(manage(database, "migrate", "--verbosity", 0))
    done(manage(database, "load_fixtures"))
    yield database
    database.drop()


@pytest.fixture
def site(database):
    """The site on it. Its clients say who they are, as a proxy would."""
    site = Site("", DATABASE_URL=database.url, BEHIND_PROXY="true", LOG_LEVEL="WARNING").start()
    reading = threading.Thread(target=site.process.stdout.read)
    reading.start()
    yield site
    site.kill()
    reading.join()
    site.process.stdout.close()


class Client:
    """A client with an address of its own, which keeps its connection."""

    def __init__(self, site, number):
        self.connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=LONGEST_WAIT)
        self.headers = {"X-Forwarded-For": f"192.0.2.{number}"}

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.connection.close()

    def get(self, path):
        """Return (status, release that the answer names, hash of its body)."""
        self.connection.request("GET", path, headers=self.headers)
        with self.connection.getresponse() as answer:
            body = answer.read()
            release = answer.headers["Attest-Release"] or answer.headers["ETag"]
            return answer.status, release, hashlib.sha256(body).digest()


def reference(site):
    """Return {(path, release): hash of the body} of all questions while nothing changes."""
    found = {}
    with Client(site, 250) as client:
        for path in (*CHEAP, *COSTLY, *EXPORTS):
            status, release, body = client.get(path)
            assert status == 200, path
            found[path, release] = body
    return found


def read(site, number, paths, end, seen):
    """Send questions until the end; add (path, status, release, hash of the body) of each answer to `seen`."""
    with Client(site, number) as client:
        for path in itertools.islice(itertools.cycle(paths), number % len(paths), None):
            if end.wait(PAUSE):
                return
            try:
                seen[path, *client.get(path)] += 1
            except (OSError, http.client.HTTPException) as error:
                seen[path, type(error).__name__, None, None] += 1
                client.connection.close()


def test_each_answer_during_an_import_is_that_of_the_release_that_it_names(database, site):
    known = reference(site)
    end, seen = threading.Event(), [Counter() for _ in range(CLIENTS)]
    threads = []
    for number, counter in enumerate(seen):
        paths = COSTLY if number < OF_COSTLY else CHEAP
        paths = EXPORTS if number >= CLIENTS - OF_EXPORTS else paths
        threads.append(threading.Thread(target=read, args=(site, number, paths, end, counter)))
        threads[-1].start()
    start = time.monotonic()
    try:
        loading = manage(database, "import_ucdp", real(UNION), "--dataset-version", "23.1")
        loaded = done(loading)
        took = time.monotonic() - start
        time.sleep(max(5, SECONDS - took))
    finally:
        end.set()
        for thread in threads:
            thread.join()
    assert "Release 2 is published" in loaded
    known |= reference(site)
    answers = sum(seen, Counter())
    statuses, wrong = Counter(), Counter()
    for (path, status, release, body), number in answers.items():
        statuses[status] += number
        if status != 200 or known.get((path, release)) != body:
            wrong[path, status, release] += number
    print(f"{CLIENTS} clients, import of {took:.0f} s: {sum(answers.values())} answers, {statuses}")
    assert not wrong
    # Each question was answered of both releases.
    assert {(path, release) for path, _, release, _ in answers} == known.keys()
    assert len(known) == 2 * len((*CHEAP, *COSTLY, *EXPORTS))


def test_clients_that_read_nothing_leave_exports_to_others(database, site):
    done(manage(database, "import_ucdp", real(UNION), "--dataset-version", "23.1"))
    request = b"GET /api/v1/events.ndjson HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 192.0.2.7\r\n\r\n"
    with contextlib.ExitStack() as silent:
        for _ in range(SILENT):
            one = socket.socket()
            silent.enter_context(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.connect(("127.0.0.1", site.port))
            one.sendall(request)
        time.sleep(5)
        with Client(site, 8) as other:
            statuses = Counter(other.get("/api/v1/events.csv?country=SY")[0] for _ in range(10))
        took = probed(site, 20)
    print(f"{SILENT} clients read nothing: exports of another one {statuses}, probe {took:.3f} s")
    assert statuses == {200: 10}
    assert took < 1


def probed(site, number):
    """Return the longest time of so many probes, each on a connection of its own."""
    longest = 0.0
    for _ in range(number):
        start = time.monotonic()
        with site.get("/healthz") as answer:
            assert answer.status == 200
        longest = max(longest, time.monotonic() - start)
    return longest


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's readers wait for no lock")
def test_lists_that_wait_for_a_lock_get_503_and_probes_are_answered(database, site):
    seen, threads = Counter(), []

    def ask(number):
        with Client(site, number) as client:
            seen[client.get("/api/v1/events/")[0]] += 1

    with psycopg.connect(database.url) as locking:
        locking.execute("LOCK TABLE events_release IN ACCESS EXCLUSIVE MODE")
        for number in range(CLIENTS):
            threads.append(threading.Thread(target=ask, args=(number,)))
            threads[-1].start()
        time.sleep(LOCKED)
        took = probed(site, 20)
        with site.get("/readyz") as answer:
            assert answer.status == 503
        for thread in threads:
            thread.join()
    print(f"{CLIENTS} lists wait for a lock: {seen}, longest probe {took:.3f} s")
    assert seen == {503: CLIENTS}
    assert took < 1
    with Client(site, 1) as client:
        assert client.get("/api/v1/events/")[0] == 200


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="tests/management/test_serve.py removes the file"
)
def test_a_database_that_goes_away_is_503_until_it_is_back(database, site):
    paths = (*CHEAP, *COSTLY, *EXPORTS, "/", "/api/v1/releases/1/actors.ndjson", "/readyz")

    def statuses():
        with Client(site, 9) as client:
            # So often that each process is met.
            return {(path, client.get(path)[0]) for path in paths * 4}

    def execute(statement):
        with psycopg.connect(database.server, autocommit=True) as postgres:
            postgres.execute(statement)

    breaking = (
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.name}'"
    )
    assert statuses() == {(path, 200) for path in paths}
    execute(breaking)
    assert statuses() == {(path, 200) for path in paths}
    execute(f'ALTER DATABASE "{database.name}" ALLOW_CONNECTIONS false')
    execute(breaking)
    assert statuses() == {(path, 503) for path in paths}
    assert probed(site, 4) < 1
    execute(f'ALTER DATABASE "{database.name}" ALLOW_CONNECTIONS true')
    assert statuses() == {(path, 200) for path in paths}
