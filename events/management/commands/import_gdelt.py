"""Import event files of GDELT and publish what they change."""

from events.importing.gdelt import importer as gdelt
from events.management.import_command import ImportCommand


class Command(ImportCommand):
    help = (
        "Import GDELT event files of version 1.0 or 2.0: published as one release, or not at all."
    )
    importer = gdelt
