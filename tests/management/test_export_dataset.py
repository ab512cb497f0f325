"""manage.py export_dataset, as a person sees it, and the files that it leaves."""

import csv
import hashlib
import json

import polars
import pytest
from django.core.management import CommandError, call_command

from events.api.exports import dataset, xlsx
from events.models import RECORDS, Event, Release, Version

COUNTS = {
    "datasets": 2,
    "sources": 3,
    "articles": 5,
    "actors": 10,
    "places": 6,
    "statements": 7,
    "events": 12,
}
ALL = ("csv", "ndjson", "parquet", "xlsx", "geojson")


@pytest.fixture
def command(world, capsys, tmp_path):
    """Run the command; return (exit code, lines told, lines of trouble)."""

    def run(*arguments):
        code = 0
        try:
            call_command("export_dataset", str(tmp_path / "out"), *arguments)
        except SystemExit as stopped:
            code = stopped.code
        told = capsys.readouterr()
        return code, told.out.splitlines(), told.err.splitlines()

    return run


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "out"


def descriptor(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_csv_is_what_it_writes_unless_told(command, folder):
    code, told, trouble = command()
    assert (code, trouble) == (0, [])
    sizes = {name: (folder / f"{name}.csv").stat().st_size for name in COUNTS}
    assert told == [
        *(f"{name}.csv: {COUNTS[name]} records, {sizes[name]:,} bytes" for name in COUNTS),
        f"{folder / 'datapackage.json'} describes them.",
    ]
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted([*(f"{name}.csv" for name in COUNTS), "datapackage.json"])


def test_a_file_is_what_the_api_answers(command, folder, get):
    command("--format", *ALL)
    for name in COUNTS:
        for extension in ("csv", "ndjson", "parquet", "xlsx"):
            body = get(f"/{name}.{extension}").getvalue()
            assert (folder / f"{name}.{extension}").read_bytes() == body
    for name in ("places", "events"):
        assert (folder / f"{name}.geojson").read_bytes() == get(f"/{name}.geojson").getvalue()


def test_each_file_is_described_as_it_is(command, folder):
    command("--format", *ALL)
    resources = descriptor(folder)["resources"]
    files = sorted(path.name for path in folder.iterdir() if path.name != "datapackage.json")
    assert sorted(one["path"] for one in resources) == files
    assert len({one["name"] for one in resources}) == len(files) == 7 * 4 + 2
    for one in resources:
        body = (folder / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (
            len(body),
            f"sha256:{hashlib.sha256(body).hexdigest()}",
        )
        assert one["records"] == COUNTS[one["path"].partition(".")[0]]
        assert one["format"] == one["path"].partition(".")[2]
        assert [field for field in one["schema"]["fields"] if not field["description"]] == []
    assert {one["format"]: (one["mediatype"], one.get("encoding")) for one in resources} == {
        "csv": ("text/csv", "utf-8"),
        "ndjson": ("application/x-ndjson", "utf-8"),
        "parquet": ("application/vnd.apache.parquet", None),
        "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", None),
        "geojson": ("application/geo+json", "utf-8"),
    }


def test_the_schema_of_a_file_is_its_columns(command, folder):
    command("--format", "csv", "ndjson", "parquet")
    for one in descriptor(folder)["resources"]:
        path, fields = folder / one["path"], one["schema"]["fields"]
        names = [field["name"] for field in fields]
        if one["format"] == "csv":
            with path.open(encoding="utf-8", newline="") as file:
                assert next(csv.reader(file)) == names
        elif one["format"] == "parquet":
            assert polars.read_parquet(path).columns == names
        else:
            assert list(json.loads(path.read_text(encoding="utf-8").splitlines()[0])) == names
        (key,) = one["schema"]["primaryKey"]
        assert key == names[0]


def test_the_fields_of_events(command, folder):
    command("--format", "csv", "ndjson", "parquet")
    types = {
        one["format"]: {field["name"]: field["type"] for field in one["schema"]["fields"]}
        for one in descriptor(folder)["resources"]
        if one["path"].startswith("events.")
    }
    asked = {
        "csv": ("start_date", "actors", "claims", "latitude", "disputed", "fatalities_best"),
        "parquet": ("start_date", "actors", "claims", "latitude", "disputed", "fatalities_best"),
        "ndjson": ("start_date", "participants", "claims", "latitude", "disputed", "fatalities"),
    }
    assert {name: [types[name][one] for one in fields] for name, fields in asked.items()} == {
        "csv": ["date", "string", "string", "number", "boolean", "integer"],
        "parquet": ["date", "array", "string", "number", "boolean", "integer"],
        "ndjson": ["date", "array", "array", "number", "boolean", "object"],
    }


def test_references_lead_to_other_files(command, folder):
    command()
    keys = {
        one["path"]: {key["fields"]: key["reference"] for key in one["schema"]["foreignKeys"]}
        for one in descriptor(folder)["resources"]
    }
    assert keys == {
        "datasets.csv": {},
        "sources.csv": {},
        "articles.csv": {"source": {"resource": "sources-csv", "fields": "slug"}},
        "actors.csv": {"part_of": {"resource": "", "fields": "slug"}},
        "places.csv": {"within": {"resource": "", "fields": "slug"}},
        "statements.csv": {
            "dataset": {"resource": "datasets-csv", "fields": "slug"},
            "article": {"resource": "articles-csv", "fields": "slug"},
            "speaker": {"resource": "actors-csv", "fields": "slug"},
            "on_behalf_of": {"resource": "actors-csv", "fields": "slug"},
        },
        "events.csv": {
            "dataset": {"resource": "datasets-csv", "fields": "slug"},
            "place": {"resource": "places-csv", "fields": "slug"},
            "part_of": {"resource": "", "fields": "code"},
            "same_as": {"resource": "", "fields": "code"},
        },
    }


def test_the_package_says_what_it_is_of(command, folder):
    command("--format", "geojson")
    release, found = Release.objects.get(), descriptor(folder)
    assert [one["path"] for one in found.pop("resources")] == ["places.geojson", "events.geojson"]
    assert found.pop("citation").startswith(
        f"Attest, release 1 [data set], {release.time:%Y-%m-%d}. SHA-256"
    )
    assert found == {
        "profile": "data-package",
        "name": "attest-release-1",
        "title": "Attest, release 1",
        "version": "1",
        "created": release.time.isoformat(timespec="seconds"),
        "licenses": [
            {"name": "LicenseRef-owner-to-choose", "title": "License of Attest codings"},
            {"name": "CC-BY-4.0", "title": "License of UCDP Georeferenced Event Dataset"},
        ],
        "sources": [
            {"title": "Attest codings, version 1"},
            {
                "title": "UCDP Georeferenced Event Dataset, version 25.1",
                "path": "https://ucdp.uu.se/downloads/",
            },
        ],
        "release": {
            "number": 1,
            "label": None,
            "note": None,
            "sha256": release.sha256,
            "hash_recipe": "blocks",
            "datasets": {"attest": "1", "ucdp-ged": "25.1"},
        },
    }


def test_what_is_broken_off_is_not_described(command, folder, monkeypatch):
    command()
    before = (folder / "events.csv").read_bytes()

    def fail(batches, collection):
        yield b"half"
        raise OSError("No space left on device")

    broken = {name: one for name, one in dataset.FORMATS.items() if name == "csv"}
    monkeypatch.setattr(dataset, "FORMATS", broken)
    monkeypatch.setitem(
        broken,
        "csv",
        type(
            "Broken", (), {"name": "csv", "write": staticmethod(fail), "collections": ("events",)}
        ),
    )
    Event.objects.filter(code="invasion").update(title="Another")
    assert command() == (1, [], ["No space left on device"])
    assert not (folder / "datapackage.json").exists()
    assert (folder / "events.csv").read_bytes() == before


def test_nothing_is_published(command):
    for model in RECORDS:
        model.objects.update(current=None)
    Version.objects.all().delete()
    Release.objects.all().delete()
    told = "Nothing is published yet, so that there is nothing to export."
    assert command() == (1, [], [told])


def test_what_no_sheet_holds_is_told_and_leaves_no_file(command, folder, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 11)
    code, _, trouble = command("--format", "xlsx")
    assert code == 1
    assert trouble == [
        "There are more than 11 records, and a sheet of Excel holds at most 11. Add filters, or use CSV or Parquet."
    ]
    assert not (folder / "events.xlsx").exists()
    assert (folder / "actors.xlsx").exists()


def test_an_unknown_format_is_told(command):
    with pytest.raises(CommandError, match="invalid choice: 'ods'"):
        command("--format", "ods")
