"""The shape of every answer is the documented one, whatever its parameters ask for."""

import json

import pytest

from events.api.answering.sums.periods import PERIODS
from events.api.exports.formats import formats_of
from events.api.query.parameters import ELSEWHERE
from events.api.urls import COLLECTIONS, PART_ROWS
from events.documents.part_rows import serializer_of
from events.models import MODEL_BY_COLLECTION, Version
from events.vocabulary import Collection
from tests.api.openapi.test_openapi import KEYS, OPERATIONS, SCHEMAS, faults, under_v1

EXPORTS = [path for path in OPERATIONS if path.endswith("{extension}")]
READ_WHOLE = [path for path in OPERATIONS if path not in EXPORTS]
# A question for each parameter, with a value that means something in the world.
VALUES = {
    "act": "REJECT,COMMENT",
    "admin1": "UA-30",
    "actor": "russia",
    "addressee": "nato",
    "addressee_basis": "inferred",
    "audience": "recep-tayyip-erdogan",
    "article": "guarantees-for-ukraine",
    "attribute": "fatalities",
    "basis": "stated",
    "bbox": "178,-90,180,90",
    "by": "dataset",
    "cells": "count",
    "chosen": "false",
    "claim_attribute": "fatalities",
    "claim_stands": "contradicts",
    "claimed_by": "ukraine",
    "collection": "events,actors",
    "context": "military",
    "country": "UA,RU",
    "dataset": "attest",
    "date_basis": "stated",
    "date_from": "2022-02-24",
    "date_to": "2022-10-10",
    "disputed": "true",
    "doubles": "all",
    "event": "invasion",
    "event_relation": "because_of",
    "excel": "true",
    "fatalities_max": "8",
    "fatalities_min": "7",
    "fatalities_spread_min": "1",
    "form": "verbatim",
    "geonames": "703448",
    "geometry": "always",
    "has_statement": "false",
    "kind": {"sources": "newspaper,news_site", "actors": "state", "places": "country"},
    "join": "events",
    "language": "en,uk",
    "left_out": "heading",
    "license": "CC-BY-4.0",
    "min_date_precision": "day",
    "min_place_precision": "near",
    "modality": "asserted",
    "mode": "visit",
    "named": "false",
    "names": "true",
    "near": "50.5,30.5,10",
    "on_behalf_of": "russia",
    "operation": "add",
    "original": "columns",
    "original_language": "ru",
    "page": "1",
    "page_size": "2",
    "part_of": {"actors": "nato", "events": "ukraine-war"},
    "participant": "nato",
    "participant_basis": "inferred",
    "parts": "leaf",
    "place": "kyiv",
    "place_basis": "reference",
    "polarity": "negated",
    "public_figure": "true",
    "published_basis": "inferred",
    "published_from": "2022-02-25",
    "published_to": "2022-02-25",
    "published_within_bounds": "true",
    "q": "ukraine",
    "quad_class": "4",
    "quality": "low_above_best",
    "recipient": "ukraine",
    "related_event": "invasion",
    "related_statement": "biden-backs-guarantees",
    "relation": "rejects",
    "relays": "tass",
    "release": "1",
    "report_role": "primary",
    "resolve": "majority",
    "role": {"events": "mediator", "reports": "primary", "participants": "mediator"},
    "same_as": "kyiv-strike",
    "sha256": "7f10c577e449814d2e7e7b9a77e0a75f1ed6481f1f863f6621bfb9d85821b801",
    "shape": "groups",
    "since": "1",
    "source": "tass",
    "speaker": "russia",
    "speaker_kind": "state",
    "speaker_role": "President",
    "stands": "contradicts",
    "stated_basis": "inferred",
    "stated_from": "2022-02-25",
    "stated_to": "2022-02-25",
    "stated_within_bounds": "true",
    "statement_relation": "responds_to",
    "status": "threatened,proposed",
    "style": "csl",
    "target": "ukraine",
    "topic": "security_guarantees",
    "translated": "true",
    "type": "ASSAULT",
    "uncorroborated": "true",
    "url": "https://tass.ru/",
    "wikidata": "Q212",
    "within": {"places": "ukraine", "statements": "true", "events": "true"},
    "year": "2022,2023",
}
# Those whose value depends on the URL: the key of its records, and a cursor of its own.
BY_URL = {"cursor", "fields", "order_by"}
# Some parameters only modify another one, so the query needs that one too.
BESIDE = {
    ("statements", "within"): "speaker=russia",
    ("events", "within"): "actor=russia",
    ("statements", "stated_within_bounds"): "stated_from=2022-02-25",
    ("articles", "published_within_bounds"): "published_from=2022-02-25",
}


def documented(path, media_type="application/json"):
    """Return the schema of the answer of a path."""
    return OPERATIONS[path]["responses"]["200"]["content"][media_type]["schema"]


def whole(schema):
    """Return the schema of an answer with all fields."""
    return schema.get("anyOf", [schema])[0]


def taken(path):
    """Return the names of the query parameters of a path."""
    return [one["name"] for one in OPERATIONS[path].get("parameters", ()) if one["in"] == "query"]


def collection_of(path):
    """Return the collection whose records a path answers with, or None."""
    return next((word for word in path.split("/") if word.split(".")[0] in KEYS), "").split(".")[0]


def record_of(collection):
    """Return the name of the schema of what a URL lists."""
    return serializer_of(collection).__name__.removesuffix("Serializer")


def value_of(path, name):
    value = VALUES[name]
    return value[collection_of(path)] if isinstance(value, dict) else value


def asked(path, *parts):
    """Return the URL of a path with these parts of a query, and with those that they need."""
    beside = (BESIDE.get((collection_of(path), part.partition("=")[0])) for part in parts)
    parts = (*parts, *filter(None, beside))
    if "by" in taken(path) and not any(part.startswith("by=") for part in parts):
        by = {"events": "by=type", "statements": "by=topic"}.get(collection_of(path), "by=country")
        parts = (by, *parts)
    return f"{under_v1(path)}?{'&'.join(parts)}"


@pytest.mark.parametrize("path", READ_WHOLE)
def test_every_parameter_keeps_to_the_documented_shape(get, path):
    described = OPERATIONS[path]["responses"]["200"]
    for part in ("", *(f"{name}={value_of(path, name)}" for name in taken(path) if name in VALUES)):
        answer = get(asked(path, part))
        assert answer.status_code == 200, (part, answer.content)
        media_type = answer["Content-Type"].partition(";")[0]
        if media_type == "application/json":
            assert faults(answer.json(), described["content"][media_type]["schema"]) == [], part
            assert faults(answer.json(), whole(documented(path))) == [], part
        else:
            # A profile belongs to the media type.
            named = {one.partition(";")[0] for one in described["content"]}
            assert media_type in named, part
        assert {"ETag", "Last-Modified"} <= set(described["headers"]) & set(answer.headers)


def test_every_parameter_is_asked():
    documented = {name for path in OPERATIONS for name in taken(path)}
    assert documented == VALUES.keys() | BY_URL


def test_each_parameter_that_is_no_filter_has_a_reason_where_it_is_not_taken():
    documented = {name for path in OPERATIONS for name in taken(path)}
    filters = {"collection", "operation"}  # of the change feed
    for viewset in (*COLLECTIONS.values(), *PART_ROWS.values()):
        filters |= viewset.filterset_class.base_filters.keys()
    # Files say it themselves, with the URL of a past release.
    assert documented - filters == ELSEWHERE.keys() | {"release"}


@pytest.mark.parametrize("path", OPERATIONS)
def test_a_parameter_that_other_urls_take_is_refused_with_the_reason(get, path):
    others = ELSEWHERE.keys() - set(taken(path))
    answer = get(f"{under_v1(path)}?{'&'.join(f'{name}=1' for name in others)}")
    found = {one["parameter"]: one["message"] for one in answer.json()["errors"]}
    reasons = {name: ELSEWHERE[name] for name in others}
    if not taken(path):
        reasons = dict.fromkeys(others, "This URL takes no parameters.")
    assert {name: found[name] for name in others} == reasons


@pytest.mark.parametrize("path", [path for path in READ_WHOLE if "cursor" in taken(path)])
def test_a_later_page_has_the_documented_shape(get, path):
    url = get(asked(path, "page_size=1")).json()["next"]
    if url is None:
        # All claims in the world are on events in one country.
        assert collection_of(path) in ("", "claims") or "versions" in path
        return
    answer = get(url.removeprefix("http://testserver/api/v1"))
    assert faults(answer.json(), whole(documented(path))) == []


FIELDED = [path for path in READ_WHOLE if "fields" in taken(path)]


@pytest.mark.parametrize("path", FIELDED)
def test_fields_keep_to_the_documented_shape_and_to_no_narrower_one(get, path):
    (parameter,) = (one for one in OPERATIONS[path]["parameters"] if one["name"] == "fields")
    key, *names = parameter["schema"]["items"]["enum"]
    for fields in ([key], *([key, name] for name in names), names):
        body = get(asked(path, f"fields={','.join(fields)}")).json()
        records = body.get("results", [body])
        assert all(list(record) == fields for record in records)
        assert faults(body, documented(path)) == []
        assert faults(body, whole(documented(path))) != []


@pytest.mark.parametrize(
    "collection", ["statements", "events", "reports", "claims", "participants"]
)
def test_a_group_has_the_values_that_by_names_and_the_documented_shape(get, collection):
    path = f"/api/v1/{collection}/aggregate/"
    (parameter,) = (one for one in OPERATIONS[path]["parameters"] if one["name"] == "by")
    sums = ["count"]
    if collection == "events":
        sums += ["with_fatalities", "fatalities"]
    names = parameter["schema"]["items"]["enum"]
    for by in ([one] for one in names), (names[at : at + 3] for at in range(len(names) - 2)):
        for chosen in by:
            body = get(asked(path, f"by={','.join(chosen)}")).json()
            for group in body["results"]:
                # Of a period that is null a coarser one can be known.
                known = [name for name in group if name not in PERIODS or name in chosen]
                assert known == [*chosen, *sums]
            assert faults(body, documented(path)) == []
    group = SCHEMAS[f"{(COLLECTIONS | PART_ROWS)[collection].model.__name__}Group"]
    properties = [name for name in group["properties"] if not name.endswith("_name")]
    assert properties == [*names, *sums]
    named = get(asked(path, f"by={','.join(names[:3])}&names=true")).json()
    assert faults(named, documented(path)) == []


@pytest.mark.parametrize("release", [1, 2, 3])
@pytest.mark.parametrize("path", ["/api/v1/events/", "/api/v1/events/{key}/"])
def test_a_past_release_has_the_documented_shape(get, three, path, release):
    body = get(asked(path, f"release={release}")).json()
    assert faults(body, whole(documented(path))) == []


def test_what_was_added_changed_and_withdrawn_has_the_documented_shape(get, three):
    path = "/api/v1/changes/"
    body = get("/changes/?page_size=1000").json()
    assert {change["operation"] for change in body["results"]} == {"add", "change", "withdraw"}
    assert {change["collection"] for change in body["results"]} == set(Collection.values)
    assert faults(body, documented(path)) == []
    for change in body["results"]:
        record = MODEL_BY_COLLECTION[change["collection"]].__name__
        assert faults(change, {"$ref": f"#/components/schemas/{record}Change"}) == []
        if change["document"] is not None:
            assert faults(change["document"], {"$ref": f"#/components/schemas/{record}"}) == []
    for key in ("kyiv-strike", "later-drill", "port-threat"):
        body = get(f"/events/{key}/versions/").json()
        assert faults(body, documented("/api/v1/events/{key}/versions/")) == []


def test_a_past_record_may_lack_fields_that_came_later(get, three):
    """An earlier version of the program published documents without today's fields."""
    for version in Version.objects.filter(collection="events", last_release=1):
        document = json.loads(version.document)
        del document["original"]
        Version.objects.filter(pk=version.pk).update(document=json.dumps(document))
    record = get("/events/kyiv-strike/?release=1").json()
    assert "original" not in record
    assert faults(record, documented("/api/v1/events/{key}/")) == []
    for path in ("/api/v1/events/", "/api/v1/changes/"):
        part = "release=1" if path == "/api/v1/events/" else "since=0"
        assert faults(get(asked(path, part)).json(), documented(path)) == []
    body = get("/events/kyiv-strike/versions/").json()
    assert faults(body, documented("/api/v1/events/{key}/versions/")) == []


@pytest.mark.parametrize("path", [path for path in EXPORTS if "/aggregate." not in path])
def test_a_file_is_as_documented(get, path):
    collection = collection_of(path)
    record = record_of(collection)
    key, *_ = SCHEMAS[record]["required"]
    other = "note" if "note" in SCHEMAS[record]["required"] else "reason"
    content = OPERATIONS[path]["responses"]["200"]["content"]
    assert list(content) == [one.media_type for one in formats_of(collection).values()]
    for name, chosen in formats_of(collection).items():
        url, schema = path.replace("{extension}", name), content[chosen.media_type]["schema"]
        for query, shape in (("", record), (f"?fields={key},{other}", f"Partial{record}")):
            answer = get(under_v1(url) + query)
            body = answer.getvalue()
            assert answer["Content-Type"].partition(";")[0] == chosen.media_type
            headers = set(OPERATIONS[path]["responses"]["200"]["headers"])
            assert headers - {"Attest-Note", "Content-Range"} <= set(answer.headers)
            if name == "geojson":
                assert faults(json.loads(body), schema) == []
            elif name in ("parquet", "xlsx"):
                assert (schema["type"], schema["format"]) == ("string", "binary")
            else:
                assert (schema["type"], "format" in schema) == ("string", False)
                assert body.decode()
            if name == "ndjson":
                lines = [json.loads(line) for line in body.splitlines()]
                assert lines
                for line in lines:
                    assert faults(line, {"$ref": f"#/components/schemas/{shape}"}) == []


def test_a_schema_leaves_no_field_out(get):
    for collection, key in KEYS.items():
        record = get(f"/{collection}/{key}/").json()
        name = record_of(collection)
        assert documented(f"/api/v1/{collection}/{{key}}/") == {
            "anyOf": [
                {"$ref": f"#/components/schemas/{name}"},
                {"$ref": f"#/components/schemas/Partial{name}"},
            ]
        }
        assert list(SCHEMAS[name]["properties"]) == list(record)
        assert SCHEMAS[name]["required"] == list(record)
        assert SCHEMAS[f"Partial{name}"]["properties"] == SCHEMAS[name]["properties"]
        assert "required" not in SCHEMAS[f"Partial{name}"]


@pytest.mark.parametrize(
    "path", ["/events/?countri=UA&type=x", "/events/nope/", "/nope/", "/statements/?speaker=lavrov"]
)
def test_a_problem_is_as_documented(get, path):
    assert faults(get(path).json(), {"$ref": "#/components/schemas/Problem"}) == []
