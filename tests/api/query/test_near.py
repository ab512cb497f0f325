"""Distances along the great circle: near the poles and the date line, and against a formula of another form."""

import math

from hypothesis import given
from hypothesis import strategies as st

from events.api.query.filters.near import EARTH, NearFilter
from events.models import Place
from events.vocabulary import PlaceKind


def distance(one, other):
    """Return the distance in km by the chord between two points of the sphere."""

    def vector(latitude, longitude):
        up, across = math.radians(latitude), math.radians(longitude)
        return math.cos(up) * math.cos(across), math.cos(up) * math.sin(across), math.sin(up)

    return 2 * EARTH * math.asin(min(1, math.dist(vector(*one), vector(*other)) / 2))


LATITUDES = st.one_of(
    st.floats(-90, 90, allow_subnormal=False),
    st.sampled_from([-90.0, -89.9, 0.0, 60.0, 89.9, 90.0]),
)
LONGITUDES = st.one_of(
    st.floats(-180, 180, allow_subnormal=False),
    st.sampled_from([-180.0, -179.9, 0.0, 179.9, 180.0]),
)
POINTS = st.tuples(LATITUDES, LONGITUDES)


@given(
    center=POINTS, others=st.lists(POINTS, min_size=1, max_size=5), kilometers=st.floats(1, 20_016)
)
def test_the_circle_is_found_by_sql_and_in_documents(db, center, others, kilometers):
    near, kilometers = NearFilter(), round(kilometers, 3)
    shape, values = near.parts((*center, kilometers))
    Place.objects.filter(slug__startswith="drawn-").delete()
    Place.objects.bulk_create(
        Place(
            slug=f"drawn-{number}",
            name="Drawn",
            kind=PlaceKind.POPULATED_PLACE,
            latitude=latitude,
            longitude=longitude,
        )
        for number, (latitude, longitude) in enumerate(others)
    )
    rows = Place.objects.filter(near.condition(Place, shape, values), slug__startswith="drawn-")
    found = set(rows.values_list("slug", flat=True))
    holds = near.test(shape, values)
    for number, point in enumerate(others):
        told = holds({"latitude": point[0], "longitude": point[1]})
        exact = distance(center, point)
        if abs(exact - kilometers) > 1e-3:  # a meter, where formulas lose most
            assert told == (exact < kilometers), (center, point, exact)
            assert (f"drawn-{number}" in found) == told, (center, point, exact)


def test_a_place_without_coordinates_is_near_nothing(db):
    near = NearFilter()
    assert not near.test(*near.parts((0.0, 0.0, 20_016.0)))({"latitude": None, "longitude": None})
