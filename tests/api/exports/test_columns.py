"""The columns of rows: exactly these, said once, and all that a record holds is in one of them."""

import orjson
import pytest

from events.api.exports.columns import COLUMN_BY_ROLE, chosen, columns_of
from events.documents import SERIALIZERS
from events.models import MODEL_BY_COLLECTION, Version
from events.vocabulary import Collection, ParticipantRole
from tests.api.exports.oracle import taken
from tests.api.openapi.test_openapi import OPERATIONS

# type of each column, in order
COLUMNS = {
    "datasets": {
        "slug": "string",
        "title": "string",
        "version": "string",
        "publisher": "string",
        "license": "string",
        "citation": "string",
        "homepage": "string",
        "coverage_sources": "list",
        "coverage_from": "date",
        "coverage_to": "date",
        "coverage_countries": "list",
        "coverage_inclusion": "string",
        "note": "string",
    },
    "sources": {
        "slug": "string",
        "name": "string",
        "name_original": "string",
        "kind": "string",
        "country": "string",
        "language": "string",
        "homepage": "string",
        "note": "string",
    },
    "articles": {
        "slug": "string",
        "source": "string",
        "source_name": "string",
        "title": "string",
        "url": "string",
        "archive_url": "string",
        "accessed_on": "date",
        "published_on": "date",
        "published_precision": "string",
        "published_not_before": "date",
        "published_not_after": "date",
        "published_edtf": "string",
        "published_basis": "string",
        "published_reason": "string",
        "language": "string",
        "byline": "string",
        "summary": "string",
        "characters": "integer",
        "sha256": "string",
        "relays": "list",
        "left_out": "json",
        "note": "string",
    },
    "actors": {
        "slug": "string",
        "name": "string",
        "name_original": "string",
        "aliases": "list",
        "kind": "string",
        "country": "string",
        "wikidata": "string",
        "named": "boolean",
        "part_of": "string",
        "public_figure": "boolean",
        "note": "string",
    },
    "places": {
        "slug": "string",
        "name": "string",
        "name_original": "string",
        "kind": "string",
        "country": "string",
        "admin1": "string",
        "latitude": "number",
        "longitude": "number",
        "geonames": "integer",
        "wikidata": "string",
        "within": "string",
        "note": "string",
    },
    "statements": {
        "code": "string",
        "dataset": "string",
        "article": "string",
        "speaker": "string",
        "speaker_name": "string",
        "speaker_role": "string",
        "on_behalf_of": "string",
        "addressees": "list",
        "inferred_addressees": "list",
        "addressees_reason": "string",
        "audience": "list",
        "targets": "list",
        "form": "string",
        "text": "string",
        "act": "string",
        "modality": "string",
        "polarity": "string",
        "reporting_verb": "string",
        "topics": "list",
        "stated_on": "date",
        "stated_precision": "string",
        "stated_not_before": "date",
        "stated_not_after": "date",
        "stated_edtf": "string",
        "stated_basis": "string",
        "stated_reason": "string",
        "language": "string",
        "original_language": "string",
        "translated": "boolean",
        "translated_by": "string",
        "evidence_article": "string",
        "evidence_start": "integer",
        "evidence_end": "integer",
        "evidence_sha256": "string",
        "evidence_exact": "string",
        "evidence_opening": "string",
        "evidence_closing": "string",
        "evidence_link": "string",
        "attribution_source_article": "string",
        "attribution_source_start": "integer",
        "attribution_source_end": "integer",
        "attribution_source_sha256": "string",
        "attribution_cue_article": "string",
        "attribution_cue_start": "integer",
        "attribution_cue_end": "integer",
        "attribution_cue_sha256": "string",
        "events": "list",
        "relations": "list",
        "related_statements": "json",
        "note": "string",
    },
    "events": {
        "code": "string",
        "dataset": "string",
        "type": "string",
        "modes": "list",
        "contexts": "list",
        "quad_class": "integer",
        "status": "string",
        "modality": "string",
        "polarity": "string",
        "title": "string",
        "summary": "string",
        "start_date": "date",
        "end_date": "date",
        "date_precision": "string",
        "date_not_before": "date",
        "date_not_after": "date",
        "date_basis": "string",
        "date_reason": "string",
        "edtf": "string",
        "place": "string",
        "place_name": "string",
        "latitude": "number",
        "longitude": "number",
        "place_precision": "string",
        "place_basis": "string",
        "place_reason": "string",
        "country": "string",
        "actors": "list",
        "recipients": "list",
        "mediators": "list",
        "supporters": "list",
        "beneficiaries": "list",
        "represented": "list",
        "participants": "json",
        "fatalities_low": "integer",
        "fatalities_best": "integer",
        "fatalities_high": "integer",
        "articles": "list",
        "sources": "list",
        "reports": "json",
        "claims": "json",
        "disputed": "boolean",
        "related_events": "json",
        "part_of": "string",
        "same_as": "string",
        "quality": "list",
        "original": "json",
        "note": "string",
    },
}
# Those of them that a file of rows has unless it is asked for more.
UNASKED = {
    collection: {name: kind for name, kind in columns.items() if name != "original"}
    for collection, columns in COLUMNS.items()
}


def test_every_collection_has_its_columns():
    assert list(COLUMNS) == Collection.values


@pytest.mark.parametrize("collection", Collection.values)
def test_the_columns_of_a_collection(collection):
    found = columns_of(collection)
    assert {one.name: one.type for one in found} == COLUMNS[collection]
    assert len({one.name for one in found}) == len(found)
    assert [one.name for one in found if not one.description.endswith(".")] == []


@pytest.mark.parametrize("collection", Collection.values)
def test_every_field_is_in_a_column(collection):
    fields = SERIALIZERS[MODEL_BY_COLLECTION[collection]].Meta.fields
    assert list(dict.fromkeys(one.field for one in columns_of(collection))) == list(fields)


def test_every_role_is_in_a_column():
    assert list(COLUMN_BY_ROLE) == list(ParticipantRole)


def test_fields_choose_columns():
    names = [
        one.name for one in chosen("events", frozenset({"participants", "fatalities", "code"}))
    ]
    assert names == [
        "code",
        *COLUMN_BY_ROLE.values(),
        "participants",
        "fatalities_low",
        "fatalities_best",
        "fatalities_high",
    ]


def row(collection, key):
    """Return {column: value} of a record of the world."""
    version = Version.objects.get(collection=collection, key=key, last_release=None)
    record = orjson.loads(version.document)
    return {one.name: taken(one, record) for one in columns_of(collection)}


def test_an_event_as_a_row(world):
    found = row("events", "guarantees-rejection")
    lists = {name: found[name] for name in (*COLUMN_BY_ROLE.values(), "articles", "sources")}
    assert lists == {
        "actors": ["sergey-lavrov"],
        "recipients": ["nato"],
        "mediators": [],
        "supporters": [],
        "beneficiaries": [],
        "represented": ["russia"],
        "articles": ["guarantees-for-ukraine"],
        "sources": [],
    }
    strike = row("events", "kyiv-strike")
    assert [strike[f"fatalities_{name}"] for name in ("low", "best", "high")] == [5, 7, 9]
    assert (strike["latitude"], strike["longitude"]) == (50.5, 30.5)
    assert [claim["best"] for claim in orjson.loads(strike["claims"])] == [7, 7]
    assert orjson.loads(strike["reports"])[0]["article"] == "kyiv-under-fire"


def test_an_article_that_reports_twice_stands_there_once(world):
    found = row("events", "guarantees-proposal")
    assert found["articles"] == ["guarantees-for-ukraine"]
    assert len(orjson.loads(found["reports"])) == 2


def test_a_statement_as_a_row(world):
    found = row("statements", "russia-rejects-guarantees")
    assert list(zip(found["events"], found["relations"], strict=True)) == [
        ("guarantees-proposal", "comments_on"),
        ("guarantees-proposal", "rejects"),
        ("guarantees-rejection", "announces"),
    ]
    assert (found["evidence_article"], found["evidence_start"]) == ("guarantees-for-ukraine", 115)
    assert found["evidence_exact"] is None


def test_a_record_of_another_time_lacks_what_was_not_there_yet():
    values = {one.name: taken(one, {"code": "x"}) for one in columns_of("events")}
    assert values.pop("code") == "x"
    assert [value for value in values.values() if value not in (None, [])] == []


@pytest.mark.parametrize("collection", Collection.values)
def test_the_codebook_and_the_schema_tell_them(get, collection):
    told = get("/codebook/").json()["columns"][collection]
    assert told == [
        {"name": one.name, "type": one.type, "field": one.field, "definition": one.description}
        for one in columns_of(collection)
    ]
    for path in (
        f"/api/v1/{collection}.{{extension}}",
        f"/api/v1/releases/{{number}}/{collection}.{{extension}}",
    ):
        described = OPERATIONS[path]["responses"]["200"]["content"]["text/csv"]["schema"]
        listed = (
            described["description"].partition("Columns, in this order: ")[2].partition(". ")[0]
        )
        assert listed == ", ".join(f"`{name}`" for name in UNASKED[collection])
        assert "[The codebook](../v1/codebook/#columns)" in described["description"]
