"""Rebuild everything that is derived from the records, by the rules of this version of the program."""

from collections import Counter

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from config import __version__
from events.documents.fingerprint import COLUMNS, INDEX, TALLY, stale
from events.importing.progress import Progress
from events.loading.wording import explained
from events.management.output import count, release_lines, stop
from events.models import Release
from events.publishing import publish

NOTE = f"Documents rebuilt by manage.py republish of version {__version__}."


class Command(BaseCommand):
    help = (
        "Rebuild the stored documents, the computed columns, the search index and the tally by the rules of this "
        "version of the program, all or nothing. Documents that change are published as a new release; past releases "
        "stay as they are. Run it after an upgrade, and whenever /readyz reports it."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--label", help="A name for the release.")
        parser.add_argument("--note", help=f"The purpose of the release. Default: {NOTE}")

    def handle(self, label, note, **options):
        # The progress ends its lines itself: a bar is a line that does not end.
        self.stdout.ending = ""
        progress = Progress(self.stdout, self.stderr)
        rebuilt = Counter()
        try:
            before = stale(Release.objects.first())
            release = publish(
                label=label, note=note or NOTE, tell=progress.published, rebuilt=rebuilt
            )
        except DatabaseError as error:
            progress.end()
            stop(self, f"{explained(error)}; nothing was changed.")
        for line in _lines(release, rebuilt, before):
            progress.say(line)


def _lines(release, rebuilt, before):
    """Yield what was done; `before` are the states that were not up to date."""
    if release is None and rebuilt.total():
        yield f"No document changed; release {Release.objects.first().number} is current."
    else:
        yield from release_lines(release)
    for state in (COLUMNS, INDEX, TALLY):
        if rebuilt[state]:
            yield f"{state.capitalize()}: {count(rebuilt[state], 'row')} updated."
    if before:
        yield f"Now up to date with this version of the program: {', '.join(before)}."
