"""Requests that the stock parts answer with all or the wrong rows and a 200: here each is refused, and names the fault."""

import pytest

from events.api.query import search_syntax
from events.api.query.filters.form_fields import Day, refuse
from tests.api.refusals import assert_problem

# URL -> (problem, parameters at fault)
TRAPS = {
    "/events/?countri=UA": ("invalid-parameters", ["countri"]),
    "/events/?type=": ("invalid-parameters", ["type"]),
    "/events/?type": ("invalid-parameters", ["type"]),
    "/actors/?named=maybe": ("invalid-parameters", ["named"]),
    "/actors/?named=no": ("invalid-parameters", ["named"]),
    "/events/?page_size=abc": ("invalid-parameters", ["page_size"]),
    "/events/?page_size=-1": ("invalid-parameters", ["page_size"]),
    "/events/?page_size=0": ("invalid-parameters", ["page_size"]),
    "/events/?page_size=9999": ("invalid-parameters", ["page_size"]),
    "/events/?limit=5": ("invalid-parameters", ["limit"]),
    "/events/?offset=99": ("invalid-parameters", ["offset"]),
    "/events/?order_by=nope": ("invalid-parameters", ["order_by"]),
    "/events/?order_by=nope,-code": ("invalid-parameters", ["order_by"]),
    "/events/?ordering=code": ("invalid-parameters", ["ordering"]),
    "/events/?search=kyiv": ("invalid-parameters", ["search"]),
    "/events/?format=json": ("invalid-parameters", ["format"]),
    "/events/?date_from=03/02/2024": ("invalid-parameters", ["date_from"]),
    "/events/?date_from=3/2/24": ("invalid-parameters", ["date_from"]),
    "/events/?date_from=2+March+2024": ("invalid-parameters", ["date_from"]),
    "/events/?disputed=true&disputed=false": ("invalid-parameters", ["disputed"]),
    "/events/?date_to=2022-01-01&date_to=2023-01-01": ("invalid-parameters", ["date_to"]),
    "/events/invasion/?country=KE": ("invalid-parameters", ["country"]),
    "/events/nope/?country=KE": ("invalid-parameters", ["country"]),
    "/nope/": ("not-found", ["path"]),
}


@pytest.mark.parametrize(("path", "told"), TRAPS.items(), ids=TRAPS)
def test_a_trap_is_refused_by_name(get, path, told):
    name, parameters = told
    assert_problem(get(path), name, parameters)


def test_a_missing_slash_is_no_error(get):
    assert get("/events").status_code == 301


def test_a_page_past_the_end_is_told_apart_from_an_empty_answer(get):
    assert get("/events/?page=99").json()["warnings"] != []
    assert get("/events/?country=NO").json()["warnings"] == []


def test_a_validation_error_of_django_inside_a_filter_is_told_and_no_fault(get, monkeypatch):
    def clean(self, value):
        if value is not None:
            refuse("Refused, 100% and {for} good.")

    monkeypatch.setattr(Day, "clean", clean)
    answer = get("/events/?date_from=2022-01-01")
    (entry,) = assert_problem(answer, "invalid-parameters", ["date_from"])
    assert entry["message"] == "Refused, 100% and {for} good."


def test_a_fault_of_the_search_is_told_and_no_fault(get, monkeypatch):
    def parse(text, fields):
        raise search_syntax.SearchError("Not today.")

    monkeypatch.setattr(search_syntax, "parse", parse)
    (entry,) = assert_problem(get("/events/?q=kyiv"), "invalid-parameters", ["q"])
    assert entry["message"] == "Not today."
