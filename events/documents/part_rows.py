"""Reports, claims and participants as rows: each with what its event says beside it, flat.

They are read out of the stored documents of events, so that they show what was published and nothing else.
"""

from dataclasses import dataclass
from functools import cache

from rest_framework import serializers

from events.documents import SERIALIZERS
from events.documents.events import (
    ClaimSerializer,
    EventSerializer,
    ParticipantSerializer,
    ReportSerializer,
)
from events.documents.serializer_fields import Reference
from events.models import MODEL_BY_COLLECTION, Claim, Participant, Report

# The columns of its event that a row has, and where the document of the event has them.
EVENT_COLUMNS = {
    "dataset": ("dataset",),
    "event_type": ("type",),
    "event_status": ("status",),
    "event_title": ("title",),
    "start_date": ("start_date",),
    "end_date": ("end_date",),
    "date_precision": ("date_precision",),
    "place": ("place",),
    "place_name": ("place_name",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "place_precision": ("place_precision",),
    "country": ("country",),
    "fatalities_low": ("fatalities", "low"),
    "fatalities_best": ("fatalities", "best"),
    "fatalities_high": ("fatalities", "high"),
    "disputed": ("disputed",),
}
# Of a passage: the row names its article, and only quotations have their words.
_LEFT_OUT = ("article", "exact")


@dataclass(frozen=True)
class PartRows:
    """One kind of row: its name in a URL, its model, the list in an event's document, and what tells rows apart there.

    `identity` names fields of a row in a document, `lookups` the same from the model. `word` is the middle of a key;
    without it the middle is the first of the identity.
    """

    name: str
    model: type
    listed: str
    serializer: type
    identity: tuple
    lookups: tuple
    word: str | None = None

    def key(self, event, row):
        """Return the public key of a row: slugs have no dot, so that it is one segment of a path and says all."""
        told = [str(row[name]) for name in self.identity]
        return ".".join([event, *([self.word] if self.word else []), *told])

    def parsed(self, key):
        """Return (code of the event, identity as the key writes it), or None for what is no key of these rows."""
        event, *told = key.split(".")
        if self.word:
            if told[:1] != [self.word]:
                return None
            told = told[1:]
        return (event, tuple(told)) if event and len(told) == len(self.identity) else None

    def rows(self, document):
        """Return {identity, as the key writes it: row} of the document of an event, each row flat."""
        event, found = of_event(document), {}
        for row in document.get(self.listed) or ():
            key = self.key(document["code"], row)
            flat = {"key": key, "event": document["code"]}
            for name, value in _own(self.serializer).items():
                if isinstance(value, dict):
                    inner = row.get(name) or {}
                    flat |= {f"{name}_{one}": inner.get(one) for one in value}
                else:
                    flat[name] = row.get(name)
            found[tuple(str(row[name]) for name in self.identity)] = flat | event
        return found


def of_event(document):
    """Return {column: value} of what a row tells of its event, from the document of the event."""
    return {name: _inner(document, path) for name, path in EVENT_COLUMNS.items()}


def _inner(document, path):
    for name in path:
        document = (document or {}).get(name)
    return document


@cache
def _own(serializer):
    """Return {field: None, or {field: ...} of what is nested in it} of a part."""
    return {
        name: dict.fromkeys(inner for inner in field.fields if inner not in _LEFT_OUT)
        if isinstance(field, serializers.BaseSerializer)
        else None
        for name, field in _FIELDS[serializer].items()
    }


_FIELDS = {
    one: dict(one().fields) for one in (ReportSerializer, ClaimSerializer, ParticipantSerializer)
}


def _alone(field, **more):
    """Return a copy of a field that belongs to no model, with more settings."""
    settings = {name: one for name, one in field._kwargs.items() if name != "source"} | more
    if isinstance(field, Reference):
        kept = ("help_text", "allow_null")
        settings = {name: one for name, one in settings.items() if name in kept}
        return serializers.CharField(**settings)
    return type(field)(*field._args, **settings)


def _row_serializer(name, part, form):
    """Return the serializer class that describes a row of a part; nothing is read through it."""
    fields = {
        "key": serializers.CharField(help_text=f"Public key of the row, `{form}`."),
        "event": serializers.CharField(help_text="Public key of the event."),
    }
    for own, field in _FIELDS[part].items():
        if isinstance(field, serializers.BaseSerializer):
            inner = {one: value for one, value in field.fields.items() if one not in _LEFT_OUT}
            # Without a passage there is none of them.
            fields |= {
                f"{own}_{one}": _alone(value, allow_null=True) for one, value in inner.items()
            }
        else:
            fields[own] = _alone(field)
    event = EventSerializer().fields
    for column, (first, *rest) in EVENT_COLUMNS.items():
        field = event[first].fields[rest[0]] if rest else event[first]
        fields[column] = _alone(field)
    meta = type("Meta", (), {"fields": tuple(fields)})
    doc = part.__doc__.replace("the event", "an event") + " With what the event says, as one row."
    return type(
        f"{name}Serializer", (serializers.Serializer,), fields | {"Meta": meta, "__doc__": doc}
    )


ReportRowSerializer = _row_serializer("ReportRow", ReportSerializer, "{event}.report.{number}")
ClaimRowSerializer = _row_serializer("ClaimRow", ClaimSerializer, "{event}.claim.{number}")
ParticipantRowSerializer = _row_serializer(
    "ParticipantRow", ParticipantSerializer, "{event}.{role}.{actor}"
)

REPORTS = PartRows(
    "reports", Report, "reports", ReportSerializer, ("number",), ("number",), "report"
)
CLAIMS = PartRows("claims", Claim, "claims", ClaimSerializer, ("number",), ("number",), "claim")
PARTICIPANTS = PartRows(
    "participants",
    Participant,
    "participants",
    ParticipantSerializer,
    ("role", "actor"),
    ("role", "actor__slug"),
)
ROW_SERIALIZERS = {
    "reports": ReportRowSerializer,
    "claims": ClaimRowSerializer,
    "participants": ParticipantRowSerializer,
}


def serializer_of(name):
    """Return the serializer class of a collection, or of rows of events, by its name in a URL."""
    return ROW_SERIALIZERS.get(name) or SERIALIZERS[MODEL_BY_COLLECTION[name]]
