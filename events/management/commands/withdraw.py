"""Withdraw one record."""

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.loading.problem import Refused
from events.loading.withdraw import withdraw
from events.loading.wording import did_you_mean, explained
from events.management.output import count, release_lines, stop
from events.models import MODEL_BY_COLLECTION
from events.vocabulary import Collection


class Command(BaseCommand):
    help = (
        "Withdraw a record: it is deleted, its versions are kept, and its URL says since when it is gone, and why. "
        "Refused while other records refer to it."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        collections = ", ".join(Collection.values)
        parser.add_argument("collection", metavar="COLLECTION", help=f"One of {collections}.")
        parser.add_argument("key", metavar="KEY", help="The record's public key.")
        parser.add_argument(
            "--reason", required=True, help="Why it is withdrawn; the record's URL returns it."
        )
        parser.add_argument(
            "--merged-into",
            metavar="KEY",
            help="The record of the same collection that takes its place.",
        )
        parser.add_argument("--label", help="A name for the release.")
        parser.add_argument("--note", help="The purpose of the release.")

    def handle(self, collection, key, **options):
        wrong = []
        if collection not in MODEL_BY_COLLECTION:
            known = Collection.values
            right = did_you_mean(collection, known) or f"; give one of {', '.join(known)}"
            wrong.append(f"COLLECTION: {collection!r} is no collection{right}")
        if not options["reason"].strip():
            wrong.append("--reason: is empty; say why the record is withdrawn")
        if wrong:
            stop(self, *wrong, f"{count(len(wrong), 'problem')}; nothing was changed.")
        try:
            release = withdraw(
                MODEL_BY_COLLECTION[collection],
                key,
                options["reason"].strip(),
                options["merged_into"],
                options["label"],
                options["note"],
            )
        except Refused as refused:
            number = count(len(refused.problems), "problem")
            stop(self, *map(str, refused.problems), f"{number}; nothing was changed.")
        except DatabaseError as error:
            stop(self, f"{explained(error)}; nothing was changed.")
        for line in release_lines(release):
            self.stdout.write(line)
