"""Delete states that past releases held, to save space."""

import sys

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from events.loading.wording import explained
from events.management.output import count, stop
from events.models import Release
from events.publishing.comparison import horizon
from events.publishing.prune import prunable, prune

MEGABYTE = 10**6


class Command(BaseCommand):
    help = (
        "Delete states that were replaced long ago, to save space. The API then refuses queries about the releases "
        "before a horizon. Current records and the reason of each withdrawal are kept."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--keep-releases",
            metavar="K",
            type=int,
            help="Keep the newest K releases whole.",
        )
        which.add_argument(
            "--before", metavar="N", type=int, help="Keep release N and all after it whole."
        )
        parser.add_argument("--yes", action="store_true", help="Delete without being asked.")
        parser.add_argument(
            "--vacuum",
            action="store_true",
            help="SQLite only: give the space back to the disk; takes as much again while it runs.",
        )

    def handle(self, **options):
        if options["vacuum"] and connection.vendor != "sqlite":
            stop(
                self,
                "--vacuum is for SQLite; PostgreSQL uses the space again by itself; nothing was changed.",
            )
        try:
            before = self._horizon(options)
            self._prune(before, options["yes"])
            if options["vacuum"]:
                with connection.cursor() as cursor:
                    # Otherwise SQLite builds the new file in memory, all of it.
                    cursor.execute("PRAGMA temp_store = FILE")
                    cursor.execute("VACUUM")
                self.stdout.write("The space is given back to the disk.")
        except DatabaseError as error:
            stop(self, explained(error))

    def _horizon(self, options):
        """Return the number of the earliest release to keep whole."""
        newest = Release.objects.first()
        if newest is None:
            stop(self, "Nothing is published yet, so that there is nothing to delete.")
        keep, before = options["keep_releases"], options["before"]
        if keep is not None and keep < 1:
            stop(
                self,
                f"--keep-releases is {keep}; the newest release is always kept: give 1 or more",
            )
        if before is not None and not 1 <= before <= newest.number:
            known = f"1 to {newest.number}" if newest.number > 1 else "1"
            stop(self, f"--before is {before}; there are releases {known}: give one of them")
        return before if before is not None else max(newest.number - keep + 1, 1)

    def _prune(self, before, yes):
        found = prunable(before)
        if found.last is None:
            self.stdout.write(
                f"No state was replaced before release {before} that is still there; nothing was changed."
            )
            return
        for line in _lines(found):
            self.stdout.write(line)
        if not yes:
            self._ask()
        prune(before)
        self.stdout.write(f"Deleted; the earliest release that is whole is {horizon()}.")
        if connection.vendor == "sqlite":
            self.stdout.write(
                "The file keeps its size and uses the space again, unless --vacuum is given."
            )

    def _ask(self):
        """Ask whether to go on; end the command if there is no terminal, or the answer is not yes."""
        if not sys.stdin.isatty():
            stop(self, "Nothing was changed; give --yes to delete them.")
        answer = input("Delete them permanently? [y/N] ")
        if answer.strip().lower() not in ("y", "yes"):
            stop(self, "Nothing was changed.")


def _lines(found):
    """Yield what is going to be deleted, and what follows from it."""
    total = sum(found.states.values())
    size = (
        f"{found.bytes / MEGABYTE:,.1f} MB" if found.bytes >= MEGABYTE else f"{found.bytes:,} bytes"
    )
    yield f"{count(total, 'state')} that later ones replaced, {size} of JSON, to be deleted:"
    for collection, number in found.states.items():
        yield f"  {collection}: {number:,}"
    which = "release 1" if found.last == 1 else f"releases 1 to {found.last}"
    yield f"The API then refuses queries about {which}, and the change feed begins after release {found.last}."
