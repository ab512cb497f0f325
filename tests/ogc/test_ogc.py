"""OGC API Features over the world of the tests: exact features for each question, and each class that is claimed."""

import json
from datetime import datetime

import pytest
from openapi_spec_validator import validate

from events.api.problems.errors import MEDIA_TYPE

CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"
GEOJSON = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson"
# In the order of the API: the newest first, undated ones last; places by their keys.
EVENTS = [
    "port-threat",
    "guarantees-rejection",
    "kyiv-strike-next-day",
    "kyiv-strike",
    "istanbul-talks",
    "invasion",
    "bering-drill",
    "anadyr-drill",
    "crimea-seizure",
    "ukraine-war",
    "border-buildup",
    "guarantees-proposal",
]
PLACES = ["anadyr", "bering-sea", "crimea", "kyiv", "ukraine", "ukraine-border"]
# Events in Ukraine as a whole, on the Bering Sea, or in a country without more have a point in the API, or none.
POINTS = {
    "anadyr-drill": [177.5, 64.75],
    "crimea-seizure": [34.5, 45.25],
    "kyiv-strike": [30.5, 50.5],
    "kyiv-strike-next-day": [30.5, 50.5],
}


@pytest.fixture
def ogc(client, world):
    """Ask for a path under /ogc, query and all."""
    return lambda path="", **headers: client.get(f"/ogc{path}", headers=headers)


def ids(answer):
    assert answer.status_code == 200, answer.content
    body = answer.json()
    found = [one["id"] for one in body["features"]]
    assert body["numberReturned"] == len(found)
    return found


def links(answer):
    """Return {rel: link} of an answer."""
    found = {one["rel"]: one for one in answer.json()["links"]}
    assert len(found) == len(answer.json()["links"])
    return found


# --- Core: the landing page, conformance, collections -----------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "/"])
def test_landing_page_links_to_everything(ogc, client, path):
    answer = ogc(path)
    assert answer.headers["Content-Type"] == "application/json"
    found = links(answer)
    assert {rel: one["href"] for rel, one in found.items()} == {
        "self": "http://testserver/ogc/",
        "service-desc": "http://testserver/ogc/api",
        "conformance": "http://testserver/ogc/conformance",
        "data": "http://testserver/ogc/collections",
    }
    for one in found.values():
        linked = client.get(one["href"])
        assert linked.status_code == 200
        assert linked.headers["Content-Type"] == one["type"]
        assert isinstance(json.loads(linked.content), dict)


def test_the_openapi_document_has_every_path_and_parameter(ogc):
    told = ogc("/api").json()
    validate(told)
    assert told["servers"] == [{"url": "http://testserver/ogc"}]
    for path, verbs in told["paths"].items():
        key = "kyiv-strike" if "/events/" in path else "kyiv"
        assert ogc(path.replace("{featureId}", key)).status_code == 200
        named = [one["name"] for one in verbs["get"]["parameters"] if one["in"] == "query"]
        refused = ogc(f"{path.replace('{featureId}', key)}?nope=1")
        assert refused.status_code == 400
        assert refused.json()["errors"][0]["allowed"] == sorted(named)


def test_the_classes_that_it_conforms_to(ogc):
    assert ogc("/conformance").json() == {"conformsTo": [CORE, GEOJSON]}


def test_the_collections(ogc):
    body = ogc("/collections").json()
    assert [one["id"] for one in body["collections"]] == ["events", "places"]
    for one in body["collections"]:
        assert ogc(f"/collections/{one['id']}").json() == one
        assert ogc(f"/collections/{one['id']}/").json() == one
        assert {link["rel"]: link["href"] for link in one["links"]} == {
            "self": f"http://testserver/ogc/collections/{one['id']}",
            "items": f"http://testserver/ogc/collections/{one['id']}/items",
        }


@pytest.mark.parametrize(
    ("collection", "box", "days"),
    [
        ("events", [30.5, 45.25, 177.5, 64.75], ["2014-02-20T00:00:00Z", None]),
        ("places", [-178.0, 45.25, 177.5, 64.75], None),
    ],
)
def test_the_extent_holds_all_features(ogc, collection, box, days):
    extent = ogc(f"/collections/{collection}").json()["extent"]
    assert extent["spatial"]["bbox"] == [box]
    assert extent.get("temporal", {}).get("interval") == (days and [days])


# --- Core: items -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("collection", "every"), [("events", EVENTS), ("places", PLACES)])
def test_items_are_all_features_in_the_order_of_the_api(ogc, collection, every):
    answer = ogc(f"/collections/{collection}/items")
    assert ids(answer) == every
    body = answer.json()
    assert body["numberMatched"] == len(every)
    assert datetime.fromisoformat(body["timeStamp"]).tzinfo is not None
    assert answer.headers["Attest-Release"] == "1"
    assert links(answer).keys() == {"self", "collection"}


@pytest.mark.parametrize("limit", [1, 5, 6, 11, 12])
@pytest.mark.parametrize(("collection", "every"), [("events", EVENTS), ("places", PLACES)])
def test_pages_lead_to_the_end(ogc, client, collection, every, limit):
    found, url = [], f"/ogc/collections/{collection}/items?limit={limit}"
    while url:
        answer = client.get(url)
        page = ids(answer)
        assert 1 <= len(page) <= limit
        assert answer.json()["numberMatched"] == len(every)
        found += page
        told = links(answer)
        assert told["self"]["href"].endswith(url.removeprefix("http://testserver"))
        url = told["next"]["href"] if "next" in told else None
    assert found == every


def test_the_next_page_is_of_the_same_question(ogc, client):
    answer = ogc("/collections/events/items?limit=1&bbox=30,50,31,51&datetime=2022-10-01/..")
    assert (ids(answer), answer.json()["numberMatched"]) == (["kyiv-strike-next-day"], 2)
    answer = client.get(links(answer)["next"]["href"])
    assert (ids(answer), answer.json()["numberMatched"]) == (["kyiv-strike"], 2)
    assert "next" not in links(answer)


@pytest.mark.parametrize(
    ("collection", "query", "expected"),
    [
        # A limit above the largest means the largest.
        ("events", "limit=1000", EVENTS),
        ("events", "limit=100000", EVENTS),
        ("events", f"limit={'9' * 5000}", EVENTS),
        # The edges of a box belong to it.
        ("events", "bbox=30.5,50.5,31,51", ["kyiv-strike-next-day", "kyiv-strike"]),
        ("events", "bbox=30.6,50.5,31,51", []),
        ("events", "bbox=30.5,50.5,0,31,51,900", ["kyiv-strike-next-day", "kyiv-strike"]),
        # Numbers as JSON writes them, and more decimals than the API takes.
        ("events", "bbox=3.05E1,505e-1,3.1e%2B1,51.00000000000000", ["kyiv-strike-next-day", "kyiv-strike"]),
        ("events", "bbox=30.5,50.5,-1e300,31,51,1e300", ["kyiv-strike-next-day", "kyiv-strike"]),
        # An event without a geometry is in no box: the war and the invasion, in Ukraine as a whole, and the Bering drill.
        ("events", "bbox=-180,-90,180,90", sorted(POINTS, key=EVENTS.index)),
        ("events", "bbox=170,50,-170,70", ["anadyr-drill"]),
        ("events", "bbox=-180,-90,180,90&min_place_precision=near", [
            "kyiv-strike-next-day", "kyiv-strike", "anadyr-drill",
        ]),
        ("events", "bbox=-180,-90,180,90&min_place_precision=unknown", sorted(POINTS, key=EVENTS.index)),
        ("places", "bbox=170,50,-170,70", ["anadyr", "bering-sea"]),
        ("places", "bbox=-180,-90,180,90", PLACES[:-1]),
        # The other filters of the collection.
        ("events", "country=TR", ["istanbul-talks"]),
        ("events", "type=CONSULT,REJECT", ["guarantees-rejection", "istanbul-talks"]),
        ("events", "type=CONSULT&type=REJECT", ["guarantees-rejection", "istanbul-talks"]),
        ("events", "fatalities_min=8", ["kyiv-strike-next-day"]),
        # GDAL writes 1 and 0.
        ("events", "disputed=true", ["ukraine-war"]),
        ("events", "disputed=1", ["ukraine-war"]),
        ("events", "disputed=0", [code for code in EVENTS if code != "ukraine-war"]),
        ("places", "country=RU", ["anadyr"]),
        # Places have no time, so that each time selects them all.
        ("places", "datetime=2022-10-10", PLACES),
    ],
)  # fmt: skip
def test_what_a_question_selects(ogc, collection, query, expected):
    answer = ogc(f"/collections/{collection}/items?{query}")
    assert (ids(answer), answer.json()["numberMatched"]) == (expected, len(expected))


@pytest.mark.parametrize(
    ("time", "first", "last"),
    [
        ("2022-10-10", "2022-10-10", "2022-10-10"),
        ("2022-10-10T12:30:00Z", "2022-10-10", "2022-10-10"),
        ("2022-10-10t12:30:00z", "2022-10-10", "2022-10-10"),
        ("2022-10-10T12:30:00.250Z", "2022-10-10", "2022-10-10"),
        # 23:30 in a zone west of Greenwich is the next day in UTC.
        ("2022-10-10T23:30:00-05:00", "2022-10-11", "2022-10-11"),
        ("2022-10-10/2022-10-11", "2022-10-10", "2022-10-11"),
        ("2018-09-11T00:00:00Z/2020-08-28T00:00:00Z", "2018-09-11", "2020-08-28"),
        ("2022-10-11/..", "2022-10-11", None),
        ("2022-10-11/", "2022-10-11", None),
        ("../2018-09-11", None, "2018-09-11"),
        ("/2018-09-10", None, "2018-09-10"),
    ],
)
def test_a_time_selects_what_the_days_of_the_api_select(ogc, client, time, first, last):
    query = {"datetime": time}
    answer = client.get("/ogc/collections/events/items", query)
    days = {"date_from": first, "date_to": last}
    same = client.get("/api/v1/events/", {name: day for name, day in days.items() if day}).json()
    assert ids(answer) == [one["code"] for one in same["results"]]
    assert answer.json()["numberMatched"] == same["count"]


@pytest.mark.parametrize(
    ("time", "inside", "outside"),
    [
        ("2022-10-10", {"kyiv-strike"}, {"kyiv-strike-next-day"}),
        ("../2018-09-11", {"anadyr-drill", "crimea-seizure"}, {"bering-drill"}),
        ("../2018-09-10", {"crimea-seizure"}, {"anadyr-drill", "bering-drill"}),
        ("2018-09-17/..", {"anadyr-drill", "bering-drill"}, {"crimea-seizure"}),
        ("2018-09-18/..", {"bering-drill"}, {"anadyr-drill", "crimea-seizure"}),
    ],
)
def test_a_time_has_events_on_each_side_of_it(ogc, time, inside, outside):
    found = set(ids(ogc(f"/collections/events/items?datetime={time}")))
    assert inside <= found
    assert not outside & found


@pytest.mark.parametrize(
    ("box", "message"),
    [
        ("-9007199254740992,0,0,0,0,0", "West and east must lie between -180 and 180."),
        ("1e300,0,0,0", "West and east must lie between -180 and 180."),
        ("0,0,0,0,1000,0", "South and north must lie between -90 and 90."),
    ],
)
def test_a_number_that_is_no_angle(ogc, box, message):
    (told,) = ogc(f"/collections/places/items?bbox={box}").json()["errors"]
    assert (told["parameter"], told["message"]) == ("bbox", message)


# --- Core: faults ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("?f=json", ["f"]),
        ("/conformance?f=json", ["f"]),
        ("/collections?limit=1", ["limit"]),
        ("/collections/events?limit=1", ["limit"]),
        ("/collections/events/items/kyiv-strike?fields=code", ["fields"]),
        ("/collections/events/items?countri=UA", ["countri"]),
        ("/collections/events/items?country=XX", ["country"]),
        ("/collections/events/items?disputed=2", ["disputed"]),
        # The filter of the API finds parts of parts, where OGC wants the property itself.
        ("/collections/events/items?part_of=ukraine-war", ["part_of"]),
        # A parameter of OGC's own has no second name here.
        ("/collections/events/items?date_from=2022-01-01", ["date_from"]),
        ("/collections/events/items?page_size=5", ["page_size"]),
        ("/collections/places/items?type=ASSAULT", ["type"]),
        *(
            (f"/collections/events/items?limit={text}", ["limit"])
            for text in ("0", "-1", "1.5", "ten", "", "5&limit=6")
        ),
        *(
            (f"/collections/{collection}/items?datetime={text}", ["datetime"])
            for collection in ("events", "places")
            for text in (
                "2022", "2022-02-30", "yesterday", "..", "../..", "/", "2022-01-02/2022-01-01",
                "2022-01-01/2022-01-02/2022-01-03", "2022-01-01T25:00:00Z", "2022-01-01T10:00:00",
                "2022-01-01T",
                "0001-01-01T00:00:00%2B10:00",
            )
        ),
        *(
            (f"/collections/events/items?bbox={text}", ["bbox"])
            for text in ("1,2,3", "1,2,3,4,5", "a,b,c,d", "0,20,10,10", "0,0,200,10", "1,2,3,4,5,6,7", "1e999,2,3,4")
        ),
        ("/collections/events/items?cursor=x", ["cursor"]),
        # All faults at once, in the order of the query.
        ("/collections/events/items?limit=x&countri=UA&datetime=y&bbox=1&type=NO", [
            "limit", "countri", "datetime", "bbox", "type",
        ]),
    ],
)  # fmt: skip
def test_a_fault_in_the_query_is_named(ogc, path, names):
    answer = ogc(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, MEDIA_TYPE)
    assert [one["parameter"] for one in answer.json()["errors"]] == names


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/nope", ["path"]),
        ("/collections/actors", ["collection"]),
        ("/collections/event/items", ["collection"]),
        ("/collections/event/items/kyiv-strike", ["collection"]),
        ("/collections/events/items/nope", ["key"]),
        ("/collections/places/items/kyiv-strike", ["key"]),
        ("/collections/events/items/kyiv-strike/more", ["path"]),
    ],
)
def test_what_is_not_there(ogc, path, names):
    answer = ogc(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, MEDIA_TYPE)
    assert [one["parameter"] for one in answer.json()["errors"]] == names


def test_what_merely_begins_alike_is_not_ogc(client, world):
    assert client.get("/ogcfoo").status_code == 404


# --- GeoJSON ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("collection", "every"), [("events", EVENTS), ("places", PLACES)])
def test_each_feature_is_also_at_a_url_of_its_own(ogc, collection, every):
    answer = ogc(f"/collections/{collection}/items")
    assert answer.headers["Content-Type"] == "application/geo+json"
    assert answer.json()["type"] == "FeatureCollection"
    for listed in answer.json()["features"]:
        one = ogc(f"/collections/{collection}/items/{listed['id']}")
        assert one.headers["Content-Type"] == "application/geo+json"
        body = one.json()
        assert {link["rel"]: link["href"] for link in body.pop("links")} == {
            "self": f"http://testserver/ogc/collections/{collection}/items/{listed['id']}",
            "collection": f"http://testserver/ogc/collections/{collection}",
        }
        assert body == listed


def test_a_geometry_is_a_point_only_where_the_place_is_known_better_than_the_country(ogc):
    features = ogc("/collections/events/items").json()["features"]
    assert {
        one["id"]: one["geometry"]["coordinates"] for one in features if one["geometry"]
    } == POINTS
    assert {one["geometry"]["type"] for one in features if one["geometry"]} == {"Point"}


def test_a_place_without_a_point_has_no_geometry(ogc):
    features = ogc("/collections/places/items").json()["features"]
    assert [one["id"] for one in features if one["geometry"] is None] == ["ukraine-border"]


def test_properties_are_plain_columns(ogc):
    for collection in ("events", "places"):
        for one in ogc(f"/collections/{collection}/items").json()["features"]:
            nested = [
                name for name, value in one["properties"].items() if isinstance(value, list | dict)
            ]
            assert nested == []
    told = ogc("/collections/events/items/kyiv-strike").json()["properties"]
    assert {
        name: told[name]
        for name in ("code", "start_date", "place_precision", "actors", "fatalities_best")
    } == {
        "code": "kyiv-strike",
        "start_date": "2022-10-10",
        "place_precision": "exact",
        "actors": "russia",
        "fatalities_best": 7,
    }


# --- HTTP ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", ["text/html", "application/geo+json", "text/csv", "*/*"])
def test_the_format_does_not_depend_on_what_is_accepted(ogc, accept):
    answer = ogc("/collections/events/items?limit=1", Accept=accept)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/geo+json")


def test_an_answer_that_the_client_has_is_not_sent_again(ogc):
    path = "/collections/events/items"
    etag = ogc(path).headers["ETag"]
    assert ogc(path, **{"If-None-Match": etag}).status_code == 304


def test_pages_of_other_sites_may_read_it(ogc):
    for path in ("", "/", "/collections/events/items", "/collections/nope"):
        answer = ogc(path, Origin="https://map.example")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/collections/events/items", 200),
        ("/collections/events/items/kyiv-strike", 200),
        ("/collections/events/items?nope=1", 400),
        ("/collections/nope/items", 404),
    ],
)
def test_options_and_head_are_as_strict_as_get(client, world, path, status):
    for ask in (client.get, client.head, client.options):
        assert ask(f"/ogc{path}").status_code == status
    assert client.post(f"/ogc{path}").status_code in (status, 405)
