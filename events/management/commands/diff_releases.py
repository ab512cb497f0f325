"""Tell what differs between two releases."""

import orjson
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.documents.differences import between
from events.loading.wording import explained
from events.management.output import WORDS, collection_lines, stop, until_closed
from events.models import MODEL_BY_COLLECTION
from events.publishing.comparison import Unanswerable, answerable, changed
from events.vocabulary import Operation

LONGEST = 100  # characters of a value that a line shows
MARKS = {Operation.ADD: "+", Operation.CHANGE: "~", Operation.WITHDRAW: "-"}


class Command(BaseCommand):
    help = (
        "Tell what differs between the records of two releases: what was added, changed, from which value to which, "
        "and withdrawn. In either order: from a later to an earlier one is what a rollback would do."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("first", metavar="A", type=int, help="The number of a release.")
        parser.add_argument("last", metavar="B", type=int, help="The number of a later release.")
        parser.add_argument(
            "--json",
            action="store_true",
            help="One JSON object a line for each record that differs.",
        )

    def handle(self, first, last, **options):
        try:
            for number in (first, last):
                answerable(number)
            with until_closed(self):
                (self._json if options["json"] else self._text)(first, last)
        except Unanswerable as reason:
            stop(self, str(reason))
        except DatabaseError as error:
            stop(self, explained(error))

    def _json(self, first, last):
        for _, changes in _changed(first, last):
            for change in changes:
                self.stdout.write(orjson.dumps(_told(change)).decode())

    def _text(self, first, last):
        counts = {name: dict.fromkeys(WORDS, 0) for name in MODEL_BY_COLLECTION}
        told = None
        for model, changes in _changed(first, last):
            if model is not told:
                self.stdout.write(model.collection)
                told = model
            for change in changes:
                counts[model.collection][change.operation] += 1
                for line in _lines(change):
                    self.stdout.write(f"  {line}")
        if told is None:
            self.stdout.write(f"Releases {first} and {last} hold the same records.")
            return
        self.stdout.write(f"From release {first} to release {last}:")
        for collection, line in collection_lines(counts):
            self.stdout.write(f"  {collection}: {line}")


def _changed(first, last):
    return changed(first, last, documents=(Operation.CHANGE,))


def _told(change):
    """Return a change as JSON tells it."""
    after = change.after
    withdrawn = change.operation == Operation.WITHDRAW
    return {
        "collection": change.collection,
        "key": change.key,
        "operation": change.operation,
        "reason": after.reason if withdrawn and after else None,
        "merged_into": after.merged_into if withdrawn and after else None,
        "changes": _differences(change),
    }


def _differences(change):
    if change.operation != Operation.CHANGE:
        return None
    return between(change.before.document, change.after.document)


def _lines(change):
    """Yield the lines that tell a person of a change."""
    told = _told(change)
    successor = f", {told['merged_into']} in its place" if told["merged_into"] else ""
    reason = f" ({told['reason']}{successor})" if told["reason"] else ""
    yield f"{MARKS[change.operation]} {change.key}{reason}"
    for name, values in (told["changes"] or {}).items():
        yield f"    {name}: {_shown(values['old'])} → {_shown(values['new'])}"


def _shown(value):
    text = orjson.dumps(value).decode()
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
