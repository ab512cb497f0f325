"""The kinds of place, and how closely an event's place is known."""

from django.db import models


class PlaceKind(models.TextChoices):
    """The kind of place, from countries down to points."""

    COUNTRY = "country", "A country or territory that has an ISO 3166-1 code."
    ADMIN1 = "admin1", "A first-order division of a country: province, oblast, state, governorate."
    ADMIN2 = "admin2", "A second-order division of a country: district, raion, county."
    POPULATED_PLACE = "populated_place", "A city, town, village or a part of one."
    REGION = "region", "An area with a usual name that is no administrative division."
    WATER = "water", "A sea, strait, lake, river or other body of water."
    POINT = "point", "A single spot such as a base, bridge, crossing, plant or front-line position."
    OTHER = "other", "A place that is none of the other kinds."


class PlacePrecision(models.TextChoices):
    """How exactly a place is known, finest first. The first seven are UCDP's where_prec 1 to 7."""

    EXACT = "exact", "The place itself is known, and its own coordinates are given."
    NEAR = "near", "The place lies within about 25 km of a known point, and that point is given."
    ADMIN2 = "admin2", "Only the second-order division is known, and a point represents it."
    ADMIN1 = "admin1", "Only the first-order division is known, and a point represents it."
    PART_OF_COUNTRY = (
        "part_of_country",
        (
            "Only an area larger than a first-order division, a line such as a road or border, or "
            "a loosely bounded area is known, and a point represents it."
        ),
    )
    COUNTRY = "country", "Only the country is known, and a point represents it."
    INTERNATIONAL = "international", "The place lies in international waters or airspace."
    UNKNOWN = "unknown", "The report does not say where, or how closely the place is known."
