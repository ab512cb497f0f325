"""A read-only site on a standby of PostgreSQL: the standby lags, its database goes, it goes itself, it is promoted."""

import contextlib
import json
import tempfile
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.api.store.test_replicas import PATIENCE, URLS, Story, told
from tests.management.test_serve import Site
from tests.on_postgresql import programs

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the servers are PostgreSQL's"),
    pytest.mark.skipif(programs() is None, reason="initdb is not installed"),
]


@contextlib.contextmanager
def serving(**environment):
    site = Site(None, WORKERS="1", **environment).start()
    try:
        yield site
    finally:
        site.kill()
        print(site.process.stdout.read())  # which pytest shows of a test that fails
        site.process.stdout.close()


def problems(site):
    """Return the (status, media type, Retry-After, type) of the answers to every question."""
    found = set()
    for url in URLS:
        with site.get(url) as answer:
            body = json.load(answer)
            kind = answer.headers.get_content_type()
            found.add((answer.status, kind, answer.headers["Retry-After"], body["type"]))
    return found


def wait_for(site):
    end = time.monotonic() + PATIENCE
    while not site.answers():
        assert time.monotonic() < end, "the site does not recover"
        time.sleep(0.1)


UNAVAILABLE = {(503, "application/problem+json", "5", "/errors/unavailable")}


def test_a_standby_that_lags_is_left_or_lost_and_that_takes_over():
    with tempfile.TemporaryDirectory() as home, Story(Path(home)) as story:
        story.publish(2)
        story.wait_for_replica()
        both = f"postgres://attest@{story.primary.address},{story.standby.address}/postgres"
        with (
            serving(DATABASE_URL=story.standby.url, READ_ONLY="true") as reader,
            serving(DATABASE_URL=f"{both}?target_session_attrs=read-write") as writer,
        ):
            of_two = [2, 2, 2, "2", "2"]
            assert told(reader) == told(writer) == of_two

            # It lags: its own newest release, in every answer.
            story.standby.ask("SELECT 1 FROM pg_wal_replay_pause()")
            story.publish(3)
            assert told(writer) == [3, 3, 3, "3", "3"]
            assert told(reader) == of_two
            story.standby.ask("SELECT 1 FROM pg_wal_replay_resume()")
            story.wait_for_replica()
            assert told(reader) == [3, 3, 3, "3", "3"]

            # It goes, and comes back under the same server.
            story.standby.stop()
            assert problems(reader) == UNAVAILABLE
            assert reader.get("/healthz").status == 200
            assert reader.get("/readyz").status == 503
            story.standby.start()
            wait_for(reader)
            assert told(reader) == [3, 3, 3, "3", "3"]

            # Its database goes: the read-only site goes on, one that must know the newest release does not.
            story.primary.stop()
            assert told(reader) == [3, 3, 3, "3", "3"]
            assert problems(writer) == problems(story.site) == UNAVAILABLE

            # It is promoted: a site that names both hosts finds it.
            story.standby.do("pg_ctl", "-D", story.standby.data, "-w", "promote")
            wait_for(writer)
            assert told(writer) == told(reader) == [3, 3, 3, "3", "3"]
            done = writer.manage("rollback_release", "2")
            assert (done.returncode, done.stderr) == (0, "")
            assert told(reader) == [4, 4, 4, "2", "2"]
