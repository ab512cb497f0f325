"""Import files of ACLED, got under its terms, and publish what they change."""

from events.importing.acled import importer as acled
from events.importing.command import DatedImportCommand


class Command(DatedImportCommand):
    help = "Import files of ACLED: published as one release, or not at all."
    form = acled
