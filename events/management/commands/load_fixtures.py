"""Load fixture files and publish what they change."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.loading.load import check_only, load
from events.loading.problem import Refused
from events.loading.wording import explained
from events.management.output import count, release_lines, stop


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
        parser.add_argument(
            "--reason", help="Why they are withdrawn; told to whoever asks for them."
        )
        parser.add_argument(
            "--restore",
            action="store_true",
            help="Bring back records that were withdrawn and stand in the files. Without it they are problems.",
        )

    def handle(self, paths, **options):
        withdraw, restore = options["withdraw_missing"], options["restore"]
        if options["reason"] is not None and not withdraw:
            stop(self, "--reason says why records are withdrawn; give it with --withdraw-missing")
        try:
            if options["check"]:
                done = check_only(paths, withdraw, restore)
                self.stdout.write(f"{_count(done)}: no problems.")
                return
            done = load(
                paths,
                options["label"],
                options["note"],
                withdraw,
                self.stdout.write,
                reason=options["reason"],
                restore=restore,
            )
        except Refused as refused:
            number = count(len(refused.problems), "problem")
            stop(self, *map(str, refused.problems), f"{number}; nothing was changed.")
        except (DatabaseError, OSError) as error:
            stop(self, f"{explained(error)}; nothing was changed.")
        self.stdout.write(f"{_count(done)} loaded.")
        for line in release_lines(done.release):
            self.stdout.write(line)


def _count(done):
    return f"{count(done.records, 'record')} in {count(done.files, 'file')}"
