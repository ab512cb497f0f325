"""Check releases against the documents that the database holds."""

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.loading.wording import explained
from events.management.output import count, stop
from events.models import Release
from events.publishing.verification import verify

MOST_NAMED = 20  # faults of one release that are printed


class Command(BaseCommand):
    help = (
        "Recompute the hash of a release and of each of its documents, and name what differs. Without a number: the "
        "newest release. Exit status 1 if anything differs."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("number", nargs="?", type=int, help="Number of the release.")
        parser.add_argument("--all", action="store_true", help="Check every release.")

    def handle(self, number=None, *, all=False, **options):
        if number is not None and all:
            stop(self, "Give the number of a release or --all, not both.")
        try:
            releases = self._chosen(number, all)
            altered = [release for release in releases if self._differs(release)]
        except DatabaseError as error:
            stop(self, explained(error))
        if altered:
            stop(self, f"{count(len(altered), 'release')} could not be verified.")

    def _chosen(self, number, all):
        releases = Release.objects.order_by("number")
        if number is not None:
            releases = releases.filter(number=number)
        elif not all:
            releases = releases.reverse()[:1]
        if not (releases := list(releases)):
            last = Release.objects.first()
            stop(
                self,
                f"Release {number} does not exist. Releases: 1 to {last.number}."
                if last
                else "Nothing is published yet: run manage.py load_fixtures.",
            )
        return releases

    def _differs(self, release):
        found = verify(release)
        for fault in found.faults[:MOST_NAMED]:
            self.stderr.write(fault)
        if len(found.faults) > MOST_NAMED:
            self.stderr.write(f"... and {len(found.faults) - MOST_NAMED:,} more.")
        if not found.faults:
            self.stdout.write(
                f"Release {release.number}: {count(found.records, 'record')} and the hash verified."
            )
        return bool(found.faults)
