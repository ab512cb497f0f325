"""The form of answers: the whole body of a record of each collection, in a list and by itself."""

import orjson
import pytest

from events.documents import SERIALIZERS
from events.models import MODEL_BY_COLLECTION
from events.models import RECORDS as MODELS
from tests.api.records import RECORDS


@pytest.mark.parametrize(("path", "record"), RECORDS.items(), ids=RECORDS)
def test_a_record_is_exactly(get, path, record):
    answer = get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == record
    assert list(answer.json()) == list(record)  # in reading order


def test_every_collection_has_a_record_here():
    assert {path.split("/")[1] for path in RECORDS} == set(MODEL_BY_COLLECTION)


@pytest.mark.parametrize("collection", MODEL_BY_COLLECTION)
def test_a_record_in_a_list_is_the_record_by_itself(get, collection):
    key_name = MODEL_BY_COLLECTION[collection].key_name
    for record in get(f"/{collection}/").json()["results"]:
        assert get(f"/{collection}/{record[key_name]}/").json() == record


def test_a_page_is_the_records_and_what_there_is_to_know_of_them(get):
    body = get("/events/?place=kyiv").json()
    assert body == {
        "count": 2,
        "next": None,
        "previous": None,
        "release": 1,
        "warnings": [],
        "results": [RECORDS["/events/kyiv-strike-next-day/"], RECORDS["/events/kyiv-strike/"]],
    }
    assert list(body) == ["count", "next", "previous", "release", "warnings", "results"]


@pytest.mark.parametrize("model", MODELS)
def test_what_is_stored_is_what_the_serializer_says_now(world, model):
    rows = list(model.objects.select_related("current"))
    assert rows
    serializer = SERIALIZERS[model]()
    said = [orjson.dumps(serializer.to_representation(row)).decode() for row in rows]
    assert [row.current.document for row in rows] == said


@pytest.mark.parametrize("model", MODELS)
def test_a_record_begins_with_its_key(model):
    assert SERIALIZERS[model].Meta.fields[0] == model.key_name


def test_letters_are_written_as_they_are(get):
    assert "Мы не нападали на Украину".encode() in get("/statements/lavrov-denies-attack/").content


# The parts of events
ROWS = ("reports", "claims", "participants")


def test_the_front_door_leads_to_all_that_there_is(get):
    body = get("/").json()
    root = "http://testserver/api"
    assert body.pop("release") == get("/releases/1/").json()
    assert body == {
        "collections": {name: f"{root}/v1/{name}/" for name in MODEL_BY_COLLECTION},
        "rows": {name: f"{root}/v1/{name}/" for name in ROWS},
        "aggregates": {
            name: f"{root}/v1/{name}/aggregate/" for name in ("statements", "events", *ROWS)
        },
        "exports": {
            name: {
                extension: f"{root}/v1/{name}.{extension}"
                for extension in ("csv", "ndjson", "parquet", "xlsx", "geojson")
                if extension != "geojson" or name in ("places", "events")
            }
            for name in (*MODEL_BY_COLLECTION, *ROWS)
        },
        "releases": f"{root}/v1/releases/",
        "changes": f"{root}/v1/changes/",
        "coverage": f"{root}/v1/coverage/",
        "codebook": f"{root}/v1/codebook/",
        "schema": f"{root}/schema/",
        "docs": f"{root}/docs/",
        "redoc": f"{root}/redoc/",
    }
    for url in (
        *body["collections"].values(),
        *(body[name] for name in ("releases", "changes", "coverage", "codebook")),
    ):
        assert get(url.removeprefix(f"{root}/v1")).status_code == 200
