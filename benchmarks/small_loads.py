"""The cost of a small load into a large database: `python -m benchmarks.small_loads [--events N] [--database D] [--keep]`.

Each load is a process of its own, as a coder runs it, on a copy of the database that also holds `fixtures/`. A figure
is the CPU that the process used, and on PostgreSQL the server for it, less that of a process that only starts: it
reads its own command and prints the help.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import databases

ROOT = databases.ROOT
DOCUMENT = ROOT / "fixtures" / "lavrov-security-guarantees-for-russia.json"
ROUNDS = 5


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.small_loads", description=__doc__.splitlines()[0]
    )
    databases.add_arguments(parser, events=400_000)
    return parser.parse_args(arguments)


def main(arguments):
    with (
        databases.copied("small_loads", parse(arguments)) as database,
        tempfile.TemporaryDirectory() as folder,
    ):
        for line in measure(database, Path(folder)):
            print(line, flush=True)


def measure(database, folder):
    """Yield the lines of the report."""
    run = Runs(database)
    run("migrate", "--verbosity", "0")
    run("load_fixtures")
    # The records that are changed come from the database itself, in the form of fixtures.
    os.environ |= {"DATABASE_URL": database.url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    import django

    django.setup()
    loads = Loads(folder)
    yield f"{loads.events:,} events; CPU seconds beyond the start of the process, of {ROUNDS} rounds\n"
    yield "| what is done | median | each |"
    yield "|---|---|---|"
    for title, arguments in loads.each():
        found = [run(*arguments(turn)) - run("load_fixtures", "--help") for turn in range(ROUNDS)]
        each = ", ".join(f"{one:.2f}" for one in found)
        yield f"| {title} | {statistics.median(found):.2f} | {each} |"


class Runs:
    """Runs `manage.py` on a database; returns the CPU seconds that it cost."""

    def __init__(self, database):
        self.database = database
        self.environment = {**os.environ, "DATABASE_URL": database.url, "LOG_LEVEL": "ERROR"}

    def __call__(self, *arguments):
        before = self._used()
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise databases.Trouble(f"manage.py {' '.join(arguments)} failed:\n{done.stderr}")
        return self._used() - before

    def _used(self):
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return children.ru_utime + children.ru_stime + self.database.cpu()


class Loads:
    """The loads: each a title, and a function from the number of the turn to the arguments of `manage.py`."""

    def __init__(self, folder):
        from django.db.models import Count

        from events.models import Actor, Event

        self.folder = folder
        imported = Event.objects.exclude(dataset__slug="attest").order_by("code")
        self.events = Event.objects.count()
        self.event, self.last = imported[imported.count() // 2], list(imported.reverse()[:ROUNDS])
        known = Actor.objects.annotate(number=Count("participations")).order_by("-number")
        self.actor = known.first()

    def each(self):
        from events.models import Source

        source = _fixtures(Source.objects.get(slug="glavkom"))
        document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
        event = _fixtures(self.event, *self.event.participations.all())
        title = f"a note on the actor of {self.actor.number:,} events"
        yield "a note on a source", self._changed("source", "note", source)
        yield "a document's file, one summary changed", self._changed("event", "summary", document)
        again = str(self.folder / "changed.json")
        yield "the same file again", lambda turn: ("load_fixtures", again)
        yield "the same file, --check", lambda turn: ("load_fixtures", "--check", again)
        yield "an imported event, another title", self._changed("event", "title", event)
        yield title, self._changed("actor", "note", _fixtures(self.actor))
        yield (
            "an event withdrawn",
            lambda turn: ("withdraw", "events", self.last[turn].code, "--reason", "Try-out"),
        )

    def _changed(self, model, field, records):
        """Return the function that writes the records with another value in a field of the first one of a model."""
        fields = next(one["fields"] for one in records if one["model"] == f"events.{model}")

        def arguments(turn):
            fields[field] = f"Changed for the benchmark, turn {turn + 1}."
            path = self.folder / "changed.json"
            path.write_text(json.dumps(records), encoding="utf-8")
            return "load_fixtures", str(path)

        return arguments


def _fixtures(*rows):
    """Return rows of the database as fixtures."""
    from django.core import serializers

    from events.loading.fixture_fields import fixture_fields

    records = []
    for row in rows:
        records += serializers.serialize(
            "python",
            [row],
            fields=list(fixture_fields(type(row))),
            use_natural_foreign_keys=True,
            use_natural_primary_keys=True,
        )
    return json.loads(json.dumps(records, default=str))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
