"""JSON as tables: the answers of UCDP's and ACLED's API, lists of records, and one record a line."""

import orjson
import pytest

from events.importing.problem import Stopped
from events.importing.reading import json_records
from events.importing.reading.table import tables
from tests.importing.reading.test_table import LAYOUT
from tests.importing.tables import written

RECORDS = [
    {"id": 1, "on": "2024-03-02T00:00:00", "size": 49.5, "deaths": 3, "side": "A", "x": True},
    {"id": "2", "on": "2024-03-02", "size": "2", "deaths": 8.0, "side": "", "x": None},
]
EXPECTED = [
    {"id": 1, "on": "2024-03-02", "size": 49.5, "deaths": 3, "side": "A", "x": "true"},
    {"id": 2, "on": "2024-03-02", "size": 2.0, "deaths": 8, "side": None, "x": None},
]
UCDP = {"TotalCount": 9, "TotalPages": 5, "NextPageUrl": "http://x.example/", "Result": RECORDS}
ACLED = {"status": 200, "success": True, "count": 2, "messages": [], "data": RECORDS}


def rows(folder, text):
    path = written(folder, "a.json", text)
    return [row for table in tables([path], LAYOUT) for row in table.rows()]


@pytest.mark.parametrize(
    "text",
    [
        orjson.dumps(UCDP),
        orjson.dumps(ACLED),
        orjson.dumps(RECORDS, option=orjson.OPT_INDENT_2),
        b"\n".join(map(orjson.dumps, RECORDS)),
        # Pages below each other
        b"\n\n".join(orjson.dumps({**UCDP, "Result": [record]}) for record in RECORDS),
        b"\xef\xbb\xbf" + orjson.dumps(UCDP),
        orjson.dumps(UCDP).decode().encode("utf-16"),
    ],
    ids=["ucdp", "acled", "list", "lines", "pages", "bom", "utf-16"],
)
def test_records(tmp_path, text):
    assert [(row.line, row.original()) for row in rows(tmp_path, text)] == [
        (1, EXPECTED[0]),
        (2, EXPECTED[1]),
    ]


def test_a_column_that_a_record_lacks_is_empty_in_it(tmp_path):
    text = orjson.dumps([{"id": 1, "on": None, "note": "x"}, {"side": "A", "id": 2}])

    assert [row.original() for row in rows(tmp_path, text)] == [
        {"id": 1, "on": None, "note": "x", "side": None},
        {"id": 2, "on": None, "note": None, "side": "A"},
    ]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (["A"], "holds a list or an object in a column"),
        ({"a": 1}, "holds a list or an object in a column"),
        ("a\0", "holds a NUL character"),
        ("a" * 1_000_001, "holds a field of more than 1,000,000 characters, which is the limit"),
    ],
)
def test_a_record_that_is_not_a_row(tmp_path, value, problem):
    found = rows(tmp_path, orjson.dumps([{**RECORDS[0], "side": value}, RECORDS[1]]))

    assert [row.problem for row in found] == [problem, None]


@pytest.mark.parametrize(
    ("values", "total"),
    [
        ([UCDP], 9),
        ([ACLED], 0),
        ([{**ACLED, "total_count": 7}], 7),
        ([RECORDS], 0),
        ([UCDP, ACLED], 9),
    ],
)
def test_how_many_the_api_has(tmp_path, values, total):
    text = b"\n".join(map(orjson.dumps, values))

    (table,) = tables([written(tmp_path, "a.json", text)], LAYOUT)

    assert table.total == total


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1', "is not well-formed JSON: unexpected end of data: line 1 column 8 (char 7)"),
        ("[1, 2]", "is JSON, but not a list of records"),
        ("[]", "holds no rows"),
        (orjson.dumps({**ACLED, "data": []}), "holds no rows"),
        (
            '{"type": "FeatureCollection", "features": []}',
            "is JSON without events: UCDP's API has them under 'Result', ACLED's under 'data'",
        ),
        (
            '{"success": false, "error": [{"status": 403, "message": "Access denied"}]}',
            (
                'holds no events, but the answer [{"status":403,"message":"Access denied"}]; '
                "ask the API again"
            ),
        ),
        (
            '{"message": "Access denied"}',
            'holds no events, but the answer "Access denied"; ask the API again',
        ),
    ],
)
def test_refused(tmp_path, text, message):
    with pytest.raises(Stopped) as refused:
        rows(tmp_path, text)

    assert str(refused.value) == f"{tmp_path}/a.json: {message}"


def test_the_largest_file(tmp_path, monkeypatch):
    monkeypatch.setattr(json_records, "LARGEST_IN_MEMORY", 100)

    with pytest.raises(Stopped, match=r"a\.json: has more than 100 bytes unpacked"):
        rows(tmp_path, orjson.dumps(UCDP))
