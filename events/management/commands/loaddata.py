"""Django's loaddata: it finds the files, and load_fixtures' own path reads, checks, writes and publishes them."""

from pathlib import Path

from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.db import DEFAULT_DB_ALIAS, DatabaseError

from events.loading.load import load
from events.loading.problem import Refused
from events.loading.read.contents import FORMATS, NAME, OPENERS, StandardInput
from events.loading.wording import explained
from events.management.output import release_lines, warn

# Options of Django's that would load a part of a file, or load it past the rules.
REFUSED = {
    "exclude": "--exclude is not supported: a file is loaded whole; take the records out of it",
    "ignore": (
        "--ignorenonexistent is not supported: nothing in a file is dropped; "
        "remove the fields that records do not have"
    ),
}


class Command(loaddata.Command):
    help = (
        "Load fixture files that Django finds by their labels, exactly as load_fixtures loads them: "
        "all of them, and published as one release, or nothing if one has a problem."
    )

    def handle(self, *fixture_labels, **options):
        for name, message in REFUSED.items():
            if options[name]:
                raise CommandError(message)
        if options["database"] != DEFAULT_DB_ALIAS:
            raise CommandError("--database is not supported: only the default database is written")
        # Django's search for files reads these.
        self.using, self.format = options["database"], options["format"]
        self.app_label, self.verbosity = options["app_label"], options["verbosity"]
        self.serialization_formats = FORMATS
        paths = [path for label in fixture_labels for path in self._paths(label)]
        try:
            done = load(paths)
        except Refused as refused:
            raise CommandError("\n".join(refused.lines())) from None
        except (DatabaseError, OSError) as error:
            raise CommandError(f"{explained(error)}; nothing was changed.") from error
        warn(self, done.warnings)
        if self.verbosity >= 1:
            self.stdout.write(f"Installed {done.records} object(s) from {done.files} fixture(s)")
            for line in release_lines(done.release):
                self.stdout.write(line)

    def _paths(self, label):
        """Return what the label of a fixture leads to, as `load` takes it."""
        if label == loaddata.READ_STDIN:
            if not self.format:
                raise CommandError("- reads standard input; give --format=json or --format=jsonl")
            return [StandardInput(self.format)]
        path = Path(label)
        has_format = any(suffix[1:] not in OPENERS for suffix in path.suffixes)
        if path.is_dir() or (has_format and not NAME.search(label)):
            # Not a label of Django's; the reader says what is wrong with it, if anything is.
            return [path]
        return [Path(path) for path, *_ in self.find_fixtures(label)]
