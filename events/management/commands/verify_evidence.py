"""Recompute the hash of every passage that records point at."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from config.limits import MOST_PROBLEMS
from events.loading.check.rules import parsed
from events.loading.export.tables import stored
from events.loading.problem import Refused
from events.loading.read.files import read
from events.loading.texts.folder import Texts
from events.loading.texts.verify import ALTERED, NOT_HELD, VERDICTS, VERIFIED, verify
from events.loading.wording import explained
from events.models import Article
from events.models.spans import pointing

STATUS = {VERIFIED: 0, ALTERED: 1, NOT_HELD: 2}
FAILED = 3  # nothing could be verified


class Command(BaseCommand):
    help = (
        "Verify the evidence of all records against the texts in a folder, found by their hashes. "
        "The exit status is 0 if everything is verified, 1 if a text or a passage is altered, 2 if nothing is "
        "altered but some texts are not held, and 3 if nothing could be verified, because an argument, a file or "
        "the database is at fault."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        # argparse ends with 2, which a script would take for texts that are not held.
        end = parser.exit
        parser.exit = lambda status=0, message=None: end(status and FAILED, message)
        parser.add_argument("folder", metavar="DIR", type=Path, help="A folder with the texts.")
        parser.add_argument(
            "--fixtures",
            metavar="PATH",
            nargs="+",
            help="Verify these fixture files or folders, and not the database.",
        )

    def handle(self, folder, fixtures, **options):
        if not folder.is_dir():
            self._fail(f"{folder}: this is not a folder; give the one that holds the texts")
        try:
            items = parsed(read(fixtures)) if fixtures else _items()
            result = verify(items, Texts(folder))
        except Refused as refused:
            self._fail(*refused.lines("nothing was verified"))
        except (DatabaseError, OSError) as error:
            self._fail(f"{explained(error)}; nothing was verified.")
        self._print(result)
        if STATUS[result.verdict]:
            sys.exit(STATUS[result.verdict])

    def _fail(self, *lines):
        for line in lines:
            self.stderr.write(line)
        sys.exit(FAILED)

    def _print(self, result):
        for line in result.lines[:MOST_PROBLEMS]:
            self.stdout.write(line)
        more = len(result.lines) - MOST_PROBLEMS
        if more > 0:
            self.stdout.write(f"{more:,} more lines are not shown.")
        for name, numbers in (("Passages", result.passages), ("Texts", result.texts)):
            told = ", ".join(f"{numbers[verdict]:,} {verdict}" for verdict in VERDICTS)
            self.stdout.write(f"{name}: {told}.")


def _items():
    """Return the articles of the database and all that points into their texts."""
    return [(model, values) for model in (Article, *pointing()) for values in stored(model)]
