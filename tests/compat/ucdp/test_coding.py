"""Events of our own coding as rows of UCDP GED: through the crosswalk, or left out."""

import pytest

from events.compat.left_out import LeftOut
from events.compat.ucdp.coding import TYPES, rows
from events.vocabulary import CROSSWALK
from tests.compat.documents import actors, document

INT32 = 2**31


def row(**changes):
    (one,) = rows([document(**changes)])
    return None if isinstance(one, LeftOut) else one


def test_a_strike_that_was_coded_here(ged, world):
    (found,) = ged("attest").json()["Result"]
    assert INT32 < found.pop("id") < 2**53
    assert {name: value for name, value in found.items() if value is not None} == {
        "relid": "kyiv-strike",
        "year": 2022,
        "type_of_violence": 1,
        "dyad_name": "Russia - Ukraine",
        "side_a": "Russia",
        "side_b": "Ukraine",
        "number_of_sources": 1,
        "source_article": '"Glavkom,2022-10-11,Ракети над Києвом"',
        "source_office": "Glavkom",
        "source_date": "2022-10-11",
        "source_headline": "Ракети над Києвом",
        "where_prec": 1,
        "where_coordinates": "Kyiv",
        "where_description": "Missiles strike Kyiv",
        "latitude": 50.5,
        "longitude": 30.5,
        "geom_wkt": "POINT (30.5 50.5)",
        "country": "Ukraine",
        "country_id": 369,
        "region": "Europe",
        "date_prec": 1,
        "date_start": "2022-10-10T00:00:00",
        "date_end": "2022-10-10T00:00:00",
        "best": 7,
        "high": 9,
        "low": 5,
        "gwnoa": "365",
        "gwnob": "369",
    }


def test_the_answer_says_how_many_are_left_out(ged, world):
    assert ged("attest")["Attest-Note"] == (
        "Events of attest that are left out: 10 (8 that are not violence, 1 without a known death, "
        "1 with a status other than occurred)."
    )
    # One of the world's is said to be UCDP's and has none of UCDP's columns that identify it.
    assert ged("25.1").json()["TotalCount"] == 0
    assert ged("25.1")["Attest-Note"].endswith(
        " Events of ucdp-ged that are left out: 1 (1 without UCDP's own values)."
    )


@pytest.mark.parametrize("query", ["Country=369", "TypeOfViolence=1", "Geography=50 30,51 31", "StartDate=2022-10-10"])  # fmt: skip
def test_filters_find_it(ged, world, query):
    assert ged(f"attest?{query}").json()["TotalCount"] == 1


@pytest.mark.parametrize("query", ["Country=365", "TypeOfViolence=3", "Geography=51 30,52 31", "StartDate=2022-10-11", "Actor=1"])  # fmt: skip
def test_filters_pass_it_over(ged, world, query):
    assert ged(f"attest?{query}").json()["TotalCount"] == 0


def test_its_id_finds_it(ged, world):
    number = ged("attest").json()["Result"][0]["id"]
    assert ged(f"attest?Id={number}").json()["TotalCount"] == 1


# kinds of those that act and of those that it is done to: type of violence
SIDES = {
    ("state", "state"): 1,
    ("state", "armed_group"): 1,
    ("armed_group", "state"): 1,
    ("alliance", "armed_group"): 1,
    ("armed_group", "armed_group"): 2,
    ("state", "civilians"): 3,
    ("armed_group", "civilians"): 3,
    ("civilians", "state"): None,
    ("collective", "civilians"): None,
    ("state", "person"): None,
    ("unknown", "state"): None,
    ("state", None): None,
    (None, "state"): None,
}


@pytest.mark.parametrize("kinds", SIDES)
def test_the_sides_tell_the_type_of_violence(db, kinds):
    found = row(participants=actors(*kinds))
    assert (found and found["type_of_violence"]) == SIDES[kinds]


# reason: changes to the document of an event that UCDP would have
LEFT_OUT = [
    ("that are not violence", {"type": "PROTEST"}),
    ("with a status other than occurred", {"status": "threatened"}),
    ("with a status other than occurred", {"status": "ongoing"}),
    ("without a known death", {"fatalities": {"low": 0, "best": 0, "high": 3}}),
    ("without a known death", {"fatalities": {"low": None, "best": None, "high": None}}),
    ("without a day known to the year", {"start_date": None}),
    ("without a day known to the year", {"date_precision": "longer"}),
    ("without a point", {"latitude": None, "longitude": None}),
    ("without two sides that UCDP tells apart", {"participants": []}),
    ("without UCDP's own values", {"original": {"event_id_cnty": "UKR1"}, "dataset": "acled"}),
]


@pytest.mark.parametrize(("reason", "changes"), LEFT_OUT)
def test_an_event_without_an_equivalent_is_left_out_for_a_reason(db, reason, changes):
    assert row() is not None
    (left_out,) = rows([document(**changes)])
    assert isinstance(left_out, LeftOut)
    assert left_out == reason


# The text in the file, the days that were read from it, and the text that UCDP's API would write.
DAYS = [
    ("2014-01-22T00:00:00", "2014-01-22", "2014-01-22T00:00:00"),
    ("2014-01-22", "2014-01-22", "2014-01-22T00:00:00"),
    ("2014-01-22 00:00:00.000", "2014-01-22", "2014-01-22T00:00:00"),
    ("1/22/2014 12:00:00 AM", "2014-01-22", "2014-01-22T00:00:00"),
    ("01/02/2015 00:00", "2015-01-02", "2015-01-02T00:00:00"),
    ("22 January 2014", "2014-01-22", "2014-01-22T00:00:00"),
    ("early in 2014", None, "early in 2014"),
    (None, None, None),
]


@pytest.mark.parametrize(("text", "day", "expected"), DAYS)
def test_a_day_is_written_as_in_the_api_however_an_import_kept_it(db, text, day, expected):
    original = {"id": 1, "date_start": text, "date_end": text, "best": 1}
    found = row(dataset="ucdp-ged", original=original, start_date=day, end_date=day)
    assert found == original | {"date_start": expected, "date_end": expected}


def test_numbers_that_are_not_known(db):
    found = row(fatalities={"low": None, "best": 4, "high": None})
    assert (found["low"], found["best"], found["high"]) == (4, 4, 4)
    found = row(fatalities={"low": 0, "best": 4, "high": None})
    assert (found["low"], found["best"], found["high"]) == (0, 4, 4)


def test_ids_come_from_the_code_alone(db):
    one, other, again = (row(code=code, title=title)["id"] for code, title in ("ax", "bx", "ay"))
    assert one == again != other


def test_the_types_are_those_of_the_crosswalk():
    assert TYPES == [kind for kind, others in CROSSWALK.items() if others.ucdp] == ["ASSAULT"]
