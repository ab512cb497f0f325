"""ACLED's lists: envelope, operators, pages, deleted events, and how each fault is told. All rows are made up."""

import csv
import io

import pytest

from events.compat.acled import views
from events.compat.acled.list_columns import EVENTS
from events.models import Release, Version
from events.publishing import publish
from tests.importing.tables import ACLED

# Rows by id, in the order of the answers, the newest first; of one day, as they were stored.
WORLD = [
    {"event_id_cnty": "MLI5", "event_date": "2024-02-01", "country": "Mali", "iso": "466",
     "region": "Western Africa", "fatalities": "9", "actor1": "JNIM", "inter1": "2", "interaction": "27",
     "latitude": "-1.5", "timestamp": "1706832000"},
    {"event_id_cnty": "UKR3", "event_date": "2024-01-03", "fatalities": "5", "notes": "100% of A_B fell"},
    {"event_id_cnty": "UKR4", "event_date": "2024-01-03", "fatalities": "3", "inter1": "State forces",
     "event_type": "Battles", "sub_event_type": "Armed clash", "actor2": "", "inter2": "0"},
    {"event_id_cnty": "UKR2", "event_date": "2024-01-02", "fatalities": "0", "tags": "crowd size=no report"},
    {"event_id_cnty": "UKR10", "event_date": "2023-12-31", "year": "2023", "fatalities": "",
     "admin3": "Île", "timestamp": "1600000000"},
]  # fmt: skip
WORLD = [{**ACLED, **row} for row in WORLD]
EVERY = ["MLI5", "UKR3", "UKR4", "UKR2", "UKR10"]
NOTE = (
    "Events coded here that are left out: 0. ACLED has only what happened on a day that is known to the month, in "
    "a country and at a point known to the province, and of a type that the crosswalk leads to without doubt."
)


@pytest.fixture
def world(imports):
    imports.acled(*WORLD)


def ids(answer):
    assert answer.status_code == 200, answer.content
    return [row["event_id_cnty"] for row in answer.json()["data"]]


def test_an_answer(lists, world):
    answer = lists("acled?limit=2&cursor=0&key=k&email=a%40b.example")
    body = answer.json()
    cursor = body.pop("next_cursor")
    assert ids(answer) == EVERY[:2]
    assert 0 < cursor < 2**53
    assert list(body.items()) == [
        ("status", 200),
        ("success", True),
        ("last_update", None),
        ("count", 2),
        ("total_count", 5),
        ("messages", [NOTE]),
        ("data", body["data"]),
        ("filename", "acled_acled"),
        ("data_query_restrictions", {}),
    ]
    assert (answer["Attest-Release"], answer["Attest-Note"]) == ("1", NOTE)
    assert {"ETag", "Last-Modified"} <= set(answer.headers)


def test_a_row_has_the_31_columns_in_their_order_with_their_types(lists, world):
    rows = lists().json()["data"]
    assert all(list(row) == list(EVENTS) == list(ACLED) for row in rows)
    assert len(EVENTS) == 31
    assert rows[1] == {
        **ACLED,
        "event_id_cnty": "UKR3",
        "event_date": "2024-01-03",
        "year": 2024,
        "time_precision": 1,
        "inter1": 8,
        "inter2": 7,
        "interaction": 78,
        "iso": 804,
        "latitude": 49.5,
        "longitude": 36.25,
        "geo_precision": 1,
        "notes": "100% of A_B fell",
        "fatalities": 5,
        "timestamp": 1704833944,
    }
    # An empty text is "", an absent number null; what was imported as a name stays one.
    assert (rows[4]["fatalities"], rows[4]["admin2"], rows[2]["inter1"]) == (
        None,
        "",
        "State forces",
    )


def test_a_day_is_written_as_in_the_api_however_the_file_wrote_it(lists, imports):
    imports.acled({"event_date": "02 January 2024"}, {"event_id_cnty": "UKR1", "event_date": "13/01/2024"})  # fmt: skip
    assert [row["event_date"] for row in lists().json()["data"]] == ["2024-01-13", "2024-01-02"]
    assert ids(lists("acled?event_date=2024-01-13")) == ["UKR1"]


# query: the ids in the answer
FILTERS = {
    "": EVERY,
    "event_id_cnty=UKR": ["UKR3", "UKR4", "UKR2", "UKR10"],
    "event_id_cnty=ukr1": ["UKR10"],
    "event_id_cnty=UKR1&event_id_cnty_where==": [],
    "event_id_cnty=UKR2|MLI5&event_id_cnty_where=%3D": ["MLI5", "UKR2"],
    "event_date=2024-01-03": ["UKR3", "UKR4"],
    "event_date=2024-01-02|2024-01-03&event_date_where=BETWEEN": ["UKR3", "UKR4", "UKR2"],
    "event_date=2024-01-03&event_date_where=>": ["MLI5"],
    "event_date=2024-01-03&event_date_where=>=": ["MLI5", "UKR3", "UKR4"],
    "event_date=2024-01-02&event_date_where=<": ["UKR10"],
    "event_date=2024-01-02&event_date_where=<=": ["UKR2", "UKR10"],
    "year=2023": ["UKR10"],
    "year=2023|2024": EVERY,
    "country=Mali": ["MLI5"],
    "country=mali|Ukraine": EVERY,
    "country=Mal": [],
    "country=Mal&country_where=LIKE": ["MLI5"],
    "country=Mal&country_where=like": ["MLI5"],
    "iso=466": ["MLI5"],
    "region=2": [],
    "region=1": ["MLI5"],
    "region=12|1": EVERY,
    "region=western africa": ["MLI5"],
    "event_type=Battles": ["UKR4"],
    "event_type=Battles|Explosions/Remote violence": EVERY,
    "sub_event_type=shelling": ["MLI5", "UKR3", "UKR2", "UKR10"],
    "actor1=jn": ["MLI5"],
    "actor2=Civilians": ["MLI5", "UKR3", "UKR2", "UKR10"],
    "inter1=8": ["UKR3", "UKR2", "UKR10"],
    "inter1=1": ["UKR4"],
    "inter1=State forces": ["UKR4"],
    "inter1=External/Other forces": ["UKR3", "UKR2", "UKR10"],
    "inter2=0": ["UKR4"],
    "interaction=27": ["MLI5"],
    "latitude=-1.5": ["MLI5"],
    "latitude=-2|0.5&latitude_where=BETWEEN": ["MLI5"],
    "latitude=0&latitude_where=<": ["MLI5"],
    "longitude=36.25": EVERY,
    "fatalities=5": ["UKR3"],
    "fatalities=3&fatalities_where=>": ["MLI5", "UKR3"],
    "fatalities=3&fatalities_where=>=": ["MLI5", "UKR3", "UKR4"],
    "fatalities=3&fatalities_where=<": ["UKR2"],
    "fatalities=0|3&fatalities_where=BETWEEN": ["UKR4", "UKR2"],
    "notes=100%25 of": ["UKR3"],
    "notes=of%25fell": ["UKR3"],
    "notes=a_b fell": ["UKR3"],
    "admin3=île": ["UKR10"],
    "admin3=ÎLE&admin3_where==": ["UKR10"],
    "tags=no report": ["UKR2"],
    "timestamp=1704833945": ["MLI5"],
    "timestamp=2024-02-02": ["MLI5"],
    "timestamp=2024-02-03": [],
    "timestamp=1600000000&timestamp_where==": ["UKR10"],
    "country=Ukraine&fatalities=1&fatalities_where=>&event_type=Battles": ["UKR4"],
    "inter_num=1&export_type=dyadic&with_total=true&population=full&maritime_pairs=true": EVERY,
    "key=&email=&terms=accept&access_token=x": EVERY,
}


def test_each_filter(lists, world):
    answers = {query: lists(f"acled?{query}") for query in FILTERS}
    assert {query: ids(answer) for query, answer in answers.items()} == FILTERS
    for query, answer in answers.items():
        assert answer.json()["total_count"] == len(FILTERS[query])


def test_fields_are_those_asked_for_in_the_order_of_the_table(lists, world):
    rows = lists("acled?fields=fatalities|event_id_cnty&limit=1").json()["data"]
    assert [list(row.items()) for row in rows] == [[("event_id_cnty", "MLI5"), ("fatalities", 9)]]


def test_csv(lists, world):
    answer = lists("acled?_format=csv&fields=event_id_cnty|fatalities|notes&country=Ukraine")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="acled_acled.csv"'
    assert answer["Attest-Note"] == NOTE
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[0] == ["event_id_cnty", "notes", "fatalities"]
    assert rows[1] == ["UKR3", "100% of A_B fell", "5"]
    assert [[row[0], row[2]] for row in rows[1:]] == [
        ["UKR3", "5"],
        ["UKR4", "3"],
        ["UKR2", "0"],
        ["UKR10", ""],
    ]
    assert lists("acled?_format=csv&year=1999&fields=year").content == b"year\n"


def test_what_has_no_effect_is_said(lists, world):
    messages = lists("acled?inter_num=0&population=true&limit=1").json()["messages"]
    assert messages == [
        NOTE,
        "inter_num has no effect: kinds of actor are as they were coded.",
        "population has no effect: there are no such figures here.",
    ]


# query: the fault that is told
FAULTS = {
    "countri=Mali&limit=x": "limit: 'x' is not a whole number from 0 to 50,000.",
    "?export_type=dyadic": None,
    "country=": "country: Empty value. Leave the parameter out instead.",
    "country=Mali&country=Ukraine": "country: Given more than once. This parameter takes one value.",
    "country=Mali||Ukraine": "country: Empty value in the list. Leave the extra | out.",
    "country=Mali:OR:country=Ukraine": "country: Alternatives are separated by |, as in A|B; :OR: is not taken.",
    "country=Mali&country_where=>": "country_where: '>' is not an operator of country. Known are =, LIKE.",
    "country_where=LIKE": "country_where: Given without country, the value to compare with.",
    "year=x": "year: 'x' is not a whole number.",
    "latitude=1e3": "latitude: '1e3' is not a number.",
    "event_date=03/02/2024": "event_date: '03/02/2024' is not a day written YYYY-MM-DD.",
    "event_date=2024-02-30": "event_date: '2024-02-30' is not a day written YYYY-MM-DD.",
    "event_date=2024-01-02&event_date_where=BETWEEN": "event_date: BETWEEN takes two values, as in A|B.",
    "event_date=2024-02-01|2024-01-01&event_date_where=BETWEEN": "event_date: '2024-01-01' is less than "
    "'2024-02-01'.",
    "fatalities=1|2&fatalities_where=>": "fatalities: > takes one value.",
    "timestamp=yesterday": "timestamp: 'yesterday' is not a day written YYYY-MM-DD.",
    "fields=year|contry": "fields: 'contry' is not a column. Did you mean country?",
    "_format=xml": "_format: 'xml' is not offered here. Known are json, csv.",
    "export_type=monadic": "export_type: 'monadic' is not offered here. Known are dyadic.",
    "limit=50001": "limit: '50001' is not a whole number from 0 to 50,000.",
    "page=0": "page: '0' is not a whole number from 1 to 1,000,000,000.",
    "page=2&cursor=0": "page: Given with a cursor: use one of the two.",
    "page=2&limit=0": "page: There is one page of all rows: limit=0 asks for all of them.",
    "cursor=-1": "cursor: '-1' is not a whole number from 0 to 9,007,199,254,740,992.",
}
FAULTS["countri=Mali&limit=x"] = "countri: Unknown parameter. Did you mean country?"
FAULTS["?export_type=dyadic"] = "?export_type: Unknown parameter. Did you mean export_type?"


@pytest.mark.parametrize("query", FAULTS)
def test_a_fault_is_told_in_acleds_own_shape(lists, db, query):
    answer = lists(f"acled?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/json")
    body = answer.json()
    assert list(body) == ["status", "success", "message", "error"]
    assert (body["status"], body["success"]) == (400, False)
    told = [one["message"] for one in body["error"]]
    assert [one["status"] for one in body["error"]] == [400] * len(told)
    assert body["message"] == " ".join(told)
    assert told[0].startswith(FAULTS[query])
    assert "ETag" not in answer


def test_all_faults_are_told_at_once(lists, world):
    body = lists("acled?year=x&fields=a&limit=-1").json()
    assert [one["message"].partition(":")[0] for one in body["error"]] == [
        "limit",
        "year",
        "fields",
    ]


def test_the_number_of_a_region_that_is_none(lists, world):
    (one,) = lists("acled?region=6").json()["error"]
    assert one["message"].startswith("region: 6 is the number of no region; there are 1 Western")


def test_a_query_that_is_too_long_or_has_too_many_parameters(lists, world):
    for query in ("notes=" + "a" * 20_000, "&".join(f"a{at}=1" for at in range(1100))):
        answer = lists(f"acled?{query}")
        assert (answer.status_code, answer.json()["success"]) == (400, False)


def test_what_is_no_fault_of_the_question_is_told_as_everywhere(client, world):
    answer = client.post("/compat/acled/api/acled/read")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    answer = client.get("/compat/acled/api/cast/read")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_slash_at_the_end(client, world):
    assert ids(client.get("/compat/acled/api/acled/read/?year=2023")) == ["UKR10"]


# --- pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [1, 2, 5, 6])
def test_a_walker_by_number_from_1_has_every_id_once_and_then_nothing(lists, world, limit):
    found, page = [], 1
    while rows := ids(lists(f"acled?limit={limit}&page={page}")):
        found += rows
        page += 1
    assert found == EVERY


@pytest.mark.parametrize("limit", [1, 2, 5, 6])
def test_a_walker_by_cursor_has_every_id_once(lists, world, limit):
    found, cursor = [], 0
    while cursor is not None:
        answer = lists(f"acled?limit={limit}&cursor={cursor}")
        found += ids(answer)
        cursor = answer.json()["next_cursor"]
    assert found == EVERY


def test_all_at_once(lists, world, monkeypatch):
    assert ids(lists("acled?limit=0")) == EVERY
    assert lists("acled?limit=0").json()["next_cursor"] is None
    monkeypatch.setattr("events.compat.acled.views.MOST_ROWS", 4)
    (one,) = lists("acled?limit=0").json()["error"]
    assert one["message"] == (
        "limit: All rows are 5, and at most 4 are given at once: follow next_cursor."
    )


def test_a_cursor_skips_and_repeats_nothing_while_a_release_comes(lists, imports, world):
    first = lists("acled?limit=2&cursor=0")
    assert ids(first) == ["MLI5", "UKR3"]
    newer = {**ACLED, "event_id_cnty": "UKR99", "event_date": "2024-03-01"}
    imports.acled(newer, *WORLD)
    cursor = first.json()["next_cursor"]
    rest = lists(f"acled?limit=9&cursor={cursor}")
    assert (ids(rest), rest["Attest-Release"]) == (["UKR4", "UKR2", "UKR10"], "2")
    assert ids(lists("acled?limit=1")) == ["UKR99"]


def test_states_that_are_deleted_while_they_are_read_are_no_shorter_answer(
    lists, world, monkeypatch
):
    read = views.event_versions.read
    monkeypatch.setattr(views.event_versions, "read", lambda numbers: read(numbers)[1:])
    answer = lists("acled?limit=2")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer["Retry-After"] == "5"


# --- the other lists --------------------------------------------------------------------------------------------


def rows(lists, asked):
    answer = lists(asked)
    assert answer.status_code == 200, answer.content
    return answer.json()["data"]


def test_countries(lists, world):
    mali = {
        "country": "Mali",
        "iso": 466,
        "iso3": "MLI",
        "first_event_date": "2024-02-01",
        "last_event_date": "2024-02-01",
        "event_count": 1,
    }
    ukraine = {
        "country": "Ukraine",
        "iso": 804,
        "iso3": "UKR",
        "first_event_date": "2023-12-31",
        "last_event_date": "2024-01-03",
        "event_count": 4,
    }
    assert rows(lists, "country") == [mali, ukraine]
    assert rows(lists, "country?country=ukr") == [ukraine]
    assert rows(lists, "country?event_count=2") == [ukraine]
    assert rows(lists, "country?iso3=MLI&last_event_date=2024-01-31&last_event_date_where=>") == [
        mali
    ]


def test_regions(lists, world):
    assert [list(row.values()) for row in rows(lists, "region")] == [
        [12, "Europe", "2023-12-31", "2024-01-03", 4],
        [1, "Western Africa", "2024-02-01", "2024-02-01", 1],
    ]
    assert [row["region_name"] for row in rows(lists, "region?region=1")] == ["Western Africa"]


def test_actors(lists, world):
    assert [(row["actor_name"], row["event_count"]) for row in rows(lists, "actor")] == [
        ("Civilians (Ukraine)", 4),
        ("JNIM", 1),
        ("Military Forces of Russia (2000-)", 4),
    ]


def test_types_of_actors(lists, world):
    found = rows(lists, "actortype?fields=actor_type_id|actor_type_name|event_count")
    assert [list(row.values()) for row in found] == [
        [1, "State forces", 1],
        [2, "Rebel forces", 1],
        [7, "Civilians", 4],
        [8, "Foreign/Others", 3],
    ]


def test_a_short_list_has_pages_too(lists, world):
    one, other = lists("actortype?limit=3").json(), lists("actortype?limit=3&cursor=3").json()
    assert (one["count"], one["total_count"], one["next_cursor"]) == (3, 4, 3)
    assert (other["count"], other["total_count"], other["next_cursor"]) == (1, 4, None)
    assert rows(lists, "actortype?limit=3&page=2") == other["data"]


def test_deleted_events(lists, imports, world):
    assert rows(lists, "deleted") == []
    imports.acled(*WORLD[1:], withdraw_missing=True)
    imports.acled(*WORLD[2:], withdraw_missing=True)
    times = {one.number: int(one.time.timestamp()) for one in Release.objects.all()}
    gone = [
        {"event_id_cnty": "UKR3", "deleted_timestamp": times[3]},
        {"event_id_cnty": "MLI5", "deleted_timestamp": times[2]},
    ]
    found = sorted(rows(lists, "deleted"), key=lambda row: row["event_id_cnty"], reverse=True)
    assert found == gone
    assert rows(lists, "deleted?event_id_cnty=MLI") == [gone[1]]
    assert rows(lists, f"deleted?deleted_timestamp={times[3] + 1}") == []
    assert {
        row["event_id_cnty"] for row in rows(lists, "deleted?deleted_timestamp=2020-01-01")
    } == {
        "UKR3",
        "MLI5",
    }
    assert ids(lists()) == EVERY[2:]


def test_an_event_that_is_back_is_not_deleted(lists, imports, world):
    imports.acled(*WORLD[1:], withdraw_missing=True)
    imports.acled(*WORLD)
    assert rows(lists, "deleted") == []
    assert sorted(ids(lists())) == sorted(EVERY)


def test_a_deleted_event_whose_past_states_are_gone_is_told_by_its_key(lists, imports, world):
    imports.acled(*WORLD[1:], withdraw_missing=True)
    Version.objects.filter(collection="events", key="acled-mli5", document__isnull=False).delete()
    assert [row["event_id_cnty"] for row in rows(lists, "deleted")] == ["MLI5"]


def test_events_of_ucdp_that_are_withdrawn_are_not_deleted_events_of_acled(lists, imports, world):
    imports.ucdp({}, {"id": "900002"})
    imports.ucdp({}, withdraw_missing=True)
    assert rows(lists, "deleted") == []
    assert lists().json()["messages"] == [NOTE + " Events of ucdp-ged are not in this list."]


def test_before_anything_is_published(lists, imports):
    for name in ("acled", "deleted", "country", "region", "actor", "actortype"):
        body = lists(name).json()
        assert (body["data"], body["messages"]) == ([], ["Nothing is published yet."])


def test_an_unchanged_answer_is_told_so(client, lists, world):
    etag = lists("acled?year=2023")["ETag"]
    url = "/compat/acled/api/acled/read?year=2023"
    assert client.get(url, headers={"if-none-match": etag}).status_code == 304
    publish()
    assert client.get(url, headers={"if-none-match": etag}).status_code == 304
