"""The data that generated requests meet, in place of the world of the other tests, and a count of the requests."""

from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

from events.api.store import release_cache
from events.models import Event
from tests.api.conftest import one_connection  # noqa: F401
from tests.importing.test_real_files import V23, real

FIXTURES = Path(__file__).parents[2] / "fixtures"
REQUESTS = pytest.StashKey()


@pytest.fixture(scope="module")
def fixtures(django_db_setup, django_db_blocker):
    """Load fixtures/ alone, as release 1; `migrate` fills the tables of words again."""
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        release_cache.forget()
        call_command("load_fixtures", str(FIXTURES), verbosity=0)


@pytest.fixture(scope="module")
def imported(fixtures, django_db_blocker):
    """Load the real events of Ukraine as well, as release 2."""
    path = real(V23)
    with django_db_blocker.unblock():
        call_command("import_ucdp", str(path), dataset_version="23.1", verbosity=0)
        assert Event.objects.count() == 3094


def pytest_itemcollected(item):
    """Give each operation an id of its own: schemathesis 4.32 and pytest 9.2 give one to all of a module."""
    if item.id.params is None:
        item._id = item.id.with_params(item.operation_label)


def pytest_configure(config):
    config.stash[REQUESTS] = Counter()
    config.pluginmanager.register(Requests(config.stash[REQUESTS]))


class Requests:
    """Counts requests, and the reasons for refusals of what fits the schema, in all workers."""

    def __init__(self, counted):
        self.counted = counted

    def pytest_runtest_logreport(self, report):
        if report.when == "call":
            self.counted.update(report.user_properties)

    def pytest_terminal_summary(self, terminalreporter):
        if self.counted:
            terminalreporter.section(
                "requests by their fit to the schema and the status of the answer"
            )
            for (kind, value), number in sorted(self.counted.items(), reverse=True):
                terminalreporter.write_line(f"{number:8,}  {kind}  {value}")
