"""Reports, claims and participants as rows: what each holds, which of them a question finds, in which order."""

import json

import pytest

from events.models import Claim, Event, Participant, Report
from events.publishing import publish
from tests.api.openapi.test_openapi import faults
from tests.api.refusals import assert_problem
from tests.api.walking import walk

REPORT = {
    "key": "kyiv-strike.report.1",
    "event": "kyiv-strike",
    "number": 1,
    "article": "kyiv-under-fire",
    "source": "glavkom",
    "title": "Ракети над Києвом",
    "url": None,
    "published_on": "2022-10-11",
    "role": "primary",
    "evidence_start": 0,
    "evidence_end": 49,
    "evidence_sha256": "7eaec939a5c9539efef26862e41249dd9da4e11e535c02900a50754728e3b254",
    "evidence_opening": None,
    "evidence_closing": None,
    "evidence_link": None,
    "note": None,
    "dataset": "attest",
    "event_type": "ASSAULT",
    "event_status": "occurred",
    "event_title": "Missiles strike Kyiv",
    "start_date": "2022-10-10",
    "end_date": None,
    "date_precision": "day",
    "place": "kyiv",
    "place_name": "Kyiv",
    "latitude": 50.5,
    "longitude": 30.5,
    "place_precision": "exact",
    "country": "UA",
    "fatalities_low": 5,
    "fatalities_best": 7,
    "fatalities_high": 9,
    "disputed": False,
}
MODELS = {"reports": Report, "claims": Claim, "participants": Participant}


def keys(answer):
    assert answer.status_code == 200, answer.content
    return [row["key"] for row in answer.json()["results"]]


def test_a_row_by_its_key_and_in_the_list(get):
    row = get("/reports/kyiv-strike.report.1/").json()
    assert row == REPORT
    assert list(row) == list(REPORT)
    body = get("/reports/?event=kyiv-strike").json()
    assert list(body) == ["count", "next", "previous", "release", "warnings", "results"]
    assert (body["count"], body["release"], body["results"]) == (1, 1, [REPORT])


@pytest.mark.parametrize("name", MODELS)
def test_every_row_of_a_list_has_a_url_and_says_what_the_event_says(get, name):
    rows = get(f"/{name}/?page_size=1000").json()["results"]
    assert len(rows) == MODELS[name].objects.count() > 0
    for row in rows:
        assert get(f"/{name}/{row['key']}/").json() == row
        event = get(f"/events/{row['event']}/").json()
        (inner,) = (
            one
            for one in event[name]
            if all(
                one[field] == row[field] for field in ("number", "actor", "role") if field in one
            )
        )
        for field, value in inner.items():
            if field == "evidence":
                value = value or {}
                told = {f"evidence_{one}": value.get(one) for one in ("start", "end", "sha256")}
                assert told.items() <= row.items()
            else:
                assert row[field] == value
        shown = ("dataset", "start_date", "end_date", "place", "latitude", "country", "disputed")
        assert {field: row[field] for field in shown} == {field: event[field] for field in shown}
        assert (row["event_type"], row["fatalities_best"]) == (
            event["type"],
            event["fatalities"]["best"],
        )


FOUND = {
    "reports/?role=contradicting": ["invasion.report.3"],
    "reports/?source=tass": ["invasion.report.3"],
    "reports/?source=glavkom&role=primary": ["kyiv-strike.report.1"],
    "reports/?article=lavrov-in-antalya": ["invasion.report.3"],
    "reports/?event=invasion&order_by=role,-article": [
        "invasion.report.3",
        "invasion.report.2",
        "invasion.report.1",
    ],
    "reports/?type=CONSULT,REJECT": ["guarantees-rejection.report.1", "istanbul-talks.report.1"],
    "reports/?status=threatened": ["port-threat.report.1"],
    "reports/?country=TR": ["istanbul-talks.report.1"],
    # The days at and beyond the end of the drill of 11 to 17 September 2018; the war goes on.
    "reports/?date_from=2018-09-17&date_to=2018-09-17": [
        "anadyr-drill.report.1",
        "ukraine-war.report.1",
    ],
    "reports/?date_from=2018-09-18&date_to=2018-09-18": ["ukraine-war.report.1"],
    "reports/?disputed=true": ["ukraine-war.report.1"],
    "reports/?dataset=ucdp-ged": [],
    "claims/?attribute=fatalities": ["kyiv-strike.claim.1", "kyiv-strike.claim.2"],
    "claims/?claimed_by=ukraine": ["kyiv-strike.claim.2"],
    "claims/?stands=contradicts": ["ukraine-war.claim.1"],
    "claims/?chosen=true": [],
    "claims/?source=glavkom&attribute=start_date": ["ukraine-war.claim.2"],
    "participants/?role=mediator": ["istanbul-talks.mediator.recep-tayyip-erdogan"],
    "participants/?actor=nato&order_by=start_date": [
        "guarantees-rejection.recipient.nato",
        "guarantees-proposal.actor.nato",
    ],
    "participants/?basis=inferred": [],
    "participants/?dataset=ucdp-ged": ["kyiv-strike-next-day.actor.russia"],
}


@pytest.mark.parametrize(("question", "found"), FOUND.items(), ids=FOUND)
def test_what_a_question_finds(get, question, found):
    answer = get(f"/{question}")
    assert keys(answer) == found
    assert answer.json()["count"] == len(found)
    path, _, query = question.partition("/?")
    lines = get(f"/{path}.ndjson?{query}").getvalue().decode().splitlines()
    assert [json.loads(line) for line in lines if line] == answer.json()["results"]


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("order", ["", "order_by=start_date", "order_by=-country,event"])
def test_pages_hold_each_row_once_in_order(get, name, order):
    whole = keys(get(f"/{name}/?page_size=1000&{order}"))
    assert len(set(whole)) == len(whole)
    pages = walk(get, f"/{name}/?page_size=2&{order}")
    assert [row["key"] for page in pages for row in page["results"]] == whole
    assert keys(get(f"/{name}/?page_size=2&page=2&{order}")) == whole[2:4]


def test_a_page_past_the_end_and_rows_without_a_date_are_told(get):
    assert get("/claims/?page=2").json()["warnings"] == ["Page 2 is past the last row, number 4."]
    (message,) = get("/reports/?date_to=2014-12-31").json()["warnings"]
    assert message == (
        "2 of the reports that match otherwise belong to events without a start_date, so that date_to cannot select "
        "them."
    )


@pytest.mark.parametrize(
    ("path", "problem", "parameters"),
    [
        ("/reports/?attribute=place&nope=1", "invalid-parameters", ["attribute", "nope"]),
        ("/claims/?role=primary", "invalid-parameters", ["role"]),
        ("/participants/?order_by=article", "invalid-parameters", ["order_by"]),
        ("/participants/?fields=article", "invalid-parameters", ["fields"]),
        ("/reports/?date_from=2022-01-02&date_to=2022-01-01", "invalid-parameters", ["date_to"]),
        ("/reports/?release=2", "invalid-parameters", ["release"]),
        ("/reports/?cursor=x", "invalid-parameters", ["cursor"]),
        ("/reports.csv?page=1", "invalid-parameters", ["page"]),
        ("/reports.csv?release=1", "invalid-parameters", ["release"]),
        ("/reports.geojson", "not-found", ["extension"]),
        ("/reports/aggregate/?by=actor", "invalid-parameters", ["by"]),
        ("/reports/aggregate/?by=role&release=1", "invalid-parameters", ["release"]),
        ("/reports/kyiv-strike/", "not-found", ["key"]),
        ("/reports/kyiv-strike.report.2/", "not-found", ["key"]),
        ("/reports/kyiv-strike.report.01/", "not-found", ["key"]),
        ("/reports/kyiv-strike.claim.1/", "not-found", ["key"]),
        ("/reports/kyiv-strik.report.1/", "not-found", ["key"]),
        ("/participants/kyiv-strike.mediator.russia/", "not-found", ["key"]),
        ("/reports/kyiv-strike.report.1/?cursor=x", "invalid-parameters", ["cursor"]),
        ("/reports/kyiv-strike.report.1/versions/", "not-found", []),
    ],
)
def test_refusals(get, path, problem, parameters):
    answer = get(path)
    found = [one["parameter"] for one in answer.json()["errors"]]
    if parameters:
        assert_problem(answer, problem, parameters)
    else:
        assert (answer.status_code, found) == (404, found)


def test_conditional_requests_and_links(get):
    answer = get("/claims/?page_size=2")
    assert answer["Link"].startswith(f'<{answer.json()["next"]}>; rel="next", <')
    assert get("/claims/?page_size=2", if_none_match=answer["ETag"]).status_code == 304


SUMS = {
    "reports/aggregate/?by=role": {
        "background": 4,
        "contradicting": 1,
        "corroborating": 1,
        "primary": 8,
    },
    "reports/aggregate/?by=source": {"glavkom": 3, "nato": 4, "tass": 1, None: 6},
    "claims/aggregate/?by=attribute": {"fatalities": 2, "start_date": 2},
    "participants/aggregate/?by=role": {
        "actor": 12,
        "mediator": 1,
        "recipient": 8,
        "represented": 1,
        "supporter": 1,
    },
}


@pytest.mark.parametrize(("question", "groups"), SUMS.items(), ids=SUMS)
def test_sums(get, question, groups):
    (name,) = (part.partition("=")[2] for part in question.split("?")[1:])
    results = get(f"/{question}").json()["results"]
    assert {group[name]: group["count"] for group in results} == groups
    listed = get(f"/{question.split('/')[0]}/?page_size=1000").json()["results"]
    for value, number in groups.items():
        assert sum(row[name] == value for row in listed) == number


def test_a_month_that_is_not_known_is_no_month(get):
    body = get("/reports/aggregate/?by=month&event=guarantees-rejection,kyiv-strike").json()
    assert body["results"] == [
        {"month": "2022-10", "count": 1},
        {"month": None, "year": 2023, "count": 1},
    ]
    (message,) = body["warnings"]
    assert message == (
        "1 of the reports has no month, as the date is unknown or known less exactly: see the groups with "
        '"month": null.'
    )


def test_a_release_is_exact_or_refused(get):
    strike = Event.objects.get(code="kyiv-strike")
    later = Event.objects.create(
        code="later-drill",
        dataset=strike.dataset,
        type="MOBILIZE",
        quad_class=4,
        title="Later drill",
        start_date="2023-08-01",
    )
    Report.objects.create(
        event=later, number=1, article=strike.reports.get().article, role="background"
    )
    publish({Event: {later.pk}}, label="second")
    assert keys(get("/reports/?role=background"))[0] == "later-drill.report.1"
    assert get("/reports/").json()["count"] == 15
    before = get("/reports/?release=1&page_size=1000").json()
    assert (before["count"], before["release"], len(before["results"])) == (14, 1, 14)
    assert_problem(get("/reports/later-drill.report.1/?release=1"), "not-found", ["key"])
    strike.title = "Strike on Kyiv, put right"
    strike.save()
    publish({Event: {strike.pk}}, label="third")
    (entry,) = assert_problem(get("/reports/?release=2"), "invalid-parameters", ["release"])
    assert entry["message"] == (
        "Events have changed since release 2, so that its reports cannot be listed. The events of that release hold "
        "them: /api/v1/releases/2/events.ndjson."
    )
    # One row can be told of any release.
    title = "event_title"
    assert get("/reports/kyiv-strike.report.1/?release=2").json()[title] == "Missiles strike Kyiv"
    assert get("/reports/kyiv-strike.report.1/").json()[title] == "Strike on Kyiv, put right"


def test_rows_of_a_withdrawn_event_are_gone(get, three):
    assert_problem(get("/reports/port-threat.report.1/"), "withdrawn")
    assert "port-threat.report.1" not in keys(get("/reports/"))


def test_rows_that_are_not_published_are_not_shown(get):
    strike = Event.objects.get(code="kyiv-strike")
    article = strike.reports.get().article
    Report.objects.create(event=strike, number=2, article=article, role="background")
    assert keys(get("/reports/?event=kyiv-strike")) == ["kyiv-strike.report.1"]
    assert_problem(get("/reports/kyiv-strike.report.2/"), "not-found", ["key"])
    hidden = Event.objects.create(
        code="hidden", dataset=strike.dataset, type="MOBILIZE", quad_class=4, title="Hidden"
    )
    Report.objects.create(event=hidden, number=1, article=article, role="primary")
    assert "hidden.report.1" not in keys(get("/reports/"))


def test_a_row_without_a_passage_is_as_documented(get):
    event = Event.objects.get(code="kyiv-strike")
    Report.objects.filter(event=event).update(
        evidence_start=None, evidence_end=None, evidence_sha256=None
    )
    publish({Event: {event.pk}}, label="second")
    row = get("/reports/kyiv-strike.report.1/").json()
    assert (row["evidence_start"], row["evidence_link"]) == (None, None)
    assert faults(row, {"$ref": "#/components/schemas/ReportRow"}) == []
