"""`within=true`: filters on actors include the members of a group, at any depth."""

import pytest

from events.models import Actor
from events.publishing import publish
from tests.api.refusals import assert_problem

# The European Union, and all that it holds at any depth
MEMBERS = "ukraine,nato,european-union,jens-stoltenberg,recep-tayyip-erdogan"


def codes(answer):
    assert answer.status_code == 200, answer.content
    return [one["code"] for one in answer.json()["results"]]


@pytest.mark.parametrize("name", ["actor", "recipient", "participant"])
def test_events_of_members_at_any_depth(get, grouped, name):
    direct = codes(get(f"/events/?{name}={MEMBERS}"))
    assert set(codes(get(f"/events/?{name}=ukraine"))) <= set(direct)
    assert codes(get(f"/events/?{name}=european-union&within=true")) == direct
    assert codes(get(f"/events/?{name}=european-union&within=false")) == codes(
        get(f"/events/?{name}=european-union")
    )
    assert get(f"/events/?{name}=european-union&within=true").json()["count"] == len(direct)


def test_the_recipient_of_the_strike_is_found_by_the_group(get, grouped):
    assert "kyiv-strike" in codes(get("/events/?recipient=nato&within=true"))
    assert "kyiv-strike" not in codes(get("/events/?recipient=nato"))


@pytest.mark.parametrize("name", ["speaker", "on_behalf_of", "addressee", "audience", "target"])
def test_statements_of_members(get, grouped, name):
    direct = codes(get(f"/statements/?{name}={MEMBERS}"))
    assert direct
    assert direct != codes(get(f"/statements/?{name}=european-union"))
    assert codes(get(f"/statements/?{name}=european-union&within=true")) == direct


def test_counts_and_aggregates_include_members(get, grouped):
    def groups(question):
        return get(f"/events/aggregate/?by=type&{question}").json()["results"]

    found = groups("participant=european-union&within=true")
    assert found == groups(f"participant={MEMBERS}")
    assert found


def test_it_needs_an_actor(get, grouped):
    (entry,) = assert_problem(get("/events/?within=true"), "invalid-parameters", ["within"])
    assert entry["message"] == (
        "within has no actor to include the members of. Give one of actor, recipient, participant too."
    )


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/events/?type=NOPE&within=true&sort=x", ["type", "within", "sort"]),
        ("/events/?within=true&order_by=nope&type=NOPE", ["within", "order_by", "type"]),
        ("/events/?date_from=2023-01-01&within=true&date_to=2022-01-01", ["within", "date_to"]),
        ("/events/?actor=nobody&within=true", ["actor"]),  # it has an actor to widen
        ("/events/?within=perhaps", ["within"]),
        ("/statements/?within=true&act=NOPE&release=1&form=x", ["within", "act", "form"]),
        ("/statements/?stated_within_bounds=true&within=true", ["stated_within_bounds", "within"]),
        ("/events/aggregate/?within=true&by=nope", ["within", "by"]),
        ("/events.csv?type=NOPE&within=true", ["type", "within"]),
    ],
)
def test_that_it_lacks_an_actor_is_named_among_all_other_faults(get, grouped, path, named):
    faults = get(path).json()["errors"]
    assert [one["parameter"] for one in faults] == named


@pytest.mark.parametrize("value", ["true", "false"])
def test_what_is_said_of_members_needs_an_actor_in_the_past_too(get, grouped, value):
    Actor.objects.filter(slug="ukraine").update(note="Changed.")
    number = get("/statements/").json()["release"]
    publish()
    assert get("/statements/").json()["release"] == number + 1
    asked = f"/statements/?within={value}&form=x&release={number}"
    assert_problem(get(asked), "invalid-parameters", ["within", "form"])


def test_a_past_release_answers_until_an_actor_changes(get, grouped):
    number = get("/events/").json()["release"]
    asked = f"/events/?recipient=nato&within=true&release={number}"
    found = codes(get(asked))
    Actor.objects.filter(slug="ukraine").update(note="Changed.")
    publish()
    assert "kyiv-strike" in found
    assert_problem(get(asked), "invalid-parameters", ["within"])
