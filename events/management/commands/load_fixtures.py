"""Load fixture files and publish what they change."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from config.limits import MOST_PROBLEMS
from events.loading.load import check_alone, check_only, load
from events.loading.problem import Refused
from events.loading.texts.folder import Texts
from events.loading.wording import explained
from events.management.output import count, release_lines, stale_lines, stop, warn
from events.models import Release


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
            help=(
                "A fixture file (.json, or .jsonl with one record in a line; also compressed: .gz, .bz2, .xz, "
                ".lzma, .zip), or a folder of them. Default: fixtures/."
            ),
        )
        parser.add_argument("--check", action="store_true", help="Check only; change nothing.")
        parser.add_argument(
            "--alone",
            action="store_true",
            help=(
                "With --check: check the files by themselves, as an empty database would get them. "
                "A reference to a record that only the database holds is then a problem."
            ),
        )
        parser.add_argument(
            "--texts",
            metavar="DIR",
            help=(
                "With --check: verify the spans against the articles' texts in a folder, whatever their names. "
                "Fields that are not coded yet, and lists and records out of order, are then warnings, and gaps "
                "are exact."
            ),
        )
        parser.add_argument("--label", help="A name for the release.")
        parser.add_argument("--note", help="The purpose of the load.")
        parser.add_argument(
            "--withdraw-missing",
            action="store_true",
            help=(
                "Withdraw the statements and events of the files' datasets that the files do not hold, "
                "and the articles, sources, actors and places that nothing uses then."
            ),
        )
        parser.add_argument(
            "--reason", help="Why they are withdrawn; published at their addresses."
        )
        parser.add_argument(
            "--restore",
            action="store_true",
            help="Bring back withdrawn records that the files hold. Without it they are problems.",
        )

    def handle(self, paths, **options):
        withdraw, restore = options["withdraw_missing"], options["restore"]
        if options["reason"] is not None and not withdraw:
            stop(self, "--reason says why records are withdrawn; give it with --withdraw-missing")
        if options["alone"] and (withdraw or restore or not options["check"]):
            stop(self, "--alone checks files without the database; give it with --check only")
        if options["texts"] and not options["check"]:
            stop(self, "--texts verifies spans before a load; give it with --check only")
        try:
            if options["check"]:
                texts = options["texts"] and Texts(options["texts"])
                self._check(paths, withdraw, restore, options["alone"], texts)
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
            stop(self, *refused.lines())
        except (DatabaseError, OSError) as error:
            stop(self, f"{explained(error)}; nothing was changed.")
        warn(self, done.warnings)
        self.stdout.write(f"{_count(done)} loaded.")
        for line in release_lines(done.release):
            self.stdout.write(line)

    def _check(self, paths, withdraw, restore, alone, texts):
        done = check_alone(paths, texts) if alone else check_only(paths, withdraw, restore, texts)
        warn(self, done.warnings[:MOST_PROBLEMS])
        more = len(done.warnings) - MOST_PROBLEMS
        if more > 0:
            self.stderr.write(f"{more:,} more warnings are not shown.")
        self.stdout.write(f"{_count(done)}: no problems.")
        if done.lent:
            self.stdout.write(
                "They need the records of this database: by themselves they have "
                f"{count(done.lent, 'problem')}, which --check --alone lists."
            )
        if not alone:
            for line in stale_lines(Release.objects.first()):
                self.stdout.write(line)


def _count(done):
    return f"{count(done.records, 'record')} in {count(done.files, 'file')}"
