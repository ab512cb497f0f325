"""The base of the seven kinds of record: a public key, and a published state."""

from types import MappingProxyType

from django.db import models


class KeyManager(models.Manager):
    """Finds a record by its public key, as fixtures do."""

    def get_by_natural_key(self, key):
        return self.get(**{self.model.key_name: key})


class Record(models.Model):
    """A row of one of the seven collections."""

    collection = None
    key_name = "slug"
    # Columns that publishing fills, with the expressions for their values.
    worked_out = MappingProxyType({})

    current = models.ForeignKey(
        "events.Version",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        help_text="The published state that reads serve; null until the record is published.",
    )

    objects = KeyManager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.key

    @property
    def key(self):
        return getattr(self, self.key_name)

    def natural_key(self):
        return (self.key,)


class PartManager(models.Manager):
    """Finds a part by its owner's key and what tells it from its sisters."""

    def get_by_natural_key(self, *values):
        return self.get(**dict(zip(self.model.part_key, values, strict=True)))


class Part(models.Model):
    """A row that belongs to one record and is published inside it."""

    # Lookups, from the part, that together name it.
    part_key = ()

    objects = PartManager()

    class Meta:
        abstract = True

    def __str__(self):
        return " ".join(str(value) for value in self.natural_key())

    def natural_key(self):
        values = []
        for lookup in self.part_key:
            value = self
            for name in lookup.split("__"):
                value = getattr(value, name)
            values.append(value)
        return tuple(values)


class Evidenced(models.Model):
    """A row that points at the exact words of an article.

    Offsets count Unicode code points of the article's text, read as UTF-8 with no newline translation;
    the hash is of the UTF-8 bytes of that span. (TextPositionSelector of the W3C Web Annotation model.)
    """

    evidence_start = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Offset of the first character of the passage in the article's text, from 0.",
    )
    evidence_end = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Offset after the last character of the passage in the article's text.",
    )
    evidence_sha256 = models.CharField(
        max_length=64,
        null=True,
        blank=True,
        help_text="SHA-256, in lower-case hexadecimal, of the passage's UTF-8 bytes.",
    )
    evidence_opening = models.TextField(
        null=True,
        blank=True,
        help_text="First words of the passage, at most six; null where they are not given.",
    )
    evidence_closing = models.TextField(
        null=True,
        blank=True,
        help_text=(
            "Last words of the passage, at most six, after the opening ones; null where the passage has no more "
            "than six words."
        ),
    )

    # The words of the passage: only a quotation has them.
    exact = None

    class Meta:
        abstract = True
