"""Rows of ACLED as our records. All rows are made up: ACLED's terms forbid passing on its own."""

import datetime

import orjson
import pytest

from events.importing.acled import importer as acled
from events.importing.problem import LeftOut, Stopped, Unreadable
from events.vocabulary import TYPE_MODE_BY_ACLED, TYPE_MODE_BY_FORMER_ACLED
from tests.importing.tables import ACLED, acled_file, csv_text, read, workbook, written

OLDER = [
    "data_id",
    "iso",
    "event_id_cnty",
    "event_id_no_cnty",
    *[name for name in ACLED if name not in ("event_id_cnty", "iso", "disorder_type", "tags")],
    "iso3",
]


def only(path, **options):
    (row,) = read(acled, path, **options)
    return acled.coded(row)


def test_a_row(tmp_path):
    coded = only(acled_file(tmp_path, {}))

    original = coded.columns.pop("original")
    assert coded.code == "acled-ukr900001"
    assert coded.columns == {
        "type": "ASSAULT",
        "quad_class": 4,
        "status": "occurred",
        "title": (
            "Shelling/artillery/missile attack: Military Forces of Russia (2000-) and "
            "Civilians (Ukraine), Middletown"
        ),
        "summary": "On 2 January 2024, shells fell on Middletown; two people died.",
        "start_date": datetime.date(2024, 1, 2),
        "date_precision": "day",
        "place_precision": "exact",
        "country": "UA",
        "fatalities_best": 2,
        "note": None,
    }
    assert coded.modes == ["heavy-weapons"]
    assert coded.place == {
        "slug": "middletown-672f163e",
        "name": "Middletown",
        "kind": "populated_place",
        "country": "UA",
        "admin1": "Middle",
        "latitude": 49.5,
        "longitude": 36.25,
    }
    assert [(*actor.values(), role) for actor, role in coded.participants] == [
        (
            "acled-actor-military-forces-of-russia-2000",
            "Military Forces of Russia (2000-)",
            "state",
            "RU",
            True,
            "actor",
        ),
        (
            "acled-actor-civilians-ukraine",
            "Civilians (Ukraine)",
            "civilians",
            "UA",
            False,
            "recipient",
        ),
        (
            "acled-actor-farmers-ukraine",
            "Farmers (Ukraine)",
            "organization",
            "UA",
            True,
            "recipient",
        ),
        (
            "acled-actor-women-ukraine",
            "Women (Ukraine)",
            "organization",
            "UA",
            True,
            "recipient",
        ),
    ]
    assert [
        (article["slug"], article["source"]["name"], article["title"], article["note"], role)
        for article, role in coded.reports
    ] == [
        ("acled-ukr900001-outlet-a", "Outlet A", None, acled.OUTLET_ONLY, "primary"),
        ("acled-ukr900001-outlet-b", "Outlet B", None, acled.OUTLET_ONLY, "corroborating"),
    ]
    assert coded.quality == []
    assert original == {name: text or None for name, text in ACLED.items()} | {
        "year": 2024,
        "time_precision": 1,
        "inter1": 8,
        "inter2": 7,
        "interaction": 78,
        "iso": 804,
        "latitude": 49.5,
        "longitude": 36.25,
        "geo_precision": 1,
        "fatalities": 2,
        "timestamp": 1704833944,
    }
    assert list(original) == list(ACLED)


def typed(row):
    """Return a row with numbers and days, as workbooks and the API's JSON have them."""
    number = {name: float(row[name]) for name in ("latitude", "longitude")}
    whole = "year time_precision inter1 inter2 interaction iso geo_precision fatalities timestamp"
    return {**row, **number, **{name: int(row[name]) for name in whole.split()}}


def as_workbook(folder, row):
    typed_row = typed(row) | {"event_date": datetime.datetime(2024, 1, 2)}
    return workbook(folder / "acled.xlsx", [list(row), list(typed_row.values())])


def as_json(folder, row):
    answer = {"status": 200, "success": True, "count": 1, "messages": [], "data": [row]}
    return written(folder, "acled.json", orjson.dumps(answer))


def with_tags(folder, row):
    tags = ["#event+id", "#date", *[""] * (len(row) - 3), "#meta"]
    text = csv_text([dict(zip(row, tags, strict=True)), row])
    return written(folder, "hdx.csv", text)


def with_decimal_commas(folder, row):
    commas = {name: row[name].replace(".", ",") for name in ("latitude", "longitude")}
    text = csv_text([{**row, **commas, "fatalities": "2,0"}], delimiter=";")
    return written(folder, "europe.csv", text)


DIALECTS = {
    "semicolons": lambda folder, row: acled_file(folder, row, delimiter=";"),
    "other-order": lambda folder, row: acled_file(folder, row, columns=sorted(ACLED)),
    "written-date": lambda folder, row: acled_file(folder, {"event_date": "02 January 2024"}),
    "hyphens": lambda folder, row: acled_file(folder, {"event_date": "02-January-2024"}),
    "utf-16": lambda folder, row: written(
        folder, "a.txt", csv_text([row], delimiter="\t").encode("utf-16")
    ),
    "sep": lambda folder, row: written(folder, "a.csv", f"sep=;\n{csv_text([row], delimiter=';')}"),
    "pandas": lambda folder, row: acled_file(
        folder, {name: f"{row[name]}.0" for name in ("inter1", "inter2", "iso", "fatalities")}
    ),
    "hxl": with_tags,
    "decimal-commas": with_decimal_commas,
    "workbook": as_workbook,
    "json": as_json,
    "typed-json": lambda folder, row: as_json(folder, typed(row)),
    "r": lambda folder, row: acled_file(folder, {name: text or "NA" for name, text in row.items()}),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_dialect_says_the_same(tmp_path, dialect):
    expected = only(acled_file(tmp_path, {}))

    assert only(DIALECTS[dialect](tmp_path, ACLED)) == expected


def test_kinds_of_actor_by_their_names_say_the_same(tmp_path):
    kinds = {"inter1": "External/Other forces", "inter2": "Civilians"}
    found, expected = only(acled_file(tmp_path, kinds)), only(acled_file(tmp_path, {}))

    assert [found.columns["original"].pop(name) for name in kinds] == list(kinds.values())
    for name in kinds:
        del expected.columns["original"][name]
    assert found == expected


# The columns of the API of 2016 and of the files of its time.
FORMER = {
    "gwno": "369",
    "event_id_cnty": "1416UKR",
    "event_id_no_cnty": "1416",
    "event_date": "31/01/2014",
    "year": "2014",
    "time_precision": "1",
    "event_type": "Riots/Protests",
    "actor1": "Protesters (Ukraine)",
    "ally_actor_1": "Women (Ukraine)",
    "inter1": "6",
    "actor2": "Police Forces of Ukraine (2010-2014)",
    "ally_actor_2": "",
    "inter2": "1",
    "interaction": "16",
    "country": "Ukraine",
    "adm_level_1": "Middle",
    "adm_level_2": "",
    "adm_level_3": "",
    "location": "Middletown",
    "latitude": "49.5",
    "longitude": "36.25",
    "geo_precision": "1",
    "source": "Outlet A",
    "notes": "Protesters gathered in Middletown.",
    "fatalities": "0",
}


@pytest.mark.parametrize("spell", [str, str.upper])
def test_the_layout_of_2016(tmp_path, spell):
    row = {spell(name): text for name, text in FORMER.items()}

    coded = only(written(tmp_path, "2016.csv", csv_text([row])))

    columns = coded.columns
    assert coded.code == "acled-1416ukr"
    assert (columns["type"], next(iter(coded.modes), None), columns["start_date"]) == (
        "PROTEST",
        None,
        datetime.date(2014, 1, 31),
    )
    assert columns["title"] == (
        "Riots/Protests: Protesters (Ukraine) and Police Forces of Ukraine (2010-2014), Middletown"
    )
    assert (columns["country"], coded.place["admin1"], coded.quality) == ("UA", "Middle", [])
    assert [(actor["name"], role) for actor, role in coded.participants] == [
        ("Protesters (Ukraine)", "actor"),
        ("Women (Ukraine)", "actor"),
        ("Police Forces of Ukraine (2010-2014)", "recipient"),
    ]
    # By the names that the columns have today.
    original = columns["original"]
    assert list(original)[:2] == ["gwno", "event_id_cnty"]
    assert {name: original[name] for name in ("gwno", "assoc_actor_1", "admin1", "event_date")} == {
        "gwno": 369,
        "assoc_actor_1": "Women (Ukraine)",
        "admin1": "Middle",
        "event_date": "2014-01-31",
    }


@pytest.mark.parametrize(("name", "expected"), TYPE_MODE_BY_FORMER_ACLED.items())
def test_former_types(tmp_path, name, expected):
    path = written(tmp_path, "2016.csv", csv_text([{**FORMER, "event_type": name.upper()}]))

    if expected[0] is None:
        with pytest.raises(LeftOut) as left_out:
            only(path)
        assert str(left_out.value) == f"{name}, which has no equivalent among the event types"
    else:
        coded = only(path)
        columns = coded.columns
        assert (columns["type"], next(iter(coded.modes), None)) == expected


MISSING = {
    "actor2": "NA",
    "assoc_actor_2": "NA",
    "inter2": "0",
    "interaction": "80",
    "admin2": "NA",
}


def test_a_side_that_is_missing_is_not_an_actor_called_na(tmp_path):
    (row,) = read(acled, acled_file(tmp_path, MISSING))
    coded = acled.coded(row)

    assert coded == only(
        acled_file(tmp_path, dict.fromkeys(MISSING, "") | {"inter2": "0", "interaction": "80"})
    )
    assert row.flags == ["missing_words"]
    assert row.emptied == [("actor2", "NA"), ("assoc_actor_2", "NA"), ("admin2", "NA")]


def test_a_group_that_is_called_na(tmp_path):
    (row,) = read(acled, acled_file(tmp_path, {"actor1": "NA", "inter1": "3", "iso2": "NA"}))

    (actor, _), *_ = acled.coded(row).participants
    assert actor["name"] == "NA"
    assert (row.flags, row.kept) == ([], [("actor1", "NA")])


def test_the_code_of_namibia(tmp_path):
    row = {**ACLED, "iso2": "NA", "country": "Namibia", "iso": "516"}

    columns = only(written(tmp_path, "a.csv", csv_text([row]))).columns

    assert (columns["country"], columns["original"]["iso2"]) == ("NA", "NA")


def test_an_older_layout_says_the_same(tmp_path):
    row = {**ACLED, "data_id": "123", "event_id_no_cnty": "900001", "iso3": "UKR"}
    path = written(tmp_path, "older.csv", csv_text([row], OLDER))

    found, expected = only(path), only(acled_file(tmp_path, {}))

    original = found.columns.pop("original")
    assert list(original) == OLDER
    assert (original["data_id"], original["event_id_no_cnty"], original["iso3"]) == (
        123,
        900001,
        "UKR",
    )
    expected.columns.pop("original")
    assert found == expected


def test_dates_with_slashes(tmp_path):
    path = acled_file(tmp_path, {"event_date": "02/01/2024"}, {"event_date": "31/01/2024"})

    found = [acled.coded(row).columns for row in read(acled, path)]

    assert [columns["start_date"].isoformat() for columns in found] == ["2024-01-02", "2024-01-31"]
    assert [columns["original"]["event_date"] for columns in found] == ["2024-01-02", "2024-01-31"]
    with pytest.raises(Stopped, match="contradicts --date-order mdy"):
        list(map(acled.coded, read(acled, path, date_order="mdy")))


@pytest.mark.parametrize(("pair", "expected"), TYPE_MODE_BY_ACLED.items())
def test_types(tmp_path, pair, expected):
    row = {"event_type": pair[0].upper(), "sub_event_type": f" {pair[1]} "}
    path = acled_file(tmp_path, row)

    if expected[0] is None:
        with pytest.raises(LeftOut) as left_out:
            only(path)
        assert str(left_out.value) == (
            "Strategic developments / Other, which has no equivalent among the event types"
        )
    else:
        coded = only(path)
        columns = coded.columns
        assert (columns["type"], next(iter(coded.modes), None)) == expected
        assert columns["title"].startswith(f"{pair[1]}: ")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"event_id_cnty": ""}, "event_id_cnty: '' is not letters and digits"),
        ({"event_id_cnty": "UKR-1"}, "event_id_cnty: 'UKR-1' is not letters and digits"),
        (
            {"event_type": "Riots/Protests"},
            (
                "event_type 'Riots/Protests' with sub_event_type "
                "'Shelling/artillery/missile attack' is not in ACLED's list"
            ),
        ),
        ({"time_precision": "4"}, "time_precision: 4 is none of 1, 2, 3"),
        ({"geo_precision": "0"}, "geo_precision: 0 is none of 1, 2, 3"),
        ({"fatalities": "some"}, "fatalities: 'some' is not a whole number"),
        ({"latitude": "-91"}, "latitude: -91.0 is not between -90 and 90"),
    ],
)
def test_unreadable(tmp_path, row, message):
    with pytest.raises(Unreadable) as refused:
        only(acled_file(tmp_path, row))

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("row", "country", "flags"),
    [
        ({}, "UA", []),
        ({"iso": ""}, "UA", []),
        ({"iso": "0", "country": "Kosovo"}, "XK", []),
        ({"iso": "", "country": "Ivory Coast"}, "CI", []),
        ({"iso": "0", "country": "Red Sea"}, None, ["country_unmapped"]),
        ({"iso": "", "country": ""}, None, []),
        ({"year": "2023"}, "UA", ["year_differs_from_start"]),
        ({"event_date": "spring"}, "UA", ["date_unreadable"]),
        ({"latitude": ""}, "UA", ["coordinates_missing"]),
        ({"fatalities": "-1"}, "UA", ["negative_deaths"]),
        ({"fatalities": "0"}, "UA", []),
        ({"fatalities": ""}, "UA", []),
    ],
)
def test_country_and_quality(tmp_path, row, country, flags):
    coded = only(acled_file(tmp_path, row))

    assert (coded.columns["country"], coded.quality) == (country, flags)


def test_a_negative_number_of_deaths_is_kept_as_it_is_given(tmp_path):
    columns = only(acled_file(tmp_path, {"fatalities": "-1"})).columns

    assert (columns["fatalities_best"], columns["original"]["fatalities"], columns["note"]) == (
        None,
        -1,
        "The dataset gives fatalities -1: not a number of deaths.",
    )


@pytest.mark.parametrize(
    ("name", "inter", "kind", "country", "named"),
    [
        ("Military Forces of France (2017-)", "8", "state", "FR", True),
        ("Police Forces of Mali (2020-)", "1", "state", "ML", True),
        ("Government of Mali (2020-)", "", "state", "ML", True),
        ("Rebels of the Hill", "2", "armed_group", None, True),
        ("Rebels of the Hill", "Rebel group", "armed_group", None, True),
        ("Hill Militia", "Political militia", "armed_group", None, True),
        ("Hill Communal Militia (Mali)", "4", "identity_group", "ML", True),
        ("Rioters (Mali)", "5", "collective", "ML", False),
        ("Protesters (Mali)", "6", "collective", "ML", False),
        ("Civilians (Mali)", "7", "civilians", "ML", False),
        ("Unidentified Armed Group (Mali)", "3", "unknown", "ML", False),
        ("Hill Security Company", "8", "organization", None, True),
    ],
)
def test_kind_of_actor(tmp_path, name, inter, kind, country, named):
    (actor, _), *_ = only(acled_file(tmp_path, {"actor1": name, "inter1": inter})).participants

    assert (actor["kind"], actor["country"], actor["named"]) == (kind, country, named)


def test_one_side_only(tmp_path):
    row = {"actor2": "", "assoc_actor_2": "", "inter2": "0", "actor1": "Protesters (Ukraine)"}
    coded = only(
        acled_file(
            tmp_path, {**row, "sub_event_type": "Peaceful protest", "event_type": "Protests"}
        )
    )

    assert coded.columns["title"] == "Peaceful protest: Protesters (Ukraine), Middletown"
    assert [role for _, role in coded.participants] == ["actor"]


def test_who_is_named_twice_takes_part_once_in_each_role(tmp_path):
    name = "Civilians (Ukraine)"
    coded = only(
        acled_file(
            tmp_path, {"actor1": name, "assoc_actor_1": f"{name}; {name}", "assoc_actor_2": ""}
        )
    )

    assert [(actor["name"], role) for actor, role in coded.participants] == [
        (name, "actor"),
        (name, "recipient"),
    ]


def test_without_a_header_it_is_no_table_of_acled(tmp_path):
    path = acled_file(tmp_path, {}, header=False)

    with pytest.raises(Stopped) as refused:
        only(path)

    assert str(refused.value) == (
        f"{path}: has no header: its first row begins with 'UKR900001', and should name the columns "
        "event_id_cnty, event_date, event_type, actor1"
    )


def test_the_terms_are_in_the_record_of_the_dataset():
    assert acled.DATASET["license"] == "LicenseRef-ACLED-Terms"
    assert "forbid giving its rows to others" in acled.DATASET["note"]
