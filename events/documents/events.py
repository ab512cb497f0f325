"""The JSON of events, with their participants, reports and claims."""

import orjson
from rest_framework import serializers

from events.documents.edtf import edtf
from events.documents.serializer_fields import Evidence, Reference, Sorted, word_list
from events.models import Claim, Event, EventLink, Participant, Report
from events.vocabulary import (
    EventContext,
    EventLinkRelation,
    EventMode,
    ParticipantRole,
    QualityFlag,
)

ROLE_ORDER = {role: place for place, role in enumerate(ParticipantRole.values)}
RELATION_ORDER = {relation: place for place, relation in enumerate(EventLinkRelation.values)}


def described(name):
    """Return the model's own description of a field."""
    return Event._meta.get_field(name).help_text


class ParticipantSerializer(serializers.ModelSerializer):
    """An actor's part in the event."""

    actor = Reference(help_text="Public key of the actor.")
    name = serializers.CharField(source="actor.name", help_text="Name of the actor.")

    class Meta:
        model = Participant
        fields = ("actor", "name", "role", "basis", "reason")
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
        source="article.url",
        allow_null=True,
        help_text="Address at which the article was published.",
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
    """A claim of one article, or of one party in it, about one attribute of the event."""

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
    """How the event relates to a different event, as an article says."""

    event = Reference("code", source="target", help_text="Public key of the other event.")
    article = Reference(help_text=EventLink._meta.get_field("article").help_text)
    evidence = Evidence(help_text="The passage that says so.")

    class Meta:
        model = EventLink
        fields = ("event", "relation", "article", "evidence")
        list_serializer_class = Sorted

        @staticmethod
        def order(row):
            return RELATION_ORDER[row.relation], row.target.code


class Edtf(serializers.CharField):
    """The dates of an event as one text."""

    def __init__(self, **kwargs):
        super().__init__(source="*", read_only=True, allow_null=True, **kwargs)

    def to_representation(self, row):
        return edtf(
            row.start_date,
            row.end_date,
            row.date_precision,
            row.date_not_before,
            row.date_not_after,
        )


class Columns(serializers.DictField):
    """An importing dataset's own columns, sorted by name: PostgreSQL does not keep their order."""

    def to_representation(self, value):
        return orjson.loads(orjson.dumps(value, option=orjson.OPT_SORT_KEYS))


class EventSerializer(serializers.ModelSerializer):
    dataset = Reference(help_text=described("dataset"))
    modes = word_list(EventMode)(read_only=True, help_text=described("modes"))
    contexts = word_list(EventContext)(read_only=True, help_text=described("contexts"))
    edtf = Edtf(
        help_text="The dates as a text of the Extended Date/Time Format (EDTF); null where nothing is known."
    )
    place = Reference(help_text=described("place"), allow_null=True)
    place_name = serializers.CharField(
        source="place.name", default=None, allow_null=True, help_text="Name of the place."
    )
    latitude = serializers.FloatField(
        source="place.latitude",
        default=None,
        allow_null=True,
        help_text="Latitude of the place, degrees north; for an area, of a point that represents it.",
    )
    longitude = serializers.FloatField(
        source="place.longitude",
        default=None,
        allow_null=True,
        help_text="Longitude of the place, degrees east; for an area, of a point that represents it.",
    )
    participants = ParticipantSerializer(
        source="participations", many=True, read_only=True, help_text=described("participants")
    )
    fatalities = FatalitiesSerializer(source="*", help_text="Estimates of the number killed.")
    reports = ReportSerializer(
        many=True, read_only=True, help_text="The passages of articles that report it."
    )
    claims = ClaimSerializer(
        many=True,
        read_only=True,
        help_text="Claims of articles and parties about it, side by side.",
    )
    related_events = EventLinkSerializer(
        many=True, read_only=True, help_text="How it relates to other events, as articles say."
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
