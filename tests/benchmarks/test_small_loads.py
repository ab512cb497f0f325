"""The small loads that are measured change what they say they do."""

from io import StringIO

import pytest
from django.core.management import call_command

from benchmarks.small_loads import Loads
from events.models import Release
from tests.importing.tables import ucdp_file

# The work of each load: its title, whose last words depend on the data, and the records that it changes itself.
DONE = {
    "a note on a source": ("sources", "change"),
    "a document's file, one summary changed": ("events", "change"),
    "the same file again": None,
    "the same file, --check": None,
    "an imported event, another title": ("events", "change"),
    "a note on the actor of ": ("actors", "change"),
    "an event withdrawn": ("events", "withdraw"),
}


def run(*arguments):
    call_command(*arguments, stdout=StringIO())


@pytest.fixture
def filled(empty, tmp_path):
    """The data of fixtures/, and some imported events."""
    run("load_fixtures")
    names = [{"id": str(900_000 + number)} for number in range(9)]
    run("import_ucdp", str(ucdp_file(tmp_path, *names)))


def test_each_load_changes_what_it_says(filled, tmp_path):
    loads = Loads(tmp_path).each()
    for (title, arguments), (said, expected) in zip(loads, DONE.items(), strict=True):
        assert title.startswith(said)
        for turn in range(2):
            before = Release.objects.count()
            run(*arguments(turn))
            assert Release.objects.count() == before + bool(expected), title
            if expected:
                counts = Release.objects.first().counts
                told = {(name, key) for name, one in counts.items() for key in one if one[key]}
                assert told == {expected}, title
                assert counts[expected[0]][expected[1]] == 1, title
