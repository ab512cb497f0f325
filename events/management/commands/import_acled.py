"""Import files of ACLED, got under its terms, and publish what they change."""

from events.importing.acled import importer as acled
from events.management.import_command import ImportCommand


class Command(ImportCommand):
    help = "Import files of ACLED: published as one release, or not at all."
    importer = acled
