"""Sums of past releases: what the newest release told then, and a refusal by name where it cannot be known."""

import itertools

import pytest

from events.api.answering.sums.dimensions import EVENT_DIMENSIONS, STATEMENT_DIMENSIONS
from events.api.store import release_cache
from events.models import Event, Place
from events.publishing import Withdrawal, publish
from tests.api.refusals import assert_problem

FILTERS = (
    "",
    "&country=UA",
    "&status=threatened,occurred,ongoing",
    "&date_from=2022-01-01&parts=all",
    "&parts=leaf&type=ASSAULT,COERCE",
    "&doubles=all",
    "&part_of=ukraine-war",
    "&near=50.5,30.5,700",
    "&fatalities_spread_min=0",
    "&uncorroborated=true&report_role=primary",
)
QUESTIONS = [
    *(f"/events/aggregate/?by={by}" for by in EVENT_DIMENSIONS),
    *(f"/events/aggregate/?by=country,month,participant&names=true{one}" for one in FILTERS),
    *(f"/events/aggregate/?by=year,type{one}" for one in FILTERS),
    *(f"/statements/aggregate/?by={by}" for by in STATEMENT_DIMENSIONS),
]


def answers(get, part=""):
    found = {}
    for question in QUESTIONS:
        body = get(f"{question}{part}").json()
        found[question] = {name: body[name] for name in ("count", "results", "warnings")}
    return found


@pytest.fixture
def changed(get):
    """The answers of release 1, after which the data change in every way in which sums can differ."""
    before = answers(get)
    strike, other = (
        Event.objects.get(code=code) for code in ("kyiv-strike", "kyiv-strike-next-day")
    )
    strike.part_of, strike.fatalities_best, strike.country = None, 70, "RU"
    strike.start_date, strike.date_precision = "2022-10-12", "month"
    strike.save()
    other.same_as = strike
    other.save()
    war = Event.objects.get(code="ukraine-war")
    war.fatalities_best, war.status = 1000, "disputed"
    war.save()
    drill = Event.objects.create(
        code="later-drill",
        dataset=strike.dataset,
        type="MOBILIZE",
        quad_class=4,
        title="Later drill",
        start_date="2023-08-01",
        date_precision="day",
        country="UA",
        part_of=war,
    )
    publish({Event: {strike.pk, other.pk, war.pk, drill.pk}}, label="second")
    Event.objects.get(code="port-threat").delete()
    publish({}, {("events", "port-threat"): Withdrawal("Coded twice.")}, label="third")
    release_cache.forget()
    return before


def test_a_past_release_is_counted_as_it_was(get, changed):
    now = answers(get)
    for question, then in changed.items():
        body = get(f"{question}&release=1").json()
        assert body.get("release") == 1, (question, body["errors"])
        told = {name: body[name] for name in ("count", "results", "warnings")}
        assert told == then, question
    differs = [question for question in QUESTIONS if now[question] != changed[question]]
    assert len(differs) > 30


def test_a_release_between_is_counted_too(get, changed):
    then = get("/events/aggregate/?by=status&release=2&parts=all&status=threatened").json()
    assert [group["count"] for group in then["results"]] == [1]
    assert get("/events/aggregate/?by=status&status=threatened").json()["count"] == 0


def test_files_and_pages_of_a_past_release(get, changed):
    then = changed["/events/aggregate/?by=country"]
    table = get("/events/aggregate.csv?by=country&release=1")
    assert table.content.decode().splitlines()[3] == "UA,4,2,14,15,17"
    assert table["Content-Disposition"].endswith('attest-events-aggregate-release-1.csv"')
    walked, url = [], "/events/aggregate/?by=country&release=1&page_size=1"
    for _ in itertools.repeat(None, 4):
        page = get(url).json()
        walked += page["results"]
        url = page["next"] and page["next"].removeprefix("http://testserver/api/v1")
    assert url is None
    assert walked == then["results"]


def test_what_other_records_say_is_refused_once_they_have_changed(get, changed):
    assert get("/events/aggregate/?by=admin1&release=1").status_code == 200
    Place.objects.filter(slug="kyiv").update(admin1="UA-32")
    publish({Place: set(Place.objects.filter(slug="kyiv").values_list("pk", flat=True))})
    release_cache.forget()
    answer = get("/events/aggregate/?by=type,admin1&release=1")
    (entry,) = assert_problem(answer, "invalid-parameters", ["by"])
    assert entry["message"] == (
        "Cannot group release 1 by 'admin1': some of the places have changed since then. "
        "Group by another field."
    )
    assert get("/events/aggregate/?by=type,admin1&release=4").status_code == 200
    answer = get("/events/aggregate/?by=type&admin1=UA-30&release=1")
    (entry,) = assert_problem(answer, "invalid-parameters", ["admin1"])
    assert entry["message"].startswith("The records that it looks at have changed since release 1.")
