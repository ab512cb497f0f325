"""The list of releases, and each of them."""

import datetime

import pytest

from events.api.answering import pagination
from events.models import Dataset, Event, Release, Version
from events.publishing import publish
from events.vocabulary import Collection
from tests.api.refusals import assert_problem
from tests.publishing import oracle


def counts(**changed):
    nothing = {"add": 0, "change": 0, "withdraw": 0}
    return {name: nothing | changed.get(name, {}) for name in Collection.values}


FIRST = counts(
    datasets={"add": 2},
    sources={"add": 3},
    articles={"add": 5},
    actors={"add": 10},
    places={"add": 6},
    statements={"add": 7},
    events={"add": 12},
)


def test_the_first_release_is_the_world(get):
    body = get("/releases/1/").json()
    assert list(body) == [
        "number",
        "time",
        "label",
        "note",
        "counts",
        "datasets",
        "not_imported",
        "sha256",
        "hash_recipe",
        "pruned",
        "redacted",
        "redactions",
        "changes",
        "citation",
    ]
    assert body == {
        "number": 1,
        "time": body["time"],
        "label": None,
        "note": None,
        "counts": FIRST,
        "datasets": dict(Dataset.objects.order_by("slug").values_list("slug", "version")),
        "not_imported": {},
        "pruned": False,
        "redacted": None,
        "redactions": [],
        "sha256": body["sha256"],
        "hash_recipe": "blocks",
        "changes": "http://testserver/api/v1/changes/?since=0",
        "citation": "http://testserver/api/v1/releases/1/citation/",
    }


def test_counts_stand_in_the_order_of_the_collections(get):
    for body in (get("/releases/1/").json(), get("/releases/").json()["results"][0]):
        assert list(body["counts"]) == list(Collection.values)
        assert [list(numbers) for numbers in body["counts"].values()] == [
            ["add", "change", "withdraw"]
        ] * len(Collection)


def test_what_an_import_left_out_is_told_by_dataset_and_number(get):
    told = {"gdelt": {"without a day": 2, "of no type": 2, "that cannot be read": 10}, "acled": {}}
    Release.objects.update(not_imported=told)
    body = get("/releases/1/").json()["not_imported"]
    assert [(slug, [*rows.items()]) for slug, rows in body.items()] == [
        ("acled", []),
        ("gdelt", [("that cannot be read", 10), ("of no type", 2), ("without a day", 2)]),
    ]


def test_a_time_is_told_in_utc(get):
    moment = datetime.datetime(2026, 11, 22, 5, 41, 7, 250_000, tzinfo=datetime.UTC)
    Release.objects.update(time=moment)
    assert get("/releases/1/").json()["time"] == "2026-11-22T05:41:07.250000Z"


def test_a_release_tells_what_it_changed_and_for_what(get):
    Event.objects.get(code="port-threat").delete()
    Event.objects.filter(code__in=("invasion", "kyiv-strike")).update(summary="Told again.")
    attest = Event.objects.get(code="invasion").dataset
    Event.objects.create(
        code="talks-again", dataset=attest, type="CONSULT", quad_class=1, title="Talks again"
    )
    publish(label="second", note="Corrections.")
    body = get("/releases/2/").json()
    assert (body["number"], body["label"], body["note"]) == (2, "second", "Corrections.")
    assert body["counts"] == counts(events={"add": 1, "change": 2, "withdraw": 1})
    assert get("/events/").json()["release"] == 2


def test_releases_are_listed_the_newest_first(get):
    Event.objects.filter(code="invasion").update(summary="Told again.")
    publish()
    body = get("/releases/").json()
    assert (body["count"], body["release"], body["next"], body["previous"]) == (2, 2, None, None)
    assert body["results"] == [get("/releases/2/").json(), get("/releases/1/").json()]


def test_a_release_that_comes_in_between_is_not_told_in_part(get, monkeypatch):
    cut_rows = pagination.cut_rows

    def publish_first(*arguments):
        Event.objects.filter(code="invasion").update(summary="Told again.")
        publish()
        return cut_rows(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(pagination, "cut_rows", publish_first)
        body = get("/releases/").json()
    numbers = [release["number"] for release in body["results"]]
    assert (numbers, body["count"], body["release"]) == ([2, 1], 2, 2)


def test_the_hash_is_of_all_records_that_stand(get):
    Event.objects.get(code="port-threat").delete()
    publish()
    standing = Version.objects.filter(last_release=None, document__isnull=False)
    digest = oracle.hash_of((row.collection, row.key, row.sha256) for row in standing)
    assert get("/releases/2/").json()["sha256"] == digest


def test_what_is_undone_has_the_hash_that_it_had(get):
    Event.objects.filter(code="invasion").update(title="The invasion")
    publish()
    Event.objects.filter(code="invasion").update(title="Invasion of Ukraine")
    publish()
    first, second, third = (get(f"/releases/{number}/").json()["sha256"] for number in (1, 2, 3))
    assert first == third != second


@pytest.mark.parametrize(
    "number", ["0", "2", "-1", "x", "1.0", "١", "99999999999999999999", "1%0A"]
)
def test_a_number_of_no_release_is_told(get, number):
    (entry,) = assert_problem(get(f"/releases/{number}/"), "not-found", ["number"])
    assert entry["message"].endswith("does not exist. Releases: 1 to 1.")


def test_before_the_first_release_there_is_none(get):
    Version.objects.all().delete()
    Release.objects.all().delete()
    (entry,) = assert_problem(get("/releases/1/"), "not-found", ["number"])
    assert entry["message"] == "Release '1' does not exist. Releases: none yet."
    (entry,) = assert_problem(get("/releases/latest/"), "not-found", ["number"])
    assert entry["message"] == "Release 'latest' does not exist. Releases: none yet."
    assert get("/releases/").json()["results"] == []
    assert get("/").json()["release"] is None


def test_latest_is_the_newest_release(get):
    assert get("/releases/latest/").json() == get("/releases/1/").json()
    assert get("/releases/latest/citation/").json() == get("/releases/1/citation/").json()
    Event.objects.filter(code="invasion").update(title="Another title")
    publish({Event: {Event.objects.get(code="invasion").pk}})
    assert get("/releases/latest/").json()["number"] == 2
    # A file of a release never changes, so that it is named by its number.
    assert get("/releases/latest/events.ndjson").status_code == 404
