"""A record that was published and is no more: 410 with the reason, and its past stays readable."""

import pytest

from events.models import Event
from events.publishing import Withdrawal, publish
from tests.api.refusals import assert_problem
from tests.api.views.test_aggregates import EVERY

SITE = "http://testserver/api/v1"
URL = "/events/port-threat/"


@pytest.fixture
def withdraw(world):
    def delete(reason=None, merged_into=None):
        Event.objects.get(code="port-threat").delete()
        publish(withdrawn={("events", "port-threat"): Withdrawal(reason, merged_into)})

    return delete


def test_its_own_url_says_since_when_and_why(get, withdraw):
    withdraw("It was coded twice.")
    assert_problem(get(URL), "withdrawn")
    assert get(URL).json() == {
        "type": "/errors/withdrawn",
        "title": "Withdrawn",
        "status": 410,
        "detail": "'port-threat' was withdrawn in release 2. Reason: It was coded twice.",
        "errors": [],
        "withdrawn_in": 2,
        "reason": "It was coded twice.",
        "merged_into": None,
        "merged_into_url": None,
    }
    assert get(URL)["Link"] == f'<{SITE}{URL}versions/>; rel="version-history"'


def test_without_a_reason_none_is_told(get, withdraw):
    withdraw()
    assert get(URL).json()["detail"] == "'port-threat' was withdrawn in release 2."
    assert get(URL).json()["reason"] is None


def test_what_took_its_place_is_told(get, withdraw):
    withdraw("Merged", merged_into="invasion")
    body = get(URL).json()
    assert body["detail"] == (
        "'port-threat' was withdrawn in release 2. Reason: Merged. "
        "Its place was taken by 'invasion'."
    )
    assert (body["merged_into"], body["merged_into_url"]) == (
        "invasion",
        f"{SITE}/events/invasion/",
    )
    assert get(URL)["Link"] == (
        f'<{SITE}{URL}versions/>; rel="version-history", '
        f'<{SITE}/events/invasion/>; rel="successor-version"'
    )
    assert get(f"{URL}versions/").json()["results"][0]["merged_into"] == "invasion"


def test_its_versions_are_still_there(get, withdraw):
    before = get(URL).json()
    withdraw("It was coded twice.")
    first, second = get(f"{URL}versions/").json()["results"]
    assert first == {
        "first_release": 2,
        "last_release": None,
        "operation": "withdraw",
        "reason": "It was coded twice.",
        "merged_into": None,
        "changed": None,
        "sha256": None,
        "redactions": [],
        "document": None,
    }
    assert (second["first_release"], second["last_release"]) == (1, 1)
    assert second["document"] == before


def test_lists_aggregates_and_filters_know_it_no_more(get, withdraw):
    withdraw()
    records = get("/events/?date_from=2022-10-11").json()["results"]
    assert [record["code"] for record in records] == [
        "guarantees-rejection",
        "kyiv-strike-next-day",
        "ukraine-war",
    ]
    groups = get(f"/events/aggregate/?by=status&{EVERY}").json()["results"]
    assert [group["status"] for group in groups] == ["occurred", "ongoing", "proposed"]
    (entry,) = assert_problem(
        get("/events/?part_of=port-threat"), "invalid-parameters", ["part_of"]
    )
    assert entry["message"] == "'port-threat' is not the code of any of the events."


def test_a_wrong_parameter_is_told_before_the_withdrawal(get, withdraw):
    withdraw()
    assert_problem(get(f"{URL}?fields=nope"), "invalid-parameters", ["fields"])
    assert_problem(get(f"{URL}?fields=code"), "withdrawn")


def test_a_record_that_comes_back_is_added_again(get, withdraw):
    dataset = Event.objects.get(code="port-threat").dataset
    withdraw()
    Event.objects.create(
        code="port-threat", dataset=dataset, type="THREATEN", quad_class=3, title="Again"
    )
    publish()
    assert get(URL).json()["title"] == "Again"
    told = [
        (row["operation"], row["first_release"], row["last_release"])
        for row in get(f"{URL}versions/").json()["results"]
    ]
    assert told == [("add", 3, None), ("withdraw", 2, 2), ("add", 1, 1)]


def test_a_row_that_was_never_published_is_not_there(get):
    dataset = Event.objects.get(code="port-threat").dataset
    Event.objects.create(
        code="unpublished", dataset=dataset, type="THREATEN", quad_class=3, title="Not yet"
    )
    assert_problem(get("/events/unpublished/"), "not-found", ["key"])
    assert get("/events/?q=yet").json()["results"] == []
    assert get("/events/").json()["count"] == 12
    groups = get(f"/events/aggregate/?by=type&{EVERY}").json()["results"]
    assert sum(group["count"] for group in groups) == 12
