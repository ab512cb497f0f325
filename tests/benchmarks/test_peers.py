"""The naive peer says the same of an event as Attest does: its fields are the serializer's."""

from benchmarks.peers.datasette_queries import QUERIES
from benchmarks.peers.naive_drf import serializers as naive
from events.documents.events import ClaimSerializer, EventSerializer, ReportSerializer


def test_naive_serializers_have_the_same_fields():
    for own, theirs in (
        (EventSerializer, naive.EventSerializer),
        (ReportSerializer, naive.ReportSerializer),
        (ClaimSerializer, naive.ClaimSerializer),
    ):
        assert theirs.Meta.fields == own.Meta.fields


def test_datasette_selects_the_same_fields():
    for field in EventSerializer.Meta.fields:
        assert f"'{field}'" in QUERIES["page"]
