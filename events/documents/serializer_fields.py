"""References by public key, closed words in lists, and evidence."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


def rows_of(related):
    """Return the rows that a record holds of something: as publishing reads them, or through Django's manager."""
    return related if isinstance(related, list) else related.all()


class Reference(serializers.SlugRelatedField):
    """The public key of another record, or null."""

    def __init__(self, key_name="slug", **kwargs):
        super().__init__(slug_field=key_name, read_only=True, **kwargs)


class TextList(serializers.Field):
    """A list of texts."""


class ReferenceList(TextList):
    """The public keys of other records, sorted."""

    def __init__(self, key_name="slug", **kwargs):
        self.key_name = key_name
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, related):
        return sorted(getattr(record, self.key_name) for record in rows_of(related))


extend_schema_field({"type": "array", "items": {"type": "string"}})(ReferenceList)


def word_list(enum):
    """Return a field for a list of closed words, in the order of the vocabulary.

    A word that left the vocabulary stands last: what a record says is served until the record is changed.
    """
    order = {value: place for place, value in enumerate(enum.values)}

    @extend_schema_field(
        {"type": "array", "items": {"$ref": f"#/components/schemas/{enum.__name__}"}}
    )
    class WordList(TextList):
        def to_representation(self, related):
            words = (word.pk for word in rows_of(related))
            return sorted(words, key=lambda word: (order.get(word, len(order)), word))

    return WordList


class Sorted(serializers.ListSerializer):
    """Nested rows in the order that `Meta.order` of their serializer gives them."""

    def to_representation(self, related):
        rows = sorted(rows_of(related), key=self.child.Meta.order)
        return [self.child.to_representation(row) for row in rows]


class EvidenceSerializer(serializers.Serializer):
    """Where the words stand: the selectors of the W3C Web Annotation model."""

    article = serializers.CharField(
        source="article.slug", help_text="Public key of the article whose text is meant."
    )
    start = serializers.IntegerField(
        source="evidence_start",
        help_text="Offset of the first character: from 0, in Unicode code points of the text read as UTF-8.",
    )
    end = serializers.IntegerField(
        source="evidence_end", help_text="Offset after the last character."
    )
    sha256 = serializers.CharField(
        source="evidence_sha256",
        help_text="SHA-256, in lower-case hexadecimal, of the passage's UTF-8 bytes.",
    )
    exact = serializers.CharField(
        allow_null=True, help_text="The words themselves: given for a verbatim quotation only."
    )

    def to_representation(self, row):
        return {
            "article": row.article.slug,
            "start": row.evidence_start,
            "end": row.evidence_end,
            "sha256": row.evidence_sha256,
            "exact": row.exact,
        }


class Evidence(EvidenceSerializer):
    """Evidence of the row itself, or null where it has none."""

    def __init__(self, **kwargs):
        super().__init__(source="*", read_only=True, allow_null=True, **kwargs)

    def to_representation(self, row):
        return None if row.evidence_start is None else super().to_representation(row)
