"""CSV: read back by other people's readers, it says what the API says; and no spreadsheet runs it."""

import csv
import io
import json
import re

import pandas
import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.api.exports.columns import columns_unasked
from events.api.exports.delimited import guarded, joined, write
from events.api.exports.options import Options
from events.models import Event, Place
from events.publishing import publish
from events.vocabulary import Collection
from tests.api.exports.oracle import taken
from tests.api.exports.test_columns import UNASKED
from tests.api.views.test_aggregates import EVERY


def rows(answer):
    """Return the rows of an answer as Python's own reader gives them."""
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode(), newline="")))


@pytest.mark.parametrize("collection", Collection.values)
def test_its_header_is_the_columns_and_its_rows_are_the_list(get, collection):
    answer = get(f"/{collection}.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8; header=present"
    name = f"attest-{collection}-release-1.csv"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    body = answer.getvalue()
    header = body.partition(b"\r\n")[0].decode()
    assert header.split(",") == list(UNASKED[collection])
    records = get(f"/{collection}/?page_size=1000").json()["results"]
    key = next(iter(UNASKED[collection]))
    found = list(csv.DictReader(io.StringIO(body.decode(), newline="")))
    assert [row[key] for row in found] == [record[key] for record in records]


@pytest.mark.parametrize("collection", Collection.values)
def test_nothing_is_found(get, collection):
    answer = get(f"/{collection}.csv?{EMPTY[collection]}")
    assert answer.getvalue().decode() == ",".join(UNASKED[collection]) + "\r\n"


EMPTY = {
    "datasets": "license=none",
    "sources": "country=AQ",
    "articles": "language=zu",
    "actors": "country=AQ",
    "places": "country=AQ",
    "statements": "language=zu",
    "events": "country=AQ",
}


def test_a_row_in_full(get):
    (row,) = rows(
        get("/events.csv?type=ASSAULT&date_from=2022-10-11&date_to=2022-10-11&status=occurred")
    )
    (record,) = get(
        "/events/?type=ASSAULT&date_from=2022-10-11&date_to=2022-10-11&status=occurred"
    ).json()["results"]
    assert row["code"] == record["code"] == "kyiv-strike-next-day"
    flat = {one.name: taken(one, record) for one in columns_unasked("events")}
    expected = {
        name: "" if value is None else ";".join(value) if isinstance(value, list) else str(value)
        for name, value in flat.items()
    }
    assert row == expected | {"disputed": "false"}
    assert (row["fatalities_low"], row["quality"]) == (
        "9",
        "low_above_best;low_above_high;summary_event",
    )


def test_fields_choose_columns(get):
    answer = get("/events.csv?type=REJECT&fields=code,participants,fatalities")
    assert answer.getvalue().decode() == (
        "code,actors,recipients,mediators,supporters,beneficiaries,represented,participants,"
        "fatalities_low,fatalities_best,fatalities_high\r\n"
        "guarantees-rejection,sergey-lavrov,nato,,,,russia,"
        '"[{""actor"":""sergey-lavrov"",""name"":""Sergey Lavrov"",""role"":""actor"",""basis"":null,""reason"":null},'
        '{""actor"":""nato"",""name"":""NATO"",""role"":""recipient"",""basis"":null,""reason"":null},'
        '{""actor"":""russia"",""name"":""Russia"",""role"":""represented"",""basis"":null,""reason"":null}]",,,\r\n'
    )


def test_pandas_reads_what_the_api_counts(get):
    table = pandas.read_csv(
        io.BytesIO(get("/events.csv").getvalue()),
        keep_default_na=False,
        na_values=[""],
        parse_dates=["start_date", "end_date"],
    )
    assert len(table) == get("/events/").json()["count"] == 12
    groups = get(f"/events/aggregate/?by=type&{EVERY}").json()["results"]
    assert table.groupby("type").size().to_dict() == {one["type"]: one["count"] for one in groups}
    for name in ("low", "best", "high"):
        known = [group["fatalities"][name] for group in groups]
        assert table[f"fatalities_{name}"].sum() == sum(one for one in known if one is not None)
    assert table["fatalities_best"].sum() == 15
    strike = table.set_index("code").loc["kyiv-strike"]
    assert strike["start_date"] == pandas.Timestamp("2022-10-10")
    assert (strike["latitude"], strike["disputed"]) == (50.5, False)


def test_polars_reads_it(get):
    table = polars.read_csv(get("/statements.csv").getvalue(), try_parse_dates=True)
    assert table.height == 7
    assert table.schema["stated_on"] == polars.Date
    assert table["evidence_start"].sum() == sum(
        one["evidence"]["start"] for one in get("/statements/").json()["results"]
    )


def like_r(text, na_strings=("NA",)):
    """Return the columns of a text as R's read.csv makes them: types by their values, quoted or not.

    A blank is missing but in columns of text; `na_strings` are missing everywhere; `true` is a logical.
    """
    header, *lines = csv.reader(io.StringIO(text, newline=""))

    def column(cells):
        known = [cell for cell in cells if cell not in na_strings]
        for pattern, kind in (
            (r"|T|F|TRUE|FALSE|true|false|True|False", lambda cell: cell[0] in "Tt"),
            (r"|[+-]?\d+", int),
            (r"|[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", float),
        ):
            if all(re.fullmatch(pattern, cell) for cell in known):
                return [None if cell in na_strings or not cell else kind(cell) for cell in cells]
        return [None if cell in na_strings else cell for cell in cells]

    return {name: column([line[at] for line in lines]) for at, name in enumerate(header)}


def test_r_reads_it(get):
    table = like_r(get("/events.csv").getvalue().decode())
    by_code = dict(zip(table["code"], table["fatalities_best"], strict=True))
    assert {code: number for code, number in by_code.items() if number is not None} == {
        "kyiv-strike-next-day": 8,
        "kyiv-strike": 7,
        "anadyr-drill": 0,
    }
    assert table["disputed"].count(True) == 1
    assert {type(one) for one in table["latitude"]} == {float, type(None)}


def test_namibia_is_not_missing_for_who_says_so(get):
    Place.objects.filter(slug="kyiv").update(country="NA")
    publish()
    body = get("/places.csv").getvalue()
    told = pandas.read_csv(io.BytesIO(body), keep_default_na=False, na_values=[""])
    assert told.set_index("slug")["country"]["kyiv"] == "NA"
    columns = like_r(body.decode(), na_strings=("",))
    assert dict(zip(columns["slug"], columns["country"], strict=True))["kyiv"] == "NA"
    assert dict(zip(columns["slug"], columns["country"], strict=True))["bering-sea"] is None


# text: cell
CELLS = {
    "=1+1": "'=1+1",
    '=HYPERLINK("http://example.org","x")': '\'=HYPERLINK("http://example.org","x")',
    "+380": "'+380",
    "-5": "'-5",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t=1",
    "\r=1": "'\r=1",
    "\n=1": "'\n=1",
    "'=1": "''=1",
    "''-": "'''-",
    "'quoted' words": "'quoted' words",
    "'": "'",
    "a=b": "a=b",
    # Where commas are decimal, a spreadsheet begins a cell after a semicolon.
    "a;=1+1": "a;'=1+1",
    "a;'=1+1": "a;''=1+1",
    "-5;-5;5": "'-5;'-5;5",
    ";;@x": ";;'@x",
    "a; =1": "a; =1",
    "a,=1": "a,=1",
    "a;b-c": "a;b-c",
    " =1": " =1",
    "2022-02-24": "2022-02-24",
    "": "",
}
# As README and the schema tell readers of CSV to take the apostrophes away.
UNGUARDED = re.compile(r"(^|;)'(?='*[=+\-@\t\r\n])")


@pytest.mark.parametrize(("text", "cell"), CELLS.items(), ids=map(repr, CELLS))
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless_and_comes_back(text, cell):
    assert guarded(text) == cell
    assert UNGUARDED.sub(r"\1", cell) == text


@given(text=st.text("=+-@';a\\\t\n", max_size=12))
def test_any_guarded_text_is_harmless_and_comes_back(text):
    cell = guarded(text)
    assert not re.search(r"(^|;)[=+\-@\t\r\n]", cell)
    assert UNGUARDED.sub(r"\1", cell) == text


def test_no_cell_of_text_begins_a_formula_and_numbers_are_left_alone(get):
    Event.objects.filter(code="kyiv-strike").update(title="=cmd|' /C calc'!A0", summary="-1\r\n@x")
    Place.objects.filter(slug="kyiv").update(latitude=-50.5, longitude=-0.25, name="+K")
    publish()
    strikes = rows(get("/events.csv?place=kyiv"))
    (row,) = (one for one in strikes if one["code"] == "kyiv-strike")
    assert row["title"] == "'=cmd|' /C calc'!A0"
    assert (row["summary"], row["place_name"]) == ("'-1\r\n@x", "'+K")
    assert (row["latitude"], row["longitude"]) == ("-50.5", "-0.25")
    table = pandas.read_csv(io.BytesIO(get("/events.csv?place=kyiv").getvalue()))
    strike = table.set_index("code").loc["kyiv-strike"]
    assert (strike["latitude"], strike["summary"]) == (-50.5, "'-1\r\n@x")


LISTS = {
    (): "",
    ("a",): "a",
    ("a", "b"): "a;b",
    ("a;b", "c\\"): "a\\;b;c\\\\",
    ("=a", "b"): "=a;b",
}


@pytest.mark.parametrize(("words", "cell"), LISTS.items(), ids=map(repr, LISTS))
def test_a_list_is_one_text(words, cell):
    assert joined(words) == cell
    if cell:
        parts = re.findall(r"((?:[^;\\]|\\.)+)(?:;|$)", cell)
        assert tuple(re.sub(r"\\(.)", r"\1", part) for part in parts) == words


GUARDED_LISTS = {
    ("=a", "b"): "'=a;b",
    ("Al", "=1+1"): "Al;'=1+1",
    ("a;=1", "b\\"): r"a\;'=1;b\\",
    ("'=a", "-1", "2"): "''=a;'-1;2",
    ("@x,y", "+1"): "\"'@x,y;'+1\"",
}


@pytest.mark.parametrize(("words", "cell"), GUARDED_LISTS.items(), ids=map(repr, GUARDED_LISTS))
def test_each_word_of_a_list_is_made_harmless_and_comes_back(words, cell):
    document = json.dumps({"slug": "x", "aliases": words}).encode()
    body = b"".join(write([[document]], "actors", Options({"slug", "aliases"}))).decode()
    assert body == f"slug,aliases\r\nx,{cell}\r\n"
    (row,) = csv.DictReader(io.StringIO(body, newline=""))
    assert as_list(row["aliases"]) == list(words)


def as_list(cell):
    """Return the words of a list's cell, by the rule of README."""
    parts = re.findall(r"((?:[^;\\]|\\.)+)(?:;|$)", UNGUARDED.sub(r"\1", cell), flags=re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in parts]


@given(words=st.lists(st.text("=-';,a\\\n", min_size=1, max_size=5), max_size=4))
def test_any_list_comes_back(words):
    document = json.dumps({"slug": "x", "aliases": words}).encode()
    body = b"".join(write([[document]], "actors", Options({"slug", "aliases"}))).decode()
    (row,) = csv.DictReader(io.StringIO(body, newline=""))
    assert not re.search(r"(^|;)[=+\-@\t\r\n]", row["aliases"])
    assert as_list(row["aliases"]) == words


def test_json_in_a_cell_is_harmless_and_the_same_json():
    original = {"text": "a;=1+1;-2;'=3;b", "key;@x": ["+1;+1"]}
    document = json.dumps({"code": "x", "original": original}).encode()
    body = b"".join(write([[document]], "events", Options({"code", "original"}))).decode()
    (row,) = csv.DictReader(io.StringIO(body, newline=""))
    assert not re.search(r"(^|;)'*[=+\-@\t\r\n]", row["original"])
    assert json.loads(row["original"]) == original


def test_a_single_column_without_a_value_is_a_row_all_the_same(get):
    answer = get("/sources.csv?fields=note")
    assert answer.getvalue() == b'note\r\n""\r\n""\r\n""\r\n'


@given(rows=st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1, max_size=5))
def test_any_text_comes_back_as_python_reads_it(rows):
    documents = [json.dumps({"name": name, "note": note}).encode() for name, note in rows]
    body = b"".join(write([documents], "sources", Options({"name", "note"})))
    read = list(csv.reader(io.StringIO(body.decode(), newline="")))
    assert read == [["name", "note"], *([guarded(one) for one in row] for row in rows)]
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(read)
    assert body.decode() == buffer.getvalue()


def test_without_a_value_a_number_and_a_list_are_nothing():
    document = json.dumps({"slug": "x", "characters": None, "relays": []}).encode()
    body = b"".join(write([[document]], "articles", Options({"slug", "characters", "relays"})))
    assert body == b"slug,characters,relays\r\nx,,\r\n"
