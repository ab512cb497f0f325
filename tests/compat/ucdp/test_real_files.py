"""Real rows of UCDP GED through `/compat/ucdp`: what was imported comes back, value by value and type by type."""

import os
from itertools import islice

import pytest

from events.compat.ucdp.columns import COLUMNS
from events.importing.ucdp import importer as ucdp
from tests.importing.tables import csv_text, written
from tests.importing.test_real_files import CAR, HXL, UNION, V22, V23, direct, plain_rows, real

STEP = 25  # every so manieth row of the union, and all that are odd
ODD = 12  # of each kind that many hundreds are
FULL = "FULL_ROUND_TRIP"


def expected(rows):
    """Return {id: row} as UCDP's API has them, read by nothing of ours."""
    return {
        int(row["id"]): {name: direct(name, row.get(name, "")) for name in COLUMNS} for row in rows
    }


def walked(client, version, size=1000):
    """Return {id: row} of all pages of a version, each id met once."""
    found, url = {}, f"/compat/ucdp/api/gedevents/{version}?pagesize={size}"
    while url:
        body = client.get(url).json()
        rows = {row["id"]: row for row in body["Result"]}
        assert len(rows) == len(body["Result"])
        assert not rows.keys() & found.keys()
        found |= rows
        url = body["NextPageUrl"]
    assert len(found) == body["TotalCount"]
    return found


def assert_equal(found, rows):
    """Assert that rows are these in values, types and order of columns; return the number of values compared."""
    assert found.keys() == rows.keys()
    for number, row in rows.items():
        assert found[number] == row
        assert [type(value) for value in found[number].values()] == [*map(type, row.values())]
        assert tuple(found[number]) == COLUMNS
    return len(rows) * len(COLUMNS)


def odd(row):
    """Return what is odd about a row, or None."""
    low, best, high = (int(row[name]) for name in ("low", "best", "high"))
    kinds = {
        "low_above_best": low > best,
        "best_above_high": best > high,
        "not_clear": row["code_status"] != "Clear",
        "long": any(len(text) > 3000 for text in row.values()),
        "lines": any("\n" in text or "\r" in text for text in row.values()),
        "tab": any("\t" in text for text in row.values()),
        "no_place": not row["latitude"] or not row["geom_wkt"],
        "uncounted": row["number_of_sources"] == "-1",
    }
    return next((kind for kind, holds in kinds.items() if holds), None)


def sample():
    """Return every so manieth row of the union and the odd ones: all of rare kinds, some of frequent ones."""
    rows, met = [], {}
    for at, row in enumerate(plain_rows(UNION)):
        kind = odd(row)
        met[kind] = met.get(kind, 0) + 1
        if at % STEP == 0 or (kind and met[kind] <= ODD):
            rows.append(row)
    assert met.keys() >= {"low_above_best", "best_above_high", "not_clear", "uncounted", "lines"}
    return rows


def test_a_sample_of_the_union_comes_back(client, imports, tmp_path):
    rows = sample()
    imports.file(ucdp, written(tmp_path, "ged.csv", csv_text(rows)), dataset_version="24.1")
    assert assert_equal(walked(client, "24.1", 700), expected(rows)) > 49 * 2000


@pytest.mark.skipif(FULL not in os.environ, reason=f"takes minutes: asked for by {FULL}=1")
def test_all_of_the_union_comes_back(client, imports):
    imports.file(ucdp, real(UNION), dataset_version="24.1")
    rows = expected(plain_rows(UNION))
    assert assert_equal(walked(client, "24.1"), rows) == 49_693 * 49


@pytest.mark.skipif(FULL not in os.environ, reason=f"takes a minute: asked for by {FULL}=1")
def test_each_of_two_versions_of_ukraine_comes_back_as_it_was(client, imports):
    imports.file(ucdp, real(V22), dataset_version="22.1")
    imports.file(ucdp, real(V23), dataset_version="23.1", withdraw_missing=True)
    assert assert_equal(walked(client, "22.1"), expected(plain_rows(V22))) == 3000 * 49
    assert assert_equal(walked(client, "23.1"), expected(plain_rows(V23))) == 3077 * 49


def test_some_events_of_two_versions_of_ukraine_come_back_as_they_were(client, imports, tmp_path):
    versions = {"22.1": V22, "23.1": V23}
    one, other = ({row["id"]: row for row in plain_rows(name)} for name in versions.values())
    # All that one of them has alone, some that changed and some that did not.
    common = sorted(one.keys() & other.keys())
    changed = [key for key in common if direct_row(one[key]) != direct_row(other[key])]
    chosen = {*(one.keys() ^ other.keys()), *changed[:150], *common[:150]}
    for version, rows in (("22.1", one), ("23.1", other)):
        rows = [row for key, row in rows.items() if key in chosen]
        file = written(tmp_path, f"{version}.csv", csv_text(rows))
        imports.file(ucdp, file, dataset_version=version, withdraw_missing=True)
    for version, rows in (("22.1", one), ("23.1", other)):
        rows = [row for key, row in rows.items() if key in chosen]
        assert assert_equal(walked(client, version, 100), expected(rows)) == len(rows) * 49


@pytest.mark.parametrize(("name", "given"), [(HXL, 52), (CAR, 48)], ids=["52", "48"])
def test_files_with_more_and_with_fewer_columns_come_back_with_the_49(
    client, imports, tmp_path, name, given
):
    rows = list(islice(plain_rows(name), 100))
    assert len(rows[0]) == given
    imports.file(ucdp, written(tmp_path, "ged.csv", csv_text(rows)), dataset_version="1")
    assert assert_equal(walked(client, "1", 30), expected(rows)) == 4900


def direct_row(row):
    return {name: direct(name, row[name]) for name in COLUMNS}
