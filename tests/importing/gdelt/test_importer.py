"""Rows of GDELT's event files as our records."""

import datetime

import pytest

from events.importing.gdelt import importer as gdelt
from events.importing.gdelt.files import COLUMNS
from events.importing.problem import LeftOut, Stopped, Unreadable
from events.importing.reading.cells import decimal, whole
from tests.importing.tables import EXCERPTS, csv_text, read, written

TEXT = (EXCERPTS / "gdelt_2.csv").read_text(encoding="utf-8")
AT = {name: at for at, name in enumerate(COLUMNS)}


def row(line, **changes):
    """Return a row of the excerpt, changed."""
    cells = TEXT.splitlines()[line - 1].split("\t")
    for name, text in changes.items():
        cells[AT[name]] = text
    return cells


def only(folder, cells):
    (found,) = read(gdelt, written(folder, "a.export.CSV", "\t".join(cells) + "\n"))
    return gdelt.coded(found)


def test_a_row(tmp_path):
    coded = only(tmp_path, row(5))

    original = coded.columns.pop("original")
    assert coded.code == "gdelt-479491265"
    assert coded.columns == {
        "type": "CONSULT",
        "quad_class": 1,
        "status": "occurred",
        "title": "Consult: Italy, Assisi",
        "start_date": datetime.date(2014, 10, 27),
        "date_precision": "day",
        "place_precision": "near",
        "country": "IT",
    }
    assert coded.modes == ["visit"]
    assert coded.place == {
        "slug": "assisi-umbria-italy-33b87c31",
        "name": "Assisi",
        "kind": "populated_place",
        "country": "IT",
        "admin1": "Umbria",
        "latitude": 43.0667,
        "longitude": 12.6167,
    }
    assert [(actor["slug"], role) for actor, role in coded.participants] == [
        ("gdelt-actor-ita", "actor")
    ]
    ((article, role),) = coded.reports
    assert role == "primary"
    assert (article["slug"], article["url"], article["source"]["name"]) == (
        "newyorkcitypainter-blogspot-com-401802b6fac2",
        "http://newyorkcitypainter.blogspot.com/2015/10/assisi-italy-painting-in-piazza-de.html",
        "newyorkcitypainter.blogspot.com",
    )
    assert coded.quality == ["mentions_not_incidents"]
    assert list(original) == list(COLUMNS)
    assert {name: original[name] for name in ("GLOBALEVENTID", "SQLDATE", "EventCode")} == {
        "GLOBALEVENTID": 479491265,
        "SQLDATE": 20141027,
        "EventCode": "042",
    }
    assert (original["NumMentions"], original["AvgTone"]) == (8, 4.84581497797357)
    assert (original["Actor2Code"], original["DATEADDED"]) == (None, 20151027220000)


def test_no_count_of_reports_becomes_a_number_of_deaths_or_incidents(tmp_path):
    coded = only(tmp_path, row(10, NumMentions="400"))

    assert coded.columns["original"]["NumMentions"] == 400
    assert not [name for name in coded.columns if name.startswith("fatalities")]
    assert "mentions_not_incidents" in coded.quality


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("03", ("AGREE", None, 1)),
        ("0872", ("RETREAT", "withdraw", 2)),
        ("081", ("CONCEDE", None, 1)),
        ("112", ("ACCUSE", "allege", 3)),
        ("1381", ("THREATEN", "restrict", 3)),
        ("145", ("PROTEST", "riot", 4)),
        ("173", ("COERCE", "arrest", 4)),
        ("195", ("ASSAULT", "aerial", 4)),
        ("192", ("COERCE", "seize", 4)),
    ],
)
def test_types(tmp_path, code, expected):
    coded = only(tmp_path, row(5, EventCode=code))
    columns = coded.columns

    assert (columns["type"], next(iter(coded.modes), None), columns["quad_class"]) == expected


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (1, "no PLOVER equivalent (CAMEO 01, make public statement)"),
        (2, "no PLOVER equivalent (CAMEO 02, appeal)"),
    ],
)
def test_left_out(tmp_path, line, reason):
    with pytest.raises(LeftOut) as left_out:
        only(tmp_path, row(line))

    assert str(left_out.value) == reason


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"GLOBALEVENTID": ""}, "GLOBALEVENTID: '' is not the number of an event"),
        ({"GLOBALEVENTID": "-1"}, "GLOBALEVENTID: '-1' is not the number of an event"),
        ({"GLOBALEVENTID": "x"}, "GLOBALEVENTID: 'x' is not a whole number"),
        ({"EventCode": "---"}, "EventCode: '---' is not a CAMEO code"),
        ({"EventCode": ""}, "EventCode: '' is not a CAMEO code"),
        ({"EventCode": "211"}, "EventCode: '211' is not a CAMEO code"),
        ({"ActionGeo_Type": "6"}, "ActionGeo_Type: 6 is none of 0, 1, 2, 3, 4, 5"),
        ({"ActionGeo_Lat": "99"}, "ActionGeo_Lat: 99.0 is not between -90 and 90"),
        ({"AvgTone": "bad"}, "AvgTone: 'bad' is not a number"),
    ],
)
def test_unreadable(tmp_path, changes, message):
    with pytest.raises(Unreadable) as refused:
        only(tmp_path, row(5, **changes))

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("line", "changes", "flags"),
    [
        (5, {"SQLDATE": "20141399"}, ["date_unreadable"]),
        (5, {"Year": "2015"}, ["year_differs_from_start"]),
        (6, {}, ["coordinates_missing"]),
        (7, {}, ["country_unmapped"]),  # GDELT's own code for the oceans
        (5, {"SOURCEURL": "BBC Monitoring"}, ["sources_unparsed"]),
        (5, {"SOURCEURL": "http://[x/"}, ["sources_unparsed"]),
        (5, {"SOURCEURL": ""}, []),
    ],
)
def test_quality(tmp_path, line, changes, flags):
    coded = only(tmp_path, row(line, **changes))

    assert coded.quality == ["mentions_not_incidents", *flags]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (3, ("Sri Lanka", "country", "LK", None, "country")),
        (4, ("Jerusalem", "populated_place", "IL", None, "near")),
        (7, ("Black Sea", "water", None, None, "near")),
        (9, ("Tel Aviv District", "admin1", "IL", None, "admin1")),
        (10, ("Nuer", "populated_place", "SS", "Wilayat A`ali an Nil", "near")),
        (11, ("Annapolis", "populated_place", "US", "Maryland", "near")),
    ],
)
def test_places(tmp_path, line, expected):
    coded = only(tmp_path, row(line))

    place = [coded.place[name] for name in ("name", "kind", "country", "admin1")]
    assert (*place, coded.columns["place_precision"]) == expected


def test_no_place(tmp_path):
    coded = only(tmp_path, row(6))

    assert (coded.place, coded.columns["place_precision"]) == (None, "unknown")


def test_both_sides(tmp_path):
    coded = only(tmp_path, row(3))

    assert coded.columns["title"] == (
        "Assault: United Nations, intergovernmental organization, human rights against Judiciary, "
        "Sri Lanka"
    )
    assert [(actor["slug"], actor["kind"], role) for actor, role in coded.participants] == [
        ("gdelt-actor-igounohrihch", "international_organization", "actor"),
        ("gdelt-actor-jud", "collective", "recipient"),
    ]


def test_version_1_has_fewer_columns_and_says_the_same(tmp_path):
    names = [name for name in COLUMNS if not name.endswith("ADM2Code")]
    cells = [row(5)[AT[name]] for name in names]

    found, earlier = only(tmp_path, cells), only(tmp_path, cells[:-1])

    expected = only(tmp_path, row(5))
    assert (len(cells), list(found.columns["original"])) == (58, names)
    assert list(earlier.columns["original"]) == names[:-1]
    for coded in (found, earlier, expected):
        del coded.columns["original"]
    assert found == expected
    assert earlier.reports == []
    earlier.reports = expected.reports
    assert earlier == expected


def test_rows_of_all_layouts_in_one_file(tmp_path):
    version_1 = [row(5)[AT[name]] for name in COLUMNS if not name.endswith("ADM2Code")]
    rows = [version_1[:-1], version_1, row(5)]
    path = written(tmp_path, "a.csv", "".join("\t".join(cells) + "\n" for cells in rows))

    found = list(read(gdelt, path))

    assert [(len(one.cells), one.problem) for one in found] == [(57, None), (58, None), (61, None)]
    coded = [gdelt.coded(one) for one in found]
    assert [one.columns["original"].get("SOURCEURL", "none") for one in coded] == [
        "none",
        row(5)[AT["SOURCEURL"]],
        row(5)[AT["SOURCEURL"]],
    ]
    assert [one.place for one in coded] == [only(tmp_path, row(5)).place] * 3


@pytest.mark.parametrize("header", [True, False])
def test_a_file_that_a_european_spreadsheet_saved(tmp_path, header):
    cells = row(5)
    for name, reader in COLUMNS.items():
        if reader in (decimal, whole):
            cells[AT[name]] = cells[AT[name]].replace(".", ",")
    # It takes codes for numbers.
    for name in ("EventCode", "EventBaseCode", "EventRootCode"):
        cells[AT[name]] = cells[AT[name]].removeprefix("0")
    text = csv_text([dict(zip(COLUMNS, cells, strict=True))], delimiter=";", header=header)

    (found,) = read(gdelt, written(tmp_path, "a.csv", text))

    assert gdelt.coded(found) == only(tmp_path, row(5))


def test_a_url_with_a_password(tmp_path):
    cells = row(5, SOURCEURL="http://name:word@outlet.example/1")
    (found,) = read(gdelt, written(tmp_path, "a.csv", "\t".join(cells)))

    coded = gdelt.coded(found)

    assert found.flags == ["credentials_removed"]
    assert coded.columns["original"]["SOURCEURL"] == "http://outlet.example/1"
    assert [article["url"] for article, _ in coded.reports] == ["http://outlet.example/1"]
    assert coded == only(tmp_path, row(5, SOURCEURL="http://outlet.example/1"))


def test_a_header_is_no_row(tmp_path):
    text = "\t".join(COLUMNS) + "\n" + "\t".join(row(5)) + "\n"

    (found,) = read(gdelt, written(tmp_path, "a.csv.zip", text))

    assert gdelt.coded(found) == only(tmp_path, row(5))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "1,2,3\n",
            "has no header, and 3 fields in its first row; only the official 61, 58 or 57 can be told apart without one",
        ),
        (
            "\t".join(sorted(COLUMNS)[:-5]) + "\n",
            "has no column SQLDATE in its first row",
        ),
        ("\n", "holds no rows"),
    ],
)
def test_what_is_no_event_file(tmp_path, text, message):
    path = written(tmp_path, "a.csv", text)

    with pytest.raises(Stopped) as refused:
        list(read(gdelt, path))

    assert str(refused.value) == f"{path}: {message}"


def test_quotes_are_letters(tmp_path):
    name = 'Middletown "Heights", Ohio, United States'
    coded = only(tmp_path, row(5, ActionGeo_FullName=name))

    assert coded.place["name"] == 'Middletown "Heights"'
    assert coded.columns["original"]["ActionGeo_FullName"] == name
