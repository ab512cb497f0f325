"""The numbers of the drawings are those that the API counts, although they come from indexes."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from events.explorer import counting, questions
from events.models import Event
from events.publishing import publish

QUESTIONS = (
    "view=map",
    "view=map&type=ASSAULT",
    "view=map&q=kyiv",
    "view=map&country=UA&date_from=2022-01-01&date_to=2022-12-31",
    "view=map&status=proposed,occurred",
    "view=map&participant=sergey-lavrov",
    "view=map&release=1",
    "view=map&type=CONSULT&year=1900",
)


def asked_by_the_api(client, question, by, **more):
    """Return the groups of the API's own aggregate, by what it is counted by."""
    query = question.summed(by)
    query.update(more | {"page_size": "1000"})
    answer = client.get(f"/api/v1/events/aggregate/?{urlencode(query, doseq=True)}").json()
    return in_order(answer["results"])


def in_order(groups):
    names = ("day", "month", "year", "place", "place_precision", "place_name", "count")
    return sorted(([group.get(name) for name in names] for group in groups), key=str)


@pytest.mark.parametrize("text", QUESTIONS)
@pytest.mark.parametrize("unit", ["month", "day"])
def test_events_by_period_are_those_of_the_api(text, unit, world, client, rf):
    question = questions.read(QueryDict(text), "events")
    drawn = in_order(counting.by_period(rf.get("/"), question, unit))
    assert drawn == asked_by_the_api(client, question, unit)
    assert bool(drawn) == ("1900" not in text)


@pytest.mark.parametrize("text", QUESTIONS)
def test_events_by_place_are_those_of_the_api(text, world, client, rf):
    question = questions.read(QueryDict(text), "events")
    drawn = in_order(counting.by_place(rf.get("/"), question))
    by = "place,place_precision"
    assert drawn == asked_by_the_api(client, question, by, names="true")


def test_a_new_release_is_counted_anew(world, rf):
    question = questions.read(QueryDict("view=map"), "events")
    before = counting.by_place(rf.get("/"), question)
    there = Event.objects.get(code="kyiv-strike").place
    moved = Event.objects.filter(code="invasion")
    moved.update(place=there, place_precision="exact")
    publish()
    after = counting.by_place(rf.get("/"), question)
    exact = (there.slug, "exact")
    was, now = (
        sum(one["count"] for one in groups if (one["place"], one["place_precision"]) == exact)
        for groups in (before, after)
    )
    assert now == was + 1
    assert sum(one["count"] for one in after) == sum(one["count"] for one in before)


def test_precisions_fit_beside_a_number():
    assert max(*counting._DATES, *counting._PLACES) < counting.STEP


def test_the_years_of_a_dataset_are_those_of_its_dated_events(world):
    dated = Event.objects.filter(dataset__slug="attest", start_date__isnull=False)
    years = sorted(int(str(day)[:4]) for day in dated.values_list("start_date", flat=True))
    assert counting.years(None, "attest") == [years[0], years[-1]]
    assert counting.years(None, "no-such") == []
