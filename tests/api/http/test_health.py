"""Whether the process lives, and whether it can answer."""

import contextlib
import threading
import time

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from config.wsgi import application
from events.api.http import health
from events.documents.fingerprint import COLUMNS, DOCUMENTS, INDEX, TALLY, fingerprint
from events.models import Release, Version
from events.publishing import publish
from tests.api.http.test_door import ask

LONGEST_WAIT = 10  # seconds
NOT_READY = dict.fromkeys(("database", "migrations", "release", "derived"), False)


@pytest.mark.parametrize("url", ["/healthz", "/readyz"])
def test_both_answer_get_and_head_and_are_never_cached(client, world, url):
    for answer in (client.get(url), client.head(url)):
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("url", ["/healthz", "/readyz"])
def test_both_refuse_to_be_written_to(client, world, url):
    assert client.post(url).status_code == 405


def test_a_process_lives_without_its_database(client):
    # No database mark: this test would fail if the database were touched.
    assert client.get("/healthz").json() == {"status": "ok"}


def test_a_process_that_can_answer_is_ready(client, world):
    assert client.get("/readyz").json() == {
        "status": "ok",
        "checks": dict.fromkeys(NOT_READY, True),
    }


def test_it_is_not_ready_before_the_first_release(client, world):
    Version.objects.all().delete()
    Release.objects.all().delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unavailable",
        "checks": NOT_READY | {"database": True, "migrations": True},
    }


def test_it_is_not_ready_with_a_migration_to_run(client, world, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *args: ["a migration"])
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"] == NOT_READY | {"database": True}


def test_it_is_not_ready_without_its_database(client, world, monkeypatch):
    def refuse():
        raise OperationalError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "ensure_connection", refuse)
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unavailable",
        "checks": NOT_READY,
    }


@contextlib.contextmanager
def check_that_runs(monkeypatch, outcome):
    """Start a check in a thread, which ends when this does; return its answers."""
    begun, may_end, answers = threading.Event(), threading.Event(), []

    def checked():
        begun.set()
        assert may_end.wait(LONGEST_WAIT)
        return outcome, [], None

    monkeypatch.setattr(health, "_checked", checked)
    thread = threading.Thread(target=lambda: answers.append(health.readiness()))
    thread.start()
    assert begun.wait(LONGEST_WAIT)
    try:
        yield may_end, answers
    finally:
        may_end.set()
        thread.join(LONGEST_WAIT)


def test_those_that_come_while_a_check_runs_share_its_outcome(monkeypatch):
    with check_that_runs(monkeypatch, {"database": True}) as (may_end, answers):
        monkeypatch.setattr(health, "_checked", None)
        others = [
            threading.Thread(target=lambda: answers.append(health.readiness())) for _ in range(3)
        ]
        for other in others:
            other.start()
        time.sleep(0.05)
        may_end.set()
        for other in others:
            other.join(LONGEST_WAIT)
    assert answers == [(200, {"status": "ok", "checks": {"database": True}})] * 4


def test_nobody_waits_long_for_a_check_that_is_stuck(monkeypatch):
    monkeypatch.setattr(health, "LONGEST_WAIT", 0.05)
    with check_that_runs(monkeypatch, {"database": True}):
        status, body = health.readiness()
    assert (status, body["status"]) == (503, "unavailable")


def test_nobody_waits_for_a_deep_check(world, monkeypatch):
    release = Release.objects.first()
    with health._verifying:
        assert health._faults(release) == "The check is running."
        monkeypatch.setitem(health._verified, release.sha256, (None, float("-inf")))
        assert health._faults(release) is None


def test_a_deep_check_has_an_end(world, monkeypatch):
    monkeypatch.setattr(health, "VERIFY_SECONDS", 0.01)
    release = Release.objects.first()
    assert health._faults(release) == "The check took more than 0.01 seconds."
    assert not health._verifying.locked()


# The rules that the newest release names: the states that are out of date
RULES = {
    "a different rule": (lambda: fingerprint() | {INDEX: "x"}, [INDEX]),
    "rules of several versions": (
        lambda: fingerprint() | {TALLY: None, DOCUMENTS: None},
        [DOCUMENTS, TALLY],
    ),
    "an earlier version, which said nothing": (
        lambda: None,
        [DOCUMENTS, COLUMNS, INDEX, TALLY],
    ),
}


@pytest.mark.parametrize(("rules", "states"), RULES.values(), ids=RULES)
def test_it_is_not_ready_before_derived_state_is_republished(client, world, rules, states):
    Release.objects.update(fingerprint=rules())
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unavailable",
        "checks": dict.fromkeys(NOT_READY, True) | {"derived": False},
        "stale": states,
        "run": "manage.py republish",
    }
    publish()
    assert client.get("/readyz").status_code == 200


# Hosts that probes send: an address, another name, a name with a port, nothing, and no host at all.
HOSTS = ["10.20.30.40:8000", "other.example", "localhost:1", "", "a,b", "[::1", "a b"]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("url", ["/healthz", "/readyz"])
def test_both_answer_whatever_the_host(client, world, url, host):
    for answer in (client.get(url, HTTP_HOST=host), client.head(url, HTTP_HOST=host)):
        assert answer.status_code == 200
        assert "Content-Length" in answer
    assert client.get("/api/v1/", HTTP_HOST=host).status_code == (
        200 if "localhost" in host else 400
    )


def test_a_probe_without_a_host_header_is_answered(world):
    def no_host(environ, start_response):
        del environ["HTTP_HOST"]
        environ["SERVER_NAME"] = "10.20.30.40"
        return application(environ, start_response)

    for url in ("/healthz", "/readyz"):
        assert ask(no_host, url)[0] == "200 OK"
    assert ask(no_host, "/api/v1/")[0] == "400 Bad Request"
