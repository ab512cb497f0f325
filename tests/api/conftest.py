"""Fixtures for all tests of the API."""

from contextlib import contextmanager

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from events.api.store import release_cache, sql
from events.models import Event
from events.publishing import Withdrawal, publish


@pytest.fixture(autouse=True)
def one_connection():
    """Keep the connection that holds the test's transaction, as Django's own test client does."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.fixture
def statements(monkeypatch):
    """Return a context manager that lists the SQL statements inside it, by the ORM and by the driver alike."""

    @contextmanager
    def listed():
        found = []
        rows = sql.rows

        def noted(statement, parameters=()):
            found.append(statement)
            return rows(statement, parameters)

        with monkeypatch.context() as patch, CaptureQueriesContext(connection) as captured:
            patch.setattr(sql, "rows", noted)
            yield found
        found += [one["sql"] for one in captured]

    return listed


@pytest.fixture
def three(world):
    """Two releases after the world: in 2 the strike is another one and a drill is new, in 3 the threat is withdrawn."""
    release_cache.forget()
    strike = Event.objects.get(code="kyiv-strike")
    strike.title, strike.start_date, strike.country = (
        "Strike on Kyiv, put right",
        "2022-10-12",
        "RU",
    )
    strike.save()
    drill = Event.objects.create(
        code="later-drill",
        dataset=strike.dataset,
        type="MOBILIZE",
        quad_class=4,
        title="Later drill",
        start_date="2023-08-01",
        country="RU",
    )
    publish({Event: {strike.pk, drill.pk}}, label="second")
    Event.objects.get(code="port-threat").delete()
    publish({}, {("events", "port-threat"): Withdrawal("Coded twice.")}, label="third")
