"""After a rollback the records are those of the release, row by row, after any sequence of releases."""

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from events.loading.rollback import roll_back
from events.models import Release
from events.publishing import publish
from tests.loading.test_restore import rows_of_tables
from tests.publishing import oracle
from tests.publishing.conftest import drawn, published  # noqa: F401
from tests.publishing.test_sequences import EDITS, Load, Undo

# A load of edits, or the place of a release among those there are: the first, the second ...
STEPS = st.lists(
    st.one_of(st.lists(EDITS, min_size=1, max_size=8), st.integers(0, 5)), min_size=2, max_size=7
)


def take(step, rows):
    """Publish the edits of a step, or roll back; `rows` are those of the releases, by number."""
    if isinstance(step, list):
        load = Load()
        for name, *arguments in step:
            getattr(load, name)(*arguments)
        publish(load.touched, load.withdrawn)
    else:
        before = oracle.standing()
        goal = Release.objects.get(number=step % len(rows) + 1)
        release = roll_back(goal.number).release
        counted = oracle.difference(before, oracle.standing())
        assert (release.counts if release else oracle.NO_COUNTS) == counted
        assert Release.objects.first().sha256 == goal.sha256
        assert rows_of_tables() == rows[goal.number]
    oracle.check()


@settings(max_examples=20)
@given(STEPS)
def test_a_rollback_brings_back_every_row(published, steps):  # noqa: F811
    rows = {1: rows_of_tables()}
    try:
        with transaction.atomic():
            for step in steps:
                take(step, rows)
                rows.setdefault(Release.objects.first().number, rows_of_tables())
            raise Undo
    except Undo:
        pass
