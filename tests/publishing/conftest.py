"""The drawn rows of tests/publishing/world.py, alone in the database."""

import pytest
from django.apps import apps
from django.db import connection

from events.models import Context, Quality, Topic
from events.models.search import SEARCHED
from events.publishing import publish
from tests.publishing.world import build


@pytest.fixture
def empty(db):
    """No records in the database, published or not; the closed words stay."""
    models = apps.get_app_config("events").get_models(include_auto_created=True)
    tables = [model._meta.db_table for model in models if model not in (Topic, Context, Quality)]
    with connection.cursor() as cursor:
        # References are looked at only when the transaction ends, so that the order means nothing.
        for table in (*tables, *(f"events_search_{name}" for name in SEARCHED)):
            cursor.execute(f"DELETE FROM {table}")


@pytest.fixture
def drawn(empty):
    """The rows of the world; nothing is published."""
    build()


@pytest.fixture
def published(drawn):
    """The rows of the world, published as release 1."""
    return publish(label="first")
