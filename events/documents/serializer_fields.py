"""References by public key, closed words in lists, and evidence."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from events.documents.edtf import edtf
from events.documents.text_fragment import link

# Members of a span that are columns of its row.
SPAN_COLUMNS = ("start", "end", "sha256", "opening", "closing")


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

    A word that left the vocabulary comes last: what a record says is served until the record is changed.
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


@extend_schema_field({"type": "string", "nullable": True})
class Edtf(serializers.Field):
    """The date of a row as an EDTF text; `name` begins the names of its columns, as in `stated_on`."""

    def __init__(self, name, **kwargs):
        self.name = name
        super().__init__(source="*", read_only=True, allow_null=True, **kwargs)

    def to_representation(self, row):
        day, *others = (
            getattr(row, f"{self.name}_{end}")
            for end in ("on", "precision", "not_before", "not_after")
        )
        return edtf(day, None, *others)


class Span(serializers.Serializer):
    """Where some words of the article are; the columns of the row begin with `kind`."""

    article = serializers.CharField(
        source="article.slug", help_text="Public key of the article whose text is meant."
    )
    start = serializers.IntegerField(
        help_text="Offset of the first character: from 0, in Unicode code points of the text read as UTF-8.",
    )
    end = serializers.IntegerField(help_text="Offset after the last character.")
    sha256 = serializers.CharField(
        help_text="SHA-256, in lower-case hexadecimal, of the UTF-8 bytes of the words."
    )

    def __init__(self, kind, **kwargs):
        self.kind = kind
        super().__init__(source="*", read_only=True, allow_null=True, **kwargs)

    def get_fields(self):
        """Return the fields, each with the column that it is read from."""
        fields = super().get_fields()
        for name in SPAN_COLUMNS:
            if name in fields:
                fields[name].source = f"{self.kind}_{name}"
        return fields

    def to_representation(self, row):
        """Return the span, or None where the row has none."""
        start, end, sha256 = (
            getattr(row, f"{self.kind}_{name}") for name in ("start", "end", "sha256")
        )
        if start is None:
            return None
        return {"article": row.article.slug, "start": start, "end": end, "sha256": sha256}


class Evidence(Span):
    """Where the passage is that a row rests on: the selectors of the W3C Web Annotation model."""

    exact = serializers.CharField(
        allow_null=True, help_text="The words themselves: given for a verbatim quotation only."
    )

    opening = serializers.CharField(
        allow_null=True,
        help_text="First words of the passage, at most six; null where they are not given.",
    )
    closing = serializers.CharField(
        allow_null=True,
        help_text=(
            "Last words of the passage, at most six, after the opening ones; null where the passage has no more "
            "than six words."
        ),
    )
    link = serializers.CharField(
        allow_null=True,
        help_text=(
            "Address of the article, or of its archived copy, with a text fragment that opens the passage; null "
            "where no address or no opening words are known."
        ),
    )

    def __init__(self, **kwargs):
        super().__init__("evidence", **kwargs)

    def to_representation(self, row):
        """Return the evidence of the row, or None where it has none."""
        span = super().to_representation(row)
        if span is None:
            return None
        article, opening, closing = row.article, row.evidence_opening, row.evidence_closing
        return span | {
            "exact": row.exact,
            "opening": opening,
            "closing": closing,
            "link": link(article.url or article.archive_url, opening, closing),
        }
