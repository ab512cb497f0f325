"""The JSON of statements."""

from rest_framework import serializers

from events.documents.serializer_fields import (
    Edtf,
    Evidence,
    Reference,
    ReferenceList,
    Sorted,
    Span,
    word_list,
)
from events.models import Statement, StatementEvent, StatementLink
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


class StatementLinkSerializer(serializers.ModelSerializer):
    """A different statement to which the statement is related, and how."""

    statement = Reference(
        "code", source="target", help_text="Public key of the different statement."
    )
    evidence = Evidence(
        help_text="The passage of the article, of the linking statement, that shows the relation."
    )

    class Meta:
        model = StatementLink
        fields = ("statement", "relation", "evidence")
        list_serializer_class = Sorted

        @staticmethod
        def order(row):
            return row.target.code, row.relation


class AttributionSerializer(serializers.Serializer):
    """The words of the article that say who said it."""

    source = Span(
        "source",
        help_text="The words that name the speaker; null where the text only implies them.",
    )
    cue = Span("cue", help_text="The words of saying, verb or noun; null where there are none.")


class StatementSerializer(serializers.ModelSerializer):
    dataset = Reference(help_text=described("dataset"))
    article = Reference(help_text=described("article"))
    speaker = Reference(help_text=described("speaker"))
    speaker_name = serializers.CharField(source="speaker.name", help_text="Name of the speaker.")
    on_behalf_of = Reference(help_text=described("on_behalf_of"), allow_null=True)
    addressees = ReferenceList(help_text=described("addressees"))
    inferred_addressees = ReferenceList(help_text=described("inferred_addressees"))
    audience = ReferenceList(help_text=described("audience"))
    targets = ReferenceList(help_text=described("targets"))
    topics = word_list(Topic)(read_only=True, help_text=described("topics"))
    stated_edtf = Edtf("stated", help_text="The day on which it was said as an EDTF text.")
    evidence = Evidence(help_text="The passage of the article that reports it.")
    attribution = AttributionSerializer(
        source="*", help_text="The words of the article that say who said it."
    )
    events = StatementEventSerializer(
        source="links", many=True, read_only=True, help_text=described("events")
    )
    related_statements = StatementLinkSerializer(
        source="related",
        many=True,
        read_only=True,
        help_text="The different statements to which it is related.",
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
            "inferred_addressees",
            "addressees_reason",
            "audience",
            "targets",
            "form",
            "text",
            "act",
            "modality",
            "polarity",
            "reporting_verb",
            "topics",
            "stated_on",
            "stated_precision",
            "stated_not_before",
            "stated_not_after",
            "stated_edtf",
            "stated_basis",
            "stated_reason",
            "language",
            "original_language",
            "translated",
            "translated_by",
            "evidence",
            "attribution",
            "events",
            "related_statements",
            "note",
        )
