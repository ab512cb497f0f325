"""Lists of events with their values resolved by a rule: what is shown, told and refused."""

import pytest

from events.documents.candidates import Resolution
from tests.api.refusals import assert_problem

DEFAULT = {
    "fatalities": {"low": 5, "best": 7, "high": 9},
    "start_date": "2022-10-10",
    "place": "kyiv",
}


def strike(get, query):
    body = get(f"/events/?mode=aerial&dataset=attest{query}").json()
    (found,) = body["results"]
    return found, body["warnings"]


def test_without_it_the_record_is_as_it_was_published(get):
    found, warnings = strike(get, "")
    assert "resolved" not in found
    assert warnings == []
    by_coder, warnings = strike(get, "&resolve=coder")
    assert by_coder.pop("resolved")["rule"] == "coder"
    assert by_coder == found
    assert warnings == []


# The record has 5, 7 and 9; both claims say 7, which is 7, 7 and 7.
@pytest.mark.parametrize(
    ("rule", "figures", "claims"),
    [
        ("lowest", (5, 7, 7), (None, None, [1, 2])),
        ("least_precise", (5, 7, 7), (None, None, [1, 2])),
        ("highest", (7, 7, 9), ([1, 2], None, None)),
        ("most_precise", (7, 7, 9), ([1, 2], None, None)),
        ("majority", (7, 7, 7), ([1, 2], None, [1, 2])),
    ],
)
def test_a_rule_is_named_and_says_which_claims_it_took(get, rule, figures, claims):
    found, warnings = strike(get, f"&resolve={rule}")
    assert tuple(found["fatalities"].values()) == figures
    assert found["resolved"] == {
        "rule": rule,
        "start_date": None,
        "end_date": None,
        "place": None,
        **dict(zip(("fatalities_low", "fatalities_best", "fatalities_high"), claims, strict=True)),
    }
    (message,) = warnings
    assert message == (
        f"Dates, places and fatalities of events with claims are resolved by resolve={rule}: "
        f"{Resolution(rule).label}. Filters and the order look at the record's own values."
    )


def test_fields_keep_what_says_where_a_value_comes_from(get):
    found, _ = strike(get, "&resolve=lowest&fields=code,fatalities")
    assert list(found) == ["code", "fatalities", "resolved"]


def test_dates_of_the_war_that_began_in_2014_or_2022(get):
    def began(rule):
        (war,) = get(f"/events/?country=UA&status=ongoing&resolve={rule}").json()["results"]
        return war["start_date"], war["date_precision"], war["resolved"]["start_date"]

    # The record says 20 February 2014, one claim 2014, the other one 2022-02.
    assert began("coder") == ("2014-02-20", "longer", None)
    assert began("lowest") == ("2014-01-01", "year", [1])
    assert began("highest") == ("2022-02-01", "month", [2])


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/events/?resolve=median", ["resolve"]),
        ("/events/?resolve=lowest&resolve=highest", ["resolve"]),
        ("/events/aggregate/?by=country&resolve=lowest", ["resolve"]),
        ("/events.csv?resolve=lowest", ["resolve"]),
        ("/events/kyiv-strike/?resolve=lowest", ["resolve"]),
        ("/statements/?resolve=lowest", ["resolve"]),
    ],
)
def test_refusals(get, path, parameters):
    (entry,) = assert_problem(get(path), "invalid-parameters", parameters)
    if "/events/?" not in path:
        assert entry["message"].startswith("Only lists of events resolve values by a rule.")


def test_a_past_release_is_refused_by_name(get, three):
    (entry,) = assert_problem(
        get("/events/?release=1&resolve=lowest"), "invalid-parameters", ["resolve"]
    )
    assert entry["message"].startswith("Cannot resolve values of a past release")
    assert get("/events/?release=1&resolve=coder").status_code == 200
