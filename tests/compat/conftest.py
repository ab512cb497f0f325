"""Fixtures that the tests of the compatible endpoints share: imports into a database without records, and questions."""

import io

import pytest

from events.importing.acled import importer as acled
from events.importing.progress import Progress
from events.importing.run import Wanted, run
from events.importing.ucdp import importer as ucdp
from tests.importing.database import emptied
from tests.importing.tables import acled_file, ucdp_file


@pytest.fixture
def imports(db, tmp_path):
    """Return functions that import rows, each the changes to a row of the tables, or a file; all else is gone."""
    emptied()

    class Imports:
        @staticmethod
        def file(form, path, **wanted):
            told = Progress(io.StringIO(), io.StringIO())
            return run(form, [path], Wanted(**wanted), told).release

        def ucdp(self, *rows, **wanted):
            return self.file(ucdp, ucdp_file(tmp_path, *rows), **wanted)

        def acled(self, *rows, **wanted):
            return self.file(acled, acled_file(tmp_path, *rows), **wanted)

    return Imports()


@pytest.fixture
def ged(client):
    """Ask UCDP's endpoint: a version with its query; the answer."""
    return lambda asked: client.get(f"/compat/ucdp/api/gedevents/{asked}")


@pytest.fixture
def lists(client):
    """Ask one of ACLED's lists, with its query; the answer."""

    def ask(asked=""):
        name, _, query = asked.partition("?")
        return client.get(f"/compat/acled/api/{name or 'acled'}/read?{query}")

    return ask
