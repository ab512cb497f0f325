"""Write the newest release to files, with a description that other programs read."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.api.exports.dataset import DESCRIPTOR, NothingPublished, export
from events.api.exports.formats import FORMATS
from events.api.problems.errors import ParameterError


class Command(BaseCommand):
    help = (
        f"Write every collection of the newest release to files in a folder, with a {DESCRIPTOR}."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", type=Path, help="Where the files are written.")
        parser.add_argument(
            "--format",
            nargs="+",
            choices=FORMATS,
            default=["csv"],
            help="The formats to write; without it, csv. GeoJSON holds places and events only.",
        )

    def handle(self, folder, format, **options):
        try:
            for file in export(folder, format):
                self.stdout.write(f"{file.name}: {file.records:,} records, {file.bytes:,} bytes")
        except NothingPublished:
            self.stderr.write("Nothing is published yet, so that there is nothing to export.")
            sys.exit(1)
        except ParameterError as error:
            self.stderr.write(" ".join(one["message"] for one in error.faults))
            sys.exit(1)
        except (DatabaseError, OSError) as error:
            self.stderr.write(str(error))
            sys.exit(1)
        self.stdout.write(f"{folder / DESCRIPTOR} describes them.")
