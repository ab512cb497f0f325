"""Recompute the hash of every passage that records point at."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.loading.check.rules import parsed
from events.loading.export.tables import stored
from events.loading.problem import Refused
from events.loading.read.files import read
from events.loading.texts.folder import Texts
from events.loading.texts.verify import EVIDENCED, verify
from events.loading.wording import explained
from events.models import Article


class Command(BaseCommand):
    help = (
        "Verify the evidence of all records against the texts in a folder, found by their hashes."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", type=Path, help="A folder with the texts.")
        parser.add_argument(
            "--fixtures",
            metavar="PATH",
            nargs="+",
            help="Verify these fixture files or folders, and not the database.",
        )

    def handle(self, folder, fixtures, **options):
        if not folder.is_dir():
            self.stderr.write(f"{folder}: this is no folder; give the one that holds the texts")
            sys.exit(1)
        try:
            items = parsed(read(fixtures)) if fixtures else _items()
            result = verify(items, Texts(folder))
        except Refused as refused:
            for problem in refused.problems:
                self.stderr.write(str(problem))
            self.stderr.write("These files have problems; nothing was verified.")
            sys.exit(1)
        except (DatabaseError, OSError) as error:
            self.stderr.write(f"{explained(error)}; nothing was verified.")
            sys.exit(1)
        self._tell(result)

    def _tell(self, result):
        for line in result.wrong:
            self.stdout.write(line)
        for slug in result.articles_not_held:
            self.stdout.write(f"events.article {slug}: text not held")
        self.stdout.write(
            f"Passages verified: {result.passages}, in {result.texts} texts. "
            f"Text not held: {result.not_held}. Wrong: {len(result.wrong)}."
        )
        if not result.passages and not result.wrong:
            self.stdout.write("No evidence was verified at all.")
        if result.wrong:
            sys.exit(1)


def _items():
    """Return the articles of the database and all that points into their texts."""
    return [(model, values) for model in (Article, *EVIDENCED) for values in stored(model)]
