"""Outlets and bodies that publish articles."""

from django.db import models

from events.models.constraints import LANGUAGE, SLUG, URL, matches, one_of, says_something
from events.models.fields import KeyField, WordField
from events.models.record import Record
from events.vocabulary import COUNTRIES, Collection, SourceKind

COUNTRY_CHOICES = [(code, country.name) for code, country in COUNTRIES.items()]


class Source(Record):
    """An outlet or body that publishes."""

    collection = Collection.SOURCES

    slug = KeyField(unique=True, help_text="Public key of the source.")
    name = models.TextField(help_text="Name in the Latin script.")
    name_original = models.TextField(
        null=True, blank=True, help_text="Name in its own script, where that is not the Latin one."
    )
    kind = WordField(choices=SourceKind.choices, help_text="Kind of source.")
    country = WordField(
        null=True,
        blank=True,
        choices=COUNTRY_CHOICES,
        help_text="Country it publishes from, ISO 3166-1 alpha-2.",
    )
    language = WordField(
        null=True,
        blank=True,
        help_text="Main language it publishes in, a BCP 47 tag.",
    )
    homepage = models.TextField(null=True, blank=True, help_text="Its front page.")
    note = models.TextField(null=True, blank=True, help_text="The coder's remarks.")

    class Meta:
        ordering = ("slug",)
        constraints = (
            matches("slug", SLUG),
            one_of("kind", SourceKind.values),
            one_of("country", COUNTRIES),
            matches("language", LANGUAGE),
            matches("homepage", URL),
            *says_something("name", "name_original", "note"),
        )
        indexes = (
            models.Index(fields=("kind", "slug"), name="source_kind"),
            models.Index(fields=("country", "slug"), name="source_country"),
            models.Index(fields=("language", "slug"), name="source_language"),
        )
