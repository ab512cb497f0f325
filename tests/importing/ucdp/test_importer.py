"""Rows of UCDP GED as our records, in every dialect of its files."""

import csv
import datetime
import io

import orjson
import pytest

from events.importing.problem import Stopped, Unreadable
from events.importing.reading.cells import decimal, whole
from events.importing.ucdp import importer as ucdp
from events.importing.ucdp.files import COLUMNS
from tests.importing.tables import EXCERPTS, UCDP, csv_text, read, ucdp_file, workbook, written

NOTE = "Named in a dataset of events, which does not say what kind of publisher it is."


def only(path, **options):
    (row,) = read(ucdp, path, **options)
    return ucdp.coded(row)


def test_a_row(tmp_path):
    coded = only(ucdp_file(tmp_path, {}))

    original = coded.columns.pop("original")
    assert coded.code == "ucdp-ged-900001"
    assert coded.columns == {
        "type": "ASSAULT",
        "quad_class": 4,
        "status": "occurred",
        "title": "Government of Russia against Government of Ukraine, Middletown town",
        "start_date": datetime.date(2022, 3, 1),
        "end_date": datetime.date(2022, 3, 2),
        "date_precision": "day",
        "place_precision": "exact",
        "country": "UA",
        "fatalities_low": 2,
        "fatalities_best": 3,
        "fatalities_high": 5,
        "note": None,
    }
    assert coded.modes == []
    assert coded.place == {
        "slug": "middletown-town-acb968ca",
        "name": "Middletown town",
        "kind": "populated_place",
        "country": "UA",
        "admin1": "Middle oblast",
        "latitude": 49.5,
        "longitude": 36.25,
    }
    state = {"kind": "state", "named": True}
    assert coded.participants == [
        (
            {"slug": "ucdp-actor-57", "name": "Government of Russia", "country": "RU", **state},
            "actor",
        ),
        (
            {"slug": "ucdp-actor-61", "name": "Government of Ukraine", "country": "UA", **state},
            "recipient",
        ),
    ]
    assert coded.reports == [
        (
            {
                "slug": f"{slug}-{date}-{end}",
                "source": {"slug": slug, "name": name, "kind": "unknown", "note": NOTE},
                "title": title,
                "published_on": datetime.date.fromisoformat(date),
                "published_precision": "day",
            },
            role,
        )
        for slug, name, date, end, title, role in [
            ("outlet-a", "Outlet A", "2022-03-02", "79a4ed64b35b", "Shells, and fire", "primary"),
            (
                "outlet-b",
                "Outlet B",
                "2022-03-03",
                "0f999c2d20fb",
                "A town is hit",
                "corroborating",
            ),
        ]
    ]
    assert coded.quality == []
    assert list(original) == list(COLUMNS)
    assert original | {"date_start": "2022-03-01T00:00:00"} == original
    assert {type(value) for value in original.values()} == {int, str, bool, float, type(None)}


def test_original_is_the_file_s_own_values_in_its_own_order_by_the_types_of_ucdp_s_schema(tmp_path):
    columns = [*reversed(UCDP), "iso3"]
    text = csv_text([{**UCDP, "iso3": "UKR"}], columns)

    original = only(written(tmp_path, "a.csv", text)).columns["original"]

    assert list(original) == columns
    assert [(name, original[name]) for name in columns] == [
        ("gwnob", "369"),
        ("gwnoa", "365"),
        ("low", 2),
        ("high", 5),
        ("best", 3),
        ("deaths_unknown", 0),
        ("deaths_civilians", 2),
        ("deaths_b", 1),
        ("deaths_a", 0),
        ("date_end", "2022-03-02T00:00:00"),
        ("date_start", "2022-03-01T00:00:00"),
        ("date_prec", 1),
        ("event_clarity", 1),
        ("region", "Europe"),
        ("country_id", 369),
        ("country", "Ukraine"),
        ("priogrid_gid", 200593),
        ("geom_wkt", "POINT (36.250000 49.5)"),
        ("longitude", 36.25),
        ("latitude", 49.5),
        ("adm_2", None),
        ("adm_1", "Middle oblast"),
        ("where_description", "Middletown, by the bridge"),
        ("where_coordinates", "Middletown town"),
        ("where_prec", 1),
        ("source_original", "the town's council"),
        ("source_headline", "Shells, and fire;A town is hit"),
        ("source_date", "2022-03-02;2022-03-03"),
        ("source_office", "Outlet A;Outlet B"),
        ("source_article", UCDP["source_article"]),
        ("number_of_sources", 2),
        ("side_b", "Government of Ukraine"),
        ("side_b_new_id", 61),
        ("side_b_dset_id", "61"),
        ("side_a", "Government of Russia"),
        ("side_a_new_id", 57),
        ("side_a_dset_id", "57"),
        ("dyad_name", "Government of Russia - Government of Ukraine"),
        ("dyad_new_id", 14085),
        ("dyad_dset_id", "14085"),
        ("conflict_name", "Russia - Ukraine"),
        ("conflict_new_id", 13243),
        ("conflict_dset_id", "13243"),
        ("type_of_violence", 1),
        ("code_status", "Clear"),
        ("active_year", True),
        ("year", 2022),
        ("relid", "UKR-2022-1-14085-7"),
        ("id", 900001),
        ("iso3", "UKR"),
    ]


def excerpt(**change):
    """Return the rows of the excerpt, with functions from a column's text to another spelling of it."""
    with open(EXCERPTS / "ucdp_ged.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column, spell in change.items():
            row[column] = spell(row[column])
    return rows


def in_dialect(folder, rows, columns=None, header=True, delimiter=",", tags=None, encoding="utf-8"):
    columns = columns or list(COLUMNS)
    text = csv_text(rows, columns, header, delimiter)
    if tags:
        first, _, rest = text.partition("\n")
        text = f"{first}\n{tags}\n{rest}"
    return written(folder, "dialect.csv", text, encoding)


def iso(text):
    return text.partition(" ")[0]


def american(text):
    year, month, day = map(int, iso(text).split("-"))
    return f"{month}/{day}/{year} 12:00:00 AM"


def short(text):
    year, month, day = iso(text).split("-")
    return f"{month}/{day}/{year} 00:00"


def dotted(text):
    return ".".join(reversed(iso(text).split("-")))


def written_out(text):
    return datetime.date.fromisoformat(iso(text)).strftime("%d %B %Y")


def dates(spell):
    return {"date_start": spell, "date_end": spell}


HXL = ",".join(["", "", "#date+year", "#date+year+start", *[""] * 46, "#affected+killed", ""])

DIALECTS = {
    "as-published": (excerpt(), {}),
    "no-header": (excerpt(), {"header": False}),
    "bom": (excerpt(), {"encoding": "utf-8-sig"}),
    "semicolons": (excerpt(), {"delimiter": ";"}),
    "other-order": (excerpt(), {"columns": sorted(COLUMNS)}),
    "52-columns-hxl": (
        [{**row, "start_year": "2014", "end_year": "2014", "iso3": "UKR"} for row in excerpt()],
        {"columns": [*COLUMNS, "start_year", "end_year", "iso3"], "tags": HXL},
    ),
    "upper-case": (
        [{name.upper(): text for name, text in row.items()} for row in excerpt()],
        {"columns": [name.upper() for name in COLUMNS]},
    ),
    "true-false": (excerpt(active_year={"1": "true", "0": "false"}.get), {}),
    "True-False": (excerpt(active_year={"1": "True", "0": "False"}.get), {}),
    "iso": (excerpt(**dates(iso)), {}),
    "iso-t": (excerpt(**dates(lambda text: f"{iso(text)}T00:00:00")), {}),
    "iso-fractions": (excerpt(**dates(lambda text: f"{iso(text)}T00:00:00.000")), {}),
    "decimals": (excerpt(latitude=lambda text: f"{text}00" if "." in text else f"{text}.0"), {}),
    "pandas": (excerpt(side_a_new_id=lambda text: f"{text}.0", best=lambda text: f"{text}.0"), {}),
}


def all_coded(path, **options):
    """Return what the rows of a file are coded as, without columns that only some dialects have."""
    found = [ucdp.coded(row) for row in read(ucdp, path, **options)]
    for coded in found:
        original = coded.columns["original"]
        coded.columns["original"] = {name: original.get(name) for name in COLUMNS}
    return found


def typed(row):
    """Return a row with the types of UCDP's API."""
    decimal = ("latitude", "longitude")
    whole_ = {name for name, reader in COLUMNS.items() if reader is whole}
    read_as = {**dict.fromkeys(whole_, int), **dict.fromkeys(decimal, float)}
    found = {name: read_as.get(name, str)(text) if text else None for name, text in row.items()}
    return {**found, "active_year": row["active_year"] == "1"}


def as_workbook(folder, rows):
    days = [{name: datetime.datetime.fromisoformat(row[name]) for name in DAYS} for row in rows]
    rows = [typed(row) | own for row, own in zip(rows, days, strict=True)]
    return workbook(folder / "ged.xlsx", [list(COLUMNS), *[list(row.values()) for row in rows]])


def as_json(folder, rows):
    rows = [typed(row) | {name: f"{iso(row[name])}T00:00:00" for name in DAYS} for row in rows]
    answer = {"TotalCount": len(rows), "TotalPages": 1, "NextPageUrl": "", "Result": rows}
    return written(folder, "ged.json", orjson.dumps(answer))


DAYS = ("date_start", "date_end")
NUMBERS = [name for name, reader in COLUMNS.items() if reader in (whole, decimal)]
FILES = {
    "workbook": as_workbook,
    "json": as_json,
    "utf-16": lambda folder, rows: in_dialect(folder, rows, delimiter="\t", encoding="utf-16"),
    "sep": lambda folder, rows: written(
        folder, "a.csv", f"sep=,\r\n{csv_text(rows, list(COLUMNS))}"
    ),
    "no-header-semicolons": lambda folder, rows: in_dialect(
        folder, rows, header=False, delimiter=";"
    ),
    "decimal-commas": lambda folder, rows: in_dialect(
        folder,
        [row | {name: row[name].replace(".", ",") for name in NUMBERS} for row in rows],
        delimiter=";",
    ),
    "padded": lambda folder, rows: in_dialect(
        folder, [row | {name: f"{row[name]:>9}" for name in NUMBERS} for row in rows]
    ),
    "scientific": lambda folder, rows: in_dialect(
        folder, [row | {"best": f"{int(row['best']):.8e}"} for row in rows]
    ),
    "thousands": lambda folder, rows: in_dialect(
        folder,
        [row | {name: f"{int(row[name]):,}" for name in ("priogrid_gid", "best")} for row in rows],
    ),
    "pandas-codes": lambda folder, rows: in_dialect(
        folder, [row | {"gwnoa": row["gwnoa"] and f"{row['gwnoa']}.0"} for row in rows]
    ),
    "r": lambda folder, rows: in_dialect(
        folder, [{name: text or "NA" for name, text in row.items()} for row in rows]
    ),
}


@pytest.mark.parametrize("form", FILES)
def test_a_file_of_another_program_says_the_same(tmp_path, form):
    assert all_coded(FILES[form](tmp_path, excerpt())) == all_coded(EXCERPTS / "ucdp_ged.csv")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_dialect_says_the_same(tmp_path, dialect):
    rows, form = DIALECTS[dialect]

    assert all_coded(in_dialect(tmp_path, rows, **form)) == all_coded(EXCERPTS / "ucdp_ged.csv")


def test_a_second_row_that_begins_with_a_hash_somewhere_is_data(tmp_path):
    path = ucdp_file(tmp_path, {"relid": "#7"}, {"id": "2"})

    assert [row.cells[0] for row in read(ucdp, path)] == ["900001", "2"]


def test_windows_letters_say_the_same(tmp_path):
    # Cyrillic offices have no place in cp1252.
    rows = [row for row in excerpt() if "РИА" not in row["source_article"]]
    expected = [
        coded for coded in all_coded(EXCERPTS / "ucdp_ged.csv") if coded.code != "ucdp-ged-423344"
    ]

    assert all_coded(in_dialect(tmp_path, rows, encoding="cp1252"), encoding="cp1252") == expected


@pytest.mark.parametrize("spell", [american, short, dotted, written_out])
def test_days_are_the_same_however_they_are_spelled(tmp_path, spell):
    found = all_coded(in_dialect(tmp_path, excerpt(**dates(spell))))

    assert found == all_coded(EXCERPTS / "ucdp_ged.csv")


@pytest.mark.parametrize(
    ("text", "original", "start"),
    [
        ("2022-03-01T13:30:00", "2022-03-01T13:30:00", datetime.date(2022, 3, 1)),
        ("3/30/2022 1:30:00 PM", "2022-03-30T13:30:00", datetime.date(2022, 3, 30)),
        ("NA", None, None),
        # A text that cannot be read stays as it is printed.
        ("spring 2022", "spring 2022", None),
        ("2022-02-30", "2022-02-30", None),
    ],
)
def test_a_date_in_the_original(tmp_path, text, original, start):
    columns = only(ucdp_file(tmp_path, {"date_start": text})).columns

    assert (columns["original"]["date_start"], columns["start_date"]) == (original, start)


def test_the_order_of_month_and_day_is_found_anywhere_in_the_file(tmp_path):
    path = ucdp_file(
        tmp_path,
        {"date_start": "03/02/2022 00:00", "date_end": "03/02/2022 00:00"},
        {"date_start": "3/30/2022 12:00:00 AM", "date_end": "2022-03-30"},
    )

    found = [ucdp.coded(row).columns["start_date"] for row in read(ucdp, path)]

    assert found == [datetime.date(2022, 3, 2), datetime.date(2022, 3, 30)]


def test_the_order_of_month_and_day_is_not_guessed(tmp_path):
    path = ucdp_file(tmp_path, {"date_start": "03/02/2022", "date_end": "03/02/2022"})

    with pytest.raises(Stopped, match="no date in it shows whether 03/02/2024 is in March"):
        only(path)
    assert only(path, date_order="mdy").columns["start_date"] == datetime.date(2022, 3, 2)
    assert only(path, date_order="dmy").columns["start_date"] == datetime.date(2022, 2, 3)


@pytest.mark.parametrize("count", [41, 45, 48])
def test_fewer_columns(tmp_path, count):
    left_out = ["gwnob", "geom_wkt", "gwnoa", "source_article", "low", "adm_2", "region", "relid"]
    columns = [name for name in COLUMNS if name not in left_out[: 49 - count]]

    coded = only(ucdp_file(tmp_path, {}, columns=columns))

    assert len(columns) == count
    assert list(coded.columns["original"]) == columns
    assert coded.quality == []
    assert coded.columns["fatalities_low"] == (2 if count > 44 else None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            csv_text([UCDP], list(COLUMNS)[:45], header=False),
            (
                "has no header, and 45 fields in its first row; only the official 49 can be told "
                "apart without one"
            ),
        ),
        (
            csv_text([UCDP], [name for name in COLUMNS if name not in ("id", "side_b")]),
            "has no column id, side_b in its first row",
        ),
        (csv_text([UCDP], [*COLUMNS, "best"]), "has the column 'best' more than once"),
        (
            "a,b,c\n1,2,3\n",
            (
                "has no header, and 3 fields in its first row; only the official 49 can be told "
                "apart without one"
            ),
        ),
    ],
    ids=["45-no-header", "no-id", "twice", "other"],
)
def test_what_is_no_table_of_ucdp(tmp_path, text, message):
    path = written(tmp_path, "a.csv", text)

    with pytest.raises(Stopped) as refused:
        list(read(ucdp, path))

    assert str(refused.value) == f"{path}: {message}"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": ""}, "id: None is not the number of an event"),
        ({"id": "0"}, "id: 0 is not the number of an event"),
        ({"id": "-7"}, "id: -7 is not the number of an event"),
        ({"id": "x1"}, "id: 'x1' is not a whole number"),
        ({"best": "many"}, "best: 'many' is not a whole number"),
        ({"active_year": "maybe"}, "active_year: 'maybe' is neither 1 nor 0, true nor false"),
        ({"type_of_violence": "4"}, "type_of_violence: 4 is none of 1, 2, 3"),
        ({"type_of_violence": ""}, "type_of_violence: is empty, and not one of 1, 2, 3"),
        ({"where_prec": "8"}, "where_prec: 8 is none of 1, 2, 3, 4, 5, 6, 7"),
        ({"date_prec": "6"}, "date_prec: 6 is none of 1, 2, 3, 4, 5"),
        ({"latitude": "91"}, "latitude: 91.0 is not between -90 and 90"),
        ({"longitude": "-180.5"}, "longitude: -180.5 is not between -180 and 180"),
        ({"latitude": "49,5"}, "latitude: '49,5' is not a number"),
    ],
)
def test_unreadable(tmp_path, row, message):
    with pytest.raises(Unreadable) as refused:
        only(ucdp_file(tmp_path, row))

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ({"date_prec": "2"}, {"date_precision": "week"}),
        ({"date_prec": ""}, {"date_precision": "unknown"}),
        ({"date_start": "spring"}, {"start_date": None, "date_precision": "unknown"}),
        ({"date_end": ""}, {"end_date": None, "date_precision": "day"}),
        ({"date_end": "2022-02-01"}, {"end_date": datetime.date(2022, 2, 1)}),
        ({"where_prec": "6"}, {"place_precision": "country"}),
        ({"where_prec": ""}, {"place_precision": "unknown"}),
        ({"country_id": "678"}, {"country": "YE"}),
        ({"country_id": "345"}, {"country": "RS"}),
        ({"country_id": "315"}, {"country": None}),
        (
            {"low": "-1", "best": "0", "high": "-9"},
            {
                "fatalities_low": None,
                "fatalities_best": 0,
                "fatalities_high": None,
                "note": "The dataset gives low -1 and high -9: not a number of deaths.",
            },
        ),
        ({"low": "9", "best": "3", "high": "1"}, {"fatalities_low": 9, "fatalities_high": 1}),
        (
            {"side_b": "Civilians", "type_of_violence": "3"},
            {"title": "Government of Russia against civilians, Middletown town"},
        ),
        (
            {"side_a": "", "side_b": "", "where_coordinates": ""},
            {"title": "Unnamed side against an unnamed side"},
        ),
    ],
)
def test_columns(tmp_path, row, columns):
    found = only(ucdp_file(tmp_path, row)).columns

    assert {name: found[name] for name in columns} == columns


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"side_a": "RSF", "gwnoa": ""}, ("ucdp-actor-57", "RSF", "armed_group", None, True)),
        ({"gwnoa": ""}, ("ucdp-actor-57", "Government of Russia", "state", None, True)),
        ({"gwnoa": "365.0"}, ("ucdp-actor-57", "Government of Russia", "state", "RU", True)),
        ({"gwnoa": "365, 2"}, ("ucdp-actor-57", "Government of Russia", "state", None, True)),
        ({"gwnoa": "9999"}, ("ucdp-actor-57", "Government of Russia", "state", None, True)),
        (
            {"side_a": "Civilians", "gwnoa": ""},
            ("ucdp-actor-57", "Civilians", "civilians", None, False),
        ),
        ({"side_a": "XXX136", "gwnoa": ""}, ("ucdp-actor-57", "XXX136", "unknown", None, False)),
        (
            {"side_a": "Al-Shabaab", "side_a_new_id": "", "gwnoa": ""},
            ("ucdp-actor-al-shabaab", "Al-Shabaab", "armed_group", None, True),
        ),
        (
            {"side_a": "", "gwnoa": ""},
            ("ucdp-actor-57", "UCDP actor 57", "armed_group", None, True),
        ),
    ],
)
def test_side(tmp_path, row, expected):
    (actor, role), _ = only(ucdp_file(tmp_path, row)).participants

    assert role == "actor"
    assert tuple(actor[name] for name in ("slug", "name", "kind", "country", "named")) == expected


def test_a_side_that_is_not_given_takes_no_part(tmp_path):
    coded = only(ucdp_file(tmp_path, {"side_b": "", "side_b_new_id": "", "gwnob": ""}))

    assert [role for _, role in coded.participants] == ["actor"]


@pytest.mark.parametrize(
    ("row", "name", "kind"),
    [
        ({"where_prec": "2"}, "Middletown town", "populated_place"),
        ({"where_prec": "3"}, "Middletown town", "admin2"),
        ({"where_prec": "4"}, "Middletown town", "admin1"),
        ({"where_prec": "5"}, "Middletown town", "region"),
        ({"where_prec": "6"}, "Middletown town", "country"),
        ({"where_prec": "7"}, "Middletown town", "water"),
        ({"where_coordinates": "Middle airport"}, "Middle airport", "point"),
        ({"where_coordinates": "", "adm_2": "Low raion"}, "Low raion", "point"),
        ({"where_coordinates": ""}, "Middle oblast", "point"),
        ({"where_coordinates": "", "adm_1": ""}, "Ukraine", "point"),
        ({"where_coordinates": "", "adm_1": "", "country": ""}, "49.5 36.25", "point"),
    ],
)
def test_place(tmp_path, row, name, kind):
    place = only(ucdp_file(tmp_path, row)).place

    assert (place["name"], place["kind"]) == (name, kind)


def test_a_place_is_its_name_country_and_coordinates(tmp_path):
    def slug(**row):
        return only(ucdp_file(tmp_path, row)).place["slug"]

    assert slug() == slug(where_prec="4", adm_1="Other") == slug(latitude="49.500")
    others = [
        slug(latitude="49.6"),
        slug(where_coordinates="Middletown"),
        slug(country_id="365"),
        slug(latitude=""),
    ]
    assert len({slug(), *others}) == 5


def test_coordinates_are_whole_or_not_there(tmp_path):
    place = only(ucdp_file(tmp_path, {"longitude": ""})).place

    assert (place["latitude"], place["longitude"]) == (None, None)


def test_no_place_at_all(tmp_path):
    nothing = dict.fromkeys(["where_coordinates", "adm_1", "adm_2", "country", "latitude"], "")

    assert only(ucdp_file(tmp_path, nothing)).place is None


def test_an_article_listed_twice_reports_the_event_once(tmp_path):
    listed = '"A,2022-03-02,x";"A,2022-03-02,x";"B,2022-03-02,y"'

    coded = only(ucdp_file(tmp_path, {"source_article": listed, "number_of_sources": "3"}))

    assert [(article["source"]["slug"], role) for article, role in coded.reports] == [
        ("a", "primary"),
        ("b", "corroborating"),
    ]
    assert coded.quality == []


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ({"side_b": "NA", "side_b_new_id": "", "gwnob": ""}, ["Government of Russia"]),
        ({"side_b": "NA", "side_b_new_id": "99", "gwnob": ""}, ["Government of Russia", "NA"]),
        ({"side_b": "NULL", "gwnob": ""}, ["Government of Russia", "UCDP actor 61"]),
        ({"side_b": "-", "gwnob": ""}, ["Government of Russia", "UCDP actor 61"]),
    ],
)
def test_a_word_for_a_missing_side_is_no_actor(tmp_path, row, names):
    coded = only(ucdp_file(tmp_path, row))

    assert [actor["name"] for actor, _ in coded.participants] == names


def test_a_word_for_a_missing_place_is_no_place(tmp_path):
    (row,) = read(ucdp, ucdp_file(tmp_path, {"where_coordinates": "NA", "adm_2": "NA"}))

    assert ucdp.coded(row).place["name"] == "Middle oblast"
    assert (row.original()["where_coordinates"], row.flags) == (None, ["missing_words"])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            {"side_a": "RSF\u202e", "gwnoa": ""},
            (
                "the actor 'RSF\\u202e' holds U+202E (right-to-left override), which is not shown; take it "
                "out of the name"
            ),
        ),
        (
            {"where_coordinates": "Middle\x07town"},
            (
                "the place 'Middle\\x07town' holds U+0007 (a control character), which is not shown; take it "
                "out of the name"
            ),
        ),
        (
            {"source_article": '"Out\u2066let,2022-03-02,x"'},
            (
                "the source 'Out\\u2066let' holds U+2066 (left-to-right isolate), which is not shown; take it "
                "out of the name"
            ),
        ),
    ],
)
def test_a_name_with_characters_that_nobody_sees(tmp_path, row, message):
    with pytest.raises(Unreadable) as refused:
        only(ucdp_file(tmp_path, row))

    assert str(refused.value) == message


def test_joiners_belong_to_names_and_line_breaks_are_blanks(tmp_path):
    row = {"side_a": "می\u200cخواهم", "gwnoa": "", "where_coordinates": "Middle\r\n\ttown"}

    coded = only(ucdp_file(tmp_path, row))

    assert coded.participants[0][0]["name"] == "می\u200cخواهم"
    assert coded.place["name"] == "Middle town"


def test_the_longest_fields(tmp_path):
    headline = 'He said: "no, no"; then\r\n\t' * 220
    coded = only(
        ucdp_file(
            tmp_path, {"source_article": f'"A,2022-03-02,{headline}"', "number_of_sources": "1"}
        )
    )

    assert len(headline) > 5132
    assert coded.columns["original"]["source_article"] == f'"A,2022-03-02,{headline}"'
    assert coded.reports[0][0]["title"] == " ".join(headline.split())


def test_the_key_of_a_row_that_cannot_be_coded(tmp_path):
    text = csv_text([{**UCDP, "best": "x"}, {**UCDP, "id": "?"}]) + "1,2,3\n"
    rows = list(read(ucdp, written(tmp_path, "a.csv", io.StringIO(text).getvalue())))

    assert [ucdp.key(row) for row in rows] == ["ucdp-ged-900001", None, None]
