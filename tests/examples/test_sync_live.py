"""The change feed and examples/sync.py over HTTP, while another process publishes: nothing is skipped, repeated or torn."""

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import psycopg
import pytest
import requests
from django.conf import settings

from examples import sync
from tests.management.test_serve import PROJECT, WORLD, Site

LOADS = 24  # even, so that the one that comes and goes has gone
# Publishes one load after another, each with events that change, and one that comes or goes.
PUBLISH = """
import random, sys, time
import django
django.setup()
from django.db import transaction
from events.models import Dataset, Event
from events.publishing import publish
draw = random.Random(7)
for load in range(int(sys.argv[1])):
    with transaction.atomic():
        for event in draw.sample(list(Event.objects.order_by("code")), 4):
            Event.objects.filter(pk=event.pk).update(title=f"Load {load}")
        if load % 2:
            Event.objects.filter(code="comes-and-goes").delete()
        else:
            Event.objects.create(
                code="comes-and-goes", dataset=Dataset.objects.get(slug="attest"), type="CONSULT",
                quad_class=1, title=f"Load {load}",
            )
        assert publish()
    time.sleep(0.03)
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """The URL of a database of its own, of the kind that the tests run on."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield f"sqlite:///{tmp_path_factory.mktemp('site') / 'attest.sqlite3'}"
        return
    server = os.environ["DATABASE_URL"]
    name = f"attest_live_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def site(database):
    # Without its log, which nobody reads here, and which would fill the pipe.
    site = Site(
        None, DATABASE_URL=database, LOG_LEVEL="ERROR", DJANGO_SETTINGS_MODULE="config.settings"
    )
    for arguments in (("migrate",), ("load_fixtures", str(WORLD))):
        done = site.manage(*arguments)
        assert done.returncode == 0, done.stderr
    site.start()
    yield site
    site.kill()
    site.process.stdout.close()


def walk(url, stopping):
    """Read the feed page by page, and on from its end, until that is to stop and everything was read.

    Return what was told, and the releases that the answers were about.
    """
    session, since, told, releases = requests.Session(), 0, [], set()
    while True:
        last_time = stopping.is_set()
        following = f"{url}?since={since}&page_size=3"
        while following:
            answer = session.get(following, timeout=60)
            answer.raise_for_status()
            page = answer.json()
            releases.add(page["release"])
            told += names(page)
            following = page["next"]
        since = page["release"]
        if last_time:
            return told, releases


def names(page):
    return [(row["release"], row["collection"], row["key"]) for row in page["results"]]


def test_nothing_is_skipped_or_told_twice_while_another_process_publishes(site, tmp_path):
    url = f"http://127.0.0.1:{site.port}"
    feed, stopping = f"{url}/api/v1/changes/", threading.Event()
    with ThreadPoolExecutor(1) as threads:
        walking = threads.submit(walk, feed, stopping)
        publisher = subprocess.Popen(
            [sys.executable, "-c", PUBLISH, str(LOADS)], cwd=PROJECT, env=site.environment
        )
        try:
            session, told = sync.patient_session(), []
            while publisher.poll() is None:
                # Each run compares the copy with the hash of the release that it ended with.
                told.append(sync.sync(session, url, tmp_path / "copy.sqlite3", page_size=5))
            last = sync.sync(session, url, tmp_path / "copy.sqlite3", page_size=5)
        finally:
            publisher.kill()
            publisher.wait()
            stopping.set()
        walked, releases = walking.result()
    assert publisher.returncode == 0
    assert f"The copy is release {LOADS + 1}: " in last
    assert all(line.endswith(" records, verified.") for line in told)
    # The publisher was at work while both were reading.
    assert len(releases) > 3
    assert len(set(told)) > 3
    page = requests.get(f"{feed}?page_size=1000", timeout=60).json()
    assert page["next"] is None
    assert len(page["results"]) == page["count"] >= 45 + LOADS * 4
    assert walked == names(page)


def test_the_program_as_a_person_runs_it(site, tmp_path):
    url = f"http://127.0.0.1:{site.port}"
    command = [sys.executable, "examples/sync.py", url, str(tmp_path / "copy.sqlite3")]

    def run():
        done = subprocess.run(command, check=False, cwd=PROJECT, capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    number = json.loads(site.get("/api/v1/releases/?page_size=1").read())["release"]
    status, out, err = run()
    assert (status, err) == (0, "")
    first = out.rpartition("The copy is ")[2]
    assert first.startswith(f"release {number}: ")
    subprocess.run(
        [sys.executable, "-c", PUBLISH, "2"], cwd=PROJECT, env=site.environment, check=True
    )
    status, out, err = run()
    assert (status, err) == (0, "")
    assert out.rpartition("The copy is ")[2].startswith(f"release {number + 2}: ")
    done = site.manage("prune_versions", "--keep-releases", "1", "--yes")
    assert done.returncode == 0, done.stderr
    # A copy at the horizon goes on; a new one starts over.
    assert run()[1].startswith("Changes: 0 add, 0 change, 0 withdraw. ")
    (tmp_path / "copy.sqlite3").unlink()
    assert run()[1].startswith(
        "Started over, with everything: since: Not every change after release 0"
    )
