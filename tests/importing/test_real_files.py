"""The real files in ../shared/data, read where they are."""

import csv
import gzip
from collections import Counter

import pytest

from events.importing.gdelt import importer as gdelt
from events.importing.problem import LeftOut
from events.importing.ucdp import importer as ucdp
from events.importing.ucdp.files import COLUMNS
from events.models import Event, Version
from tests.importing.tables import SHARED, csv_text, read, written

UNION = "ucdp/ged_union_49col.csv.gz"
V22 = "ucdp/ged_ukraine_v22.1_api_2014-2021_peacerep.csv.gz"
V23 = "ucdp/ged_ukraine_v23.1_api_2014-2022-02_peacerep.csv.gz"
HXL = "ucdp/ged_ukraine_hdx_2014-2019_52col_hxl.csv.gz"
CAR = "ucdp/ged_v23.1_central_african_republic_optgeo.csv.gz"
GDELT = (
    "gdelt/gdelt2_20151027220000.export.CSV.gz",
    "gdelt/gdelt2_20191024143000.export.CSV.gz",
)


def real(name):
    """Return the path of a real file; the test is skipped where it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return path


def plain_rows(name):
    """Yield the rows of a file as the csv module of Python reads them, {column: text}."""
    with gzip.open(real(name), "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # The row of HXL tags has no id.
            if row["id"]:
                yield row


def direct(column, text):
    """Return what a column's text says, read by nothing of ours: the types are those of UCDP's schema."""
    if text == "":
        return None
    if column == "active_year":
        return {"1": True, "0": False, "true": True, "false": False}[text.lower()]
    if column in ("latitude", "longitude"):
        return float(text)
    if column in ("date_start", "date_end"):
        return f"{text[:10]}T00:00:00"
    if column in WHOLE:
        return int(text)
    return text


WHOLE = (
    "id year type_of_violence conflict_new_id dyad_new_id side_a_new_id side_b_new_id "
    "number_of_sources where_prec priogrid_gid country_id event_clarity date_prec deaths_a deaths_b "
    "deaths_civilians deaths_unknown best high low"
)
WHOLE = frozenset(WHOLE.split())


@pytest.mark.parametrize(
    ("name", "rows", "columns", "flags"),
    [
        (
            UNION,
            49_693,
            49,
            {
                "sources_unparsed": 3680,
                "summary_event": 3099,
                "best_above_high": 209,
                "low_above_high": 191,
                "low_above_best": 67,
                "status_not_clear": 13,
                "coordinates_differ": 1,
            },
        ),
        (
            V22,
            3000,
            49,
            {"summary_event": 222, "best_above_high": 11, "low_above_high": 6, "low_above_best": 2},
        ),
        (
            V23,
            3077,
            49,
            {"summary_event": 226, "best_above_high": 11, "low_above_high": 6, "low_above_best": 2},
        ),
        (
            HXL,
            1167,
            52,
            {
                "summary_event": 132,
                "best_above_high": 16,
                "low_above_high": 12,
                "low_above_best": 3,
            },
        ),
        (
            CAR,
            1848,
            48,
            {
                "sources_unparsed": 229,
                "summary_event": 201,
                "best_above_high": 15,
                "low_above_high": 15,
                "low_above_best": 6,
            },
        ),
    ],
    ids=["union", "v22.1", "v23.1", "hxl", "car"],
)
def test_every_value_of_every_row_is_in_the_original(name, rows, columns, flags):
    found = Counter()
    number = 0
    for row, plain in zip(read(ucdp, real(name)), plain_rows(name), strict=True):
        number += 1
        coded = ucdp.coded(row)
        original = coded.columns["original"]
        assert list(original) == list(plain)
        for column, text in plain.items():
            value = direct(column, text) if column in COLUMNS else text or None
            assert original[column] == value
            assert type(original[column]) is type(value)
        # All rows that count their sources list as many articles.
        uncounted = plain["number_of_sources"] == "-1"
        assert ("sources_unparsed" in coded.quality) == uncounted
        found.update(coded.quality)
    assert (number, len(original)) == (rows, columns)
    assert found == flags


def test_one_version_and_then_the_next(imported):
    one, other = ({row["id"]: row for row in plain_rows(name)} for name in (V22, V23))
    both = one.keys() & other.keys()
    same = {
        key
        for key in both
        if all(direct(name, one[key][name]) == direct(name, other[key][name]) for name in COLUMNS)
    }

    assert imported(real(V22), dataset_version="22.1")[0] == {"added": len(one)}
    fates, changes = imported(real(V23), dataset_version="23.1", withdraw_missing=True)

    added, changed, gone = other.keys() - one.keys(), both - same, one.keys() - other.keys()
    assert (len(added), len(changed), len(gone)) == (79, 468, 2)
    assert fates == {"added": 79, "changed": 468, "unchanged": 2530}
    assert changes["events"] == (79, 468, 2)
    assert changes["datasets"] == (0, 1, 0)
    for operation, keys in (("add", added), ("change", changed), ("withdraw", gone)):
        versions = Version.objects.filter(
            collection="events", first_release__number=2, operation=operation
        )
        assert set(versions.values_list("key", flat=True)) == {f"ucdp-ged-{key}" for key in keys}
    assert set(Event.objects.values_list("code", flat=True)) == {f"ucdp-ged-{key}" for key in other}
    assert imported(real(V23), dataset_version="23.1", withdraw_missing=True) == (
        {"unchanged": 3077},
        None,
    )


def test_another_spelling_changes_nothing(imported, tmp_path):
    """The union has Ukraine as the API had it in 23.1, with 1 for True and midnight for each day."""
    ids = {row["id"] for row in plain_rows(V23)}
    rows = [row for row in plain_rows(UNION) if row["id"] in ids]
    theirs = {row["id"]: row for row in plain_rows(V23)}
    assert len(rows) == 3077
    assert all(row["date_start"] != theirs[row["id"]]["date_start"] for row in rows)
    assert imported(real(V23))[0] == {"added": 3077}

    assert imported(written(tmp_path, "union.csv", csv_text(rows))) == ({"unchanged": 3077}, None)
    for at, spell in enumerate((american, dotted)):
        for row in rows:
            row |= {name: spell(theirs[row["id"]][name]) for name in ("date_start", "date_end")}
        path = written(tmp_path, f"{at}.csv", csv_text(rows))
        assert imported(path) == ({"unchanged": 3077}, None)


def american(day):
    year, month, number = map(int, day.split("-"))
    return f"{month}/{number}/{year} 12:00:00 AM"


def dotted(day):
    return ".".join(reversed(day.split("-")))


def test_gdelt(imported):
    left_out = Counter()
    for row in read(gdelt, *map(real, GDELT)):
        try:
            coded = gdelt.coded(row)
        except LeftOut:
            left_out[row.cells[28]] += 1
            continue
        original = coded.columns["original"]
        for text, value in zip(row.cells, original.values(), strict=True):
            assert (
                value == (text or None)
                if isinstance(value, str)
                else (value is None if text == "" else float(text) == value)
            )
    assert left_out == {"01": 607, "02": 281}

    fates, changes = imported(*map(real, GDELT), form=gdelt)

    assert fates == {"added": 3339, "left out": 888}
    assert changes["events"] == (3339, 0, 0)
    assert imported(*map(real, GDELT), form=gdelt) == ({"unchanged": 3339, "left out": 888}, None)
