"""Every published state of a record, the newest first."""

import hashlib

import pytest

from events.models import Actor, Event, Version
from events.publishing import publish
from tests.api.problems import assert_problem

URL = "/events/kyiv-strike/versions/"
COLUMNS = [
    "first_release",
    "last_release",
    "operation",
    "reason",
    "merged_into",
    "sha256",
    "document",
]


def test_a_record_that_never_changed_has_one_version(get):
    (only,) = get(URL).json()["results"]
    document = get("/events/kyiv-strike/").json()
    stored = get("/events/kyiv-strike/").content
    assert only == {
        "first_release": 1,
        "last_release": None,
        "operation": "add",
        "reason": None,
        "merged_into": None,
        "sha256": hashlib.sha256(stored).hexdigest(),
        "document": document,
    }
    assert list(only) == COLUMNS


def test_each_change_that_is_published_is_a_version(get):
    first = get("/events/kyiv-strike/").json()
    Event.objects.filter(code="kyiv-strike").update(fatalities_best=8)
    publish()
    second = get("/events/kyiv-strike/").json()
    Event.objects.filter(code="invasion").update(title="The invasion")
    publish()  # a release that does not touch it
    Event.objects.filter(code="kyiv-strike").update(fatalities_best=7)
    publish()
    body = get(URL).json()
    assert body["count"] == 3
    assert body["release"] == 4
    told = [
        (row["first_release"], row["last_release"], row["operation"], row["document"])
        for row in body["results"]
    ]
    assert told == [
        (4, None, "change", first),
        (2, 3, "change", second),
        (1, 1, "add", first),
    ]


def test_a_change_that_is_not_published_is_not_told(get):
    before = get("/events/kyiv-strike/").json()
    Event.objects.filter(code="kyiv-strike").update(title="Not yet")
    assert get("/events/kyiv-strike/").json() == before
    assert get(URL).json()["count"] == 1


def test_a_publication_of_nothing_new_makes_no_version(get):
    assert publish() is None
    assert get(URL).json()["count"] == 1
    assert get("/releases/").json()["count"] == 1


def test_a_record_changes_with_what_its_document_shows_of_others(get):
    Actor.objects.filter(slug="sergey-lavrov").update(name="Sergej Lawrow")
    publish()
    changed = Version.objects.filter(first_release=2).order_by("collection", "key")
    assert list(changed.values_list("collection", "key", "operation")) == [
        ("actors", "sergey-lavrov", "change"),
        ("events", "guarantees-rejection", "change"),
        ("statements", "lavrov-denies-attack", "change"),
        ("statements", "lavrov-eu-silent", "change"),
    ]


COLLECTIONS = {
    "datasets": "attest",
    "sources": "glavkom",
    "articles": "zelensky-address",
    "actors": "nato",
    "places": "kyiv",
    "statements": "zelensky-all-here",
    "events": "invasion",
}


@pytest.mark.parametrize(("collection", "key"), COLLECTIONS.items(), ids=COLLECTIONS)
def test_every_collection_has_versions(get, collection, key):
    (only,) = get(f"/{collection}/{key}/versions/").json()["results"]
    assert only["document"] == get(f"/{collection}/{key}/").json()


def test_a_record_that_never_was_has_no_versions(get):
    (entry,) = assert_problem(get("/events/kyiv-strikes/versions/"), "not-found", ["key"])
    assert entry["did_you_mean"] == "kyiv-strike"
