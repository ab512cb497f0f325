"""UCDP's `gedevents`: envelope, pages, filters, versions, and how each fault is told."""

import pytest

from events.compat.ucdp import views
from events.compat.ucdp.columns import COLUMNS
from events.models import Release
from events.publishing import publish
from tests.importing.tables import UCDP

# Rows by id: what differs from the row of the tables. In the order of the answers, the oldest first.
WORLD = [
    {"id": "11", "date_start": "2014-03-01", "date_end": "2014-03-04", "country_id": "365"},
    {"id": "12", "date_start": "2022-03-01", "date_end": "2022-03-01", "type_of_violence": "3"},
    {"id": "13", "date_start": "2022-03-02", "date_end": "2022-03-31", "dyad_new_id": "777"},
    {"id": "14", "date_start": "2022-04-01", "date_end": "2022-04-01", "side_a_new_id": "999"},
    {"id": "15", "date_start": "2022-04-02", "date_end": "2022-04-02", "side_b_new_id": "999"},
    {"id": "16", "date_start": "2022-04-03", "date_end": "2022-04-03", "latitude": "-1.25"},
    {"id": "17", "date_start": "2022-04-04", "date_end": "2022-04-04", "longitude": ""},
]
WORLD = [{**UCDP, **row} for row in WORLD]
EVERY = [11, 12, 13, 14, 15, 16, 17]


@pytest.fixture
def world(imports):
    imports.ucdp(*WORLD, dataset_version="25.1")


def ids(answer):
    assert answer.status_code == 200, answer.content
    return [row["id"] for row in answer.json()["Result"]]


def test_an_answer(ged, world):
    answer = ged("25.1?pagesize=2&page=1&Country=369&Key=secret")
    body = answer.json()
    assert list(body) == ["TotalCount", "TotalPages", "PreviousPageUrl", "NextPageUrl", "Result"]
    url = "http://testserver/compat/ucdp/api/gedevents/25.1?pagesize=2&{}&Country=369&release=1"
    assert body | {"Result": None} == {
        "TotalCount": 6,
        "TotalPages": 3,
        "PreviousPageUrl": url.format("page=0"),
        "NextPageUrl": url.format("page=2"),
        "Result": None,
    }
    assert ids(answer) == [14, 15]
    assert answer["Content-Type"] == "application/json"
    assert answer["Attest-Release"] == "1"
    assert answer["Attest-Note"] == (
        "These are UCDP's own values; events of another dataset are at gedevents/ and its slug."
    )
    assert {"ETag", "Last-Modified"} <= set(answer.headers)


def test_a_row_has_the_49_columns_in_their_order_with_their_types(ged, world):
    row = ged("25.1?Id=12").json()["Result"][0]
    assert tuple(row) == COLUMNS == tuple(UCDP)
    assert len(COLUMNS) == 49
    assert row == {name: text or None for name, text in UCDP.items()} | {
        "id": 12,
        "year": 2022,
        "active_year": True,
        "type_of_violence": 3,
        "conflict_new_id": 13243,
        "dyad_new_id": 14085,
        "side_a_new_id": 57,
        "side_b_new_id": 61,
        "number_of_sources": 2,
        "where_prec": 1,
        "latitude": 49.5,
        "longitude": 36.25,
        "priogrid_gid": 200593,
        "country_id": 369,
        "event_clarity": 1,
        "date_prec": 1,
        "date_start": "2022-03-01T00:00:00",
        "date_end": "2022-03-01T00:00:00",
        "deaths_a": 0,
        "deaths_b": 1,
        "deaths_civilians": 2,
        "deaths_unknown": 0,
        "best": 3,
        "high": 5,
        "low": 2,
    }


# query: the ids in the answer
FILTERS = {
    "": EVERY,
    "Id=13": [13],
    "Id=13,11,99": [11, 13],
    "Country=365": [11],
    "Country=365,369": EVERY,
    "Country=2": [],
    "country=365": [11],
    "COUNTRY=365&PageSize=5&PAGE=0": [11],
    "TypeOfViolence=3": [12],
    "TypeOfViolence=1,3": EVERY,
    "Dyad=777": [13],
    "Actor=999": [14, 15],
    "Actor=57": [11, 12, 13, 15, 16, 17],
    "Geography=49 36,50 37": [11, 12, 13, 14, 15],
    "Geography=49.5 36.25,49.5 36.25": [11, 12, 13, 14, 15],
    "Geography=-90 -180,49.4 180": [16],
    "StartDate=2022-03-31": [13, 14, 15, 16, 17],
    "StartDate=2022-04-01T00:00:00": [14, 15, 16, 17],
    "EndDate=2022-03-31": [11, 12, 13],
    "EndDate=2022-03-30": [11, 12],
    "StartDate=2014-03-04&EndDate=2014-03-04": [11],
    "Country=369&StartDate=2022-03-01&EndDate=2022-04-30&TypeOfViolence=1&Actor=61": [13, 14, 16, 17],
    "Id=13.0": [13],
    "Id=+13, 1.1e1,%2B12": [11, 12, 13],
    "Country=3.65e2": [11],
    "TypeOfViolence=3.": [12],
    "Dyad=0777&Actor=57.0": [13],
    "Geography=4.9e1 36.0,+50 37.00": [11, 12, 13, 14, 15],
    "pagesize=1e2&page=0.0": EVERY,
    "Key=whatever": EVERY,
    "Key=": EVERY,
}  # fmt: skip


def test_each_filter(ged, world):
    answers = {query: ged(f"25.1?{query}") for query in FILTERS}
    assert {query: ids(answer) for query, answer in answers.items()} == FILTERS
    for query, answer in answers.items():
        assert answer.json()["TotalCount"] == len(FILTERS[query])


def test_a_past_release_answers_each_filter_alike(ged, imports, world):
    imports.ucdp(
        *({**row, "country_id": "2", "best": "4", "dyad_new_id": "1"} for row in WORLD[:-1]),
        dataset_version="26.1",
        withdraw_missing=True,
    )
    for query, expected in FILTERS.items():
        answer = ged(f"25.1?{query}")
        assert ids(answer) == expected
        assert answer["Attest-Release"] == "1"
    assert ids(ged("26.1?Country=2&Dyad=1")) == EVERY[:-1]


# query: the faults that the problem names, a line for each
FAULTS = {
    "countri=369": "countri: Unknown parameter. Did you mean Country? Allowed: Actor, Country, Dyad, EndDate, "
    "Geography, Id, StartDate, TypeOfViolence, page, pagesize, release.",
    "country_id=369": "country_id: Unknown parameter. Did you mean Country? Allowed: Actor, Country, Dyad, "
    "EndDate, Geography, Id, StartDate, TypeOfViolence, page, pagesize, release.",
    "Country=": "Country: Empty value. Leave the parameter out instead.",
    "Country=Ukraine": "Country: 'Ukraine' is not a whole number: countries are Gleditsch-Ward numbers.",
    "Country=369,,365": "Country: Empty value in the list. Leave the extra comma out.",
    "Dyad=-1": "Dyad: '-1' is not a whole number.",
    "TypeOfViolence=4": "TypeOfViolence: '4' is not 1, 2 or 3.",
    "pagesize=1001": "pagesize: '1001' is not a whole number from 1 to 1,000.",
    "pagesize=0": "pagesize: '0' is not a whole number from 1 to 1,000.",
    "page=-1": "page: '-1' is not a whole number from 0 to 2,147,483,647.",
    "page=1&Page=1": "page: Given more than once. This parameter takes one value.",
    "StartDate=01/02/2022": "StartDate: '01/02/2022' is not a day written YYYY-MM-DD.",
    "StartDate=2022-02-30": "StartDate: '2022-02-30' is not a day written YYYY-MM-DD.",
    "StartDate=2022-03-02&EndDate=2022-03-01": "EndDate: 2022-03-01 is before StartDate, 2022-03-02.",
    "Geography=1,2,3,4": "Geography: '1,2,3,4' is not a box: write `y0 x0,y1 x1`, latitudes and "
    "longitudes in degrees, south-west corner first.",
    "Geography=50 36,49 37": "Geography: '50 36,49 37' is not a box on the globe: write "
    "`y0 x0,y1 x1`, latitudes and longitudes in degrees, south-west corner first.",
    "page=x&Id=a,b&nope=1&EndDate=1&Id=3.5": "page: 'x' is not a whole number from 0 to 2,147,483,647.\n"
    "Id: 'a' is not a whole number.\nId: 'b' is not a whole number.\nId: '3.5' is not a whole number.\n"
    "nope: Unknown parameter. Allowed: Actor, Country, Dyad, EndDate, Geography, Id, StartDate, TypeOfViolence, "
    "page, pagesize, release.\nEndDate: '1' is not a day written YYYY-MM-DD.",
}  # fmt: skip


def line(parameter, message, allowed=(), did_you_mean=None):
    hint = f" Did you mean {did_you_mean}?" if did_you_mean else ""
    return f"{parameter}: {message}{hint}" + (f" Allowed: {', '.join(allowed)}." if allowed else "")


@pytest.mark.parametrize("query", FAULTS)
def test_a_problem_names_every_fault(ged, db, query):
    answer = ged(f"25.1?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    body = answer.json()
    assert (body["type"], body["status"]) == ("/errors/invalid-parameters", 400)
    assert "\n".join(line(**one) for one in body["errors"]) == FAULTS[query]
    assert "ETag" not in answer


def test_a_query_that_is_too_long_or_has_too_many_parameters(ged, world):
    for query in ("Id=" + "1," * 10_000 + "1", "&".join(f"a{at}=1" for at in range(1100))):
        answer = ged(f"25.1?{query}")
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_what_is_no_fault_of_the_question_is_told_as_everywhere(client, ged, world):
    answer = client.post("/compat/ucdp/api/gedevents/25.1")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    answer = client.get("/compat/ucdp/api/battledeaths/25.1")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("accept", ["text/plain", "text/json", "application/xml", "text/html"])
def test_the_answer_is_json_whatever_is_accepted(client, world, accept):
    answer = client.get("/compat/ucdp/api/GEDEvents/25.1/", headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_an_unchanged_answer_is_told_so(client, ged, world):
    etag = ged("25.1?Id=11")["ETag"]
    url = "/compat/ucdp/api/gedevents/25.1?Id=11"
    assert client.get(url, headers={"if-none-match": etag}).status_code == 304
    assert client.head(url).content == b""


# --- pages ------------------------------------------------------------------------------------------------------


def walked_from(ged, first, last):
    """Walk pages by number as clients do: to TotalPages, counting from `first`; return (ids, the last answer)."""
    found, page, pages = [], first, 1
    while page < pages + last:
        answer = ged(f"25.1?pagesize=3&page={page}")
        if answer.status_code != 200:
            return found, answer
        found += ids(answer)
        pages = answer.json()["TotalPages"]
        page += 1
    return found, answer


def test_a_walker_that_counts_from_0_has_every_id_once(ged, world):
    found, answer = walked_from(ged, 0, 0)
    assert found == EVERY
    assert answer.json()["NextPageUrl"] == ""


def test_a_walker_that_counts_from_1_is_told(ged, world):
    found, answer = walked_from(ged, 1, 1)
    assert found == EVERY[3:]
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["errors"][0]["parameter"] == "page"
    assert answer.json()["detail"] == (
        "There is no page 3: pages count from 0, and with pagesize=3 there are 3 (TotalPages), "
        "the last one is page=2."
    )


@pytest.mark.parametrize("size", [1, 3, 7, 8])
def test_a_walker_that_follows_the_next_page_has_every_id_once(client, ged, world, size):
    found, url = [], f"/compat/ucdp/api/gedevents/25.1?pagesize={size}"
    while url:
        answer = client.get(url)
        found += ids(answer)
        url = answer.json()["NextPageUrl"]
    assert found == EVERY


def test_the_next_pages_are_of_the_release_of_the_first(client, ged, imports, world):
    first = ged("25.1?pagesize=3")
    # The same version once more: one event is withdrawn, one changed, one new.
    rows = [*WORLD[1:4], {**WORLD[4], "best": "30"}, *WORLD[5:], {**WORLD[0], "id": "10"}]
    imports.ucdp(*rows, dataset_version="25.1", withdraw_missing=True)
    found, answer = ids(first), first
    while answer.json()["NextPageUrl"]:
        answer = client.get(answer.json()["NextPageUrl"])
        assert answer["Attest-Release"] == "1"
        found += ids(answer)
    assert found == EVERY
    # A client that filters by number gets a warning: the release and the number of events are others.
    answer = ged("25.1?pagesize=3&page=1")
    assert answer["Attest-Release"] == "2"
    assert ids(ged("25.1")) == [10, 12, 13, 14, 15, 16, 17]
    assert [ged(f"25.1?Id=15{pin}").json()["Result"][0]["best"] for pin in ("", "&release=1")] == [
        30,
        3,
    ]


def test_nothing_found_is_one_empty_page_0(ged, world):
    assert ged("25.1?Id=99").json() == {
        "TotalCount": 0,
        "TotalPages": 0,
        "PreviousPageUrl": "",
        "NextPageUrl": "",
        "Result": [],
    }
    assert ged("25.1?Id=99&page=1").status_code == 404


# --- versions ---------------------------------------------------------------------------------------------------


def refusal(answer):
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    return answer.json()["detail"]


def test_a_version_that_is_not_there(ged, imports, world):
    imports.ucdp(*WORLD, dataset_version="26.1")
    told = "There is no version '24.1' here: there are 26.1, 25.1, ucdp-ged."
    assert refusal(ged("24.1")) == told
    assert refusal(ged("25.1?release=2")) == (
        "Release 2 does not hold version '25.1'; the newest that does is 1."
    )
    assert refusal(ged("25.1?release=9")).startswith("Release 9 does not hold version '25.1'")


def test_a_version_whose_states_have_been_deleted(ged, imports, world):
    imports.ucdp(*WORLD, dataset_version="26.1")
    Release.objects.filter(number=1).update(pruned=True)
    assert refusal(ged("25.1")) == (
        "Version '25.1' was in release 1, whose replaced states have been deleted here: "
        "there are 26.1, ucdp-ged."
    )
    assert ids(ged("26.1")) == EVERY


def test_states_that_are_deleted_while_they_are_read_are_no_shorter_answer(ged, world, monkeypatch):
    read = views.event_versions.read
    monkeypatch.setattr(views.event_versions, "read", lambda numbers: read(numbers)[1:])
    assert refusal(ged("25.1")) == "Replaced states of release 1 were just deleted."


def test_a_dataset_without_a_version_is_at_its_slug(ged, imports):
    imports.ucdp(*WORLD)
    assert ids(ged("ucdp-ged")) == EVERY
    assert refusal(ged("25.1")) == "There is no version '25.1' here: there are ucdp-ged."


def test_before_anything_is_published(ged, imports):
    assert refusal(ged("25.1")) == "Nothing is published yet."


def test_a_later_release_of_other_data_changes_nothing(ged, imports, world):
    imports.acled({})
    publish()
    assert ids(ged("25.1")) == EVERY
    assert ged("25.1")["Attest-Release"] == "2"


# --- pages from 1 -----------------------------------------------------------------------------------------------

FROM_1 = "/compat/ucdp/from-1/api/gedevents/25.1"


@pytest.mark.parametrize("size", [1, 3, 7, 8])
def test_a_walker_that_counts_from_1_to_the_last_page_has_every_id_once(client, world, size):
    found, page, pages = [], 1, 1
    while page <= pages:
        answer = client.get(f"{FROM_1}?pagesize={size}&page={page}")
        found += ids(answer)
        pages = answer.json()["TotalPages"]
        page += 1
    assert found == EVERY


def test_links_of_the_variant_stay_in_it(client, world):
    body = client.get(f"{FROM_1}?pagesize=3").json()
    url = f"http://testserver{FROM_1}?pagesize=3&release=1&page="
    assert (body["PreviousPageUrl"], body["NextPageUrl"]) == ("", f"{url}2")
    body = client.get(body["NextPageUrl"]).json()
    assert (body["PreviousPageUrl"], body["NextPageUrl"]) == (f"{url}1", f"{url}3")
    assert client.get(f"{url}3").json()["NextPageUrl"] == ""


def test_pages_that_the_variant_does_not_have(client, world):
    answer = client.get(f"{FROM_1}?page=0")
    assert answer.status_code == 400
    assert (
        line(**answer.json()["errors"][0])
        == "page: '0' is not a whole number from 1 to 2,147,483,647."
    )
    assert refusal(client.get(f"{FROM_1}?pagesize=3&page=4")) == (
        "There is no page 4: pages count from 1, and with pagesize=3 there are 3 (TotalPages), the last one is page=3."
    )
    assert client.get(f"{FROM_1}?Id=99&page=1").json()["Result"] == []
