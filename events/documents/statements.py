"""The JSON of statements."""

from rest_framework import serializers

from events.documents.serializer_fields import Evidence, Reference, ReferenceList, Sorted, word_list
from events.models import Statement, StatementEvent
from events.vocabulary import Topic


def described(name):
    """Return the model's own description of a field."""
    return Statement._meta.get_field(name).help_text


class StatementEventSerializer(serializers.ModelSerializer):
    """An event that the statement speaks of, and in which relation."""

    event = Reference("code", help_text="Public key of the event.")

    class Meta:
        model = StatementEvent
        fields = ("event", "relation")
        list_serializer_class = Sorted

        @staticmethod
        def order(row):
            return row.event.code, row.relation


class StatementSerializer(serializers.ModelSerializer):
    dataset = Reference(help_text=described("dataset"))
    article = Reference(help_text=described("article"))
    speaker = Reference(help_text=described("speaker"))
    speaker_name = serializers.CharField(source="speaker.name", help_text="Name of the speaker.")
    on_behalf_of = Reference(help_text=described("on_behalf_of"), allow_null=True)
    addressees = ReferenceList(help_text=described("addressees"))
    topics = word_list(Topic)(read_only=True, help_text=described("topics"))
    evidence = Evidence(help_text="The passage of the article that reports it.")
    events = StatementEventSerializer(
        source="links", many=True, read_only=True, help_text=described("events")
    )

    class Meta:
        model = Statement
        fields = (
            "code",
            "dataset",
            "article",
            "speaker",
            "speaker_name",
            "speaker_role",
            "on_behalf_of",
            "addressees",
            "form",
            "text",
            "act",
            "reporting_verb",
            "topics",
            "stated_on",
            "stated_precision",
            "stated_not_before",
            "stated_not_after",
            "language",
            "evidence",
            "events",
            "note",
        )
