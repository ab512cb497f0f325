"""Datasets: the coders of the records, and the license under which these may be used."""

from django.db import models

from events.models.constraints import SLUG, URL, in_order, matches, says_something
from events.models.fields import KeyField
from events.models.record import Record
from events.models.source import Source
from events.vocabulary import Collection


class Dataset(Record):
    """A body of coded records with one publisher and one license."""

    collection = Collection.DATASETS

    slug = KeyField(unique=True, help_text="Public key of the dataset.")
    title = models.TextField(help_text="Title of the dataset.")
    version = models.TextField(
        null=True, blank=True, help_text="The publisher's own name for the version that is loaded."
    )
    publisher = models.TextField(
        null=True, blank=True, help_text="The body that publishes the dataset."
    )
    license = models.TextField(
        help_text="The license of the records: an SPDX identifier, a URL, or LicenseRef- and a name."
    )
    citation = models.TextField(null=True, blank=True, help_text="How to cite the dataset.")
    homepage = models.TextField(
        null=True, blank=True, help_text="Address of a page about the dataset."
    )
    covers_sources = models.ManyToManyField(
        Source,
        blank=True,
        related_name="covered_by",
        help_text="The sources that were read; empty where that is not stated.",
    )
    covers_from = models.DateField(
        null=True,
        blank=True,
        help_text="First day of the period that was looked at; null where that is not stated.",
    )
    covers_to = models.DateField(
        null=True,
        blank=True,
        help_text="Last day of the period that was looked at; null where that is not stated.",
    )
    covers_countries = models.JSONField(
        default=list,
        blank=True,
        help_text="The countries that were looked at, ISO 3166-1 alpha-2; empty where that is not stated.",
    )
    inclusion = models.TextField(
        null=True, blank=True, help_text="The rules by which records were included or left out."
    )
    note = models.TextField(null=True, blank=True, help_text="The coder's remarks.")

    class Meta:
        ordering = ("slug",)
        constraints = (
            matches("slug", SLUG),
            matches("homepage", URL),
            in_order("covers_from", "covers_to"),
            *says_something(
                "title", "version", "publisher", "license", "citation", "inclusion", "note"
            ),
        )
        indexes = (models.Index(fields=("license", "slug"), name="dataset_license"),)
