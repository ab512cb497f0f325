"""A site on SQLite that is read by many while release after release is published into the same file."""

import contextlib
import json
import random
import re
import subprocess
import sys
import threading

import pytest
from django.db.backends.sqlite3._functions import register

from config.sqlite import HAS_WAL_FIX, sqlite3
from tests.management.test_serve import PROJECT, WORLD, Site

pytestmark = pytest.mark.skipif(
    not HAS_WAL_FIX,
    reason=f"SQLite {sqlite3.sqlite_version} keeps the rollback journal: readers wait while a load is committed",
)
RELEASES = 50
READERS = 4
LONGEST = 120  # seconds
# In each release every event has the number of it for its title. Checkpoints come often, so that the log is reset often.
WRITER = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from django.db import connection, transaction
from events.models import Event
from events.publishing import publish
connection.cursor().execute("PRAGMA wal_autocheckpoint = 50")
for number in range(2, {RELEASES} + 1):
    with transaction.atomic():
        Event.objects.update(title=str(number))
        assert publish().number == number
"""


def of_page(answer):
    body = json.loads(answer.read())
    return body["release"], {event["title"] for event in body["results"]}, len(body["results"])


def of_export(answer):
    (release,) = re.findall(r"release-(\d+)\.ndjson", answer.headers["Content-Disposition"])
    events = [json.loads(line) for line in answer.read().splitlines()]
    return int(release), {event["title"] for event in events}, len(events)


# In front of Django, by a view, as one stream
QUESTIONS = {
    "/api/v1/events/": of_page,
    "/api/v1/events/?order_by=code": of_page,
    "/api/v1/events.ndjson": of_export,
}


class Reader(threading.Thread):
    """Asks one question after the other, and keeps what was wrong with the answers."""

    def __init__(self, site, seed, end):
        super().__init__()
        self.site, self.random, self.end = site, random.Random(seed), end
        self.seen, self.answers, self.faults = 1, 0, []

    def run(self):
        while not self.end.is_set():
            url = self.random.choice(list(QUESTIONS))
            with self.site.get(url) as answer:
                if answer.status == 503 and answer.headers["Retry-After"]:
                    # One export more than are taken at a time, or the place of the last one is not free yet.
                    assert b"exports are running" in answer.read()
                    continue
                if answer.status != 200:
                    self.faults.append((url, answer.status, answer.read()))
                    continue
                release, titles, number = QUESTIONS[url](answer)
            self.answers += 1
            if release < self.seen or number != 12 or (release > 1 and titles != {str(release)}):
                self.faults.append((url, self.seen, release, titles, number))
            self.seen = release


def test_each_answer_is_of_one_release_never_an_older_one_and_the_file_stays_whole(tmp_path):
    file = tmp_path / "attest.sqlite3"
    site = Site(file)
    for arguments in (("migrate",), ("load_fixtures", str(WORLD))):
        assert site.manage(*arguments).returncode == 0
    site.start()
    # Its log has to go somewhere: once a pipe is full, whoever writes to it waits.
    log = threading.Thread(target=site.process.stdout.read)
    log.start()
    try:
        end = threading.Event()
        readers = [Reader(site, seed, end) for seed in range(READERS)]
        for reader in readers:
            reader.start()
        writer = subprocess.run(
            [sys.executable, "-c", WRITER],
            check=False,
            cwd=PROJECT,
            env=site.environment,
            capture_output=True,
            text=True,
            timeout=LONGEST,
        )
        end.set()
        for reader in readers:
            reader.join()
    finally:
        site.kill()
        log.join()
        site.process.stdout.close()
    assert writer.returncode == 0, writer.stderr
    assert [reader.faults for reader in readers] == [[]] * READERS
    assert all(reader.answers > RELEASES / 4 for reader in readers)
    assert max(reader.seen for reader in readers) > RELEASES / 2
    with contextlib.closing(sqlite3.connect(file)) as connection:
        register(connection)  # the check asks the constraints, which use functions of Django's
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT MAX(number) FROM events_release").fetchone() == (
            RELEASES,
        )
