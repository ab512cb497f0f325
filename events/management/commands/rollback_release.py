"""Publish again what a past release held."""

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.loading.rollback import Inexact, roll_back
from events.loading.wording import explained
from events.management.output import release_lines, stop
from events.publishing.comparison import Unanswerable


class Command(BaseCommand):
    help = (
        "Restore all records as they were in a release, and publish them as a new release. The releases in between "
        "stay in the history. Run `diff_releases` first to see what would change."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("number", metavar="N", type=int, help="The number of the release.")
        parser.add_argument("--label", help="A name for the new release.")
        parser.add_argument("--note", help="Why. Default: Rolled back to release N.")

    def handle(self, number, **options):
        try:
            done = roll_back(number, options["label"], options["note"])
        except (Unanswerable, Inexact) as reason:
            stop(self, f"{reason}; nothing was changed.")
        except DatabaseError as error:
            stop(self, f"{explained(error)}; nothing was changed.")
        for line in release_lines(done.release):
            self.stdout.write(line)
        if done.release is None:
            self.stdout.write(f"It holds the same records as release {number}.")
        elif done.exact and done.release.hash_recipe == done.goal.hash_recipe:
            self.stdout.write(f"It has the hash of release {number}: {done.goal.sha256}.")
        elif done.exact:
            self.stdout.write(
                f"It holds the same records as release {number}, which has its hash by an older recipe."
            )
        else:
            self.stdout.write(
                f"Its records are those of release {number}, with fields that documents did not have then."
            )
        if done.release is not None:
            self.stdout.write(
                "The fixture files are as they were, and the next load publishes what they hold: "
                "see export_fixtures."
            )
