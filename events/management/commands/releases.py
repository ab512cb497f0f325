"""List what was published when."""

import orjson
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.api.views.releases import ReleaseSerializer
from events.loading.wording import explained
from events.management.output import WORDS, stop, until_closed
from events.models import Release

HASH = 12  # digits shown of a hash
NUMBERS = ("release", *WORDS.values())
COLUMNS = ("release", "time (UTC)", *WORDS.values(), "sha256", "states", "datasets", "label")


class Stored(ReleaseSerializer):
    """A release as the API has it, without URLs: those are of a site."""

    class Meta(ReleaseSerializer.Meta):
        fields = (*ReleaseSerializer.Meta.stored, "redactions")


class Command(BaseCommand):
    help = "List the releases, the newest first: what was published when, and what it added, changed and withdrew."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--json",
            action="store_true",
            help="One JSON object a line, as the API has it, without URLs.",
        )

    def handle(self, **options):
        try:
            releases = list(Release.objects.all())
        except DatabaseError as error:
            stop(self, explained(error))
        with until_closed(self):
            if options["json"]:
                for release in Stored(releases, many=True).data:
                    self.stdout.write(orjson.dumps(release).decode())
            elif releases:
                for line in _table([COLUMNS, *map(_cells, releases)]):
                    self.stdout.write(line)
            else:
                self.stdout.write("Nothing is published yet: run manage.py load_fixtures.")


def _cells(release):
    datasets = sorted(release.datasets.items())
    counts = (
        sum(of_collection.get(name, 0) for of_collection in release.counts.values())
        for name in WORDS
    )
    return (
        f"{release.number:,}",
        f"{release.time:%Y-%m-%d %H:%M:%S}",
        *(f"{number:,}" for number in counts),
        release.sha256[:HASH],
        "pruned" if release.pruned else "kept",
        ", ".join(f"{slug} {version}" if version else slug for slug, version in datasets),
        release.label or "",
    )


def _table(rows):
    """Yield the lines of a table, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.rjust(width) if name in NUMBERS else cell.ljust(width)
            for name, cell, width in zip(COLUMNS, row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()
