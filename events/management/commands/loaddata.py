"""Django's loaddata, in the order that the models need, and with what it wrote published."""

import io
import sys

from django.core import serializers
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.utils.functional import cached_property

from events.loading.batches import batches
from events.loading.check.known import parents_of
from events.loading.check.references import held_circles
from events.loading.read.stream import Stream
from events.loading.read.strict_json import Unreadable
from events.loading.read.values import json_faults
from events.models import PARTS, RECORDS
from events.publishing import publish
from events.publishing.tombstones import returning

ADVICE = "nothing was changed; manage.py load_fixtures --check tells all problems and what is right"


class Command(loaddata.Command):
    help = "Load fixture files as Django does, guarded by the constraints, and publish what they change."

    def loaddata(self, fixture_labels):
        self.touched = {model: set() for model in RECORDS}
        self.saved = 0
        # Looking for files needs it before Django's own method sets it.
        self.serialization_formats = serializers.get_public_serializer_formats()
        self.files = [path for label in fixture_labels for path, *_ in self.find_fixtures(label)]
        self.stream = None
        if all(path.endswith(".json") for path in self.files):
            # All files go through the door that Django keeps for its standard input, as one.
            try:
                self.stream = Stream(self.files)
            except (Unreadable, OSError) as error:
                raise CommandError(f"{error}; {ADVICE}") from None
            for problem in self.stream.problems(self.excluded_models):
                raise CommandError(f"{problem}; {ADVICE}")
            self.format = "json"
            fixture_labels = [loaddata.READ_STDIN]
        try:
            super().loaddata(fixture_labels)
        except CommandError:
            raise
        except Exception as error:
            raise CommandError(f"{self._place()}{_root(error)}; {ADVICE}") from error
        # No constraint of a table can see a circle; one that is new leads through a record that was saved.
        circles = held_circles(parents_of(self._saved_keys()))
        if circles:
            raise CommandError(f"{circles[0]}; {ADVICE}")
        for model, key, gone in returning(self.touched):
            raise CommandError(f"{model._meta.label_lower} {key}: {gone}; {ADVICE}")
        release = publish(self.touched)
        if self.verbosity >= 1:
            self.stdout.write(
                f"Release {release.number} is published." if release else "Nothing changed."
            )

    @cached_property
    def compression_formats(self):
        return {**super().compression_formats, "stdin": (self._stdin, None)}

    def _stdin(self, *args):
        return io.StringIO(self.stream.text) if self.stream else sys.stdin

    def load_label(self, fixture_label):
        super().load_label(fixture_label)
        if self.stream:
            self.fixture_count = len(self.files)

    def save_obj(self, obj):
        row = obj.object
        for field, value in (obj.deferred_fields or {}).items():
            # Only a reference among records of one model can be to a later one.
            if self.stream and field.related_model is not type(row):
                raise CommandError(f"{self._place()}{field.name} {value} does not exist; {ADVICE}")
        if not self.stream:
            for fault in json_faults(row):
                raise CommandError(f"{row._meta.label_lower} {row}: {fault}; {ADVICE}")
        saved = super().save_obj(obj)
        if saved and type(row) in self.touched:
            self.touched[type(row)].add(row.pk)
        elif saved and type(row) in PARTS:
            owner = row._meta.get_field(PARTS[type(row)])
            self.touched[owner.related_model].add(getattr(row, owner.attname))
        self.saved += 1
        return saved

    def _saved_keys(self):
        """Return {model: public keys} of the records that were saved."""
        keys = {model: set() for model in RECORDS}
        for model, primary_keys in self.touched.items():
            for batch in batches(primary_keys):
                rows = model.objects.filter(pk__in=batch)
                keys[model].update(rows.values_list(model.key_name, flat=True))
        return keys

    def _place(self):
        """Return where the record stands that is being loaded, if that can be told."""
        # With `ignore` Django leaves records out without a word, so that counting them tells nothing.
        if self.stream is None or self.ignore or self.saved >= len(self.stream.records):
            return ""
        return f"{self.stream.place(self.saved)}: "


def _root(error):
    """Return the first line of what went wrong in the beginning."""
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error).partition("\n")[0].removeprefix("Problem installing fixture '-': ")
