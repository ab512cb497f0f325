"""Whether the process lives, and whether it can answer."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from events.documents.fingerprint import COLUMNS, DOCUMENTS, INDEX, TALLY, fingerprint
from events.models import Release, Version
from events.publishing import publish

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
