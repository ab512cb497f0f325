"""The base of the import commands: their arguments and their output."""

import argparse
import sys

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.importing.counts import REJECTED
from events.importing.importer import Importer
from events.importing.problem import Stopped
from events.importing.progress import Progress
from events.importing.reading.dates import DateOrder
from events.importing.reading.dialect import Options
from events.importing.reading.encodings import text_encoding
from events.importing.reading.numbers import Mark
from events.importing.run import Wanted, run
from events.management.output import count, release_lines, stale_lines
from events.models import Release
from events.vocabulary import QualityFlag


class ImportCommand(BaseCommand):
    """A command that imports files of one dataset."""

    importer: Importer
    # Importing knows nothing of the API, whose checks would import all of it.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "paths",
            metavar="FILE",
            nargs="+",
            help=(
                "A file: CSV, an Excel workbook (.xlsx) or the JSON of the dataset's own API, plain or compressed "
                "(.gz, .bz2, .xz, .zip). Several are one import."
            ),
        )
        parser.add_argument(
            "--check", action="store_true", help="Read everything and report; change nothing."
        )
        parser.add_argument("--label", help="A name for the release.")
        parser.add_argument(
            "--dataset-version",
            help="The publisher's name for the version that is imported; without it the one on record stays.",
        )
        parser.add_argument(
            "--withdraw-missing",
            action="store_true",
            help=(
                "Withdraw the dataset's events that the files do not hold, and the articles, sources, actors "
                "and places that nothing refers to then."
            ),
        )
        parser.add_argument(
            "--restore",
            action="store_true",
            help="Import events that were withdrawn for a reason, too. Without it they are left out.",
        )
        parser.add_argument(
            "--keep-going",
            action="store_true",
            help="Import the rows that can be read, and put the others aside. Without it one such row stops all.",
        )
        parser.add_argument(
            "--rejects",
            metavar="FILE",
            help=(
                "CSV to write the rows to that are not imported, each with its line and the reason. "
                "Default, with --keep-going: rejects-<dataset>.csv."
            ),
        )
        parser.add_argument(
            "--encoding",
            type=_encoding,
            help=(
                "The encoding of files that are not in UTF-8, and not in UTF-16 with a byte order mark: windows-1251, "
                "cp1252, shift_jis and the others of Python. It is never guessed."
            ),
        )
        parser.add_argument(
            "--decimal",
            choices=[mark.value for mark in Mark],
            help="Whether 1,234 has decimals (comma) or thousands (point), where no number of a file shows it.",
        )
        if self.importer.LAYOUT.has_days:
            parser.add_argument(
                "--date-order",
                choices=[order.value for order in DateOrder],
                help=(
                    "Whether 03/02/2024 is in March (mdy) or in February (dmy), where no date of a file shows it."
                ),
            )

    def handle(self, paths, **given):
        rejects = given["rejects"]
        if given["keep_going"] and rejects is None:
            rejects = f"rejects-{self.importer.DATASET['slug']}.csv"
        wanted = Wanted(
            label=given["label"],
            dataset_version=given["dataset_version"],
            withdraw_missing=given["withdraw_missing"],
            keep_going=given["keep_going"],
            check=given["check"],
            restore=given["restore"],
            rejects=rejects,
            options=Options(
                given["encoding"],
                given.get("date_order") and DateOrder(given["date_order"]),
                given["decimal"] and Mark(given["decimal"]),
            ),
        )
        # The progress ends its lines itself: a bar is a line that does not end.
        self.stdout.ending = self.stderr.ending = ""
        progress = Progress(self.stdout, self.stderr)
        try:
            done = run(self.importer, paths, wanted, progress)
        except Stopped as reason:
            self._stop(progress, reason)
        except (DatabaseError, OSError) as error:
            self._stop(progress, _explained(error))
        _report(done, wanted, progress.say)
        if wanted.check and done.counts.fates[REJECTED]:
            sys.exit(1)

    def _stop(self, progress, reason):
        progress.end()
        self.stderr.write(f"{reason}\nNothing was changed.\n")
        sys.exit(1)


def _encoding(name):
    try:
        return text_encoding(name)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _report(done, wanted, say):
    """Print what was done; the last line accounts for every row."""
    for reason, rows in done.counts.left_out.most_common():
        say(f"Left out: {count(rows, 'row')}: {reason}")
    for (column, word), cells in done.counts.emptied.most_common():
        say(f"Read as empty: {word!r} in {column}, {count(cells, 'cell')}.")
    for (column, word), cells in done.counts.kept.most_common():
        say(f"Kept as a name: {word!r} in {column}, {count(cells, 'cell')}.")
    for flag, rows in done.counts.flagged.most_common():
        say(f"Flagged {flag}: {count(rows, 'row')}. {QualityFlag(flag).label}")
    if done.rejects.written:
        say(f"The rows that were not imported are in {done.rejects.path}.")
    if wanted.check:
        say("Checked only; nothing was changed.")
        lines = stale_lines(Release.objects.first())
    else:
        lines = release_lines(done.release)
    for line in lines:
        say(line)
    say(f"{done.counts}.")


def _explained(error):
    """Return a database's or the system's refusal as one line."""
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    first = str(error).strip().partition("\n")[0]
    if "no such table" in first or "does not exist" in first:
        return f"the database has no tables for this yet ({first}): run manage.py migrate"
    return f"the database refused it: {first}"
