"""The naive peer says the same of an event as Attest does: its fields are the serializer's."""

import itertools
import sqlite3
from datetime import date

from benchmarks.peers.datasette_queries import EDTF, QUERIES
from benchmarks.peers.naive_drf import serializers as naive
from events.documents.edtf import edtf
from events.documents.events import (
    ClaimSerializer,
    EventLinkSerializer,
    EventSerializer,
    ParticipantSerializer,
    ReportSerializer,
)
from events.documents.serializer_fields import Evidence
from events.vocabulary import DatePrecision


def test_naive_serializers_have_the_same_fields():
    for own, theirs in (
        (EventSerializer, naive.EventSerializer),
        (ReportSerializer, naive.ReportSerializer),
        (ClaimSerializer, naive.ClaimSerializer),
        (ParticipantSerializer, naive.ParticipantSerializer),
        (EventLinkSerializer, naive.EventLinkSerializer),
    ):
        assert theirs.Meta.fields == own.Meta.fields


def test_naive_evidence_has_the_same_fields():
    assert list(naive.EvidenceSerializer().fields) == list(Evidence().fields)


def test_datasette_selects_the_same_fields():
    for own in (
        EventSerializer,
        ReportSerializer,
        ClaimSerializer,
        ParticipantSerializer,
        EventLinkSerializer,
    ):
        for field in own.Meta.fields:
            assert f"'{field}'" in QUERIES["page"]
    for field in Evidence().fields:
        assert f"'{field}'" in QUERIES["page"]


def test_datasette_writes_the_dates_as_attest_does():
    first, last = date(2024, 2, 26), date(9999, 12, 31)
    days = (None, first, date(2024, 2, 29), date(2025, 1, 1), last)
    names = ("start_date", "end_date", "date_precision", "date_not_before", "date_not_after")
    columns = ", ".join(f":{name} AS {name}" for name in names)
    connection = sqlite3.connect(":memory:")
    for start, end, precision, before, after in itertools.product(
        days, days, DatePrecision.values, (None, first), (None, last)
    ):
        values = (start, end, precision, before, after)
        row = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in zip(names, values, strict=True)
        }
        (written,) = connection.execute(f"SELECT {EDTF} FROM (SELECT {columns}) e", row).fetchone()
        assert written == edtf(*values), values
