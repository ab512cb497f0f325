"""XLSX: read back by openpyxl, it says what the list says, with types; what no sheet can hold is refused."""

import dataclasses
import datetime
import io
import json
import zipfile

import openpyxl
import pytest

from events.api.exports import xlsx
from events.api.exports.columns import columns_unasked
from events.api.exports.delimited import joined
from events.api.exports.formats import FORMATS
from events.api.exports.options import Options
from events.models import Event
from events.publishing import publish
from events.vocabulary import Collection
from tests.api.exports.oracle import taken
from tests.api.exports.test_columns import UNASKED
from tests.api.refusals import assert_problem

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(content):
    """Return the only sheet of a workbook."""
    (found,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return found


def expected(column, value):
    """Return a value of the list as a cell gives it back."""
    if column.type == "date":
        return value and datetime.datetime.fromisoformat(value)
    return (joined(value) if column.type == "list" else value) or (
        value if value in (0, False) else None
    )


@pytest.mark.parametrize("collection", Collection.values)
def test_its_rows_are_the_list_with_types(get, collection):
    answer = get(f"/{collection}.xlsx")
    assert answer["Content-Type"] == MEDIA_TYPE
    assert answer["Content-Disposition"] == (
        f'attachment; filename="attest-{collection}-release-1.xlsx"'
    )
    found = sheet(answer.getvalue())
    assert (found.title, found.freeze_panes) == (collection, "A2")
    header, *rows = found.iter_rows(values_only=True)
    assert list(header) == list(UNASKED[collection])
    records = get(f"/{collection}/?page_size=1000").json()["results"]
    columns = columns_unasked(collection)
    assert [list(row) for row in rows] == [
        [expected(column, taken(column, record)) for column in columns] for record in records
    ]


@pytest.mark.parametrize("name", ["reports", "claims", "participants"])
def test_rows_of_events_come_in_it_too(get, name):
    records = get(f"/{name}/?page_size=1000").json()["results"]
    header, *rows = sheet(get(f"/{name}.xlsx").getvalue()).iter_rows(values_only=True)
    key = header.index("key")
    assert [row[key] for row in rows] == [record["key"] for record in records]


def test_filters_fields_and_order_are_those_of_the_list(get):
    answer = get("/events.xlsx?country=UA&fields=code,start_date,fatalities&order_by=code")
    header, *rows = sheet(answer.getvalue()).iter_rows(values_only=True)
    assert header == (
        "code",
        "start_date",
        "fatalities_low",
        "fatalities_best",
        "fatalities_high",
    )
    records = get("/events/?country=UA&order_by=code").json()["results"]
    assert [row[0] for row in rows] == [record["code"] for record in records]


def test_nothing_is_found(get):
    found = sheet(get("/events.xlsx?country=AQ").getvalue())
    assert list(found.iter_rows(values_only=True)) == [tuple(UNASKED["events"])]


def written(records, collection="events", fields=("code", "title"), **options):
    """Return the sheet of some records."""
    documents = [[json.dumps(record).encode() for record in records]]
    options = Options(frozenset(fields), **options)
    return b"".join(xlsx.write(documents, collection, options))


TEXTS = ["=1+1", '=HYPERLINK("http://example.org")', "+1", "-1", "@x", "{=1}", "http://example.org"]
TEXTS += [
    "mailto:x",
    "internal:Sheet1!A1",
    "12",
    "1e5",
    "2022-02-24",
    " x ",
    "a\nb",
    "<&>",
]


def test_a_text_is_a_text():
    body = written([{"code": "x", "title": text} for text in TEXTS])
    found = sheet(body)
    cells = [row[1] for row in found.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == TEXTS
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        told = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in told
    assert "hyperlink" not in told


def test_numbers_are_exact_or_texts():
    numbers = [0, -5, 10**15 - 1, 10**15, 123456789012345678]
    records = [{"slug": "x", "geonames": number, "latitude": -0.25} for number in numbers]
    rows = sheet(written(records, "places", ("geonames", "latitude"))).iter_rows(
        min_row=2, values_only=True
    )
    assert list(rows) == [
        (-0.25, 0),
        (-0.25, -5),
        (-0.25, 10**15 - 1),
        (-0.25, str(10**15)),
        (-0.25, "123456789012345678"),
    ]


# Excel's calendar begins in 1900, with a leap day that never was.
DAYS = {
    "1754-06-17": "1754-06-17",
    "1900-02-28": "1900-02-28",
    "1900-03-01": datetime.datetime(1900, 3, 1),
    "2022-02-24": datetime.datetime(2022, 2, 24),
    "9999-12-31": datetime.datetime(9999, 12, 31),
}


def test_days_are_days_from_march_1900_on():
    records = [{"start_date": day} for day in DAYS]
    found = sheet(written(records, fields=("start_date",)))
    cells = [cell for (cell,) in found.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == list(DAYS.values())
    assert {cell.number_format for cell in cells[2:]} == {"yyyy-mm-dd"}


def test_the_longest_text_fits_and_one_more_character_is_refused(world, get):
    Event.objects.filter(code="kyiv-strike").update(note="a" * xlsx.LONGEST_CELL)
    publish()
    question = "/events.xlsx?place=kyiv&fields=note"
    assert "a" * xlsx.LONGEST_CELL in [
        row[0] for row in sheet(get(question).getvalue()).iter_rows(values_only=True)
    ]
    # Excel counts UTF-16 units: each of these has two.
    Event.objects.filter(code="kyiv-strike").update(note="𝄞" * (xlsx.LONGEST_CELL // 2 + 1))
    publish()
    for url in (question, "/events.xlsx", "/events.xlsx", "/releases/3/events.xlsx"):
        (entry,) = assert_problem(get(url), "invalid-parameters", ["extension"])
        assert entry["message"].startswith("The cell of `note` in row ")
        assert "a cell of Excel holds at most 32,767" in entry["message"]
        assert entry["message"].endswith(
            "Leave the column out with `fields`, or use CSV or Parquet."
        )
    assert get("/events.xlsx?fields=code").status_code == 200


@pytest.mark.parametrize("url", ["/events.xlsx", "/events.xlsx?order_by=code", "/claims.xlsx"])
def test_more_rows_than_a_sheet_has_are_refused(get, monkeypatch, url):
    few = dataclasses.replace(FORMATS["xlsx"], most_rows=1)
    monkeypatch.setitem(FORMATS, "xlsx", few)
    (entry,) = assert_problem(get(url), "invalid-parameters", ["extension"])
    assert "records, and a sheet of Excel holds at most 1,048,575." in entry["message"]
    assert "Add filters, or use CSV or Parquet." in entry["message"]


def test_the_writer_itself_refuses_more_rows(monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    assert len(list(sheet(written([{"code": "x"}] * 2)).rows)) == 3
    with pytest.raises(xlsx.ParameterError) as refused:
        written([{"code": "x"}] * 3)
    assert "more than 2 records" in refused.value.faults[0]["message"]


def test_the_same_records_are_the_same_bytes():
    records = [{"code": "x", "title": "y"}]
    assert written(records) == written(records)
