"""States of events at a release: the same whether it stands or is past, and whatever comes in between."""

import pytest
from django.db.models import Q

from events.api.store import releases
from events.compat import event_versions
from events.models import Release, Version

DATASET = Q(dataset__slug="ucdp-ged"), Q(dataset="ucdp-ged")


@pytest.fixture
def two_releases(imports):
    """Release 1 has events 1, 2 and 3; release 2 has 1, another 2, and 4."""
    imports.ucdp({"id": "1"}, {"id": "2", "date_start": "2022-02-01"}, {"id": "3"})
    imports.ucdp(
        {"id": "1"},
        {"id": "2", "date_start": "2022-02-01", "best": "9"},
        {"id": "4", "date_start": "2023-01-01"},
        withdraw_missing=True,
    )
    return [releases.identity_of(one) for one in Release.objects.order_by("number")]


def found(release, **options):
    places, numbers = event_versions.find(release, *DATASET, list, **options)
    assert list(places) == sorted(places)
    documents = [state.document for state in event_versions.read(numbers)]
    return [(one["code"].rpartition("-")[2], one["fatalities"]["best"]) for one in documents]


@pytest.mark.parametrize("exact", [True, False])
def test_a_release_that_stands_and_one_that_is_past(two_releases, exact):
    first, second = two_releases
    assert sorted(found(first, exact=exact)) == [("1", 3), ("2", 3), ("3", 3)]
    assert found(second, exact=exact) == [("4", 3), ("1", 3), ("2", 9)]


def test_a_release_that_comes_while_another_one_is_read(two_releases, monkeypatch):
    """The rows of the table of events are not taken: the states have the content of the release."""
    first, _ = two_releases
    answers = [True, False]
    monkeypatch.setattr(event_versions, "_stands", lambda release: answers.pop(0))
    assert sorted(found(first, exact=True)) == [("1", 3), ("2", 3), ("3", 3)]
    assert answers == []


def test_more_than_a_batch(two_releases, monkeypatch):
    monkeypatch.setattr(event_versions, "BATCH", 2)
    assert len(found(two_releases[0])) == len(found(two_releases[1])) == 3


def test_only_what_is_kept(two_releases):
    first = two_releases[0]

    def keep(batch):
        return [state for state in batch if state.document["code"].endswith("2")]

    assert len(event_versions.find(first, *DATASET, keep)) == 1


def test_a_state_says_when_it_came(two_releases):
    numbers = event_versions.find(two_releases[1], *DATASET, list).numbers
    times = {state.document["code"]: state.time for state in event_versions.read(numbers)}
    first, second = (one.time for one in Release.objects.order_by("number"))
    assert times == {"ucdp-ged-4": second, "ucdp-ged-1": first, "ucdp-ged-2": second}


def test_what_was_deleted_since_is_missing(two_releases):
    numbers = event_versions.find(two_releases[0], *DATASET, list).numbers
    gone = Version.objects.get(key="ucdp-ged-3", document__isnull=False).pk
    Version.objects.filter(pk=gone).delete()
    left = [number for number in numbers if number != gone]
    assert len(left) == 2
    assert [state.number for state in event_versions.read(numbers)] == left
