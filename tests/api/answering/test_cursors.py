"""Cursors: opaque words that only the API can write; any other is refused, and none is a fault of the server."""

import base64
import json
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.api.query import positions
from events.api.query.ordering import Order
from events.models import Event
from tests.api.refusals import assert_problem


def written(values):
    text = values if isinstance(values, bytes) else json.dumps(values).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


BY_DAY = "event:-start_date,code"
FORGED = {
    "no base64": "!!!!",
    "no ASCII": "курсор",
    "no JSON": written(b"nothing"),
    "a number": written(7),
    "null": written(None),
    "an object": written({"a": 1, "b": 2}),
    "an empty list": written([]),
    "deep": written(b"[" * 700),
    "another order": written(["event:code", False, "invasion"]),
    "too few values": written([BY_DAY, False, "2022-02-24"]),
    "too many values": written([BY_DAY, False, "2022-02-24", "invasion", 1]),
    "a direction that is none": written([BY_DAY, 1, "2022-02-24", "invasion"]),
    "a day that is none": written([BY_DAY, False, "2022-02-30", "invasion"]),
    "a day that is a number": written([BY_DAY, False, 20220224, "invasion"]),
    "a day written otherwise": written([BY_DAY, False, "20220224", "invasion"]),
    "a week": written([BY_DAY, False, "2022-W08-4", "invasion"]),
    "a key that is a number": written([BY_DAY, False, "2022-02-24", 1]),
    "a key that is null": written([BY_DAY, False, "2022-02-24", None]),
    "a key that is a list": written([BY_DAY, False, "2022-02-24", ["invasion"]]),
    "a key with a NUL": written([BY_DAY, False, "2022-02-24", "a\x00b"]),
    "half a surrogate pair": written(b'["event:-start_date,code",false,"2022-02-24","\\ud800"]'),
    "blanks between": written(b'["event:-start_date,code", false, "2022-02-24", "invasion"]'),
    "padding": written([BY_DAY, False, None, "a"]) + "==",
    "a very long one": "a" * 1001,
    "a longer one": "a" * 15_000,
    "a line break": written([BY_DAY, False, "2022-02-24", "invasion"]) + "%0A",
}


@pytest.mark.parametrize("cursor", FORGED.values(), ids=FORGED)
def test_a_forged_cursor_is_refused(get, cursor):
    (entry,) = assert_problem(
        get(f"/events/?order_by=-start_date,code&cursor={cursor}"), "invalid-parameters", ["cursor"]
    )
    assert entry["message"] == (
        "Not a cursor of this list in this order. Take it from `next` or `previous`."
    )


NEWEST = "event:newest_first"
RELEVANT = "event:relevance,newest_first"
FORGED_PLACES = {
    "too few values": ("", [NEWEST, False]),
    "a tier where there is none": ("", [NEWEST, False, 0, 5]),
    "a day": ("", [NEWEST, False, "2022-02-24"]),
    "half a place": ("", [NEWEST, False, 1.5]),
    "a place that is null": ("", [NEWEST, False, None]),
    "a place beyond all numbers": ("", [NEWEST, False, 2**63]),
    "of statements": ("", ["statement:newest_first", False, 5]),
    "no tier": ("q=kyiv&", [RELEVANT, False, 5]),
    "a tier that is none": ("q=kyiv&", [RELEVANT, False, 2, 5]),
    "a tier that is true": ("q=kyiv&", [RELEVANT, False, True, 5]),
    "a tier that is null": ("q=kyiv&", [RELEVANT, False, None, 5]),
}


@pytest.mark.parametrize(("query", "content"), FORGED_PLACES.values(), ids=FORGED_PLACES)
def test_a_forged_place_is_refused(get, query, content):
    cursor = written(json.dumps(content, separators=(",", ":")).encode())
    assert_problem(get(f"/events/?{query}cursor={cursor}"), "invalid-parameters", ["cursor"])


NUMBERS = [0, -1, 2**31, 2**63 - 1, 2**63, -(2**63), 2**64, 10**30, 1.5, 1e400, True]


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_a_number_in_a_cursor_is_one_that_the_database_takes(get, number):
    cursor = written(["event:fatalities_best,code", False, number, "invasion"])
    answer = get(f"/events/?order_by=fatalities_best&cursor={cursor}")
    if type(number) is int and abs(number) < 2**63:
        # Any number is a place in the order, whether or not a record has it.
        cursor = positions.encode((number, "invasion"), False, Order(Event, ["fatalities_best"]))
        answer = get(f"/events/?order_by=fatalities_best&cursor={cursor}")
        assert answer.status_code == 200
    else:
        assert_problem(answer, "invalid-parameters", ["cursor"])


def test_a_cursor_belongs_to_its_order(get):
    cursor = dict(parse_qsl(urlsplit(get("/events/?page_size=1").json()["next"]).query))["cursor"]
    assert get(f"/events/?cursor={cursor}").status_code == 200
    for path in ("/events/?order_by=code&", "/events/?q=kyiv&", "/statements/?", "/actors/?"):
        assert_problem(get(f"{path}cursor={cursor}"), "invalid-parameters", ["cursor"])


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.dates().map(str),
    st.sampled_from(["invasion", "2022-02-24", "UA", "ASSAULT"]),
)
JSON = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=4), max_leaves=8)
NAMES = st.sampled_from(
    [BY_DAY, NEWEST, RELEVANT, "event:fatalities_best,code", "release:-number", "event:code"]
)


@given(text=st.text(min_size=1, max_size=60))
def test_no_text_for_a_cursor_is_a_fault_of_the_server(get, text):
    answer = get(f"/events/?cursor={quote(text)}")
    assert_problem(answer, "invalid-parameters", ["cursor"])


@given(content=st.one_of(JSON, st.tuples(NAMES, st.booleans(), VALUES, VALUES).map(list)))
def test_no_json_for_a_cursor_is_a_fault_of_the_server(get, content):
    for path in ("/events/", "/events/?q=kyiv", "/events/?order_by=fatalities_best", "/releases/"):
        mark = "&" if "?" in path else "?"
        answer = get(f"{path}{mark}cursor={written(json.dumps(content).encode())}")
        assert answer.status_code in (200, 400)


KEYS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
ROWS = st.tuples(st.one_of(st.none(), st.dates().map(str)), KEYS)


@given(row=ROWS, backwards=st.booleans())
def test_what_is_written_into_a_cursor_is_what_is_read_out_of_it(row, backwards):
    order = Order(Event, ["-start_date"])
    (day, key), read_backwards = positions.decode(positions.encode(row, backwards, order), order)
    assert ((day and str(day), key), read_backwards) == (row, backwards)
