"""Write the database as canonical fixture files."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.loading.export.files import export
from events.loading.wording import did_you_mean, explained
from events.management.output import count
from events.models import Dataset


class Command(BaseCommand):
    help = "Write the records of the database to canonical fixture files in a folder."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", type=Path, help="Where the files are written.")
        parser.add_argument(
            "--dataset",
            metavar="SLUG",
            nargs="+",
            help="Write only the records of these datasets, with what they use.",
        )

    def handle(self, folder, dataset, **options):
        try:
            known = set(Dataset.objects.values_list("slug", flat=True))
            unknown = [slug for slug in dataset or () if slug not in known]
            for slug in unknown:
                self.stderr.write(f"there is no dataset {slug!r}{did_you_mean(slug, known)}")
            if unknown:
                sys.exit(1)
            done = export(folder, dataset)
        except (DatabaseError, OSError) as error:
            self.stderr.write(explained(error))
            sys.exit(1)
        for line in done.dangling:
            self.stderr.write(line)
        for name in done.others:
            self.stderr.write(f"{name}: not of this export; remove it before you load the folder")
        records, files = count(done.records, "record"), count(len(done.files), "file")
        self.stdout.write(f"{records} written to {files} in {folder}.")
