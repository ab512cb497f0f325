"""Places within a distance of a point, along the great circle."""

import math
import re

from django import forms
from django.db.models import BooleanField, F, Func, Q, Value

from events.api.query.filters import form_fields, patterns
from events.api.query.filters.filter import Filter
from events.models import Place

EARTH = 6371.0088  # km, the mean radius (IUGG)
# Degrees that the box around the circle is wider than it: more than floating-point numbers lose, some millimeters.
_MARGIN = 1e-7
_RADIAN = math.pi / 180
FARTHEST = 20_016  # km: more than half of a great circle
_IN_RANGE = re.compile(patterns.KILOMETERS)
_DISTANCE = re.compile(r"\d{1,5}(\.\d{1,23})?", re.ASCII)


class Near(forms.Field):
    """`lat,lon,km`: a point in decimal degrees and a distance, more than 0."""

    def clean(self, value):
        if value is None:
            return None
        parts = [part.strip() for part in value.split(",")]
        if (
            len(parts) != 3
            or not all(map(form_fields.NUMBER.fullmatch, parts[:2]))
            or not _DISTANCE.fullmatch(parts[2])
        ):
            form_fields.refuse(f"{value!r} is not lat,lon,km, like 48.0,37.8,50.")
        latitude, longitude, kilometers = map(float, parts)
        if math.fabs(latitude) > 90:
            form_fields.refuse("The latitude must lie between -90 and 90; write lat,lon,km.")
        if math.fabs(longitude) > 180:
            form_fields.refuse("The longitude must lie between -180 and 180; write lat,lon,km.")
        if not _IN_RANGE.fullmatch(parts[2]):
            form_fields.refuse(f"The distance must be more than 0 and at most {FARTHEST:,} km.")
        return latitude, longitude, kilometers


class _Within(Func):
    """Whether a place lies within a distance: the haversine of the angle between both points, compared."""

    output_field = BooleanField()
    arity = 6

    def as_sql(self, compiler, connection, **context):
        parts = [compiler.compile(one) for one in self.get_source_expressions()]
        (latitude, _), (longitude, _), *values = parts
        marks, given = [sql for sql, _ in values], [one for _, (one,) in values]
        radian = f"{_RADIAN!r}"
        # Twice the haversine, by cosines: PostgreSQL refuses the square of a sine that is too small for a number.
        sql = (
            f"(1 - COS(({latitude} - {marks[0]}) * {radian}) + {marks[1]} * COS({latitude} * {radian})"
            f" * (1 - COS(({longitude} - {marks[2]}) * {radian})) <= {marks[3]})"
        )
        return sql, tuple(given)


class NearFilter(Filter):
    """Rows whose coordinates lie within a distance of a point, the edge included. `prefix` leads to the place.

    A box around the circle comes first, which an index finds.
    """

    field_class = Near

    def __init__(self, prefix="", **kwargs):
        self.prefix = prefix
        super().__init__(**kwargs)

    @property
    def columns(self):
        return (self.prefix.removesuffix("__"),) if self.prefix else self.needs

    @property
    def needs(self):
        return ("latitude", "longitude")

    def parts(self, value):
        latitude, longitude, kilometers = value
        south, north, reach = _box(latitude, kilometers / EARTH)
        most = 2 * math.sin(min(kilometers / EARTH, math.pi) / 2) ** 2
        circle = (latitude, math.cos(math.radians(latitude)), longitude, most)
        if reach is None:
            return "pole", (*circle, south, north)
        west, east = longitude - reach, longitude + reach
        crosses = west < -180 or east > 180
        west, east = (west + 540) % 360 - 180, (east + 540) % 360 - 180
        return "across" if crosses else "within", (*circle, south, north, west, east)

    def condition(self, model, shape, values):
        if model is Place:
            return self._places(shape, values)
        places = Place.objects.filter(self._places(shape, values))
        return Q(**{f"{self.prefix}in": places.values("pk")})

    def _places(self, shape, values):
        latitude, cosine, longitude, most, south, north, *sides = values
        box = Q(latitude__gte=south, latitude__lte=north)
        if sides:
            after_west, before_east = Q(longitude__gte=sides[0]), Q(longitude__lte=sides[1])
            box &= after_west | before_east if shape == "across" else after_west & before_east
        point = map(Value, (latitude, cosine, longitude, most))
        return box & Q(_Within(F("latitude"), F("longitude"), *point))

    def test(self, shape, values):
        latitude, cosine, longitude, most, south, north, *_ = values

        def holds(document):
            there = document["latitude"], document["longitude"]
            if None in there or not south <= there[0] <= north:
                return False
            up = 1 - math.cos((there[0] - latitude) * _RADIAN)
            across = 1 - math.cos((there[1] - longitude) * _RADIAN)
            return up + cosine * math.cos(there[0] * _RADIAN) * across <= most

        return holds

    def schema(self):
        return {"type": "string", "pattern": patterns.NEAR}


def _box(latitude, angle):
    """Return (south, north, degrees to either side) of a circle around a point; None where it holds a pole."""
    reach = math.degrees(angle) + _MARGIN
    south, north = max(latitude - reach, -90.0), min(latitude + reach, 90.0)
    if south == -90 or north == 90:
        return south, north, None
    sine = math.sin(angle) / math.cos(math.radians(latitude))
    return south, north, math.degrees(math.asin(min(sine, 1.0))) + _MARGIN
