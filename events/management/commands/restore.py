"""Put a backup in the place of the database."""

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.loading.wording import explained
from events.management.backups import CannotBackUp, restore
from events.management.output import stop
from events.models import Release


class Command(BaseCommand):
    help = (
        "Put a backup in the place of the database, all or nothing, and check the hash of each of its releases. Until "
        "it is done, a running server reads the old state on SQLite, and its requests wait on PostgreSQL."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The file that `backup` has written.")
        parser.add_argument(
            "--replace", action="store_true", help="Replace a database that holds releases."
        )

    def handle(self, file, *, replace, **options):
        try:
            faults = restore(file, replace=replace)
            newest = Release.objects.first()
        except CannotBackUp as error:
            stop(self, str(error))
        except DatabaseError as error:
            stop(self, explained(error))
        if faults:
            stop(self, *faults, "The backup is restored, but it is not what was published.")
        held = f"release {newest.number} is the newest" if newest else "it holds no release"
        self.stdout.write(f"The database is restored from {file}; {held}.")
