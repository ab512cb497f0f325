"""Fixtures that the tests of importing share: a database without records, and one import as a function."""

import io

import pytest

from events.importing.progress import Progress
from events.importing.reading.dialect import Options
from events.importing.run import Wanted, run
from events.importing.ucdp import importer as ucdp
from tests.importing.database import emptied


@pytest.fixture
def empty(db):
    emptied()


class Told(Progress):
    """A Progress that keeps what it tells."""

    def __init__(self):
        super().__init__(io.StringIO(), io.StringIO())

    @property
    def warned_of(self):
        return self.warnings.getvalue().splitlines()


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def imported(empty, told):
    """Import files; return (fates of the rows, changes by collection) of what was done."""

    def do(*paths, form=ucdp, options=None, **wanted):
        done = run(form, paths, Wanted(options=options or Options(), **wanted), told)
        fates = {fate: number for fate, number in done.counts.fates.items() if number}
        return fates, changes(done.release)

    return do


def changes(release):
    """Return {collection: (added, changed, withdrawn)} of a release, where there are any."""
    return release and {
        collection: tuple(counts[name] for name in ("add", "change", "withdraw"))
        for collection, counts in release.counts.items()
        if any(counts.values())
    }
