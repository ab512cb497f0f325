"""`manage.py serve` as it runs in production: it answers, it stops when told to, and it says why it cannot start."""

import contextlib
import gzip
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import config
from events.management.commands import serve

PROJECT = Path(config.__file__).parent.parent
WORLD = PROJECT / "tests" / "world"
LONGEST_START = 240  # seconds; two processes that import Django, on a busy machine
LONGEST_STOP = 15


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Site:
    """A site on a port of its own."""

    before = ()  # words before the command of the server
    python = sys.executable
    folder = PROJECT
    options = {}  # noqa: RUF012 - of subprocess, such as the user

    def __init__(self, database, **environment):
        self.port = free_port()
        self.cache = tempfile.mkdtemp(prefix="attest-cache-")
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{database}",
            "CACHE_DIR": self.cache,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "WORKERS": "2",
            **environment,
        }
        self.process = None

    def manage(self, *arguments):
        return subprocess.run(
            [self.python, "manage.py", *arguments],
            check=False,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=LONGEST_START,
            **self.options,
        )

    def start(self, ready=200):
        """Start it, in a group of processes of its own, and wait until /readyz has a status."""
        self.process = subprocess.Popen(
            [*self.before, self.python, "manage.py", "serve"],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **self.options,
        )
        end = time.monotonic() + LONGEST_START
        while time.monotonic() < end and self.process.poll() is None:
            if self.answers(ready):
                return self
            time.sleep(0.1)
        self.kill()
        pytest.fail(f"It does not answer: {self.process.stdout.read()}")

    def get(self, path, method="GET", **headers):
        url = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(url, method=method, headers=headers)
        try:
            return urllib.request.urlopen(request, timeout=LONGEST_START)
        except urllib.error.HTTPError as error:
            return error

    def answers(self, ready=200):
        """Return whether it listens, and /readyz has this status."""
        try:
            return self.get("/readyz").status == ready
        except OSError:
            return False

    def stop(self, number):
        """Send a signal; return (exit status, what it printed)."""
        self.process.send_signal(number)
        printed, _ = self.process.communicate(timeout=LONGEST_STOP)
        return self.process.returncode, printed

    def workers(self):
        """Return the processes that answer."""
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        if not told.exists():
            pytest.skip("this system does not tell in /proc which processes a process has started")
        return {int(one) for one in told.read_text().split()}

    def is_running(self):
        """Return whether any process of the group is left."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        shutil.rmtree(self.cache, ignore_errors=True)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A file with the world of tests/world, published."""
    file = tmp_path_factory.mktemp("site") / "attest.sqlite3"
    site = Site(file)
    for arguments in (("migrate",), ("load_fixtures", str(WORLD))):
        done = site.manage(*arguments)
        assert done.returncode == 0, done.stderr
    return file


@pytest.fixture(scope="module")
def site(database):
    site = Site(database).start()
    yield site
    site.kill()
    site.process.stdout.close()


def test_it_is_ready(site):
    with site.get("/readyz") as answer:
        assert json.load(answer) == {
            "status": "ok",
            "checks": {"database": True, "migrations": True, "release": True, "derived": True},
        }


def test_a_page_is_whole(site):
    with site.get("/api/v1/events/?page_size=2") as answer:
        body = answer.read()
        assert answer.status == 200
        assert answer.headers["Content-Length"] == str(len(body))
        assert answer.headers["Content-Type"] == "application/json"
    page = json.loads(body)
    assert (page["release"], len(page["results"])) == (1, 2)
    assert page["next"].startswith(
        f"http://127.0.0.1:{site.port}/api/v1/events/?page_size=2&cursor="
    )


def test_a_page_that_has_not_changed_is_not_sent_again(site):
    with site.get("/api/v1/events/") as answer:
        etag = answer.headers["ETag"]
    assert etag.startswith('W/"')
    # Each worker gives the same one.
    for _ in range(8):
        with site.get("/api/v1/events/", **{"If-None-Match": etag}) as answer:
            assert (answer.status, answer.read()) == (304, b"")
            assert answer.headers["ETag"] == etag


def test_head_tells_the_length_and_sends_nothing(site):
    with site.get("/api/v1/events/") as answer:
        length = len(answer.read())
    with site.get("/api/v1/events/", method="HEAD") as answer:
        assert (answer.status, answer.read()) == (200, b"")
        assert answer.headers["Content-Length"] == str(length)


def test_a_page_is_compressed_for_who_can_read_it(site):
    with site.get("/api/v1/events/") as answer:
        plain = answer.read()
    with site.get("/api/v1/events/", **{"Accept-Encoding": "gzip"}) as answer:
        packed = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Length"] == str(len(packed))
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain)


def test_static_files_are_served(site):
    with site.get("/static/api/redoc.js") as answer:
        assert answer.read() == (PROJECT / "events/api/static/api/redoc.js").read_bytes()
        assert answer.headers.get_content_type() == "text/javascript"


def test_clients_that_send_nothing_keep_nobody_out(site):
    with contextlib.ExitStack() as silent:
        for _ in range(300):
            silent.enter_context(socket.create_connection(("127.0.0.1", site.port)))
        start = time.monotonic()
        with site.get("/healthz") as answer:
            assert answer.status == 200
        assert time.monotonic() - start < 4  # the server hangs up on them after five seconds


def test_an_error_is_one_of_the_api(site):
    with site.get("/api/v1/events/?countri=UA") as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")
        assert answer.headers["Content-Length"] == str(len(answer.read()))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda one: one.name)
def test_it_stops_when_told_to_and_leaves_nothing_running(database, number):
    site = Site(database).start()
    try:
        # The connection is left open, as browsers leave theirs.
        with socket.create_connection(("127.0.0.1", site.port)):
            status, printed = site.stop(number)
        assert status == 0
        assert not site.is_running()
        assert f"Attest answers at http://127.0.0.1:{site.port}/ (stop it with Ctrl-C)\n" in printed
        assert "Traceback" not in printed
        assert "Python threads" not in printed
    finally:
        site.kill()


def test_a_worker_that_is_killed_has_a_successor(database):
    site = Site(database).start()
    try:
        before = site.workers()
        killed = min(before)
        os.kill(killed, signal.SIGKILL)
        end = time.monotonic() + LONGEST_START
        while time.monotonic() < end and (len(site.workers()) < 2 or killed in site.workers()):
            time.sleep(0.05)
        assert (len(before), len(site.workers()), len(site.workers() - before)) == (2, 2, 1)
        # Until it has begun to listen the other one answers; which may have been on its way to that, too.
        while time.monotonic() < end and not site.answers():
            time.sleep(0.05)
        for _ in range(20):
            assert site.get("/readyz").status == 200
        assert site.process.poll() is None
        status, printed = site.stop(signal.SIGTERM)
        assert status == 0
        assert "Unexpected exit from worker" in printed
        assert not site.is_running()
    finally:
        site.kill()


def test_connections_have_a_limit_and_those_that_send_nothing_an_end(database):
    site = Site(database, WORKERS="1", LIMIT_CONNECTIONS="2", LIMIT_HEADER_SECONDS="2").start()
    try:
        with contextlib.ExitStack() as silent:
            start = time.monotonic()
            ends = [
                silent.enter_context(socket.create_connection(("127.0.0.1", site.port)))
                for _ in range(2)
            ]
            with site.get("/healthz") as answer:
                assert answer.status == 200
            assert 1 < time.monotonic() - start < LONGEST_STOP
            assert [end.recv(1) for end in ends] == [b"", b""]
    finally:
        site.kill()
        site.process.stdout.close()


def test_a_process_that_may_open_few_files_takes_few_connections(monkeypatch):
    monkeypatch.setattr(serve.resource, "getrlimit", lambda kind: (100, 600))
    set_to = []
    monkeypatch.setattr(serve.resource, "setrlimit", lambda kind, limits: set_to.append(limits))
    assert (serve.connections(), set_to) == (300, [(600, 600)])


# The damage to a copy of the database, and the message at the start
WARNINGS = {
    "a version that made other words": (
        """UPDATE events_release SET fingerprint = json_set(fingerprint, '$."search index"', 'x')""",
        (
            "Warning: A different version of the program made these parts of the database: search index. "
            "Run manage.py republish to rebuild them."
        ),
    ),
    "an earlier version": (
        "UPDATE events_release SET fingerprint = NULL",
        (
            "Warning: A different version of the program made these parts of the database: documents, "
            "computed columns, search index, tally. Run manage.py republish to rebuild them."
        ),
    ),
    "tables of an earlier version": (
        "ALTER TABLE events_release DROP COLUMN fingerprint",
        (
            "Warning: the database has the tables of a different version "
            "(no such column: events_release.fingerprint): run manage.py migrate."
        ),
    ),
}


@pytest.mark.parametrize(("sql", "warning"), WARNINGS.values(), ids=WARNINGS)
def test_what_is_to_be_done_first_is_said_at_the_start(database, tmp_path, sql, warning):
    copy = shutil.copy(database, tmp_path / "attest.sqlite3")
    with contextlib.closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute(sql)
    site = Site(copy).start(ready=503)
    try:
        status, printed = site.stop(signal.SIGTERM)
    finally:
        site.kill()
    assert status == 0
    assert printed.splitlines()[:2] == [
        warning,
        f"Attest answers at http://127.0.0.1:{site.port}/ (stop it with Ctrl-C)",
    ]


def test_workers_that_cannot_start_end_the_server():
    command = serve.server("127.0.0.1", free_port(), 2, application="config.nothing:application")
    done = subprocess.run(
        command, check=False, cwd=PROJECT, capture_output=True, text=True, timeout=LONGEST_START
    )
    assert done.returncode == 1
    assert "Could not import 'config.nothing'" in done.stderr
    # A worker that had begun can end after it.
    assert "Worker crash loop detected, exiting\n" in done.stdout


def test_a_port_that_is_taken_is_told(site):
    done = Site("unused.sqlite3", PORT=str(site.port)).manage("serve")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"CommandError: Attest cannot answer at http://127.0.0.1:{site.port}/: "
        "Address already in use; give another HOST or PORT\n"
    )


def test_an_address_of_another_machine_is_told():
    # An address that is for examples only (RFC 5737)
    done = Site("unused.sqlite3", HOST="192.0.2.1").manage("serve")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Cannot assign requested address; give another HOST or PORT\n" in done.stderr


def test_a_wrong_setting_is_told_before_anything_starts():
    done = Site("unused.sqlite3", PORT="http").manage("serve")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Attest cannot start:\n  PORT='http': Not a valid integer. Give a whole number.\n"
    )


def newest_everywhere(site):
    """Return the (status, release) of a list, a file and the releases, asked so often that each thread is met."""
    found = set()
    for _ in range(12):
        for path in ("events/?page_size=1", "events.ndjson", "releases/"):
            with site.get(f"/api/v1/{path}") as answer:
                release = None
                if answer.status == 200 and path == "events.ndjson":
                    release = int(answer.headers["Attest-Release"])
                elif answer.status == 200:
                    # Releases are counted from 1.
                    release = json.load(answer)["release" if path.startswith("events") else "count"]
                found.add((answer.status, release))
    return found


def test_a_file_that_is_replaced_is_read_by_the_next_request_and_never_mixed(database, tmp_path):
    file, other = tmp_path / "served.sqlite3", tmp_path / "other.sqlite3"
    copy = str(tmp_path / "copy")
    assert Site(database).manage("backup", copy).returncode == 0
    for one in (file, other):
        assert Site(one).manage("restore", copy).returncode == 0
    second = tmp_path / "second.json"
    fields = {"slug": "unian", "name": "UNIAN", "kind": "news_agency"}
    second.write_text(json.dumps([{"model": "events.source", "fields": fields}]))
    added = Site(other).manage("load_fixtures", str(second))
    assert added.returncode == 0, added.stderr
    site = Site(file).start()
    try:
        assert newest_everywhere(site) == {(200, 1)}
        for path in (file, other):
            for beside in ("-wal", "-shm"):
                Path(f"{path}{beside}").unlink(missing_ok=True)
        os.replace(other, file)
        assert newest_everywhere(site) == {(200, 2)}
        file.unlink()
        assert {status for status, _ in newest_everywhere(site)} == {503}
        assert site.get("/readyz").status == 503
        assert site.get("/healthz").status == 200
        assert not file.exists()
    finally:
        site.kill()
        site.process.stdout.close()
