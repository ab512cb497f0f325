"""Answers of the API once replaced states were deleted."""

import pytest

from events.models import Event
from events.publishing import Withdrawal, publish
from events.publishing.prune import prune
from tests.api.refusals import assert_problem

WARNING = (
    "States of this record that were replaced before release {} have been deleted to save space."
)


@pytest.fixture
def releases(world):
    """Five releases.

    1  the world                        4  port-threat is back
    2  kyiv-strike has 8 dead           5  kyiv-strike has 9 dead
    3  port-threat is withdrawn
    """

    def change(best):
        Event.objects.filter(code="kyiv-strike").update(fatalities_best=best)
        publish()

    change(8)
    threat = Event.objects.get(code="port-threat")
    Event.objects.filter(pk=threat.pk).delete()
    publish(withdrawn={("events", "port-threat"): Withdrawal("Never made")})
    threat.current = threat.newest_first = None
    threat.save(force_insert=True)
    publish()
    change(9)


def told(get, key, collection="events"):
    """Return the warnings of the versions of a record, and its states as (first, operation)."""
    body = get(f"/{collection}/{key}/versions/").json()
    return body["warnings"], [(one["first_release"], one["operation"]) for one in body["results"]]


def test_before_anything_is_deleted(get, releases):
    assert told(get, "kyiv-strike") == ([], [(5, "change"), (2, "change"), (1, "add")])
    assert [one["pruned"] for one in get("/releases/").json()["results"]] == [False] * 5


def test_a_record_of_which_states_are_gone(get, releases):
    prune(3)
    assert told(get, "kyiv-strike") == ([WARNING.format(3)], [(5, "change"), (2, "change")])
    prune(5)
    assert told(get, "kyiv-strike") == ([WARNING.format(5)], [(5, "change")])
    pruned = [one["pruned"] for one in get("/releases/").json()["results"]]
    assert pruned == [False, True, True, True, True]
    assert get("/releases/4/").json()["pruned"] is True


def test_a_state_in_between_that_is_gone(get, releases):
    Event.objects.filter(code="port-threat").update(title="Another")
    publish()
    prune(6)
    # The withdrawal is kept, what stood before it and what came after it are not.
    assert told(get, "port-threat") == ([WARNING.format(6)], [(6, "change"), (3, "withdraw")])


def test_a_record_of_which_every_state_is_there(get, releases):
    prune(5)
    assert told(get, "invasion") == ([], [(1, "add")])
    # Its first state is gone, which the withdrawal tells.
    assert told(get, "port-threat") == ([WARNING.format(5)], [(4, "add"), (3, "withdraw")])


def test_a_page_of_the_states_has_the_warning_of_all(get, releases):
    prune(3)
    body = get("/events/kyiv-strike/versions/?page_size=1").json()
    assert body["warnings"] == [WARNING.format(3)]
    assert body["count"] == 2


def test_what_is_withdrawn_says_so_for_ever(get, releases):
    Event.objects.filter(code="port-threat").delete()
    publish(withdrawn={("events", "port-threat"): Withdrawal("Never made")})
    prune(6)
    assert_problem(get("/events/port-threat/"), "withdrawn")
    assert get("/events/port-threat/").json()["reason"] == "Never made"
    assert told(get, "port-threat") == (
        [WARNING.format(6)],
        [(6, "withdraw"), (3, "withdraw")],
    )
