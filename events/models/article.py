"""Published texts that records rest on. Their words are not kept here, only what finds them again."""

from django.db import models

from events.models.constraints import (
    LANGUAGE,
    SHA256,
    SLUG,
    URL,
    in_order,
    matches,
    one_of,
    reasoned,
    says_something,
)
from events.models.fields import KeyField, WordField
from events.models.record import Record
from events.models.source import Source
from events.vocabulary import Basis, Collection, DatePrecision


class Article(Record):
    """One published text."""

    collection = Collection.ARTICLES

    slug = KeyField(unique=True, help_text="Public key of the article.")
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        help_text="The source that published it; null where that is not stated.",
    )
    title = models.TextField(null=True, blank=True, help_text="Title as printed.")
    url = models.TextField(null=True, blank=True, help_text="Address at which it was published.")
    archive_url = models.TextField(null=True, blank=True, help_text="Address of an archived copy.")
    accessed_on = models.DateField(null=True, blank=True, help_text="Day on which it was read.")
    published_on = models.DateField(
        null=True, blank=True, help_text="Day of publication; null where it is not stated."
    )
    published_precision = WordField(
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
        help_text="How exactly the day of publication is known.",
    )
    published_not_before = models.DateField(
        null=True, blank=True, help_text="Earliest day of publication that can be inferred."
    )
    published_not_after = models.DateField(
        null=True, blank=True, help_text="Latest day of publication that can be inferred."
    )
    published_basis = WordField(
        null=True,
        blank=True,
        choices=Basis.choices,
        help_text="On what the day of publication and its bounds rest; null where that is not coded.",
    )
    published_reason = models.TextField(
        null=True,
        blank=True,
        help_text="Why the coder infers the day of publication or its bounds; null where they are not inferred.",
    )
    language = WordField(
        null=True,
        blank=True,
        help_text="Language of the text, a BCP 47 tag.",
    )
    byline = models.TextField(null=True, blank=True, help_text="Author as printed.")
    summary = models.TextField(
        null=True, blank=True, help_text="Summary of the article, in the coder's own words."
    )
    characters = models.PositiveIntegerField(
        null=True, blank=True, help_text="Length of the text in Unicode code points."
    )
    sha256 = models.CharField(
        max_length=64,
        null=True,
        blank=True,
        help_text="SHA-256, in lower-case hexadecimal, of the text's UTF-8 bytes.",
    )
    relays = models.ManyToManyField(
        Source,
        blank=True,
        related_name="relayed_by",
        help_text="Sources whose report it says that it passes on.",
    )
    note = models.TextField(
        null=True,
        blank=True,
        help_text="The coder's remarks, and the reason of each inferred value.",
    )

    class Meta:
        ordering = ("slug",)
        constraints = (
            matches("slug", SLUG),
            matches("url", URL),
            matches("archive_url", URL),
            matches("sha256", SHA256),
            one_of("published_precision", DatePrecision.values),
            one_of("published_basis", Basis.values),
            reasoned("published_basis", "published_reason"),
            matches("language", LANGUAGE),
            in_order("published_not_before", "published_not_after"),
            *says_something("title", "published_reason", "byline", "summary", "note"),
        )
        indexes = (
            models.Index(fields=("source", "slug"), name="article_source"),
            models.Index(fields=("language", "slug"), name="article_language"),
            models.Index(fields=("published_on", "slug"), name="article_published_on"),
            models.Index(fields=("sha256",), name="article_sha256"),
        )
