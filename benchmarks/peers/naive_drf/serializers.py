"""The JSON of an event, as ModelSerializers say it; the same fields as Attest's."""

from rest_framework import serializers

from events.documents.edtf import edtf
from events.documents.text_fragment import link
from events.models import Claim, Event, EventLink, Participant, Report


def slug(**options):
    return serializers.SlugRelatedField(slug_field="slug", read_only=True, **options)


def code(**options):
    return serializers.SlugRelatedField(slug_field="code", read_only=True, **options)


class EvidenceSerializer(serializers.Serializer):
    article = serializers.CharField(source="article.slug")
    start = serializers.IntegerField(source="evidence_start")
    end = serializers.IntegerField(source="evidence_end")
    sha256 = serializers.CharField(source="evidence_sha256")
    exact = serializers.CharField()
    opening = serializers.CharField(source="evidence_opening")
    closing = serializers.CharField(source="evidence_closing")
    link = serializers.SerializerMethodField()

    def get_link(self, row):
        address = row.article.url or row.article.archive_url
        return link(address, row.evidence_opening, row.evidence_closing)

    def to_representation(self, row):
        return None if row.evidence_start is None else super().to_representation(row)


class ParticipantSerializer(serializers.ModelSerializer):
    actor = slug()
    name = serializers.CharField(source="actor.name")

    class Meta:
        model = Participant
        fields = ("actor", "name", "role", "basis", "reason")


class ReportSerializer(serializers.ModelSerializer):
    article = slug()
    source = serializers.CharField(source="article.source.slug", default=None)
    title = serializers.CharField(source="article.title")
    url = serializers.CharField(source="article.url")
    published_on = serializers.DateField(source="article.published_on")
    evidence = EvidenceSerializer(source="*")

    class Meta:
        model = Report
        fields = (
            "number",
            "article",
            "source",
            "title",
            "url",
            "published_on",
            "role",
            "evidence",
            "note",
        )


class ClaimSerializer(serializers.ModelSerializer):
    claimed_by = slug()
    article = slug()
    evidence = EvidenceSerializer(source="*")

    class Meta:
        model = Claim
        fields = (
            "number",
            "attribute",
            "value",
            "low",
            "best",
            "high",
            "unit",
            "quantifier",
            "stands",
            "chosen",
            "reason",
            "claimed_by",
            "article",
            "evidence",
            "note",
        )


class EventLinkSerializer(serializers.ModelSerializer):
    event = code(source="target")
    article = slug()
    evidence = EvidenceSerializer(source="*")

    class Meta:
        model = EventLink
        fields = ("event", "relation", "article", "evidence")


class FatalitiesSerializer(serializers.Serializer):
    low = serializers.IntegerField(source="fatalities_low")
    best = serializers.IntegerField(source="fatalities_best")
    high = serializers.IntegerField(source="fatalities_high")


class EventSerializer(serializers.ModelSerializer):
    dataset = slug()
    edtf = serializers.SerializerMethodField()
    place = slug()
    place_name = serializers.CharField(source="place.name", default=None)
    latitude = serializers.FloatField(source="place.latitude", default=None)
    longitude = serializers.FloatField(source="place.longitude", default=None)
    participants = ParticipantSerializer(source="participations", many=True)
    fatalities = FatalitiesSerializer(source="*")
    reports = ReportSerializer(many=True)
    claims = ClaimSerializer(many=True)
    related_events = EventLinkSerializer(many=True)
    part_of = code()
    same_as = code()

    class Meta:
        model = Event
        fields = (
            "code",
            "dataset",
            "type",
            "modes",
            "contexts",
            "quad_class",
            "status",
            "modality",
            "polarity",
            "title",
            "summary",
            "start_date",
            "end_date",
            "date_precision",
            "date_not_before",
            "date_not_after",
            "date_basis",
            "date_reason",
            "edtf",
            "place",
            "place_name",
            "latitude",
            "longitude",
            "place_precision",
            "place_basis",
            "place_reason",
            "country",
            "participants",
            "fatalities",
            "reports",
            "claims",
            "disputed",
            "related_events",
            "part_of",
            "same_as",
            "quality",
            "original",
            "note",
        )

    def get_edtf(self, row):
        return edtf(
            row.start_date,
            row.end_date,
            row.date_precision,
            row.date_not_before,
            row.date_not_after,
        )
