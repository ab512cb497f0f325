"""The data of fixtures/ in the database, in place of the world of the other tests."""

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.api.conftest import one_connection  # noqa: F401

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Load fixtures/ once as release 1; `migrate` fills the tables of words again."""
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        call_command("load_fixtures", str(FIXTURES), verbosity=0)
