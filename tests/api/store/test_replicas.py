"""Reads from a replica: a real one, which follows its database, falls behind, and goes away."""

import json
import shutil
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from tests.management.test_serve import WORLD, Site
from tests.on_postgresql import SERVER_USER, as_server_user, free_port, programs, run

pytestmark = pytest.mark.skipif(
    programs() is None, reason="initdb is not installed (Debian: apt install postgresql)"
)
PATIENCE = 30  # seconds that a replica may take to catch up
# Each way in which questions are answered: in front of Django, by its views, in one stream.
URLS = (
    "/api/v1/events/?country=UA",
    "/api/v1/events/invasion/",
    "/api/v1/events/?order_by=code",
    "/api/v1/events/aggregate/?by=type",
    "/api/v1/events.ndjson",
)


class Server:
    """A PostgreSQL server in a folder of its own."""

    def __init__(self, home, name):
        self.home, self.data, self.port = home, home / name, free_port()
        self.address = f"127.0.0.1:{self.port}"
        self.url = f"postgres://attest@{self.address}/postgres"

    def do(self, program, *arguments):
        run(*as_server_user(), programs() / program, *arguments, cwd=self.home)

    def start(self):
        settings = f"-p {self.port} -k {self.home} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = self.home / f"{self.data.name}.log"
        self.do("pg_ctl", "-D", self.data, "-w", "-l", log, "-o", settings, "start")

    def stop(self):
        self.do("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")

    def ask(self, sql, *values):
        with psycopg.connect(self.url, autocommit=True) as one:
            return one.execute(sql, values).fetchone()[0]

    def was_read_since(self, moment):
        """Return whether documents were looked for here after a moment."""
        sql = (
            "SELECT count(*) > 0 FROM pg_stat_activity WHERE query LIKE '%%events_%%' "
            "AND query NOT LIKE 'SELECT MAX(number)%%' AND query_start > %s AND pid <> pg_backend_pid()"
        )
        return self.ask(sql, moment)

    def now(self):
        return self.ask("SELECT clock_timestamp()")


class Story:
    """A database, its replica, and a site that reads both. The replica's URL names a host that is not there first."""

    def __init__(self, home):
        if as_server_user():
            shutil.chown(home, SERVER_USER)
        self.primary, self.standby = Server(home, "primary"), Server(home, "standby")
        self.fixtures = home / "fixtures"
        self.site = None

    def __enter__(self):
        primary, standby = self.primary, self.standby
        initdb = ("initdb", "-U", "attest", "-A", "trust", "-E", "UTF8", "-D", primary.data)
        primary.do(*initdb)
        primary.start()
        copy = ("pg_basebackup", "-d", primary.url, "-D", standby.data, "-R", "-c", "fast")
        standby.do(*copy)
        standby.start()
        hosts = f"127.0.0.1:{free_port()},{standby.address}"
        self.site = Site(
            None,
            DATABASE_URL=primary.url,
            DATABASE_REPLICA_URL=f"postgres://attest@{hosts}/postgres?target_session_attrs=standby",
            WORKERS="1",
        )
        assert self.site.manage("migrate").returncode == 0
        shutil.copytree(WORLD, self.fixtures, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        self.load()
        self.wait_for_replica()
        self.site.start()
        return self

    def __exit__(self, *exception):
        if self.site and self.site.process:
            self.site.kill()
            print(self.site.process.stdout.read())  # which pytest shows of a test that fails
            self.site.process.stdout.close()
        for server in (self.standby, self.primary):
            if (server.data / "postmaster.pid").exists():
                server.stop()

    def load(self):
        done = self.site.manage("load_fixtures", str(self.fixtures))
        assert done.returncode == 0, done.stdout + done.stderr

    def publish(self, number):
        """Publish release `number`: the title of the event `invasion` is that number."""
        for file in self.fixtures.glob("*.json"):
            records = json.loads(file.read_text(encoding="utf-8"))
            for record in records:
                if record["fields"].get("code") == "invasion":
                    record["fields"]["title"] = str(number)
            file.write_text(json.dumps(records), encoding="utf-8")
        self.load()

    def wait_for_replica(self):
        newest = self.primary.ask("SELECT pg_current_wal_lsn()")
        end = time.monotonic() + PATIENCE
        while not self.standby.ask("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", newest):
            assert time.monotonic() < end, "the replica does not catch up"
            time.sleep(0.05)

    def read(self):
        """Ask every question; return (what the answers are about, whether the replica answered)."""
        start = self.standby.now()
        return told(self.site), self.standby.was_read_since(start)


def told(site):
    """Return what the answers of a site to every question are about: releases, and titles, which are their numbers."""
    answers = [site.get(url) for url in URLS]
    assert [answer.status for answer in answers] == [200] * len(URLS)
    page, record, ordered, counts, export = (answer.read() for answer in answers)
    (exported,) = (
        event["title"]
        for event in map(json.loads, export.splitlines())
        if event["code"] == "invasion"
    )
    releases = [json.loads(page)["release"], json.loads(ordered)["release"]]
    return [*releases, json.loads(counts)["release"], json.loads(record)["title"], exported]


def test_a_replica_is_read_as_long_as_it_has_the_newest_release():
    # Not in a folder of pytest's, which the server's user may not pass through.
    with tempfile.TemporaryDirectory() as home, Story(Path(home)) as story:
        story.publish(2)
        story.wait_for_replica()
        assert story.read() == ([2, 2, 2, "2", "2"], True)

        story.standby.ask("SELECT 1 FROM pg_wal_replay_pause()")
        assert story.read() == ([2, 2, 2, "2", "2"], True)
        story.publish(3)
        assert story.read() == ([3, 3, 3, "3", "3"], False)

        story.standby.ask("SELECT 1 FROM pg_wal_replay_resume()")
        story.wait_for_replica()
        assert story.read() == ([3, 3, 3, "3", "3"], True)

        story.standby.stop()
        answer = story.site.get(URLS[0])
        assert (answer.status, json.loads(answer.read())["release"]) == (200, 3)
