"""Where things happen."""

from django.db import models

from events.models.constraints import (
    LONGEST_WIKIDATA,
    SLUG,
    WIKIDATA,
    between,
    matches,
    one_of,
    says_something,
)
from events.models.fields import KeyField, WordField
from events.models.record import Record
from events.models.source import COUNTRY_CHOICES
from events.vocabulary import COUNTRIES, Collection, PlaceKind


class Place(Record):
    """A point or an area. WGS 84, decimal degrees; an area's coordinates are those of a point for it."""

    collection = Collection.PLACES

    slug = KeyField(unique=True, help_text="Public key of the place.")
    name = models.TextField(help_text="Name in the Latin script.")
    name_original = models.TextField(
        null=True, blank=True, help_text="Name in its own script, where that is not the Latin one."
    )
    kind = WordField(choices=PlaceKind.choices, help_text="Kind of place.")
    country = WordField(
        null=True,
        blank=True,
        choices=COUNTRY_CHOICES,
        help_text="Country by ISO 3166-2, ISO 3166-1 alpha-2; null for seas and regions of several.",
    )
    admin1 = models.TextField(
        null=True, blank=True, help_text="First-level division: ISO 3166-2 code, or a name."
    )
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees north, -90 to 90.")
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees east, -180 to 180.")
    geonames = models.PositiveIntegerField(null=True, blank=True, help_text="GeoNames identifier.")
    wikidata = models.CharField(
        max_length=LONGEST_WIKIDATA, null=True, blank=True, help_text="Wikidata item, Q and digits."
    )
    within = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The place that it is a part of.",
    )
    note = models.TextField(null=True, blank=True, help_text="The coder's remarks.")

    class Meta:
        ordering = ("slug",)
        constraints = (
            matches("slug", SLUG),
            one_of("kind", PlaceKind.values),
            one_of("country", COUNTRIES),
            between("latitude", -90, 90),
            between("longitude", -180, 180),
            matches("wikidata", WIKIDATA),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="place_coordinates_whole",
            ),
            *says_something("name", "name_original", "admin1", "note"),
        )
        indexes = (
            models.Index(fields=("kind", "slug"), name="place_kind"),
            models.Index(fields=("country", "slug"), name="place_country"),
            models.Index(fields=("latitude", "longitude"), name="place_coordinates"),
        )
