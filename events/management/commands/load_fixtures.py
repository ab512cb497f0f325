"""Load fixture files and publish what they change."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.loading.load import check_only, load
from events.loading.problem import Refused
from events.loading.wording import explained
from events.models import RECORDS, Release

WORDS = {"add": "added", "change": "changed", "withdraw": "withdrawn"}


class Command(BaseCommand):
    help = "Load fixture files: all of them, and published as one release, or nothing if one has a problem."
    # Loading knows nothing of the API, whose checks would import all of it.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "paths",
            metavar="PATH",
            nargs="*",
            default=[settings.BASE_DIR / "fixtures"],
            help="A fixture file, or a folder of *.json files. Default: fixtures/.",
        )
        parser.add_argument("--check", action="store_true", help="Check only; change nothing.")
        parser.add_argument("--label", help="A name for the release.")
        parser.add_argument("--note", help="What the load is for.")
        parser.add_argument(
            "--withdraw-missing",
            action="store_true",
            help=(
                "Withdraw the statements and events of the files' datasets that the files do not hold, "
                "and the articles, sources, actors and places that nothing uses then."
            ),
        )

    def handle(self, paths, **options):
        withdraw = options["withdraw_missing"]
        try:
            if options["check"]:
                done = check_only(paths, withdraw)
                self.stdout.write(f"{_count(done)}: no problems.")
                return
            done = load(paths, options["label"], options["note"], withdraw, self.stdout.write)
        except Refused as refused:
            for problem in refused.problems:
                self.stderr.write(str(problem))
            number = len(refused.problems)
            self.stderr.write(f"{number} problem{'s'[: number != 1]}; nothing was changed.")
            sys.exit(1)
        except (DatabaseError, OSError) as error:
            self.stderr.write(f"{explained(error)}; nothing was changed.")
            sys.exit(1)
        self._tell(done)

    def _tell(self, done):
        self.stdout.write(f"{_count(done)} loaded.")
        if done.release is None:
            last = Release.objects.first()
            stands = f"release {last.number} stands" if last else "there is no release yet"
            self.stdout.write(f"Nothing changed; {stands}.")
            return
        self.stdout.write(f"Release {done.release.number} is published:")
        for collection in (model.collection for model in RECORDS):
            counts = done.release.counts.get(collection, {})
            told = [f"{counts[name]} {word}" for name, word in WORDS.items() if counts.get(name)]
            if told:
                self.stdout.write(f"  {collection}: {', '.join(told)}")


def _count(done):
    records = "1 record" if done.records == 1 else f"{done.records} records"
    return f"{records} in {'1 file' if done.files == 1 else f'{done.files} files'}"
