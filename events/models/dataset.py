"""Who coded the records, and under which licence they may be used."""

from django.db import models

from events.models.constraints import SLUG, URL, matches, says_something
from events.models.fields import KeyField
from events.models.record import Record
from events.vocabulary import Collection


class Dataset(Record):
    """A body of coded records with one publisher and one licence."""

    collection = Collection.DATASETS

    slug = KeyField(unique=True, help_text="Public key of the dataset.")
    title = models.TextField(help_text="Title of the dataset.")
    version = models.TextField(
        null=True, blank=True, help_text="The publisher's own name for the version that is loaded."
    )
    publisher = models.TextField(null=True, blank=True, help_text="Who publishes the dataset.")
    license = models.TextField(
        help_text="The licence of the records: an SPDX identifier, a URL, or LicenseRef- and a name."
    )
    citation = models.TextField(null=True, blank=True, help_text="How to cite the dataset.")
    homepage = models.TextField(null=True, blank=True, help_text="Where the dataset is described.")
    note = models.TextField(null=True, blank=True, help_text="The coder's remarks.")

    class Meta:
        ordering = ("slug",)
        constraints = (
            matches("slug", SLUG),
            matches("homepage", URL),
            *says_something("title", "version", "publisher", "license", "citation", "note"),
        )
        indexes = (models.Index(fields=("license", "slug"), name="dataset_license"),)
