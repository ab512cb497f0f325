"""Delimited texts as rows: the place of each, and what is wrong with it."""

import pytest

from events.importing.problem import Stopped
from events.importing.reading import delimited
from events.importing.reading.delimited import Delimited, candidates
from events.importing.reading.files import files
from tests.importing.tables import written


def rows(folder, text, delimiter=",", quoted=True):
    (file,) = files([written(folder, "a.csv", text)])
    return list(Delimited(file, "utf-8", delimiter, quoted, 0).rows())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,a,\n2,b,\n", [(1, ["1", "a", ""], None), (2, ["2", "b", ""], None)]),
        ("1,a,x", [(1, ["1", "a", "x"], None)]),
        ("1,a,\n\n\n2,b,\n", [(1, ["1", "a", ""], None), (4, ["2", "b", ""], None)]),
        # Line breaks inside quotes count too.
        ('1,"a\nb\r\nc",\n2,b,\n', [(1, ["1", "a\nb\r\nc", ""], None), (4, ["2", "b", ""], None)]),
        ('1,"a ""b"", c\td",\n', [(1, ["1", 'a "b", c\td', ""], None)]),
        (
            "1,a\0,b\n2,c\n",
            [(1, ["1", "a\0", "b"], "holds a NUL character"), (2, ["2", "c"], None)],
        ),
        (
            '1,"a\n\0",b\n2,c\n',
            [(1, ["1", "a\n\0", "b"], "holds a NUL character"), (3, ["2", "c"], None)],
        ),
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
        "nul",
        "nul-in-quotes",
        "quote",
        "open-quote",
        "longest",
    ],
)
def test_rows(tmp_path, text, expected):
    assert rows(tmp_path, text) == expected


def test_quotes_are_letters_where_a_form_has_none(tmp_path):
    assert rows(tmp_path, '1\t"a\tb"\n', "\t", False) == [(1, ["1", '"a', 'b"'], None)]


def test_the_longest_line(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "LONGEST_LINE", 10)

    assert rows(tmp_path, "a\n12345678\n") == [(1, ["a"], None), (2, ["12345678"], None)]
    with pytest.raises(Stopped) as refused:
        rows(tmp_path, "a\n123456789\n")
    assert str(refused.value) == (
        f"{tmp_path}/a.csv: line 2 has 10 characters or more, which is the limit; it is not a "
        "table, or its lines do not end"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b\n", [(",", True, 0), (";", True, 0), ("\t", False, 0)]),
        ("sep=;\na;b\n", [(";", True, 1)]),
        ('"sep=|"\r\na|b\r\n', [("|", True, 1)]),
        ("SEP=\t\na\tb\n", [("\t", False, 1)]),
        # A column of that name
        ("sep=,b\n", [(",", True, 0), (";", True, 0), ("\t", False, 0)]),
    ],
)
def test_a_first_line_can_name_the_delimiter(tmp_path, text, expected):
    (file,) = files([written(tmp_path, "a.csv", text)])

    found = candidates(file, "utf-8", plain_tabs=True)

    assert [(one.delimiter, one.quoted, one.skipped) for one in found] == expected


def test_lines_are_counted_from_the_first_one_of_the_file(tmp_path):
    (file,) = files([written(tmp_path, "a.csv", "sep=;\na;b\n1;2\n")])
    (found,) = candidates(file, "utf-8")

    assert list(found.rows()) == [(2, ["a", "b"], None), (3, ["1", "2"], None)]
