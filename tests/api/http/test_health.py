"""Whether the process lives, and whether it can answer."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from config.wsgi import application
from events.documents.fingerprint import COLUMNS, DOCUMENTS, INDEX, TALLY, fingerprint
from events.models import Release, Version
from events.publishing import publish
from tests.api.http.test_door import ask

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


# What the newest release says of the rules that made each state: the states that are out of date
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


# What probes send: an address, another name, a name with a port, nothing, and what is no host at all.
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
