"""The examples of the OpenAPI document: a value for each parameter, and a request for each operation.

The answers to the requests are in examples.json. A server with the records of fixtures/ gave them; the test
tests/api/openapi/test_examples.py asks again, compares, and writes the file with RENEW=1.
"""

from functools import cache
from pathlib import Path

import orjson

FILE = Path(__file__).with_name("examples.json")

# The public key of a record of each tag.
KEYS = {
    "statements": "lavrov-no-future-decided-by-foreign-powers",
    "events": "ukraine-guarantees-rejection",
    "datasets": "attest",
    "sources": "glavkom",
    "articles": "moscow-rejects-guarantees-for-ukraine",
    "actors": "sergey-lavrov",
    "places": "crimea",
    "reports": "ukraine-2022-invasion.report.1",
    "claims": "russia-guarantees-demand.claim.1",
    "participants": "ukraine-2022-invasion.actor.russia",
}
# {name of a parameter: value}, or {tag: value} where it differs by tag. Lists have a value of a list.
VALUES = {
    "act": ["REJECT", "ACCUSE"],
    "actor": ["russia"],
    "addressee": ["western-countries"],
    "addressee_basis": ["inferred"],
    "admin1": ["UA-43"],
    "article": ["moscow-rejects-guarantees-for-ukraine"],
    "attribute": ["start_date"],
    "audience": ["press"],
    "basis": ["stated"],
    "bbox": "22,44,41,53",
    "by": {
        "statements": ["speaker", "act"],
        "events": ["type"],
        "reports": ["article"],
        "claims": ["attribute", "stands"],
        "participants": ["actor", "role"],
    },
    "cells": "count",
    "chosen": True,
    "claim_attribute": ["start_date"],
    "claim_stands": ["contradicts"],
    "claimed_by": ["sergey-lavrov"],
    "collection": ["statements", "events"],
    "context": ["military"],
    "country": ["UA"],
    "dataset": ["attest"],
    "date_basis": ["inferred"],
    "date_from": "2022-01-01",
    "date_to": "2022-12-31",
    "disputed": True,
    "doubles": "once",
    "event": {
        "statements": ["ukraine-guarantees-rejection"],
        "reports": ["ukraine-guarantees-rejection"],
        "claims": ["russia-guarantees-demand"],
        "participants": ["ukraine-guarantees-rejection"],
    },
    "event_relation": ["in_response_to"],
    "excel": True,
    "fatalities_max": 100,
    "fatalities_min": 1,
    "fatalities_spread_min": 10,
    "form": ["verbatim"],
    "geonames": [690791],
    "geometry": "always",
    "has_statement": True,
    "join": "events",
    "kind": {"sources": ["news_site"], "actors": ["person", "state"], "places": ["admin1"]},
    "language": ["en"],
    "left_out": ["heading"],
    "license": ["LicenseRef-owner-to-choose"],
    "min_date_precision": "month",
    "min_place_precision": "admin1",
    "modality": ["asserted"],
    "mode": ["seize"],
    "named": True,
    "names": True,
    "near": "45,34,200",
    "on_behalf_of": ["russia"],
    "operation": ["add"],
    "order_by": {
        "statements": "-stated_on,code",
        "events": "-start_date,code",
        "articles": "-published_on",
        "reports": "article",
        "claims": "attribute",
        "participants": "actor,role",
        "places": "country,slug",
        "actors": "country,slug",
        "sources": "country,slug",
        "datasets": "slug",
    },
    "original": "columns",
    "original_language": ["ru"],
    "page": 1,
    "page_size": 10,
    "part_of": {"actors": ["russia"], "events": ["ukraine-war"]},
    "participant": ["western-countries"],
    "participant_basis": ["stated"],
    "parts": "whole",
    "place": ["crimea"],
    "place_basis": ["stated"],
    "polarity": ["affirmed"],
    "public_figure": True,
    "published_basis": ["inferred"],
    "published_from": "2022-01-01",
    "published_to": "2022-12-31",
    "published_within_bounds": True,
    "q": {
        "statements": "foreign powers",
        "events": "security guarantees",
        "articles": "guarantees",
        "actors": "lavrov",
        "places": "crimea",
        "sources": "glavkom",
    },
    "quad_class": [4],
    "quality": ["low_above_best"],
    "recipient": ["ukraine"],
    "related_event": ["ukraine-guarantees-proposal"],
    "related_statement": ["western-countries-call-for-framework"],
    "relation": ["rejects"],
    "relays": ["glavkom"],
    "release": 1,
    "report_role": ["corroborating"],
    "resolve": "majority",
    "role": {"events": ["mediator"], "reports": ["contradicting"], "participants": ["mediator"]},
    "same_as": ["ukraine-2022-invasion"],
    "sha256": ["ec64b392724250e64068d47d55fad543175b1d49082cdffd9e61a7357ffce79b"],
    "shape": "groups",
    "since": 0,
    "source": ["glavkom"],
    "speaker": ["sergey-lavrov"],
    "speaker_kind": ["person"],
    "speaker_role": ["Russian Foreign Minister"],
    "stands": ["contradicts"],
    "stated_basis": ["inferred"],
    "stated_from": "2022-01-01",
    "stated_to": "2026-12-31",
    "stated_within_bounds": True,
    "statement_relation": ["responds_to"],
    "status": ["ongoing"],
    "style": "bibtex",
    "target": ["ukraine"],
    "topic": ["security_guarantees"],
    "translated": False,
    "type": ["REJECT"],
    "uncorroborated": False,
    "url": "https://glavkom.ua/",
    "wikidata": {"actors": ["Q58217"], "places": ["Q756294"]},
    "within": {"statements": True, "events": True, "places": ["ukraine"]},
    "year": [2022],
}
_FIELDS = {
    "statements": ["code", "speaker", "act", "text"],
    "events": ["code", "start_date", "title"],
    "datasets": ["slug", "title", "license"],
    "sources": ["slug", "name", "country"],
    "articles": ["slug", "title", "language"],
    "actors": ["slug", "name", "kind"],
    "places": ["slug", "name", "country"],
    "reports": ["key", "event", "article", "role"],
    "claims": ["key", "attribute", "value", "stands"],
    "participants": ["key", "event", "actor", "role"],
}
VALUES |= {
    "fields": _FIELDS,
    "key": KEYS,
    "number": "1",
    "extension": "csv",
    "Range": "bytes=0-99",
}
# Those under /compat/, by the names of UCDP and of ACLED. Others there show their default, or the first of their words.
COMPAT = {
    "Actor": [61],
    "Country": [369],
    "Dyad": [14085],
    "EndDate": "2022-12-31",
    "Geography": "44 22,53 41",
    "Id": [147997],
    "StartDate": "2022-01-01",
    "TypeOfViolence": [1],
    "actor1": "Military Forces of Ukraine",
    "actor2": "Military Forces of Russia",
    "actor_name": "Military Forces of Ukraine",
    "actor_type_id": "1",
    "actor_type_name": "State Forces",
    "admin1": "Donetsk",
    "admin2": "Bakhmutskyi",
    "admin3": "Bakhmutska",
    "assoc_actor_1": "Government of Ukraine",
    "assoc_actor_2": "Government of Russia",
    "civilian_targeting": "Civilian targeting",
    "country": "Ukraine|Russia",
    "cursor": 0,
    "deleted_timestamp": "2022-01-01",
    "disorder_type": "Political violence",
    "event_count": "10",
    "event_date": "2022-01-01",
    "event_id_cnty": "UKR1",
    "event_type": "Battles",
    "fatalities": "1",
    "first_event_date": "2022-01-01",
    "geo_precision": "1",
    "inter1": "1",
    "inter2": "8",
    "interaction": "18",
    "iso": "804",
    "iso3": "UKR",
    "last_event_date": "2022-12-31",
    "latitude": "48.5",
    "location": "Kyiv",
    "longitude": "38.0",
    "notes": "shelling",
    "page": 1,
    "region": "12",
    "region_name": "Europe",
    "release": 1,
    "source": "UNIAN",
    "source_scale": "National",
    "sub_event_type": "Armed clash",
    "tags": "crowd size=no report",
    "time_precision": "1",
    "timestamp": "2022-01-01",
    "version": "attest",
    "year": "2022",
}
# Parameters without an example: their values come out of an answer.
OPAQUE = ("cursor", "If-Range")

# {operation: query} of the requests that the examples answer; others by what they do, with the VALUES of these names.
_REQUESTS = {
    "statements_list": {"speaker": ["sergey-lavrov"], "form": ["verbatim"], "page_size": 1},
    "events_list": {"type": ["REJECT"], "page_size": 1},
    "changes_list": {"since": 0, "collection": ["statements"], "page_size": 1},
}
_NAMES = {"aggregate": ["by"], "aggregate_export": ["by"], "export": ["fields"]}
_NAMES["export_release"] = _NAMES["export"]
_SHORT_PAGE = {"page_size": 1}
_SHORT = {"list": _SHORT_PAGE, "versions": _SHORT_PAGE, "aggregate": {"page_size": 3}}


def value(tag, name, action=None):
    """Return the example of a parameter of an operation that does `action`, or None."""
    if name == "order_by" and action in ("aggregate", "aggregate_export"):
        return "-count"
    found = (COMPAT if tag == "compat" else VALUES).get(name)
    return found.get(tag) if isinstance(found, dict) else found


def query(operation, tag):
    """Return {name: value} of the query of the request that the example of an operation answers."""
    if operation in _REQUESTS:
        return _REQUESTS[operation]
    action = operation.removeprefix(f"{tag}_")
    return {name: value(tag, name) for name in _NAMES.get(action, ())} | _SHORT.get(action, {})


def of_response(operation, media_type):
    """Return the `examples` of one form of the answer of an operation, as OpenAPI has them.

    The form is a media type; that of problems is only there where a problem has members of its own.
    """
    return _examples(_written().get(operation, {}).get(media_type))


def of_problem(name):
    """Return the example of a kind of problem."""
    return _examples(_written().get("problems", {}).get(name))


@cache
def _written():
    return orjson.loads(FILE.read_bytes()) if FILE.exists() else {}


def _examples(found):
    if found is None:
        return {}
    return {"fixtures": {"summary": found["request"], "value": found["answer"]}}
