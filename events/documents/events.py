"""The JSON of events, with their participants, reports and claims."""

import orjson
from rest_framework import serializers

from events.documents.serializer_fields import Evidence, Reference, Sorted, word_list
from events.models import Claim, Event, Participant, Report
from events.vocabulary import EventContext, ParticipantRole, QualityFlag

ROLE_ORDER = {role: place for place, role in enumerate(ParticipantRole.values)}


def described(name):
    """Return the model's own description of a field."""
    return Event._meta.get_field(name).help_text


class ParticipantSerializer(serializers.ModelSerializer):
    """An actor's part in the event."""

    actor = Reference(help_text="Public key of the actor.")
    name = serializers.CharField(source="actor.name", help_text="Name of the actor.")

    class Meta:
        model = Participant
        fields = ("actor", "name", "role")
        list_serializer_class = Sorted

        @staticmethod
        def order(row):
            return ROLE_ORDER[row.role], row.actor.slug


class FatalitiesSerializer(serializers.Serializer):
    """Estimates of the number of people killed, as the dataset gives them."""

    low = serializers.IntegerField(
        source="fatalities_low", allow_null=True, help_text=described("fatalities_low")
    )
    best = serializers.IntegerField(
        source="fatalities_best", allow_null=True, help_text=described("fatalities_best")
    )
    high = serializers.IntegerField(
        source="fatalities_high", allow_null=True, help_text=described("fatalities_high")
    )


class ReportSerializer(serializers.ModelSerializer):
    """One passage of an article that reports the event."""

    article = Reference(help_text="Public key of the article.")
    source = serializers.CharField(
        source="article.source.slug",
        default=None,
        allow_null=True,
        help_text="Public key of the source that published the article; null where not stated.",
    )
    title = serializers.CharField(
        source="article.title", allow_null=True, help_text="Title of the article as printed."
    )
    url = serializers.CharField(
        source="article.url", allow_null=True, help_text="Where the article was published."
    )
    published_on = serializers.DateField(
        source="article.published_on", allow_null=True, help_text="Day of publication."
    )
    evidence = Evidence(help_text="The passage that reports the event.")

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
    """What one article, or one party in it, says of one attribute of the event."""

    claimed_by = Reference(help_text=Claim._meta.get_field("claimed_by").help_text, allow_null=True)
    article = Reference(help_text="Public key of the article.")
    evidence = Evidence(help_text="The passage that makes the claim.")

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


class Columns(serializers.DictField):
    """An importing dataset's own columns, sorted by name: PostgreSQL does not keep their order."""

    def to_representation(self, value):
        return orjson.loads(orjson.dumps(value, option=orjson.OPT_SORT_KEYS))


class EventSerializer(serializers.ModelSerializer):
    dataset = Reference(help_text=described("dataset"))
    contexts = word_list(EventContext)(read_only=True, help_text=described("contexts"))
    place = Reference(help_text=described("place"), allow_null=True)
    place_name = serializers.CharField(
        source="place.name", default=None, allow_null=True, help_text="Name of the place."
    )
    latitude = serializers.FloatField(
        source="place.latitude",
        default=None,
        allow_null=True,
        help_text="Latitude of the place, degrees north; for an area, of a point that stands for it.",
    )
    longitude = serializers.FloatField(
        source="place.longitude",
        default=None,
        allow_null=True,
        help_text="Longitude of the place, degrees east; for an area, of a point that stands for it.",
    )
    participants = ParticipantSerializer(
        source="participations", many=True, read_only=True, help_text=described("participants")
    )
    fatalities = FatalitiesSerializer(source="*", help_text="Estimates of the number killed.")
    reports = ReportSerializer(
        many=True, read_only=True, help_text="The passages of articles that report it."
    )
    claims = ClaimSerializer(
        many=True, read_only=True, help_text="What articles and parties say of it, side by side."
    )
    part_of = Reference("code", help_text=described("part_of"), allow_null=True)
    same_as = Reference("code", help_text=described("same_as"), allow_null=True)
    quality = word_list(QualityFlag)(read_only=True, help_text=described("quality"))
    original = Columns(
        allow_null=True, help_text=described("original"), child=serializers.JSONField()
    )

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
