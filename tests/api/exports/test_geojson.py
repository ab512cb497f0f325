"""GeoJSON: every rule of RFC 7946 that can be broken here, and the records that it holds."""

import json

import pytest

from events.models import Place
from events.publishing import publish
from tests.api.exports.test_columns import COLUMNS
from tests.api.refusals import assert_problem


def flat(event):
    """Return what stands beside the fields of an event: the columns that CSV takes out of nested ones."""
    roles = {f"{role}s": [] for role in ("actor", "recipient", "mediator", "supporter")}
    roles |= {"beneficiaries": [], "represented": []}
    names = {"beneficiary": "beneficiaries", "represented": "represented"}
    for one in event["participants"]:
        roles[names.get(one["role"], f"{one['role']}s")].append(one["actor"])
    reports = {
        f"{name}s": [*dict.fromkeys(one[name] for one in event["reports"] if one[name])]
        for name in ("article", "source")
    }
    return (
        roles
        | {f"fatalities_{name}": event["fatalities"][name] for name in event["fatalities"]}
        | reports
    )


FLAT = {"places": lambda record: {}, "events": flat}
QUESTIONS = ["", "?country=AQ", "?country=UA", "?q=kyiv"]


def collection(answer):
    """Return the features of an answer, having held it against RFC 7946."""
    assert answer["Content-Type"] == "application/geo+json"
    body = answer.getvalue()
    assert body.decode("utf-8")[0] != "\ufeff"
    found = json.loads(body)
    # 3.3: an array of features; 7.1: no coordinates or geometry beside it; 4: no `crs`.
    assert list(found) == ["type", "features"]
    assert found["type"] == "FeatureCollection"
    for feature in found["features"]:
        # 3.2: a geometry or null, properties an object or null, and an id that is a string or a number.
        assert list(feature) == ["type", "id", "geometry", "properties"]
        assert feature["type"] == "Feature"
        assert isinstance(feature["id"], str)
        assert isinstance(feature["properties"], dict)
        if feature["geometry"] is not None:
            assert_point(feature["geometry"])
    ids = [feature["id"] for feature in found["features"]]
    assert len(set(ids)) == len(ids)
    return found["features"]


def assert_point(geometry):
    """3.1.2: a point is one position; 3.1.1 and 4: longitude, then latitude, in degrees."""
    assert list(geometry) == ["type", "coordinates"]
    assert geometry["type"] == "Point"
    longitude, latitude = geometry["coordinates"]
    assert -180 <= longitude <= 180
    assert -90 <= latitude <= 90


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", ["places", "events"])
def test_it_is_the_list_with_points(get, name, question):
    features = collection(get(f"/{name}.geojson{question}"))
    records = get(f"/{name}/{question}").json()["results"]
    properties = [feature["properties"] for feature in features]
    if "q" not in question:
        assert properties == [record | FLAT[name](record) for record in records]
    key = {"places": "slug", "events": "code"}[name]
    assert sorted(one["id"] for one in features) == sorted(one[key] for one in records)
    for feature in features:
        record = feature["properties"]
        if record["latitude"] is None or record.get("place_precision") in (
            "country",
            "international",
        ):
            assert feature["geometry"] is None
        else:
            point = [record["longitude"], record["latitude"]]
            assert feature["geometry"] == {"type": "Point", "coordinates": point}


def test_nested_fields_stand_flat_beside_themselves(get):
    by_code = {one["id"]: one["properties"] for one in collection(get("/events.geojson"))}
    strike = by_code["kyiv-strike"]
    assert strike["fatalities"] == {"low": 5, "best": 7, "high": 9}
    assert [strike[f"fatalities_{name}"] for name in ("low", "best", "high")] == [5, 7, 9]
    assert (strike["actors"], strike["recipients"]) == (["russia"], ["ukraine"])
    assert (strike["articles"], strike["sources"]) == (["kyiv-under-fire"], ["glavkom"])
    assert by_code["invasion"]["fatalities_best"] is None
    # All values that are not nested have a column of their own, under the name that it has in CSV.
    columns = COLUMNS["events"]
    assert all(name in columns or isinstance(strike[name], dict | list) for name in strike)
    assert set(columns) <= set(strike)


def test_fields_choose_what_stands_flat_too(get):
    (anadyr,) = collection(get("/events.geojson?place=anadyr&fields=code,fatalities"))
    assert anadyr["properties"] == {
        "code": "anadyr-drill",
        "fatalities": {"low": 0, "best": 0, "high": 0},
        "fatalities_low": 0,
        "fatalities_best": 0,
        "fatalities_high": 0,
    }


def test_each_place_lies_where_it_lies(get):
    assert {
        one["id"]: one["geometry"] and one["geometry"]["coordinates"]
        for one in collection(get("/places.geojson"))
    } == {
        "anadyr": [177.5, 64.75],
        "bering-sea": [-178.0, 58.0],
        "crimea": [34.5, 45.25],
        "kyiv": [30.5, 50.5],
        "ukraine": [32.0, 49.0],
        "ukraine-border": None,
    }


def test_zero_is_a_place(get):
    Place.objects.filter(slug="kyiv").update(latitude=0, longitude=0)
    publish()
    (kyiv,) = collection(get("/places.geojson?q=kyiv"))
    assert kyiv["geometry"] == {"type": "Point", "coordinates": [0.0, 0.0]}


def test_nothing_is_found(get):
    answer = get("/events.geojson?country=AQ")
    assert answer.getvalue() == b'{"type":"FeatureCollection","features":[\n\n]}\n'


def test_fields_narrow_the_properties_and_not_the_geometry(get):
    (anadyr,) = collection(get("/events.geojson?place=anadyr&fields=title"))
    assert anadyr == {
        "type": "Feature",
        "id": "anadyr-drill",
        "geometry": {"type": "Point", "coordinates": [177.5, 64.75]},
        "properties": {"title": anadyr["properties"]["title"]},
    }


@pytest.mark.parametrize("name", ["datasets", "sources", "articles", "actors", "statements"])
def test_what_lies_nowhere_has_none(get, name):
    (entry,) = assert_problem(get(f"/{name}.geojson"), "not-found", ["extension"])
    assert entry["message"] == (
        f"'geojson' is not a format of the {name}; there are csv, ndjson, parquet, xlsx."
    )
