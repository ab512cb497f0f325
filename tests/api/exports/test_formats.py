"""A format says everything of itself: a new one is its module, and its line in FORMATS."""

import json

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator

from events.api.exports.description import fields_of_records
from events.api.exports.format import Format
from events.api.exports.formats import FORMATS, formats_of
from events.api.exports.options import ALL
from events.models import MODEL_BY_COLLECTION
from events.vocabulary import Collection
from tests.api.refusals import assert_problem


def write(batches, collection, options=ALL):
    """Yield the keys of stored documents, one a line."""
    yield f"# {collection}\n".encode()
    for documents in batches:
        for document in documents:
            yield json.loads(document)[MODEL_BY_COLLECTION[collection].key_name].encode() + b"\n"


KEYS = Format(
    name="keys",
    media_type="text/x-keys",
    parameters="; charset=utf-8",
    write=write,
    schema=lambda collection: {"type": "string", "description": f"Keys of {collection}."},
    table=fields_of_records,
    traits={"encoding": "utf-8", "dialect": {"commentChar": "#"}},
    collections=(Collection.PLACES,),
)


@pytest.fixture
def keys(monkeypatch):
    monkeypatch.setitem(FORMATS, "keys", KEYS)


def test_a_new_format_has_its_url(get, keys):
    answer = get("/places.keys?country=UA&kind=populated_place")
    assert answer["Content-Type"] == "text/x-keys; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="attest-places-release-1.keys"'
    assert answer.getvalue() == b"# places\nkyiv\n"
    assert get("/").json()["exports"]["places"]["keys"].endswith("/api/v1/places.keys")
    past = get("/releases/1/places.keys")
    assert past.getvalue().splitlines()[1:3] == [b"anadyr", b"bering-sea"]
    (entry,) = assert_problem(get("/events.keys"), "not-found", ["extension"])
    assert "csv, ndjson, geojson, parquet, xlsx" in entry["message"]


def test_a_new_format_is_in_the_schema(keys):
    document = SchemaGenerator().get_schema(request=None, public=True)
    paths, shared = document["paths"], document["components"]["parameters"]
    for path in ("/api/v1/places.{extension}", "/api/v1/releases/{number}/places.{extension}"):
        operation = paths[path]["get"]
        named = [one.get("$ref", "").rpartition("/")[2] for one in operation["parameters"]]
        (extension,) = (shared[name] for name in named if name.endswith("extension"))
        assert extension["schema"]["enum"][-1] == "keys"
        content = operation["responses"]["200"]["content"]["text/x-keys"]
        assert content["schema"] == {"type": "string", "description": "Keys of places."}
    events = paths["/api/v1/events.{extension}"]["get"]["responses"]["200"]["content"]
    assert "text/x-keys" not in events


def test_a_new_format_is_written_and_described_by_export_dataset(world, keys, tmp_path):
    call_command("export_dataset", str(tmp_path), "--format", "keys", "csv", verbosity=0)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"places.keys", "datapackage.json"} | {
        f"{name}.csv" for name in Collection.values
    }
    descriptor = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = (one for one in descriptor["resources"] if one["format"] == "keys")
    assert resource["mediatype"] == "text/x-keys"
    assert (resource["encoding"], resource["dialect"]) == ("utf-8", {"commentChar": "#"})
    assert resource["profile"] == "data-resource"
    assert [one["name"] for one in resource["schema"]["fields"]][:2] == ["slug", "name"]


# name: (media type, Content-Type, profile, encoding, whether it is compressed)
TRAITS = {
    "csv": (
        "text/csv",
        "text/csv; charset=utf-8; header=present",
        "tabular-data-resource",
        "utf-8",
        True,
    ),
    "ndjson": ("application/x-ndjson", "application/x-ndjson", None, "utf-8", True),
    "geojson": ("application/geo+json", "application/geo+json", None, "utf-8", True),
    "parquet": (
        "application/vnd.apache.parquet",
        "application/vnd.apache.parquet",
        None,
        None,
        False,
    ),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        None,
        None,
        False,
    ),
}


def test_the_formats_and_their_traits():
    assert {
        name: (
            one.media_type,
            one.content_type,
            one.traits.get("profile"),
            one.traits.get("encoding"),
            one.compressible,
        )
        for name, one in FORMATS.items()
    } == TRAITS


@pytest.mark.parametrize("collection", Collection.values)
def test_which_formats_a_collection_has(collection):
    located = ["csv", "ndjson", "geojson", "parquet", "xlsx"]
    expected = (
        located if collection in ("places", "events") else ["csv", "ndjson", "parquet", "xlsx"]
    )
    assert list(formats_of(collection)) == expected
