"""Tables: their header, their columns, and what their files show of their own spelling."""

import pytest

from events.importing.problem import Stopped
from events.importing.reading import table as module
from events.importing.reading.cells import day, decimal, number_or_words, whole, words
from events.importing.reading.dates import DateOrder
from events.importing.reading.dialect import Options
from events.importing.reading.layout import Layout
from events.importing.reading.numbers import Mark
from events.importing.reading.table import tables
from tests.importing.tables import written

LAYOUT = Layout(
    columns={
        "id": whole,
        "on": day,
        "size": decimal,
        "deaths": whole,
        "side": words,
        "side_id": whole,
        "place": words,
        "note": words,
        "kind": number_or_words,
    },
    required=("id", "on"),
    names={"side": "side_id", "place": None},
    codes={"kind": frozenset(["None"])},
    former={"date": "on"},
    headless=(("id", "on", "size", "deaths"), ("id", "on", "size")),
)
WIDE = "id,on,size,deaths,side,side_id,place,note,kind\n"


def rows(folder, text, **options):
    found = tables([written(folder, "a.csv", text)], LAYOUT, Options(**options))
    return [row for table in found for row in table.rows()]


def values(folder, text, column=None, **options):
    found = [row.original() for row in rows(folder, text, **options)]
    return [one[column] for one in found] if column else found


def refusal(folder, text, **options):
    with pytest.raises(Stopped) as refused:
        values(folder, text, **options)
    return str(refused.value).removeprefix(f"{folder}/a.csv: ")


HEADED = {
    "plain": "id,on,deaths\n1,2024-03-02,3\n",
    "other-order": "deaths,id,on\n3,1,2024-03-02\n",
    "semicolons": "id;on;deaths\n1;2024-03-02;3\n",
    "tabs": "id\ton\tdeaths\n1\t2024-03-02\t3\n",
    "many-commas-in-a-row": "id;on;deaths\n1;2024-03-02;3\n",
    "sep": "sep=|\nid|on|deaths\n1|2024-03-02|3\n",
    "upper-case": " ID ,On,DEATHS\n1,2024-03-02,3\n",
    "former-name": "id,Date,deaths\n1,2024-03-02,3\n",
    "blank-lines": "\n\nid,on,deaths\n\n1,2024-03-02,3\n\n",
    "hxl": "id,on,deaths\n#event+id,#date,#affected+killed\n1,2024-03-02,3\n",
    "hxl-in-part": "id,on,deaths\n, #date ,\n1,2024-03-02,3\n",
    "header-again": "id,on,deaths\n1,2024-03-02,3\nid,on,deaths\n",
}


@pytest.mark.parametrize("form", HEADED)
def test_a_header_names_the_columns(tmp_path, form):
    assert values(tmp_path, HEADED[form]) == [{"id": 1, "on": "2024-03-02", "deaths": 3}]


def test_columns_keep_their_order_and_unknown_ones_their_texts(tmp_path):
    (found,) = values(tmp_path, "iso2,deaths,Id,on,ISO 3\nNA,3,1,2024-03-02,8.0\n")

    assert list(found.items()) == [
        ("iso2", "NA"),
        ("deaths", 3),
        ("id", 1),
        ("on", "2024-03-02"),
        ("ISO 3", "8.0"),
    ]


@pytest.mark.parametrize("name", ["", " ", "Unnamed: 0", '""'])
def test_row_numbers_are_no_column(tmp_path, name):
    assert values(tmp_path, f"{name},id,on,deaths,\n17,1,,3,\n") == [
        {"id": 1, "on": None, "deaths": 3}
    ]


def test_a_row_that_begins_with_a_hash_somewhere_is_data(tmp_path):
    assert values(tmp_path, "id,on,note\n1,2024-03-02,#7\n", "note") == ["#7"]


def test_without_a_header_the_number_of_cells_tells_the_columns_of_each_row(tmp_path):
    assert values(tmp_path, "1,2024-03-02,2,3\n2,2024-03-02,5\n") == [
        {"id": 1, "on": "2024-03-02", "size": 2.0, "deaths": 3},
        {"id": 2, "on": "2024-03-02", "size": 5.0},
    ]


def test_the_place_of_a_row_is_its_file_and_line(tmp_path):
    found = rows(tmp_path, 'id,on,note\n1,,"a\nb"\n2,3\n')

    assert [(row.place, row.problem) for row in found] == [
        (f"{tmp_path}/a.csv:2", None),
        (f"{tmp_path}/a.csv:4", "has 2 fields instead of 3"),
    ]
    assert [row.text("note") for row in found] == ["a\nb", None]


def test_a_row_of_another_width_without_a_header(tmp_path):
    found = rows(tmp_path, "1,2024-03-02,2\n1,2\n")

    assert found[1].problem == "has 2 fields instead of 4 or 3"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n\n", "holds no rows"),
        ("on,deaths,side\n", "has no column id in its first row"),
        ("id,on,deaths,Deaths\n", "has the column 'deaths' more than once"),
        ("id,on,deaths,x,x\n", "has the column 'x' more than once"),
        # One under its former name and under the one of today
        ("id,on,date\n", "has the column 'on' more than once"),
        (
            "1\n",
            "has no header, and 1 field in its first row; only the official 4 or 3 can be told apart without one",
        ),
        (
            "1,2\n",
            "has no header, and 2 fields in its first row; only the official 4 or 3 can be told apart without one",
        ),
    ],
)
def test_what_is_not_a_table(tmp_path, text, message):
    assert refusal(tmp_path, text) == message


def test_the_widest_table(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_COLUMNS", 4)

    assert values(tmp_path, "id,on,deaths,x\n1,,2,3\n", "x") == ["3"]
    assert refusal(tmp_path, "id,on,deaths,x,y\n1,,2,3,4\n") == "has 5 columns; the limit is 4"


DATES = "id,on,deaths\n1,{},0\n2,{},0\n"


@pytest.mark.parametrize(
    ("dates", "wanted", "expected"),
    [
        (("3/2/2024", "1/22/2024"), None, ["2024-03-02", "2024-01-22"]),
        (("3/2/2024", "22/1/2024"), None, ["2024-02-03", "2024-01-22"]),
        (("3.2.2024", "22.1.2024"), None, ["2024-02-03", "2024-01-22"]),
        (("3/2/2024", "2024-01-22"), DateOrder.MDY, ["2024-03-02", "2024-01-22"]),
        (("3/2/2024", "1/2/2024"), DateOrder.DMY, ["2024-02-03", "2024-02-01"]),
        # A cell that cannot be a date at all shows nothing, and stays as it is.
        (("3/2/2024", "22/22/2024"), DateOrder.DMY, ["2024-02-03", "22/22/2024"]),
    ],
)
def test_the_order_of_month_and_day(tmp_path, dates, wanted, expected):
    assert values(tmp_path, DATES.format(*dates), "on", date_order=wanted) == expected


@pytest.mark.parametrize(
    ("dates", "wanted", "message"),
    [
        (
            ("3/2/2024", "4/2/2024"),
            None,
            (
                "no date in it shows whether 03/02/2024 is in March or in February; "
                "say --date-order mdy or --date-order dmy"
            ),
        ),
        (
            ("1/22/2024", "23/1/2024"),
            None,
            (
                "'1/22/2024' has the month first and '23/1/2024' the day; "
                "a file must have one order of month and day"
            ),
        ),
        (("1/22/2024", ""), DateOrder.DMY, "'1/22/2024' contradicts --date-order dmy"),
    ],
)
def test_an_order_that_is_not_clear(tmp_path, dates, wanted, message):
    assert refusal(tmp_path, DATES.format(*dates), date_order=wanted) == message


NUMBERS = "id;on;size;deaths\n1;;{};{}\n2;;{};{}\n"


@pytest.mark.parametrize(
    ("numbers", "wanted", "expected"),
    [
        (("49,5", "1", "36", "2"), None, [(49.5, 1), (36.0, 2)]),
        (("49,5", "1.000", "36,123", "2,0"), None, [(49.5, 1000), (36.123, 2)]),
        # The first row is read as the last one shows.
        (("36,123", "1.234", "49,5", "2"), None, [(36.123, 1234), (49.5, 2)]),
        (("36.123", "1,234", "49.5", "8.0"), None, [(36.123, 1234), (49.5, 8)]),
        (("36,123", "1", "37,123", "2"), Mark.COMMA, [(36.123, 1), (37.123, 2)]),
        (("36,123", "1", "37,123", "2"), Mark.POINT, [(36123.0, 1), (37123.0, 2)]),
        (("1", "1,234", "2", "2"), None, [(1.0, 1234), (2.0, 2)]),
        (("1", "1.000", "2", "2"), None, [(1.0, 1), (2.0, 2)]),
        ((" 1 ", " ", "NA", "-"), None, [(1.0, None), (None, None)]),
    ],
)
def test_the_decimal_mark(tmp_path, numbers, wanted, expected):
    found = values(tmp_path, NUMBERS.format(*numbers), decimal=wanted)

    assert [(one["size"], one["deaths"]) for one in found] == expected


def test_a_mark_that_is_not_clear(tmp_path):
    assert refusal(tmp_path, NUMBERS.format("36,123", "1", "37,123", "2")) == (
        "no number in it shows whether the comma in '36,123' comes before decimals or between "
        "thousands; say --decimal comma or --decimal point"
    )


def names(folder, *rows_, column="side"):
    text = WIDE + "".join(
        f"{at},2024-03-02,1.5,0,{','.join(cells)}\n" for at, cells in enumerate(rows_)
    )
    return values(folder, text, column)


@pytest.mark.parametrize(
    "word", ["NaN", "nan", "NULL", "null", "N/A", "n/a", "#N/A", "<NA>", "\\N"]
)
def test_words_that_are_never_names(tmp_path, word):
    row = (word, "7", word, word, word)

    for column in ("side", "place", "note", "kind"):
        assert names(tmp_path, row, column=column) == [None]


@pytest.mark.parametrize("sign", ["-", "--", "."])
def test_signs_name_nothing_and_are_kept_in_free_text(tmp_path, sign):
    row = (sign, "7", sign, sign, "")

    assert names(tmp_path, row, column="side") == [None]
    assert names(tmp_path, row, column="place") == [None]
    assert names(tmp_path, row, column="note") == [sign]


@pytest.mark.parametrize(
    ("number", "expected"),
    [("7", "NA"), ("7.0", "NA"), ("", None), ("0", None), ("NA", None), (" ", None)],
)
def test_a_side_with_a_number_can_be_called_na(tmp_path, number, expected):
    assert names(tmp_path, ("NA", number, "Middletown", "", "")) == [expected]


# (rows of side, side_id, place, note, kind; whether NA is a name in the first one's place, and None)
FILES = {
    "no-cell-of-the-column-is-empty": ([("A", "7", "{}", "", "")], False, True),
    "other-cells-of-the-column-are-empty": (
        [("A", "7", "{}", "x", ""), ("A", "7", "", "x", "")],
        True,
        True,
    ),
    "numbers-are-missing-so": (
        [("A", "7", "{}", "", ""), ("A", "{}", "", "", "")],
        False,
        False,
    ),
    "no-text-is-empty": ([("A", "7", "{}", "x", "1")], False, False),
}


@pytest.mark.parametrize("case", FILES)
def test_na_and_none_by_the_rest_of_the_file(tmp_path, case):
    rows_, na, none = FILES[case]

    for word, is_name in (("NA", na), ("None", none)):
        written_so = [tuple(cell.format(word) for cell in row) for row in rows_]
        assert names(tmp_path, *written_so, column="place")[0] == (word if is_name else None)


def test_a_code_is_no_word_for_nothing(tmp_path):
    rows_ = [("A", "7", "x", "x", "None"), ("A", "7", "x", "x", "NA"), ("A", "7", "x", "x", "3.0")]

    assert names(tmp_path, *rows_, column="kind") == ["None", None, 3]


def test_what_was_read_as_empty_and_kept_is_noted(tmp_path):
    text = (
        WIDE
        + "1,,NA,NA,NA,7,NULL,NULL,\n2,,1,1,NA,,a,http://u:p@x.example/@y,\n3,,1,1,B,7,b,a@b,\n"
    )
    found = rows(tmp_path, text)
    notes = [row.original()["note"] for row in found]

    assert notes == [None, "http://x.example/@y", "a@b"]
    assert [(row.emptied, row.kept, row.flags) for row in found] == [
        ([("place", "NULL"), ("note", "NULL")], [("side", "NA")], ["missing_words"]),
        ([("side", "NA")], [], ["missing_words", "credentials_removed"]),
        ([], [], []),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://name:word@outlet.example/a", "https://outlet.example/a"),
        ("https://name@outlet.example", "https://outlet.example"),
        (
            "see ftp://n:w@x.example and http://m:v@y.example",
            "see ftp://x.example and http://y.example",
        ),
        ("https://outlet.example/@name", "https://outlet.example/@name"),
        ("https://outlet.example/?mail=a@b.example", "https://outlet.example/?mail=a@b.example"),
        ("a@b.example", "a@b.example"),
    ],
)
def test_credentials(tmp_path, text, expected):
    assert values(tmp_path, f"id,on,note\n1,,{text}\n", "note") == [expected]
