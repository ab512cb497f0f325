"""GDAL, which QGIS reads through, opens /ogc of a running server and reads every feature, page by page."""

import json
import shutil
import subprocess

import pytest

from tests.management.test_serve import WORLD, Site
from tests.ogc.test_ogc import EVENTS, PLACES, POINTS

LONGEST = 120  # seconds; a request takes milliseconds
PAGE_SIZE = 5  # three pages of events, and two of places

pytestmark = pytest.mark.skipif(
    shutil.which("ogrinfo") is None,
    reason="needs ogrinfo and ogr2ogr of GDAL (Debian's gdal-bin)",
)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """The name by which GDAL opens a server with the world of the tests."""
    site = Site(tmp_path_factory.mktemp("site") / "attest.sqlite3", WORKERS="1")
    for arguments in (("migrate",), ("load_fixtures", str(WORLD))):
        done = site.manage(*arguments)
        assert done.returncode == 0, done.stderr
    site.start()
    yield f"OAPIF:http://127.0.0.1:{site.port}/ogc"
    site.kill()
    site.process.stdout.close()


def run(*arguments):
    done = subprocess.run(arguments, check=False, capture_output=True, text=True, timeout=LONGEST)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def read(source, layer, *arguments):
    """Return {id: coordinates or None} of the features that ogr2ogr reads, in their order."""
    paged = ("-oo", f"PAGE_SIZE={PAGE_SIZE}")
    text = run("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", *paged, *arguments, source, layer)
    features = json.loads(text)["features"]
    found = {
        one["properties"]["id"]: one["geometry"] and one["geometry"]["coordinates"]
        for one in features
    }
    assert len(found) == len(features)
    return found


def test_ogrinfo_shows_both_layers(source):
    told = run("ogrinfo", "-so", "-al", source)
    for name, number in (("events", len(EVENTS)), ("places", len(PLACES))):
        _, _, layer = told.partition(f"Layer name: {name}\n")
        layer, _, _ = layer.partition("\nLayer name: ")
        assert "\nGeometry: Point\n" in layer
        assert f"\nFeature Count: {number}\n" in layer
        assert "WGS 84" in layer
    assert "\nstart_date: Date " in told
    assert "\nfatalities_best: Integer " in told


def test_ogr2ogr_reads_every_event_over_several_pages(source):
    found = read(source, "events")
    assert list(found) == EVENTS
    assert {name: point for name, point in found.items() if point} == POINTS


def test_ogr2ogr_reads_every_place_over_several_pages(source):
    found = read(source, "places")
    assert list(found) == PLACES
    assert [name for name, point in found.items() if point is None] == ["ukraine-border"]


def test_the_box_of_a_map_selects_on_the_server(source):
    assert list(read(source, "events", "-spat", "30", "50", "31", "51")) == [
        "kyiv-strike-next-day",
        "kyiv-strike",
    ]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        # The server selects these ...
        ("country = 'TR'", ["istanbul-talks"]),
        ("type = 'CONSULT' AND country = 'TR'", ["istanbul-talks"]),
        ("type = 'CONSULT' AND country = 'UA'", []),
        ("disputed = 1", ["ukraine-war"]),
        # ... and GDAL these.
        ("part_of = 'ukraine-war'", ["invasion", "crimea-seizure"]),
        ("fatalities_best > 7", ["kyiv-strike-next-day"]),
    ],
)
def test_conditions_on_columns(source, condition, expected):
    assert list(read(source, "events", "-where", condition)) == expected


def test_a_condition_on_a_date_is_an_error_and_never_wrong_rows(source):
    """GDAL asks for `datetime` and does not look at the column again; a later GDAL may do so."""
    done = subprocess.run(
        ("ogrinfo", "-q", "-where", "start_date >= '2022-10-11'", source, "events"),
        check=False,
        capture_output=True,
        text=True,
        timeout=LONGEST,
    )
    assert "is not a time or an interval" in done.stderr or done.stdout.count("OGRFeature(") == 3


def test_one_feature_is_found_by_its_id(source):
    told = run("ogrinfo", "-q", "-where", "id = 'kyiv-strike'", source, "events")
    assert told.count("OGRFeature(") == 1
    assert "title (String) = Missiles strike Kyiv" in told
