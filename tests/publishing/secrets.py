"""The world of the tests with a value of its own in every field that can be redacted, to be found wherever it is shown."""

import contextlib
import datetime
import re
from dataclasses import dataclass
from functools import cache

from django.db import models

from events.documents import field_paths
from events.loading.fixture_fields import patterns
from events.models import PARTS, RECORDS, Claim, Dataset, Event, Participant, Statement
from events.models.constraints import LANGUAGE, URL, WIKIDATA
from events.publishing import publish
from events.publishing.redacted_fields import CannotRedact, Target
from events.publishing.redaction import redact
from tests.importing.tables import ACLED, UCDP

REASON = "The person asked for it."
# The record of each collection whose own fields hold the values; others show something of most of them.
RECORD = {
    "datasets": "attest",
    "sources": "glavkom",
    "articles": "guarantees-for-ukraine",
    "actors": "sergey-lavrov",
    "places": "kyiv",
    "statements": "lavrov-eu-silent",
    "events": "kyiv-strike-next-day",  # of UCDP's dataset
}
IMPORTED = "bering-drill"  # of ACLED's
# Codes of countries: they name nobody, and pages look them up.
CODES = ("covers_countries",)


@dataclass(frozen=True, eq=False)
class Secret:
    """A value of one field; `word` begins a text of several words, and `written` is a regular expression of it."""

    model: type
    key: str
    field: str
    value: object
    word: str | None
    written: str

    def write(self, value=None):
        """Write the value, or a different one."""
        target = Target.of(self.model, self.field)
        target.rows(self.key).update(**{target.column.name: self.value if value is None else value})

    def __str__(self):
        return f"{self.model.collection}/{self.key} {self.field}"


def secrets():
    """Return the Secrets of every field that can be redacted, a tuple."""
    found = [
        _secret(model, key, field, number)
        for number, (model, key, field) in enumerate(_fields(), start=1)
    ]
    number = len(found) + 1
    imported = _secret(Event, IMPORTED, "original", number)
    return (*found, imported)


def found_in(every, *texts):
    """Return the set of those of the Secrets whose values are in any of the texts."""
    any_of = _any_of(every)
    found = {one.lastindex for text in texts for one in any_of.finditer(text)}
    return {every[place - 1] for place in found}


@cache
def _any_of(every):
    written = "|".join(f"({one.written})" for one in every)
    return re.compile(rf"(?<![0-9a-z])(?:{written})(?![0-9])", re.IGNORECASE)


def _fields():
    for model in RECORDS:
        key = RECORD[model.collection]
        for name in field_paths.own(model):
            yield from _redactable(model, key, name)
        for listed, (part, paths) in field_paths.parts(model).items():
            if part not in PARTS:
                continue
            row = part.objects.order_by("pk").first()
            owner = getattr(row, PARTS[part])
            before = f"{listed}.{row.number}" if "number" in paths else listed
            for name in paths:
                yield from _redactable(model, owner.key, f"{before}.{name}")


def _redactable(model, key, field):
    try:
        target = Target.of(model, field)
    except CannotRedact:
        return
    if target.column.name not in CODES:
        yield model, key, field


def _secret(model, key, field, number):
    column = Target.of(model, field).column
    value, written = _value(column, key, number)
    return Secret(
        model,
        key,
        field,
        value,
        f"zyxwv{number}" if isinstance(value, str) and " " in value else None,
        written,
    )


def _value(column, key, number):
    """Return a value of a column, and the regular expression of what it is written as."""
    words, word = f"Zyxwv{number} Qponm{number}", f"qponm{number}"
    shape = patterns(column.model).get(column.name)
    if isinstance(column, models.JSONField):
        if column.default is list:
            return [words], word
        row = ACLED | {"notes": words} if key == IMPORTED else UCDP | {"where_description": words}
        return row, word
    if isinstance(column, models.DateField):
        return datetime.date(1700 + number, 2, 3), str(1700 + number)
    if isinstance(column, models.IntegerField):
        return 918000 + number, f"{918000 + number}"
    if isinstance(column, models.FloatField):
        return number % 80 + 0.90817, rf"{number % 80}\.90817"
    if shape == URL:
        return f"https://example.org/{word}", word
    if shape == WIKIDATA:
        return f"Q{918000 + number}", f"Q{918000 + number}"
    if shape == LANGUAGE:
        return f"qaa-x-{word}", word
    return words, word


def publish_them(every):
    """Publish three releases after the world: of the values, of texts that begin with them, and of a change elsewhere."""
    Dataset.objects.create(slug="acled", title="ACLED", license="LicenseRef-acled")
    dataset = Dataset.objects.get(slug="acled")
    Event.objects.filter(code=IMPORTED).update(dataset=dataset, fatalities_best=2)
    keys = RECORD["statements"], RECORD["events"]
    Statement.objects.filter(code=keys[0]).update(stated_precision="day", note="A note.")
    Event.objects.filter(code=keys[1]).update(date_precision="day")
    Participant.objects.update(basis="inferred", reason="It follows.")
    Claim.objects.update(unit="people")
    for secret in every:
        secret.write()
    publish()
    for secret in every:
        if secret.word:
            secret.write(f"{secret.value} again")
    publish()
    Event.objects.filter(code="ukraine-war").update(summary="Another summary.")
    publish()


def redact_all(every):
    """Redact the fields of Secrets, each in a release of its own."""
    for one in every:
        # Some values went with one that they cannot be without.
        with contextlib.suppress(CannotRedact):
            redact(one.model, one.key, one.field, REASON)
