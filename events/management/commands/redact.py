"""Remove one value from every state of a record, and from whatever else shows it."""

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from events.api.exports import kept
from events.loading.wording import did_you_mean, explained
from events.management.output import count, release_lines, stop
from events.models import MODEL_BY_COLLECTION
from events.publishing.redacted_fields import CannotRedact
from events.publishing.redaction import redact, scrub
from events.vocabulary import Collection


class Command(BaseCommand):
    help = (
        "Remove the value of one field from every state of a record, past releases included, and from the documents of "
        "other records that show it. A marker, the old hashes, the reason and the day stay. It cannot be undone."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        collections = ", ".join(Collection.values)
        parser.add_argument("collection", metavar="COLLECTION", help=f"One of {collections}.")
        parser.add_argument("key", metavar="KEY", help="The record's public key.")
        parser.add_argument(
            "field",
            metavar="FIELD",
            help="The field, as `name`; of a nested row, as `claims.2.note`; of all of them, as `claims.note`.",
        )
        parser.add_argument(
            "--reason",
            required=True,
            help="Why; published with the marker. Do not repeat the value.",
        )
        parser.add_argument(
            "--no-vacuum",
            action="store_true",
            help=(
                "Do not rewrite the tables. The database file then keeps the value in free pages until "
                "they are used again. Rewriting locks the tables, and takes as much space again while it runs."
            ),
        )

    def handle(self, collection, key, field, reason, no_vacuum, **options):
        wrong = []
        if collection not in MODEL_BY_COLLECTION:
            known = Collection.values
            right = did_you_mean(collection, known) or f"; give one of {', '.join(known)}"
            wrong.append(f"COLLECTION: {collection!r} is not a collection{right}")
        if not reason.strip():
            wrong.append("--reason: is empty; say why the value is removed")
        if wrong:
            stop(self, *wrong, f"{count(len(wrong), 'problem')}; nothing was changed.")
        try:
            done = redact(MODEL_BY_COLLECTION[collection], key, field, reason.strip())
        except CannotRedact as refused:
            stop(self, f"{refused}; nothing was changed.")
        except DatabaseError as error:
            stop(self, f"{explained(error)}; nothing was changed.")
        for line in release_lines(done.release):
            self.stdout.write(line)
        self.stdout.write(f"{count(done.states, 'past state')} redacted.")
        self.stdout.write(f"{count(kept.drop(), 'kept export file')} removed.")
        self._scrub(no_vacuum)
        if done.elsewhere:
            self.stdout.write(
                "These records still hold the words, in other fields; redact them too:"
            )
            for other in done.elsewhere:
                self.stdout.write(f"  {'/'.join(other)}")
        self.stdout.write(
            "Backups, replicas and copies of others still hold the value: see docs/redaction.md."
        )

    def _scrub(self, left):
        if left or connection.in_atomic_block:
            self.stdout.write("The tables were not rewritten: free pages may still hold the value.")
            return
        try:
            scrub()
        except DatabaseError as error:
            stop(
                self,
                f"The value is redacted, but the tables could not be rewritten ({explained(error)}). "
                "Run VACUUM (PostgreSQL: VACUUM FULL) yourself.",
            )
        self.stdout.write("The tables were rewritten.")
