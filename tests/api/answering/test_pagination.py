"""How a list is cut into pages: each record exactly once, and no page but the one that was asked for."""

from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from events.api.http import headers
from events.api.query import positions
from events.api.query.ordering import Order
from events.api.urls import router
from events.api.views import collections
from events.models import Event, Release, Version
from events.publishing import publish
from tests.api.refusals import assert_problem
from tests.api.walking import path_of, walk

COLLECTIONS = {
    prefix: viewset
    for prefix, viewset, _ in router.registry
    if issubclass(viewset, collections.CollectionViewSet)
}
ORDERS = [
    f"/{collection}/?order_by={sign}{name}"
    for collection, view in COLLECTIONS.items()
    for name in view.orderable
    for sign in ("", "-")
]
# Lists that something else arranges as well.
LISTS = [
    "/events/?q=ukraine",
    "/events/?q=kyiv&order_by=-fatalities_best,country",
    "/events/?order_by=country,-start_date,type",
    "/statements/?language=en&order_by=-stated_on",
]


def keys(body):
    return [record.get("code") or record["slug"] for record in body["results"]]


@pytest.mark.parametrize("path", ORDERS + LISTS)
def test_following_next_gives_each_record_once_at_every_page_size(get, path):
    everything = keys(get(path).json())
    for size in range(1, len(everything) + 2):
        pages = [keys(body) for body in walk(get, f"{path}&page_size={size}")]
        starts = range(0, len(everything), size)
        assert pages == [everything[start : start + size] for start in starts]


@pytest.mark.parametrize("path", ORDERS + LISTS)
def test_following_previous_leads_back_by_the_same_records(get, path):
    everything = keys(get(path).json())
    for size in (1, 2, 5):
        *_, last = walk(get, f"{path}&page_size={size}")
        if last["previous"] is None:
            assert keys(last) == everything
            continue
        pages = [keys(body) for body in walk(get, path_of(last["previous"]), "previous")]
        found = [key for page in reversed(pages) for key in page]
        assert found + keys(last) == everything


def test_a_page_knows_its_neighbors(get):
    first = get("/events/?page_size=5").json()
    second = get(path_of(first["next"])).json()
    third = get(path_of(second["next"])).json()
    assert [len(body["results"]) for body in (first, second, third)] == [5, 5, 2]
    assert (first["previous"], third["next"]) == (None, None)
    assert keys(get(path_of(third["previous"])).json()) == keys(second)
    back = get(path_of(second["previous"])).json()
    assert keys(back) == keys(first)
    assert back["previous"] is None
    assert keys(get(path_of(back["next"])).json()) == keys(second)


def test_every_page_tells_the_number_of_all_matches(get):
    assert [body["count"] for body in walk(get, "/events/?page_size=5")] == [12, 12, 12]
    assert [body["count"] for body in walk(get, "/events/?page_size=5&country=UA")] == [6, 6]


def test_records_that_come_and_go_between_pages_make_none_be_skipped_or_repeated(get):
    first = get("/events/?page_size=4").json()
    assert keys(first) == [
        "port-threat",
        "guarantees-rejection",
        "kyiv-strike-next-day",
        "kyiv-strike",
    ]
    # One that was shown goes, the one that the cursor stands at among them; one to come goes as well.
    Event.objects.filter(code__in=("kyiv-strike", "port-threat", "bering-drill")).delete()
    # And some come: before the place where we are, right after it, and at the end.
    attest = Event.objects.get(code="invasion").dataset
    for code, day in (("new-before", "2023-08-01"), ("new-next", "2022-10-09"), ("new-last", None)):
        Event.objects.create(
            code=code,
            dataset=attest,
            type="CONSULT",
            quad_class=1,
            title="Talks",
            start_date=day,
        )
    publish()
    rest = [key for body in walk(get, path_of(first["next"])) for key in keys(body)]
    assert rest == [
        "new-next",
        "istanbul-talks",
        "invasion",
        "anadyr-drill",
        "crimea-seizure",
        "ukraine-war",
        "border-buildup",
        "guarantees-proposal",
        "new-last",
    ]


def test_a_record_that_moves_in_the_order_is_found_where_it_stands_now(get):
    first = get("/events/?page_size=11").json()
    Event.objects.filter(code="guarantees-proposal").update(start_date="2024-01-01")
    publish()
    assert keys(get(path_of(first["next"])).json()) == []
    assert keys(get("/events/?page_size=1").json()) == ["guarantees-proposal"]


# --- links ------------------------------------------------------------------------------------------------------

ASKED = [
    [("country", "UA"), ("country", "RU"), ("page_size", "1")],
    [("country", "UA,RU"), ("page_size", "2"), ("fields", "code,title")],
    [("q", "Київ"), ("page_size", "1")],
    [("q", '"missiles & strike = ? # %" -near* kyiv'), ("page_size", "1"), ("role", "actor")],
    [("bbox", "-180,-90,180,90"), ("order_by", "-country,code"), ("page_size", "3")],
]


def query_of(pairs):
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)


@pytest.mark.parametrize("pairs", ASKED, ids=query_of)
def test_a_link_asks_all_that_was_asked(get, pairs):
    body = get(f"/events/?{query_of(pairs)}").json()
    if body["next"] is None:
        assert body["count"] == len(body["results"])
        return
    first = parse_qsl(urlsplit(body["next"]).query)
    assert [pair for pair in first if pair[0] != "cursor"] == pairs
    second = get(path_of(body["next"])).json()
    back = parse_qsl(urlsplit(second["previous"]).query)
    assert [pair for pair in back if pair[0] != "cursor"] == pairs
    assert len([pair for pair in back if pair[0] == "cursor"]) == 1


def own(answer):
    """Return the Link header without what every answer has: tests/api/views/test_discovery.py."""
    return answer["Link"].removesuffix(headers.links("")).removesuffix(", ")


def test_the_link_header_repeats_what_the_body_says(get):
    answer = get("/events/?page_size=5&page=2")
    body = answer.json()
    expected = f'<{body["next"]}>; rel="next", <{body["previous"]}>; rel="previous"'
    assert own(answer) == expected
    answer = get("/events/?page_size=5")
    assert own(answer) == f'<{answer.json()["next"]}>; rel="next"'
    answer = get("/events/?page_size=5&page=3")
    assert own(answer) == f'<{answer.json()["previous"]}>; rel="previous"'
    assert own(get("/events/")) == ""


@pytest.mark.parametrize("path", ["/releases/", "/events/invasion/versions/"])
def test_other_lists_have_pages_too(get, path):
    Event.objects.filter(code="invasion").update(title="The invasion")
    publish()
    Event.objects.filter(code="invasion").update(title="An invasion")
    publish()
    pages = [body["results"] for body in walk(get, f"{path}?page_size=1")]
    numbers = [row.get("number") or row["first_release"] for (row,) in pages]
    assert numbers == [3, 2, 1]
    (first,) = get(f"{path}?page=3&page_size=1").json()["results"]
    assert first == pages[2][0]


# --- numbers ----------------------------------------------------------------------------------------------------


def test_a_page_by_its_number_is_the_page_that_next_leads_to(get):
    pages = [keys(body) for body in walk(get, "/events/?page_size=5")]
    by_number = [keys(get(f"/events/?page_size=5&page={number}").json()) for number in (1, 2, 3)]
    assert by_number == pages


def test_a_page_by_its_number_leads_on_by_cursors(get):
    second = get("/events/?page_size=5&page=2").json()
    assert "page=" not in second["next"].replace("page_size=", "")
    assert keys(get(path_of(second["next"])).json()) == ["border-buildup", "guarantees-proposal"]
    assert keys(get(path_of(second["previous"])).json()) == keys(get("/events/?page_size=5").json())


PAST = {
    "/events/?page=2": "Page 2 is past the last record, number 12.",
    "/events/?page=3&page_size=6": "Page 3 is past the last record, number 12.",
    "/events/?page=101": "Page 101 is past the last record, number 12.",
    "/events/?page=10001&page_size=1": "Page 10,001 is past the last record, number 12.",
    "/events/?page=2&country=RU": "Page 2 is past the last record, number 1.",
}


@pytest.mark.parametrize(("path", "warning"), PAST.items(), ids=PAST)
def test_a_page_past_the_end_is_empty_and_says_so(get, path, warning):
    body = get(path).json()
    assert (body["results"], body["next"], body["previous"]) == ([], None, None)
    assert body["warnings"] == [warning]


def test_the_last_page_that_is_full_is_not_past_the_end(get):
    body = get("/events/?page=2&page_size=6").json()
    assert (len(body["results"]), body["next"], body["warnings"]) == (6, None, [])


def test_a_page_of_nothing_is_empty_and_says_nothing(get):
    for path in ("/events/?country=NO", "/events/?country=NO&page=2"):
        body = get(path).json()
        assert (body["count"], body["results"], body["warnings"]) == (0, [], [])


SIZES = {"1": 1, "12": 12, "13": 12, "1000": 12}


@pytest.mark.parametrize(("size", "number"), SIZES.items(), ids=SIZES)
def test_a_page_has_the_size_that_is_asked_for(get, size, number):
    assert len(get(f"/events/?page_size={size}").json()["results"]) == number


def test_a_page_has_a_hundred_records_when_nobody_says():
    assert positions.parse({}, Order(Event, [])).size == 100


# question -> the parameter at fault, and what is said of it
SIZE = "is not a whole number from 1 to 1,000."
NUMBER = "is not a whole number from 1 to 999,999,999."
REFUSED = {
    "page_size=0": f"'0' {SIZE}",
    "page_size=1001": f"'1001' {SIZE}",
    "page_size=-1": f"'-1' {SIZE}",
    "page_size=abc": f"'abc' {SIZE}",
    "page_size=1e2": f"'1e2' {SIZE}",
    "page_size=10.0": f"'10.0' {SIZE}",
    "page_size=%2B5": f"'+5' {SIZE}",
    "page_size=5%0A": f"'5\\n' {SIZE}",
    "page_size=%205": f"' 5' {SIZE}",
    "page_size=١٢": f"'١٢' {SIZE}",
    "page_size=9999999999999999999999": f"'9999999999999999999999' {SIZE}",
    "page=0": f"'0' {NUMBER}",
    "page=-1": f"'-1' {NUMBER}",
    "page=two": f"'two' {NUMBER}",
    "page_size=02": f"'02' {SIZE}",
    "page=01": f"'01' {NUMBER}",
    "page=1000000000": f"'1000000000' {NUMBER}",
    "page_size=1&page=10002": (
        "Page 10,002 begins beyond record 10,000, the last one that a page number can reach. "
        "Follow `next`{export}."
    ),
    "page=102": (
        "Page 102 begins beyond record 10,000, the last one that a page number can reach. "
        "Follow `next`{export}."
    ),
    "page=1&page=2": "Given more than once. This parameter takes one value.",
    "page_size=1&page_size=1": "Given more than once. This parameter takes one value.",
}


@pytest.mark.parametrize(("question", "message"), REFUSED.items(), ids=REFUSED)
@pytest.mark.parametrize("path", ["/events/", "/releases/", "/events/invasion/versions/"])
def test_a_page_that_nobody_can_have_is_refused(get, path, question, message):
    at_fault = question.split("&")[-1].split("=")[0]
    (entry,) = assert_problem(get(f"{path}?{question}"), "invalid-parameters", [at_fault])
    export = ", or take every match at once: /api/v1/events.csv, /api/v1/events.ndjson"
    assert entry["message"] == message.replace("{export}", export if path == "/events/" else "")


def test_a_cursor_has_a_longest_length(get, monkeypatch):
    following = get("/events/?page_size=1").json()["next"].partition("/v1")[2]
    monkeypatch.setattr(positions, "LONGEST_CURSOR", len(following.partition("cursor=")[2]))
    assert get(following).status_code == 200
    monkeypatch.setattr(positions, "LONGEST_CURSOR", positions.LONGEST_CURSOR - 1)
    assert_problem(get(following), "invalid-parameters", ["cursor"])


def test_a_cursor_and_a_page_number_are_not_taken_together(get):
    following = get("/events/?page_size=1").json()["next"].partition("/v1")[2]
    (entry,) = assert_problem(get(f"{following}&page=2"), "invalid-parameters", ["page"])
    assert entry["message"] == "Given with a cursor. Use one of the two."
    assert_problem(get("/events/?cursor=x&page=1"), "invalid-parameters", ["cursor", "page"])


def test_a_list_is_empty_before_the_first_release(get):
    Version.objects.all().delete()
    Release.objects.all().delete()
    assert get("/events/").json() == {
        "count": 0,
        "next": None,
        "previous": None,
        "release": None,
        "warnings": [],
        "results": [],
    }
