"""Events resolved by each rule: every expected value was worked out by hand from the rules of R's `eventreport`."""

import pytest

from events.documents.candidates import Resolution
from events.documents.resolution import RESOLVED, resolved

PLACES = {
    "ukraine": {
        "name": "Ukraine",
        "latitude": 49.0,
        "longitude": 32.0,
        "kind": "country",
        "country": "UA",
    },
    "kyiv": {
        "name": "Kyiv",
        "latitude": 50.5,
        "longitude": 30.5,
        "kind": "populated_place",
        "country": "UA",
    },
    "black-sea": {
        "name": "Black Sea",
        "latitude": 43.0,
        "longitude": 34.0,
        "kind": "water",
        "country": None,
    },
}


def claim(number, attribute, value=None, *, low=None, best=None, high=None, **other):
    return {
        "number": number,
        "attribute": attribute,
        "value": value,
        "low": low,
        "best": best,
        "high": high,
        "quantifier": None,
        "chosen": False,
    } | other


def event(*claims, figures=(5, 7, 9), **other):
    return {
        "code": "kyiv-strike",
        "status": "occurred",
        "start_date": "2022-10-10",
        "end_date": None,
        "date_precision": "day",
        "date_not_before": None,
        "date_not_after": None,
        "edtf": "2022-10-10",
        "place": "kyiv",
        "place_name": "Kyiv",
        "latitude": 50.5,
        "longitude": 30.5,
        "place_precision": "exact",
        "country": "UA",
        "fatalities": dict(zip(("low", "best", "high"), figures, strict=True)),
        "claims": list(claims),
    } | other


def by(rule, document):
    found = resolved(document, Resolution(rule), PLACES)
    return found, found["resolved"]


# Record 5/7/9; claims: 3, 12 (11 to 20), 12, more than 30. Alone, 3 is 3/3/3, 12 is 12/12/12 and "more than 30" is 30/30/-.
FIGURES = (
    claim(1, "fatalities", best=3),
    claim(2, "fatalities", low=11, best=12, high=20),
    claim(3, "fatalities", best=12),
    claim(4, "fatalities", best=30, quantifier="more_than"),
)


@pytest.mark.parametrize(
    ("rule", "figures", "claims"),
    [
        ("coder", (5, 7, 9), (None, None, None)),
        ("lowest", (3, 3, 3), ([1], [1], [1])),
        ("least_precise", (3, 3, 3), ([1], [1], [1])),
        ("highest", (30, 30, 30), ([4], [4], [2])),
        ("most_precise", (30, 30, 30), ([4], [4], [2])),
        # 12 is given twice; of the lows and highs each is given once, and the smallest is taken.
        ("majority", (3, 12, 12), ([1], [2, 3], [1])),
    ],
)
def test_figures(rule, figures, claims):
    found, told = by(rule, event(*FIGURES))
    assert tuple(found["fatalities"].values()) == figures
    assert tuple(told[f"fatalities_{name}"] for name in ("low", "best", "high")) == claims


@pytest.mark.parametrize(
    ("figures", "claims", "rule", "expected", "numbers"),
    [
        # The record's own value counts as one.
        ((4, 4, 4), [claim(1, "fatalities", best=9)], "lowest", 4, None),
        ((4, 4, 4), [claim(1, "fatalities", best=9)], "highest", 9, [1]),
        ((4, 4, 4), [claim(1, "fatalities", best=9)], "majority", 4, None),
        # ... but not beside the claim that it follows.
        (
            (9, 9, 9),
            [
                claim(1, "fatalities", best=9, chosen=True),
                claim(2, "fatalities", best=4),
                claim(3, "fatalities", best=4),
                claim(4, "fatalities", best=9),
            ],
            "majority",
            4,
            [2, 3],
        ),
        ((None, None, None), [claim(1, "fatalities", best=2)], "coder", None, None),
        ((None, None, None), [claim(1, "fatalities", best=2)], "lowest", 2, [1]),
        # A word is not a number.
        ((4, 4, 4), [claim(1, "fatalities", "heavy")], "highest", 4, None),
        ((4, 4, 4), [claim(1, "amount", best=100)], "highest", 4, None),
        ((4, 4, 4), [], "highest", 4, None),
    ],
)
def test_best_figure(figures, claims, rule, expected, numbers):
    found, told = by(rule, event(*claims, figures=figures))
    assert (found["fatalities"]["best"], told["fatalities_best"]) == (expected, numbers)


def test_less_than_has_no_lower_bound_of_its_own():
    claimed = claim(1, "fatalities", best=2, quantifier="less_than")
    found, told = by("lowest", event(claimed))
    assert found["fatalities"] == {"low": 2, "best": 2, "high": 2}
    assert told["fatalities_low"] is None  # 5 is lowered to the best estimate


# Record: 10 October. Claims: begun on the 8th, on the 8th, in October; ended on the 12th and in October.
DATES = (
    claim(1, "start_date", "2022-10-08"),
    claim(2, "start_date", "2022-10-08"),
    claim(3, "start_date", "2022-10"),
    claim(4, "end_date", "2022-10-12"),
    claim(5, "end_date", "2022-10"),
)


@pytest.mark.parametrize(
    ("rule", "dates", "claims", "precision", "text"),
    [
        ("coder", ("2022-10-10", None), (None, None), "day", "2022-10-10"),
        ("lowest", ("2022-10-01", "2022-10-10"), ([3], None), "month", "2022-10"),
        ("highest", ("2022-10-10", "2022-10-31"), (None, [5]), "month", "2022-10"),
        # The longest period, and the shortest.
        ("least_precise", ("2022-10-01", "2022-10-31"), ([3], [5]), "month", "2022-10"),
        ("most_precise", ("2022-10-10", None), (None, None), "day", "2022-10-10"),
        # Of 10, 12 and 31 October the one in the middle, rounded down: 17.67.
        ("majority", ("2022-10-08", "2022-10-17"), ([1, 2], [4, 5]), "month", "2022-10"),
    ],
)
def test_dates(rule, dates, claims, precision, text):
    found, told = by(rule, event(*DATES))
    assert (found["start_date"], found["end_date"]) == dates
    assert (told["start_date"], told["end_date"]) == claims
    assert (found["date_precision"], found["edtf"]) == (precision, text)


def test_a_year_begins_in_january_and_ends_in_december():
    dates = (claim(1, "start_date", "2014"), claim(2, "end_date", "2015"))
    found, _ = by("least_precise", event(*dates))
    assert (found["start_date"], found["end_date"]) == ("2014-01-01", "2022-10-10")
    found, _ = by("least_precise", event(*dates, start_date="2014-06-01", end_date="2014-06-02"))
    assert (found["start_date"], found["end_date"]) == ("2014-01-01", "2015-12-31")


def test_a_month_without_an_end_ends_on_its_last_day():
    of_month = {"start_date": "2022-10-01", "date_precision": "month"}
    found, told = by("least_precise", event(claim(1, "end_date", "2022-10-12"), **of_month))
    assert (found["end_date"], told["end_date"]) == (None, None)
    found, told = by("most_precise", event(claim(1, "end_date", "2022-10-12"), **of_month))
    assert (found["end_date"], told["end_date"]) == ("2022-10-12", [1])


def test_an_end_before_the_start_is_left_out():
    found, told = by("most_precise", event(claim(1, "start_date", "2022-10-20")))
    assert (found["start_date"], found["end_date"], told["start_date"]) == (
        "2022-10-20",
        None,
        [1],
    )


def test_what_goes_on_has_no_end_of_its_own():
    claimed = claim(1, "end_date", "2023-01-05")
    found, told = by("lowest", event(claimed, status="ongoing"))
    assert (found["end_date"], told["end_date"]) == ("2023-01-05", [1])


PLACES_CLAIMED = (
    claim(1, "place", "ukraine"),
    claim(2, "place", "black-sea"),
    claim(3, "place", "ukraine"),
    claim(4, "place", "not-published"),
)


@pytest.mark.parametrize(
    ("rule", "place", "precision", "numbers"),
    [
        ("coder", "kyiv", "exact", None),
        ("lowest", "kyiv", "exact", None),
        ("highest", "kyiv", "exact", None),
        ("most_precise", "kyiv", "exact", None),
        ("least_precise", "ukraine", "country", [1, 3]),
        ("majority", "ukraine", "country", [1, 3]),
    ],
)
def test_places(rule, place, precision, numbers):
    found, told = by(rule, event(*PLACES_CLAIMED))
    assert (found["place"], found["place_precision"], told["place"]) == (place, precision, numbers)
    assert found["place_name"] == PLACES[place]["name"]


def test_of_places_given_as_often_the_record_comes_first():
    found, told = by("majority", event(claim(1, "place", "ukraine")))
    assert (found["place"], told["place"]) == ("kyiv", None)


@pytest.mark.parametrize("rule", Resolution.values)
def test_without_claims_nothing_changes(rule):
    # Some datasets have figures out of order, and an end that is the start.
    before = event(end_date="2022-10-10", figures=(9, 8, 8))
    found, told = by(rule, before)
    assert {name: found[name] for name in before} == before
    assert told == {"rule": rule} | dict.fromkeys(RESOLVED)
