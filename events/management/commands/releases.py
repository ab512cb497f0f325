"""List what was published when."""

import orjson
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.api.published import ReleaseSerializer
from events.loading.wording import explained
from events.management.told import WORDS, stop
from events.models import Release

HASH = 12  # digits shown of a hash
COLUMNS = ("release", "time (UTC)", *WORDS.values(), "sha256", "datasets", "label")


class Command(BaseCommand):
    help = "List the releases, the newest first: what was published when, and what it added, changed and withdrew."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--json", action="store_true", help="One JSON object a line, as the API has it."
        )

    def handle(self, **options):
        try:
            releases = list(Release.objects.all())
        except DatabaseError as error:
            stop(self, explained(error))
        if options["json"]:
            for release in releases:
                self.stdout.write(orjson.dumps(ReleaseSerializer(release).data).decode())
        elif releases:
            self._table([COLUMNS, *map(_cells, releases)])
        else:
            self.stdout.write("Nothing is published yet: run manage.py load_fixtures.")

    def _table(self, rows):
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = [
                cell.rjust(width)
                if name in WORDS.values() or name == COLUMNS[0]
                else cell.ljust(width)
                for name, cell, width in zip(COLUMNS, row, widths, strict=True)
            ]
            self.stdout.write("  ".join(cells).rstrip())


def _cells(release):
    counts = [
        sum(of_collection.get(name, 0) for of_collection in release.counts.values())
        for name in WORDS
    ]
    datasets = [
        f"{slug} {version}" if version else slug
        for slug, version in sorted(release.datasets.items())
    ]
    return (
        f"{release.number}{' pruned' if release.pruned else ''}",
        f"{release.time:%Y-%m-%d %H:%M:%S}",
        *(f"{number:,}" for number in counts),
        release.sha256[:HASH],
        ", ".join(datasets),
        release.label or "",
    )
