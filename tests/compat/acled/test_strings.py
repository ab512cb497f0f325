"""`/compat/acled/strings`, for clients that were written before 2025: the requests of CRAN's acled.api, and answers."""

import pytest

from tests.importing.tables import ACLED

URL = "/compat/acled/strings/acled/read"
FIELDS = (
    "region|country|year|event_date|source|admin1|admin2|admin3|location|event_type|sub_event_type|interaction|"
    "fatalities|timestamp"
)
# The queries of acled.api 1.1.9, as R's httr writes them.
CRAN = "/?key=any&email=any&limit=0&%3Fexport_type=monadic&event_date={}&event_date_where=BETWEEN&fields={}{}"
WORLD = [
    {
        "event_id_cnty": "UKR1",
        "event_date": "2024-01-01",
        "fatalities": "",
        "interaction": "",
        "admin2": "",
    },
    {"event_id_cnty": "UKR2", "event_date": "2024-01-02", "interaction": "12"},
    {
        "event_id_cnty": "MLI1",
        "event_date": "2024-01-03",
        "country": "Mali",
        "iso": "466",
        "region": "Western Africa",
    },
]


@pytest.fixture
def ask(client, imports):
    imports.acled(*WORLD)

    def do(days="2024-01-01%7C2024-12-31", more="", fields=FIELDS):
        return client.get(URL + CRAN.format(days, fields, more))

    return do


def as_a_frame(data):
    """Return the rows of a data frame as acled.api makes it: the values that are not null, cut into as many rows."""
    values = [value for row in data for value in row.values() if value is not None]
    width, rest = divmod(len(values), len(data))
    assert not rest
    return [
        dict(zip(data[0], values[at : at + width], strict=True))
        for at in range(0, len(values), width)
    ]


def test_no_value_is_null_so_that_none_takes_the_place_of_another(ask):
    body = ask().json()
    frame = as_a_frame(body["data"])
    assert frame == body["data"]
    assert list(frame[0]) == sorted(FIELDS.split("|"), key=list(ACLED).index)
    assert [(row["event_date"], row["fatalities"], row["interaction"]) for row in frame] == [
        ("2024-01-03", "2", "78"),
        ("2024-01-02", "2", "12"),
        ("2024-01-01", "", ""),
    ]
    assert {type(value) for row in frame for value in row.values()} == {str}


def test_a_habit_of_the_client_is_accepted_and_named(ask):
    assert ask().json()["messages"] == [
        "Nothing is left out.",
        "?export_type is ignored, as by ACLED; export_type=monadic gives a row for each actor.",
    ]
    # Without days it sends none, and the operator all the same.
    body = ask(days="").json()
    assert body["count"] == 3
    assert (
        body["messages"][-1]
        == "event_date has no values, so it selects nothing: all rows are here."
    )


# The parameters that the client adds for its arguments, and the events that it gets.
ASKED = {
    "&country=Mali": ["MLI1"],
    "&country=Mali%7CUkraine&region=12": ["UKR2", "UKR1"],
    "&region=1%7C12": ["MLI1", "UKR2", "UKR1"],
    "&interaction=12%3AOR%3Ainteraction%3D78": ["MLI1", "UKR2"],
    "&interaction=10:OR:interaction=11:OR:interaction=12": ["UKR2"],
    "&export_type=monadic&country=Mali": ["MLI1", "MLI1"],
}


@pytest.mark.parametrize("more", ASKED)
def test_what_the_client_asks(ask, more):
    body = ask(more=more, fields="event_id_cnty").json()
    assert [row["event_id_cnty"] for row in body["data"]] == ASKED[more]


def test_an_error_is_one_object_with_all_faults(ask):
    # The client's own example has a day that there is not.
    answer = ask(days="2018-11-01%7C2018-11-31", more="&countri=x")
    told = "event_date: '2018-11-31' is not a day written YYYY-MM-DD. countri: Unknown parameter. Did you mean country?"
    body = answer.json()
    assert (answer.status_code, body["success"]) == (400, False)
    assert body["error"] == {"status": 400, "message": body["message"]}
    assert body["message"].startswith(told)


@pytest.mark.parametrize("name", ["deleted", "country", "region", "actor", "actortype"])
def test_the_other_lists(client, imports, name):
    imports.acled(*WORLD)
    imports.acled(WORLD[0], withdraw_missing=True)
    body = client.get(f"/compat/acled/strings/{name}/read").json()
    assert body["data"]
    assert {type(value) for row in body["data"] for value in row.values()} == {str}
    answer = client.get(f"/compat/acled/strings/{name}/read.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
