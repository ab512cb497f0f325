"""Import files of UCDP GED and publish what they change."""

from events.importing.ucdp import importer as ucdp
from events.management.import_command import ImportCommand


class Command(ImportCommand):
    help = "Import files of the UCDP Georeferenced Event Dataset: published as one release, or not at all."
    importer = ucdp
