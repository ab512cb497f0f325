"""Excel workbooks as tables: each cell as a CSV file would have it."""

import datetime
import zipfile

import openpyxl
import pytest

from events.importing.problem import Stopped
from events.importing.reading import workbooks
from events.importing.reading.table import tables
from tests.importing.reading.test_table import LAYOUT
from tests.importing.tables import written

HEADER = ["id", "on", "size", "deaths", "side", "x"]
ROWS = [
    [1, datetime.datetime(2024, 3, 2), 49.5, 3, "A", 365],
    [2, datetime.datetime(2024, 3, 2, 13, 30), "49.5", 3.0, None, True],
    [3, "2024-03-02", None, "1,234", "", 0.5],
    [4, datetime.date(2024, 3, 2), 2, "NA", "B"],
]
EXPECTED = [
    {"id": 1, "on": "2024-03-02", "size": 49.5, "deaths": 3, "side": "A", "x": "365"},
    {"id": 2, "on": "2024-03-02", "size": 49.5, "deaths": 3, "side": None, "x": "true"},
    {"id": 3, "on": "2024-03-02", "size": None, "deaths": 1234, "side": None, "x": "0.5"},
    {"id": 4, "on": "2024-03-02", "size": 2.0, "deaths": None, "side": "B", "x": None},
]


def workbook(folder, **sheets):
    """Write a workbook of sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def rows(path):
    return [row for table in tables([path], LAYOUT) for row in table.rows()]


def test_typed_cells_are_read_like_texts(tmp_path):
    path = workbook(tmp_path, Events=[HEADER, *ROWS])

    found = rows(path)

    assert [row.original() for row in found] == EXPECTED
    assert [row.place for row in found] == [f"{path}/Events:{at}" for at in (2, 3, 4, 5)]


def test_blank_rows_and_cells_at_the_edges_are_none(tmp_path):
    edge = [None, None, None]
    path = workbook(tmp_path, Events=[[], [*HEADER, *edge], edge, [*ROWS[0], *edge], edge])

    assert [(row.line, row.original()) for row in rows(path)] == [(4, EXPECTED[0])]


def test_every_sheet_with_the_columns_is_read_and_no_other(tmp_path):
    path = workbook(
        tmp_path,
        Codebook=[["Column", "Meaning"], ["id", "Number of the event"]],
        One=[HEADER, ROWS[0]],
        Two=[HEADER, ["#event+id", "#date"], ROWS[3]],
    )

    assert [(row.place, row.original()) for row in rows(path)] == [
        (f"{path}/One:2", EXPECTED[0]),
        (f"{path}/Two:3", EXPECTED[3]),
    ]


def test_a_formula_gives_the_value_that_was_saved_with_it(tmp_path):
    # openpyxl saves none.
    path = workbook(tmp_path, Events=[HEADER, [1, None, "=1+1", 0, "A"]])

    assert [row.original()["size"] for row in rows(path)] == [None]


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        ({"Codebook": [["Column", "Meaning"]]}, "has no header, and 2 fields in its first row; "),
        ({"Empty": []}, "holds no rows"),
        ({"Events": [["on", "side", "note"]]}, "has no column id in its first row"),
    ],
)
def test_what_is_not_a_table(tmp_path, sheets, message):
    path = workbook(tmp_path, **sheets)

    with pytest.raises(Stopped) as refused:
        rows(path)

    assert str(refused.value).startswith(f"{path}: {message}")


def test_a_damaged_workbook(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<no")

    with pytest.raises(Stopped, match=r"a\.xlsx: cannot be read as an Excel workbook: "):
        rows(path)


def test_the_largest_workbook(tmp_path, monkeypatch):
    path = workbook(tmp_path, Events=[HEADER, ROWS[0]])
    monkeypatch.setattr(workbooks, "LARGEST_IN_MEMORY", 100)

    with pytest.raises(Stopped, match=r"a\.xlsx: has more than 100 bytes unpacked"):
        rows(path)


def test_a_workbook_is_known_by_what_it_holds(tmp_path):
    path = workbook(tmp_path, Events=[HEADER, ROWS[0]]).rename(tmp_path / "a.csv")
    text = written(tmp_path, "b.xlsx", "id,on,side\n1,2024-03-02,A\n")

    assert [row.original()["id"] for row in (*rows(path), *rows(text))] == [1, 1]
