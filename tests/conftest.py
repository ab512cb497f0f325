"""The world of tests/world in the database of every test, and the API as a client sees it."""

import os
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import set_script_prefix
from hypothesis import HealthCheck, settings

from config import timing
from config.settings import ENVIRONMENT
from events.api.http.door import Door
from events.api.store import release_cache
from events.models.search import SEARCHED
from events.models.words import Word
from events.publishing import publish
from tests.whole_run import pytest_configure, pytest_sessionfinish  # noqa: F401

WORLD = Path(__file__).parent / "world"

# The same examples in each run, and one client for all examples of a test.
settings.register_profile(
    "attest",
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("attest")


def pytest_xdist_auto_num_workers(config):
    """Run two processes more than there are cores: many tests wait for a server, a command or a browser."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Load the world once; what a test changes is rolled back after it."""
    with django_db_blocker.unblock():
        call_command("loaddata", *sorted(map(str, WORLD.glob("*.json"))), verbosity=0)
        publish()


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory):
    """Keep what tests make out of the CACHE_DIR of the project."""
    ENVIRONMENT["CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    """Forget what was looked up in other tests: their releases are rolled back, and others take their place.

    Forget the path at which they mounted the site and the id of their last request, too: nothing else does.
    """
    release_cache.forget()
    timing._request.id = None
    set_script_prefix("/")


@pytest.fixture
def world(db):
    """The drawn records of tests/world/README.md, published as release 1."""


@pytest.fixture
def empty(db):
    """No records in the database, published or not; the closed words stay."""
    models = apps.get_app_config("events").get_models(include_auto_created=True)
    tables = [model._meta.db_table for model in models if not issubclass(model, Word)]
    with connection.cursor() as cursor:
        # References are looked at only when the transaction ends, so that the order means nothing.
        for table in (*tables, *(f"events_search_{name}" for name in SEARCHED)):
            cursor.execute(f"DELETE FROM {table}")


@pytest.fixture
def get(client, world):
    """Ask the API: a path under /api/v1, query and all, and headers by their names.

    It is asked of the views, and again of what stands before them; where that answers, it must answer alike.
    """

    def ask(path, **headers):
        answer = client.get(f"/api/v1{path}", headers=headers)
        status, told, body = quickly(answer.wsgi_request.environ)
        if status is not None:
            assert (status, told) == (
                f"{answer.status_code} {answer.reason_phrase}",
                answer.headers,
            )
            assert body == answer.content
        return answer

    return ask


def quickly(environ):
    """Return (status, headers, body) of the answer without the views; status None where it is left to them."""
    told = [(None, [])]
    door = Door(lambda environ, start_response: [b""])
    body = b"".join(door(environ, lambda *answer: told.append(answer)))
    status, headers = told[-1]
    return status, dict(headers), body
