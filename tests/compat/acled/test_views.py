"""ACLED's lists: envelope, operators, pages, variants, deleted events and errors. All rows are made up."""

import csv
import io
from itertools import pairwise

import pytest

from events.api.problems.errors import Busy
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
NOTE = "Nothing is left out."


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
        # One of the other rows has a name, so that all have names: a column has one type.
        "inter1": "External/Other forces",
        "inter2": "Civilians",
        "interaction": "External/Other forces-Civilians",
        "iso": 804,
        "latitude": 49.5,
        "longitude": 36.25,
        "geo_precision": 1,
        "notes": "100% of A_B fell",
        "fatalities": 5,
        "timestamp": 1704833944,
    }
    # An empty text is "" and an absent number null.
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
    "country=Mali:OR:Ukraine": EVERY,
    "country=mali:OR:country=Kenya": ["MLI5"],
    "country=Mali:OR:country=Kenya&country_where=%3D": ["MLI5"],
    "country=Mal:OR:Ken&country_where=LIKE": ["MLI5"],
    "country=Kenya|Mali:OR:fatalities=5|0": ["MLI5", "UKR3", "UKR2"],
    "actor1=JNIM:OR:inter1=1&year=2024": ["MLI5", "UKR4"],
    "fatalities=4:OR:year=2023&fatalities_where=>": ["MLI5", "UKR3", "UKR10"],
    "event_date=2024-02-01:OR:event_date=2023-12-31": ["MLI5", "UKR10"],
    "inter1=8:OR:inter1=2": ["MLI5", "UKR3", "UKR2", "UKR10"],
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
    messages = lists("acled?maritime_pairs=true&population=true&limit=1").json()["messages"]
    assert messages == [
        NOTE,
        "population has no effect: there are no such figures here.",
        "maritime_pairs has no effect.",
    ]


# query: the beginning of the first fault
FAULTS = {
    "countri=Mali&limit=x": "countri: Unknown parameter. Did you mean country?",
    "?export_type=dyadic": "?export_type: Unknown parameter. Did you mean export_type?",
    "country=": "country: Empty value. Leave the parameter out instead.",
    "event_date=&event_date_where=BETWEEN": "event_date: Empty value. Leave the parameter out instead.",
    "country=Mali&country=Ukraine": "country: Given more than once. This parameter takes one value.",
    "country=Mali||Ukraine": "country: Empty value in the list. Leave the extra | out.",
    "country=Mali:OR:": "country: Empty value in the list. Leave the extra | out.",
    "country=Mali:OR:countri=Ukraine": "country: 'countri', after :OR:, is not a column. Did you mean country? Allowed: event",
    "country=Mali:OR:year=x": "country: 'x' is not a whole number.",
    "country=Mali&country_where=>": "country_where: '>' is not an operator of country. Allowed: =, LIKE.",
    "country_where=LIKE": "country_where: Given without country, the value to compare with.",
    "year=x": "year: 'x' is not a whole number.",
    "year=8.5": "year: '8.5' is not a whole number.",
    "year=1e99": "year: '1e99' is not a whole number.",
    "latitude=1,5": "latitude: '1,5' is not a number.",
    "latitude=nan": "latitude: 'nan' is not a number.",
    "event_date=03/02/2024": "event_date: '03/02/2024' is not a day written YYYY-MM-DD.",
    "event_date=2024-02-30": "event_date: '2024-02-30' is not a day written YYYY-MM-DD.",
    "event_date=2024-01-02&event_date_where=BETWEEN": "event_date: BETWEEN takes two values, as in A|B.",
    "event_date=2024-02-01|2024-01-01&event_date_where=BETWEEN": "event_date: '2024-01-01' is less than "
    "'2024-02-01'.",
    "fatalities=1|2&fatalities_where=>": "fatalities: > takes one value.",
    "timestamp=yesterday": "timestamp: 'yesterday' is not a day written YYYY-MM-DD.",
    "fields=year|contry": "fields: 'contry' is not a column. Did you mean country?",
    "fields=actor2&export_type=monadic": "fields: export_type=monadic has no column actor2.",
    "_format=xml": "_format: 'xml' is not offered here. Allowed: json, csv.",
    "export_type=monadics": "export_type: 'monadics' is not offered here. Did you mean monadic? Allowed: dyadic,",
    "inter_num=2": "inter_num: '2' is not offered here. Allowed: 0, 1.",
    "limit=1&export_type=monadic": "limit: export_type=monadic keeps the two rows of an event together: use 2",
    "limit=-1": "limit: '-1' is not a whole number from 0 to 1,000,000,000.",
    "page=0": "page: '0' is not a whole number from 1 to 1,000,000,000.",
    "page=2&cursor=0": "page: Given with a cursor: use one of the two.",
    "page=2&limit=0": "page: limit=0 asks for all rows, which are one page.",
    "cursor=-1": "cursor: '-1' is not a whole number from 0 to 9,007,199,254,740,992.",
}


@pytest.mark.parametrize("query", FAULTS)
def test_a_fault_is_a_problem_with_the_members_of_acled(lists, db, query):
    answer = lists(f"acled?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    body = answer.json()
    assert list(body) == [
        "type",
        "title",
        "status",
        "detail",
        "errors",
        "success",
        "message",
        "error",
    ]
    assert body["type"] == "/errors/invalid-parameters"
    assert (body["status"], body["success"]) == (400, False)
    told = [one["message"] for one in body["error"]]
    assert [one["status"] for one in body["error"]] == [400] * len(told)
    assert body["message"] == " ".join(told)
    assert told[0].startswith(FAULTS[query])
    assert (
        body["errors"][0].items()
        >= dict(
            zip(
                ("parameter", "message"),
                told[0].partition(" Did")[0].partition(" Allowed")[0].split(": ", 1),
                strict=True,
            )
        ).items()
    )
    assert "ETag" not in answer


def test_all_faults_are_in_one_answer_in_the_order_of_the_query(lists, world):
    query = "year=x&nope=1&fields=a|b&limit=-1&country=&iso=1&iso=2&tags_where=LIKE&region=6"
    body = lists(f"acled?{query}").json()
    assert [one["message"].partition(":")[0] for one in body["error"]] == [
        "year",
        "nope",
        "fields",
        "fields",
        "limit",
        "country",
        "iso",
        "tags_where",
        "region",
    ]


# The same number as different tools write it: Python, R, a spreadsheet, and a + that a URL turns into a blank.
WRITTEN = ("8", "8.0", "8.", "08", "+8", "%2B8", " 8 ", "8e0", "0.8e1", "80e-1")


@pytest.mark.parametrize("text", WRITTEN)
def test_a_number_is_the_same_however_it_is_written(lists, imports, text):
    named = {
        "year",
        "time_precision",
        "iso",
        "latitude",
        "longitude",
        "geo_precision",
        "fatalities",
        "timestamp",
    }
    rows = ({**ACLED, **dict.fromkeys(named - {"geo_precision", "time_precision"}, number), "event_id_cnty": code,
             "inter1": number, "inter2": number, "interaction": "18", "region": region}
            for code, number, region in (("UKR8", "8", "Middle East"), ("UKR7", "7", "South Asia")))  # fmt: skip
    imports.acled(*rows)
    for column in (
        "year",
        "iso",
        "latitude",
        "longitude",
        "fatalities",
        "timestamp",
        "inter1",
        "inter2",
    ):
        assert ids(lists(f"acled?{column}={text}&{column}_where==")) == ["UKR8"], column
    assert [len(ids(lists(f"acled?interaction={one}"))) for one in ("18", "18.0", "1.8e1")] == [
        2
    ] * 3
    assert ids(lists("acled?region=11.0")) == ["UKR8"]
    assert [len(ids(lists(f"acled?limit={one}"))) for one in ("1.0", "1e0", " 2")] == [1, 1, 2]
    assert ids(lists("acled?year=1,000&year_where=<&fatalities=7")) == ["UKR7"]


def test_codes_by_number_and_by_name_find_rows_with_either(lists, imports):
    imports.acled(
        {"event_id_cnty": "NUM1", "inter1": "8", "inter2": "7", "interaction": "78"},
        {"event_id_cnty": "NUM2", "inter1": "8.0", "inter2": "7.0", "interaction": "78.0"},
        {"event_id_cnty": "NAM1", "inter1": "External/Other forces", "inter2": "Civilians",
         "interaction": "External/Other forces-Civilians"},
        {"event_id_cnty": "ONE1", "inter1": "1", "actor2": "", "inter2": "0", "interaction": "10"},
        {"event_id_cnty": "ONE2", "inter1": "State forces", "actor2": "", "inter2": "",
         "interaction": "State forces only"},
    )  # fmt: skip
    pair, alone = ["NAM1", "NUM1", "NUM2"], ["ONE1", "ONE2"]
    for query, found in {
        "inter1=8": pair,
        "inter1=External/Other forces": pair,
        "inter1=external forces": pair,
        "inter2=7": pair,
        "inter2=civilians": pair,
        "interaction=78": pair,
        "interaction=Civilians-External/Other forces": pair,
        "inter1=1": alone,
        "inter2=0": alone,
        "interaction=10": alone,
        "interaction=state forces only": alone,
        "interaction=10|78": pair + alone,
        "inter1=2": [],
        "inter1=nobody": [],
    }.items():
        assert sorted(ids(lists(f"acled?{query}"))) == found, query
    shown = "acled?fields=event_id_cnty|inter1|inter2|interaction&event_id_cnty={}&inter_num={}"
    numbers, names = (
        [8, 7, 78],
        ["External/Other forces", "Civilians", "External/Other forces-Civilians"],
    )
    for code in pair:
        assert [*rows(lists, shown.format(code, 1))[0].values()] == [code, *numbers]
        assert [*rows(lists, shown.format(code, 0))[0].values()] == [code, *names]
    for code in alone:
        assert [*rows(lists, shown.format(code, 1))[0].values()] == [code, 1, 0, 10]
        assert [*rows(lists, shown.format(code, 0))[0].values()] == [
            code,
            "State forces",
            "",
            "State forces only",
        ]
    # Without inter_num a column has one type all the same.
    assert {row["inter1"] for row in rows(lists, "acled")} == {"State forces", names[0]}
    assert [row["event_count"] for row in rows(lists, "actortype")] == [2, 3, 3]


# The columns of files (inter1, interaction), and those of the answer without inter_num.
IMPORTED_CODES = [
    ([("8", "78"), ("1.0", "10.0")], [(8, 78), (1, 10)]),
    ([("Rebel forces", "Rebel forces-Civilians")], [("Rebel forces", "Rebel forces-Civilians")]),
    ([("Rebel forces", "x"), ("8", "99"), ("", "")], [("Rebel forces", "x"), ("External/Other forces", "99"), ("", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), IMPORTED_CODES)
def test_codes_are_as_imported_or_all_names(lists, imports, given, expected):
    imports.acled(
        *(
            {"event_id_cnty": f"UKR{at}", "inter1": inter, "interaction": both}
            for at, (inter, both) in enumerate(given)
        )
    )
    found = rows(lists, "acled?fields=event_id_cnty|inter1|interaction")
    found = {row["event_id_cnty"]: (row["inter1"], row["interaction"]) for row in found}
    assert [found[f"UKR{at}"] for at in range(len(given))] == expected


def test_a_name_that_is_not_known_stays_where_numbers_are_wanted(lists, imports):
    imports.acled(
        {"inter1": "Space forces", "inter2": "Civilians", "interaction": "Space forces-Civilians"}
    )
    found = rows(lists, "acled?inter_num=1&fields=inter1|inter2|interaction")
    assert [*found[0].values()] == ["Space forces", 7, "Space forces-Civilians"]
    assert len(rows(lists, "acled?inter1=space FORCES")) == 1


def test_rows_that_files_of_others_leave_out_are_not_acleds(lists, imports):
    imports.ucdp({})
    Release.objects.update(not_imported={"gdelt": {"no PLOVER equivalent": 5}})
    assert lists().json()["messages"] == ["Events of other datasets: 1 (1 ucdp-ged)."]


def test_the_answer_counts_what_is_left_out(lists, imports):
    other = {"event_type": "Strategic developments", "sub_event_type": "Other"}
    imports.acled({}, {"event_id_cnty": "UKR2", **other}, {"event_id_cnty": "UKR3", **other})
    unread = {"event_id_cnty": "UKR5", "fatalities": "many"}
    imports.acled(
        {"event_id_cnty": "UKR4"}, {"event_id_cnty": "UKR2", **other}, unread, keep_going=True
    )
    imports.ucdp({})
    note = (
        "Events of other datasets: 1 (1 ucdp-ged). Rows of ACLED's files that were not imported: "
        "4 (3 Strategic developments / Other, which has no equivalent among the event types, "
        "1 that cannot be read)."
    )
    for name in ("acled", "deleted", "country", "region", "actor", "actortype"):
        answer = lists(name)
        assert (answer.json()["messages"], answer["Attest-Note"]) == ([note], note)
    assert lists("acled?_format=csv")["Attest-Note"] == note


def test_a_row_for_each_actor(lists, world):
    answer = lists(
        "acled?export_type=monadic&inter_num=1&fields=event_id_cnty|actor1|assoc_actor_1|inter1"
    ).json()
    russia, civilians = "Military Forces of Russia (2000-)", "Civilians (Ukraine)"
    farmers = ACLED["assoc_actor_2"]
    assert [tuple(row.values()) for row in answer["data"]] == [
        ("MLI5", "JNIM", "", 2),
        ("MLI5", civilians, farmers, 7),
        ("UKR3", russia, "", 8),
        ("UKR3", civilians, farmers, 7),
        ("UKR4", russia, "", 1),
        ("UKR2", russia, "", 8),
        ("UKR2", civilians, farmers, 7),
        ("UKR10", russia, "", 8),
        ("UKR10", civilians, farmers, 7),
    ]
    assert (answer["count"], answer["total_count"], answer["next_cursor"]) == (9, 9, None)
    columns = [name for name in EVENTS if name not in ("actor2", "assoc_actor_2", "inter2")]
    assert [list(row) for row in rows(lists, "acled?export_type=monadic&limit=2")] == [columns] * 2
    assert ids(lists("acled?export_type=monadic&actor1=jn")) == ["MLI5", "MLI5"]


@pytest.mark.parametrize("limit", [2, 3, 4, 5, 9])
def test_the_rows_of_one_event_stay_on_one_page(lists, world, limit):
    whole = ids(lists("acled?export_type=monadic"))
    found, page, pages = [], 1, []
    while rows := ids(lists(f"acled?export_type=monadic&limit={limit}&page={page}")):
        found, page, pages = found + rows, page + 1, [*pages, set(rows)]
    assert found == whole
    assert all(not one & other for one, other in pairwise(pages))
    found, cursor = [], 0
    while cursor is not None:
        answer = lists(f"acled?export_type=monadic&limit={limit}&cursor={cursor}")
        found, cursor = found + ids(answer), answer.json()["next_cursor"]
    assert found == whole


def test_every_value_with_a_fault_is_named(lists, world):
    query = (
        "year=x|2024|y:OR:iso=z:OR:nope=1&year_where=LIKE&iso_where=%3D&latitude_where=~&latitude=n"
    )
    body = lists(f"acled?{query}").json()
    assert [
        one["message"].partition(" Allowed")[0].partition(" Did")[0] for one in body["error"]
    ] == [
        "year: 'nope', after :OR:, is not a column.",
        "year: 'x' is not a whole number.",
        "year: 'y' is not a whole number.",
        "year: 'z' is not a whole number.",
        "year_where: 'LIKE' is not an operator of year.",
        "latitude_where: '~' is not an operator of latitude.",
        "latitude: 'n' is not a number.",
    ]


def test_the_number_of_a_region_that_is_none(lists, world):
    (one,) = lists("acled?region=6").json()["error"]
    assert one["message"].startswith(
        "region: There is no region 6. Allowed: 1 Western Africa, 2 Middle"
    )


def test_a_query_that_is_too_long_or_has_too_many_parameters(lists, world):
    for query in ("notes=" + "a" * 20_000, "&".join(f"a{at}=1" for at in range(1100))):
        answer = lists(f"acled?{query}")
        assert (answer.status_code, answer.json()["success"]) == (400, False)


def test_what_is_no_fault_of_the_question_is_told_as_everywhere(client, world):
    answer = client.post("/compat/acled/api/acled/read")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    answer = client.get("/compat/acled/api/cast/read")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_slash_and_an_extension_at_the_end_of_the_path(client, world):
    for end in ("/", ".json", ".json/"):
        assert ids(client.get(f"/compat/acled/api/acled/read{end}?year=2023")) == ["UKR10"]
    # As acledR 0.1 asks, with & before the first parameter.
    answer = client.get("/compat/acled/api/acled/read.csv?&year=2023&fields=year")
    assert (answer["Content-Type"], answer.content) == ("text/csv; charset=utf-8", b"year\n2023\n")
    answer = client.get("/compat/acled/api/acled/read.csv?_format=csv")
    assert (
        answer.json()["message"] == "_format: The URL says csv already: leave one of the two out."
    )


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


def test_all_at_once(lists, world):
    body = lists("acled?limit=0").json()
    assert [row["event_id_cnty"] for row in body["data"]] == EVERY
    assert (body["count"], body["total_count"], body["next_cursor"]) == (5, 5, None)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=0&_format=csv", "limit=5&export_type=monadic", "limit=4"]
)
def test_a_long_answer_is_streamed_with_the_same_bytes(client, lists, world, monkeypatch, query):
    whole = lists(f"acled?{query}")
    monkeypatch.setattr("events.compat.acled.answers.MOST_IN_MEMORY", 3)
    monkeypatch.setattr("events.compat.event_versions.BATCH", 2)
    answer = lists(f"acled?{query}")
    assert answer.streaming
    assert answer.getvalue() == whole.content
    same = {"Content-Type", "ETag", "Attest-Note", "Attest-Release", "Last-Modified"}
    assert {name: answer[name] for name in same} == {name: whole[name] for name in same}
    assert client.head(f"/compat/acled/api/acled/read?{query}").getvalue() == b""


def test_a_stream_whose_states_are_deleted_meanwhile_breaks_off(lists, world, monkeypatch):
    monkeypatch.setattr("events.compat.acled.answers.MOST_IN_MEMORY", 3)
    monkeypatch.setattr("events.compat.event_versions.BATCH", 2)
    hung_up = []
    monkeypatch.setattr("events.api.exports.stream.hang_up", hung_up.append)
    answer = lists("acled?limit=0")
    Version.objects.filter(collection="events", key="acled-ukr2").delete()
    with pytest.raises(Busy):
        answer.getvalue()
    assert len(hung_up) == 1


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
    assert lists().json()["messages"] == ["Events of other datasets: 1 (1 ucdp-ged)."]


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
