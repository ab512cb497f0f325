"""Lists, files and sums of events with their values resolved by a rule: what is shown, told and refused."""

import io

import orjson
import pandas as pd
import pytest

from events.api.answering.sums import selection
from events.documents.candidates import Resolution
from events.models import Claim, Event
from events.publishing import publish
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
        ("/events/aggregate/?by=country&resolve=median", ["resolve"]),
        ("/events.csv?resolve=median", ["resolve"]),
        ("/events/kyiv-strike/?resolve=lowest", ["resolve"]),
        ("/statements/?resolve=lowest", ["resolve"]),
    ],
)
def test_refusals(get, path, parameters):
    (entry,) = assert_problem(get(path), "invalid-parameters", parameters)
    if "median" in path:
        assert entry["message"] == "'median' is not a rule."
    elif "highest" not in path:
        assert entry["message"].startswith("Only lists, files and sums of events resolve values")


@pytest.mark.parametrize("path", ["/events/?", "/events/aggregate/?by=country&"])
def test_a_past_release_is_refused_by_name(get, three, path):
    (entry,) = assert_problem(
        get(f"{path}release=1&resolve=lowest"), "invalid-parameters", ["resolve"]
    )
    assert entry["message"].startswith("Cannot resolve values of a past release")
    assert get(f"{path}release=1&resolve=coder").status_code == 200


TOLD = "Dates, places and fatalities of events with claims are resolved by resolve=lowest: "


@pytest.mark.parametrize("extension", ["csv", "ndjson", "parquet", "geojson"])
def test_a_file_has_the_values_and_names_the_rule(get, extension):
    answer = get(f"/events.{extension}?resolve=lowest&mode=aerial&dataset=attest")
    body = answer.getvalue()
    assert answer["Attest-Note"].startswith(TOLD)
    if extension in ("csv", "parquet"):
        read = pd.read_csv if extension == "csv" else pd.read_parquet
        (row,) = read(io.BytesIO(body)).to_dict("records")
        found = [row[f"fatalities_{name}"] for name in ("low", "best", "high")]
    else:
        record = orjson.loads(body)
        if extension == "geojson":
            record = record["features"][0]["properties"]
        assert record["resolved"]["rule"] == "lowest"
        found = list(record["fatalities"].values())
    assert found == [5, 7, 7]


def test_fields_of_a_file_keep_what_says_where_a_value_comes_from(get):
    answer = get("/events.ndjson?resolve=lowest&mode=aerial&dataset=attest&fields=code")
    assert list(orjson.loads(answer.getvalue())) == ["code", "resolved"]
    plain = get("/events.ndjson?mode=aerial&dataset=attest&fields=code")
    assert list(orjson.loads(plain.getvalue())) == ["code"]


# rule -> the sums of the two strikes, and the year, or the coarser "no year", of the war
SUMS = {
    "coder": ((14, 15, 17), None),
    "lowest": ((14, 15, 15), 2014),
    "least_precise": ((14, 15, 15), 2014),
    "highest": ((16, 15, 17), 2022),
    "most_precise": ((16, 15, 17), 2022),
    "majority": ((16, 15, 15), 2016),
}


@pytest.mark.parametrize(("rule", "expected"), SUMS.items(), ids=SUMS)
def test_a_sum_adds_what_the_rule_chooses(get, rule, expected):
    body = get(f"/events/aggregate/?by=mode&mode=aerial&parts=all&resolve={rule}").json()
    (group,) = body["results"]
    assert (tuple(group["fatalities"].values()), group["with_fatalities"]) == (expected[0], 2)
    assert body["warnings"][0].startswith(TOLD.replace("lowest", rule)) == (rule != "coder")
    if rule != "coder":
        assert body["warnings"][0].endswith("Filters look at the record's own values.")
    body = get(f"/events/aggregate/?by=year&status=ongoing&resolve={rule}").json()
    assert [group["year"] for group in body["results"]] == [expected[1]]
    file = get(f"/events/aggregate.csv?by=mode&mode=aerial&parts=all&resolve={rule}")
    row = pd.read_csv(io.BytesIO(file.content)).to_dict("records")[0]
    assert tuple(row[f"fatalities_{name}"] for name in ("low", "best", "high")) == expected[0]


def test_a_whole_whose_claim_has_a_figure_counts_in_place_of_its_parts(get):
    war = Event.objects.get(code="invasion")
    article = war.reports.first().article
    Claim.objects.create(
        event=war, number=1, attribute="fatalities", best=40, article=article, stands="contradicts"
    )
    publish({Event: {war.pk}})
    question = "/events/aggregate/?by=type&type=ASSAULT&dataset=attest"
    (group,) = get(question).json()["results"]
    assert (group["count"], group["fatalities"]["best"]) == (1, 7)
    body = get(f"{question}&resolve=highest").json()
    (group,) = body["results"]
    assert (group["count"], group["fatalities"]["best"]) == (1, 40)
    assert "2 events are left out, each because its whole or a part of it" in body["warnings"][1]


@pytest.mark.parametrize(
    ("by", "before", "after"),
    [
        ("place", "ukraine", "kyiv"),
        ("admin1", None, "UA-30"),
        ("place_precision", "country", "exact"),
        ("country", "UA", "UA"),
    ],
)
def test_a_sum_is_grouped_by_what_the_rule_chooses(get, by, before, after):
    invasion = Event.objects.get(code="invasion")
    article = invasion.reports.first().article
    Claim.objects.create(
        event=invasion,
        number=1,
        attribute="place",
        value="kyiv",
        article=article,
        stands="contradicts",
    )
    publish({Event: {invasion.pk}})
    question = (
        f"/events/aggregate/?by={by}&type=ASSAULT&date_to=2022-02-24&parts=all&status=occurred"
    )
    for rule, value in (("coder", before), ("lowest", before), ("most_precise", after)):
        body = get(f"{question}&resolve={rule}").json()
        assert [(group[by], group["count"]) for group in body["results"]] == [(value, 1)], rule


def test_more_events_than_a_sum_resolves_are_refused(get, monkeypatch):
    monkeypatch.setattr(selection, "MOST_RESOLVED", 1)
    question = "/events/aggregate/?by=country&resolve=lowest"
    (entry,) = assert_problem(get(question), "invalid-parameters", ["resolve"])
    assert entry["message"] == "More than 1 events with claims match. Filter further."
    assert get(f"{question}&mode=aerial").status_code == 200
