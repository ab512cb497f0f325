"""One good row of each model, which a test can spoil in one place."""

import json

import pytest
from django.core.management import call_command
from django.db import transaction

from events.loading.load import check_only
from events.loading.problem import Refused
from events.models import (
    Actor,
    Article,
    Block,
    Claim,
    Context,
    Dataset,
    Event,
    EventLink,
    LeftOut,
    Mode,
    Participant,
    Place,
    Quality,
    RedactedState,
    Redaction,
    Release,
    Report,
    Source,
    Statement,
    StatementEvent,
    StatementLink,
    Tally,
    Topic,
    Version,
)

SHA256 = "0123456789abcdef" * 4

# As a fixture states them: references are lists of one key. Those who are referred to are called base.
GOOD = {
    Dataset: {"slug": "new", "title": "New", "license": "MIT"},
    Source: {"slug": "new", "name": "New", "kind": "other"},
    Article: {"slug": "new"},
    Actor: {"slug": "new", "name": "New", "kind": "person", "public_figure": True},
    Place: {"slug": "new", "name": "New", "kind": "other"},
    Statement: {
        "code": "new",
        "dataset": ["base"],
        "article": ["base"],
        "speaker": ["base"],
        "form": "verbatim",
        "text": "New",
        "act": "COMMENT",
    },
    Event: {"code": "new", "dataset": ["base"], "type": "AGREE", "quad_class": 1, "title": "New"},
    LeftOut: {
        "article": ["base"],
        "number": 1,
        "start": 3,
        "end": 5,
        "sha256": SHA256,
        "reason": "heading",
    },
    StatementEvent: {"statement": ["base"], "event": ["base"], "relation": "rejects"},
    StatementLink: {"statement": ["base"], "relation": "quotes", "target": ["other"]},
    Participant: {"event": ["base"], "actor": ["base"], "role": "actor"},
    Report: {"event": ["base"], "number": 1, "article": ["base"]},
    Claim: {
        "event": ["base"],
        "number": 1,
        "attribute": "status",
        "value": "occurred",
        "article": ["base"],
    },
    EventLink: {
        "event": ["base"],
        "relation": "because_of",
        "target": ["other"],
        "article": ["base"],
    },
    Topic: {"code": "new", "definition": "New."},
    Mode: {"code": "new", "definition": "New."},
    Context: {"code": "new", "definition": "New."},
    Quality: {"code": "new", "definition": "New."},
    Release: {"number": 1000, "time": "2024-01-02T03:04:05Z", "counts": {}, "sha256": SHA256},
    Version: {
        "collection": "actors",
        "key": "base",
        "document": "{}",
        "sha256": SHA256,
        "first_release": 1000,
        "operation": "add",
    },
    Redaction: {
        "collection": "actors",
        "key": "base",
        "field": "name",
        "reason": "New.",
        "day": "2024-01-02",
        "release": 1000,
    },
    RedactedState: {"version": 1000, "redaction": 1000, "sha256": SHA256},
    Block: {"collection": "actors", "first_key": "base", "sha256": SHA256},
    Tally: {"long": False, "newest_first": 0, "events": 1},
}


def columns(model, fields):
    """Return the columns of a row that a fixture states."""
    found = {}
    for name, value in fields.items():
        field = model._meta.get_field(name)
        if field.many_to_one and isinstance(value, list):
            value = field.related_model.objects.get_by_natural_key(*value)
            found[name] = value
        else:
            found[field.attname] = value
    return found


class Rows:
    """Writes rows: the good one of a model, with changes."""

    def __init__(self, folder):
        self.folder = folder
        for model in (Dataset, Source, Article, Actor, Place, Statement, Event):
            self.save(model, **{model.key_name: "base"})
        for model in (Statement, Event):
            self.save(model, code="other")
        self.save(Release)
        self.save(Release, number=1001)
        # A redaction for a state to refer to, of a record that no other row is about.
        self.save(Version, id=1000, key="other")
        self.save(Redaction, id=1000, key="other")

    def save(self, model, **changes):
        """Save the row as any program does; nothing is left of it where that fails."""
        with transaction.atomic():
            row = model(**columns(model, GOOD[model] | changes))
            row.save()
        row.refresh_from_db()
        return row

    def load(self, model, **changes):
        """Load the row with `manage.py loaddata`."""
        file = self._file(model, changes)
        with transaction.atomic():
            call_command("loaddata", file, verbosity=0)

    def problems(self, model, **changes):
        """Return the problems that `load_fixtures --check` has with the row."""
        try:
            check_only([self._file(model, changes)])
        except Refused as refused:
            return set(map(str, refused.problems))
        return set()

    def _file(self, model, changes):
        record = {"model": model._meta.label_lower, "fields": GOOD[model] | changes}
        file = self.folder / "rows.json"
        file.write_text(json.dumps([record]), encoding="utf-8")
        return file


@pytest.fixture
def rows(db, tmp_path):
    return Rows(tmp_path)
