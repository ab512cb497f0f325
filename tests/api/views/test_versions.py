"""Every published state of a record, the newest first."""

import hashlib

import pytest

from events.api.answering import pagination
from events.models import Actor, Event, Version
from events.publishing import Withdrawal, publish
from tests.api.refusals import assert_problem

URL = "/events/kyiv-strike/versions/"
COLUMNS = [
    "first_release",
    "last_release",
    "operation",
    "reason",
    "merged_into",
    "changed",
    "sha256",
    "redactions",
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
        "changed": None,
        "sha256": hashlib.sha256(stored).hexdigest(),
        "redactions": [],
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
    seven, eight = ({"low": 5, "best": best, "high": 9} for best in (7, 8))
    assert [row["changed"] for row in body["results"]] == [
        {"fatalities": {"old": eight, "new": seven}},
        {"fatalities": {"old": seven, "new": eight}},
        None,
    ]


def test_what_changed_is_told_on_a_page_that_ends_before_the_state_that_was_changed(get):
    Event.objects.filter(code="kyiv-strike").update(title="Again")
    publish()
    (only,) = get(f"{URL}?page_size=1").json()["results"]
    assert only["changed"] == {"title": {"old": only["changed"]["title"]["old"], "new": "Again"}}
    assert only["changed"]["title"]["old"] == get(URL).json()["results"][1]["document"]["title"]


def test_a_withdrawal_and_what_comes_back_after_it_are_compared_with_nothing(get):
    strike = Event.objects.get(code="port-threat")
    dataset, values = strike.dataset, {"type": "THREATEN", "quad_class": 3, "title": "Anew"}
    strike.delete()
    publish(withdrawn={("events", "port-threat"): Withdrawal("Twice", "invasion")})
    Event.objects.create(code="port-threat", dataset=dataset, **values)
    publish()
    rows = get("/events/port-threat/versions/").json()["results"]
    columns = ("first_release", "last_release", "operation", "reason", "merged_into", "changed")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        (3, None, "add", None, None, None),
        (2, 2, "withdraw", "Twice", "invasion", None),
        (1, 1, "add", None, None, None),
    ]


def test_what_is_compared_with_a_state_that_was_pruned_is_not_known(get):
    """With a state in between deleted, an older one is not taken for it."""
    for title in ("Second", "Third", "Fourth"):
        Event.objects.filter(code="kyiv-strike").update(title=title)
        publish()
    Version.objects.filter(collection="events", key="kyiv-strike", first_release=3).delete()
    rows = get(URL).json()["results"]
    assert [(row["first_release"], row["changed"] is None) for row in rows] == [
        (4, True),
        (2, False),
        (1, True),
    ]


def test_a_release_that_comes_in_between_is_not_told_in_part(get, monkeypatch):
    cut_rows = pagination.cut_rows

    def publish_first(*arguments):
        Event.objects.filter(code="kyiv-strike").update(title="Again")
        publish()
        return cut_rows(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(pagination, "cut_rows", publish_first)
        body = get(URL).json()
    told = [(row["first_release"], row["last_release"]) for row in body["results"]]
    assert (body["release"], body["count"], told) == (2, 2, [(2, None), (1, 1)])
    told = [(row["first_release"], row["last_release"]) for row in get(URL).json()["results"]]
    assert told == [(2, None), (1, 1)]


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
