"""The JSON of an event, as ModelSerializers say it; the same fields as Attest's."""

from rest_framework import serializers

from events.models import Claim, Event, Participant, Report


def slug(**options):
    return serializers.SlugRelatedField(slug_field="slug", read_only=True, **options)


def code():
    return serializers.SlugRelatedField(slug_field="code", read_only=True)


class EvidenceSerializer(serializers.Serializer):
    article = serializers.CharField(source="article.slug")
    start = serializers.IntegerField(source="evidence_start")
    end = serializers.IntegerField(source="evidence_end")
    sha256 = serializers.CharField(source="evidence_sha256")
    exact = serializers.CharField()

    def to_representation(self, row):
        return None if row.evidence_start is None else super().to_representation(row)


class ParticipantSerializer(serializers.ModelSerializer):
    actor = slug()
    name = serializers.CharField(source="actor.name")

    class Meta:
        model = Participant
        fields = ("actor", "name", "role")


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
            "claimed_by",
            "article",
            "evidence",
            "note",
        )


class FatalitiesSerializer(serializers.Serializer):
    low = serializers.IntegerField(source="fatalities_low")
    best = serializers.IntegerField(source="fatalities_best")
    high = serializers.IntegerField(source="fatalities_high")


class EventSerializer(serializers.ModelSerializer):
    dataset = slug()
    place = slug()
    place_name = serializers.CharField(source="place.name", default=None)
    latitude = serializers.FloatField(source="place.latitude", default=None)
    longitude = serializers.FloatField(source="place.longitude", default=None)
    participants = ParticipantSerializer(source="participations", many=True)
    fatalities = FatalitiesSerializer(source="*")
    reports = ReportSerializer(many=True)
    claims = ClaimSerializer(many=True)
    part_of = code()
    same_as = code()

    class Meta:
        model = Event
        fields = (
            "code",
            "dataset",
            "type",
            "mode",
            "contexts",
            "quad_class",
            "status",
            "title",
            "summary",
            "start_date",
            "end_date",
            "date_precision",
            "date_not_before",
            "date_not_after",
            "place",
            "place_name",
            "latitude",
            "longitude",
            "place_precision",
            "country",
            "participants",
            "fatalities",
            "reports",
            "claims",
            "disputed",
            "part_of",
            "same_as",
            "quality",
            "original",
            "note",
        )
