"""Delimited texts as rows: where each stands, and what is wrong with it."""

import pytest

from events.importing.problem import Stopped
from events.importing.reading import table
from events.importing.reading.files import texts
from tests.importing.tables import written

COLUMNS = ("id", "name", "note")


def rows(folder, text, **form):
    (found,) = texts([written(folder, "a.csv", text)])
    form = {"encoding": "utf-8", "delimiter": ",", "columns": COLUMNS, **form}
    return [(row.line, row.cells, row.problem) for row in table.Table(text=found, **form).rows()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,a,\n2,b,\n", [(1, ["1", "a", ""], None), (2, ["2", "b", ""], None)]),
        ("1,a,x", [(1, ["1", "a", "x"], None)]),
        ("1,a,\n\n\n2,b,\n", [(1, ["1", "a", ""], None), (4, ["2", "b", ""], None)]),
        # What is inside quotes counts lines too.
        ('1,"a\nb\r\nc",\n2,b,\n', [(1, ["1", "a\nb\r\nc", ""], None), (4, ["2", "b", ""], None)]),
        ('1,"a ""b"", c\td",\n', [(1, ["1", 'a "b", c\td', ""], None)]),
        ("1,a\n", [(1, ["1", "a"], "has 2 fields instead of 3")]),
        ("1,a,b,c\n", [(1, ["1", "a", "b", "c"], "has 4 fields instead of 3")]),
        ("1,a\0,b\n", [(1, ["1", "a\0", "b"], "holds a NUL character")]),
        (
            '1,"a"b,\n2,b,\n',
            [
                (1, [], "is not well-formed CSV: ',' expected after '\"'"),
                (2, ["2", "b", ""], None),
            ],
        ),
        ('1,"a,\n2,b,\n', [(1, [], "is not well-formed CSV: unexpected end of data")]),
        (
            f'1,"{"a" * 1_000_001}",\n2,b,\n',
            [
                (1, [], "is not well-formed CSV: field larger than field limit (1000000)"),
                (2, ["2", "b", ""], None),
            ],
        ),
    ],
    ids=[
        "plain",
        "no-last-line-end",
        "blank-lines",
        "line-breaks",
        "quotes",
        "short",
        "long",
        "nul",
        "quote",
        "open-quote",
        "longest",
    ],
)
def test_rows(tmp_path, text, expected):
    assert rows(tmp_path, text) == expected


def test_quotes_are_letters_where_a_form_has_none(tmp_path):
    text = '1\t"a\tb"\n'

    assert rows(tmp_path, text, delimiter="\t", quoted=False) == [(1, ["1", '"a', 'b"'], None)]


def test_rows_before_the_data_are_skipped_and_counted(tmp_path):
    assert rows(tmp_path, "id,name,note\n#id,,\n1,a,\n", skipped=2) == [(3, ["1", "a", ""], None)]


def test_the_place_of_a_row_is_its_file_and_line(tmp_path):
    path = written(tmp_path, "a.csv", "1,a,\n")
    (text,) = texts([path])

    (row,) = table.Table(text, "utf-8", ",", COLUMNS).rows()

    assert row.place == f"{path}:1"
    assert row.values() == {"id": "1", "name": "a", "note": ""}


@pytest.mark.parametrize(
    ("text", "delimiter", "first"),
    [
        ("id,name,note\n1,a;b;c;d;e,\n", ",", ["id", "name", "note"]),
        ("id;name;note\n1;a;\n", ";", ["id", "name", "note"]),
        ("id\tname\tnote\n", "\t", ["id", "name", "note"]),
        (" ID ,Name,NOTE\n", ",", [" ID ", "Name", "NOTE"]),
        # Without a header, what splits most.
        ("1;2;3\n", ";", ["1", "2", "3"]),
    ],
)
def test_the_delimiter_is_found_in_the_first_row(tmp_path, text, delimiter, first):
    (found,) = texts([written(tmp_path, "a.csv", text)])

    assert table.headed(found, frozenset(COLUMNS), 2)[1:3] == (delimiter, first)


def test_a_column_comes_once(tmp_path):
    (text,) = texts([written(tmp_path, "a.csv", "x")])

    assert table.once(text, ["a", "b"]) == ("a", "b")
    with pytest.raises(Stopped, match=r"a\.csv: has the column 'a', 'b' more than once"):
        table.once(text, ["a", "b", "c", "b", "a"])


def test_blank_lines_are_no_table(tmp_path):
    (text,) = texts([written(tmp_path, "a.csv", "\n\n")])

    with pytest.raises(Stopped, match=r"a\.csv: holds no rows"):
        table.headed(text, frozenset(COLUMNS), 2)
