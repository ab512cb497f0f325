"""Warnings on sums: each with an event that brings it, and one beside it that does not."""

import pytest

from events.models import Event
from events.publishing import publish

NOT_HAPPENED = (
    "1 event is left out: proposed, threatened or negated. Use status to choose what is counted."
)
PARTS = (
    "2 events are left out, each because its whole or a part of it is counted. "
    "parts=all counts every event."
)
LEAF = (
    "1 event is left out, because a part of it or its whole is counted. "
    "parts=all counts every event."
)
DOUBLE = "1 event is left out, as a double of a counted one. doubles=all counts every event."
MIXED = (
    "The sums mix 2 datasets, which can cover the same events: attest, ucdp-ged. Use dataset to choose one, "
    "or group by dataset."
)
ODD = (
    "In 1 group, a lower estimate of deaths adds up to more than a higher one: some events have such estimates "
    "(quality=low_above_best,best_above_high,low_above_high)."
)
ODD_OR_INCOMPLETE = f"{ODD[:-1]} or lack one of the three."


def no_period(name):
    return (
        f"1 of the events has no {name}, as the date is unknown or known less exactly: "
        f'see the groups with "{name}": null.'
    )


def several(names):
    return (
        f"Grouped by {names}, one of the events can be in several groups, once in each: "
        "their numbers do not add up to a total."
    )


# question -> warnings
TOLD = {
    # a threat, and talks that took place
    "by=type&type=THREATEN": [NOT_HAPPENED],
    "by=type&type=CONSULT": [],
    "by=type&type=THREATEN&status=threatened": [],
    # a war with its parts, and one of its parts alone
    "by=type&type=ASSAULT&dataset=attest": [PARTS],
    "by=type&type=ASSAULT&dataset=attest&parts=all": [],
    "by=type&mode=aerial&dataset=attest": [],
    "by=type&type=ASSAULT&date_from=2022-01-01&status=occurred&dataset=attest&parts=leaf": [LEAF],
    # known to the year, to the month, to the week, and to the day
    "by=month&type=REJECT": [no_period("month")],
    "by=year&type=REJECT": [],
    "by=week&type=COERCE": [no_period("week")],
    "by=month&type=COERCE": [],
    "by=day&place=anadyr": [no_period("day")],
    "by=week&place=anadyr": [],
    "by=day&type=CONSULT": [],
    # two datasets, one of two, and one by name; the low estimate of one event is above its best
    "by=type&mode=aerial": [MIXED],
    "by=dataset&mode=aerial": [ODD],
    "by=type&mode=aerial&dataset=ucdp-ged": [ODD],
    # one group an event, and several
    "by=participant&type=CONSULT": [several("participant")],
    "by=participant,context&type=CONSULT": [several("participant and context")],
    "by=country&type=CONSULT": [],
}


@pytest.mark.parametrize(("question", "expected"), TOLD.items(), ids=TOLD)
def test_warnings(get, question, expected):
    body = get(f"/events/aggregate/?{question}").json()
    assert body["warnings"] == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((7, 7, 7), (8, 8, 9), []),
        ((7, 7, 7), (8, 8, 0), [ODD]),
        ((7, 7, 7), (9, 8, 9), [ODD]),
        # The others make up for it.
        ((7, 7, 9), (8, 8, 7), []),
        # An estimate that both events lack is left alone. One that only one of them has is compared.
        ((None, 7, None), (None, 8, None), []),
        ((7, 7, 9), (8, 8, None), [ODD_OR_INCOMPLETE]),
        ((None, 7, 7), (9, 8, 9), []),
        ((8, None, 7), (None, None, None), [ODD_OR_INCOMPLETE]),
    ],
)
def test_sums_of_estimates_that_contradict_one_another_are_told(get, one, other, expected):
    for code, figures in (("kyiv-strike", one), ("kyiv-strike-next-day", other)):
        names = ("fatalities_low", "fatalities_best", "fatalities_high")
        Event.objects.filter(code=code).update(**dict(zip(names, figures, strict=True)))
    publish()
    body = get("/events/aggregate/?by=type&mode=aerial&doubles=all").json()
    assert body["warnings"] == [MIXED, *expected]


def test_each_group_whose_estimates_contradict_one_another_is_counted(get):
    Event.objects.filter(code="kyiv-strike").update(fatalities_low=8, fatalities_best=7)
    Event.objects.filter(code="kyiv-strike-next-day").update(fatalities_best=8, fatalities_high=7)
    publish()
    for question, where in {
        "by=dataset&mode=aerial": "In 2 groups, ",
        "by=dataset&mode=aerial&dataset=attest": "In 1 group, ",
    }.items():
        (warning,) = get(f"/events/aggregate/?{question}").json()["warnings"]
        assert warning.startswith(where)


def test_a_double_is_told_only_beside_its_other(get):
    strike = Event.objects.get(code="kyiv-strike")
    Event.objects.filter(code="kyiv-strike-next-day").update(same_as=strike)
    publish()
    both = "/events/aggregate/?by=type&mode=aerial"
    body = get(both).json()
    assert body["warnings"] == [DOUBLE]
    assert [group["fatalities"]["best"] for group in body["results"]] == [7]
    body = get(f"{both}&doubles=all").json()
    assert body["warnings"] == [MIXED]
    assert [group["fatalities"]["best"] for group in body["results"]] == [15]
    body = get(f"{both}&dataset=ucdp-ged").json()
    assert body["warnings"] == [ODD]
    assert [group["fatalities"]["best"] for group in body["results"]] == [8]
