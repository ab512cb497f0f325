"""Copy the database into one file."""

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.loading.wording import explained
from events.management.backups import CannotBackUp, back_up
from events.management.output import stop


class Command(BaseCommand):
    help = (
        "Copy the whole database into a new file, while it is in use: a SQLite database, or a dump of pg_dump in its "
        "custom format."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The file to write. It must not exist.")

    def handle(self, file, **options):
        try:
            back_up(file)
        except CannotBackUp as error:
            stop(self, str(error))
        except DatabaseError as error:
            stop(self, explained(error))
        self.stdout.write(f"The database is backed up to {file}.")
