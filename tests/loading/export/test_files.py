"""The tables back to files: the same files for the same records, and each record in its place."""

import json

import pytest

from events.loading.export.canonical import canonical
from events.loading.export.files import export
from events.loading.load import load

pytestmark = pytest.mark.usefixtures("empty")


def name(record):
    """Return a record's key, or the model of a part and its owner's key."""
    key = next(iter(record["fields"].values()))
    return f"{record['model'].partition('.')[2]} {key[0]}" if isinstance(key, list) else key


def names(folder):
    """Return {file: names of its records and parts}."""
    return {
        path.name: [name(record) for record in json.loads(path.read_text())]
        for path in sorted(folder.glob("*.json"))
    }


def texts(folder):
    return {path.name: path.read_text() for path in sorted(folder.glob("*.json"))}


def test_the_files_come_back_in_canonical_form(loaded, tmp_path):
    done = export(tmp_path / "out")

    assert texts(tmp_path / "out") == {
        name: canonical(text) for name, text in texts(loaded.folder).items()
    }
    assert done.records == 25
    assert done.files == [
        f"out/{name}.json"
        for name in ("actors", "datasets", "places", "silence", "sources", "stalemate")
    ]
    assert (done.others, done.dangling) == ([], [])


def test_what_is_exported_loads_without_a_change_and_exports_the_same(loaded, tmp_path):
    export(tmp_path / "out")

    assert load([tmp_path / "out"]).release is None
    export(tmp_path / "again")
    assert texts(tmp_path / "again") == texts(tmp_path / "out")


def test_files_of_the_same_name_are_written_over_and_others_are_told(loaded, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "actors.json").write_text("old")
    (out / "gone.json").write_text("[]")
    (out / "README.md").write_text("kept")

    done = export(out)

    assert done.others == ["out/gone.json"]
    assert (out / "actors.json").read_text().startswith("[\n")


@pytest.fixture
def imported(loaded):
    """Another dataset, of articles whose text was not read, an event of which our own is a part."""
    records = [
        ("dataset", {"slug": "ucdp-ged", "title": "UCDP GED", "license": "CC-BY-4.0"}),
        ("article", {"slug": "ucdp-reuters-1"}),
        (
            "actor",
            {"slug": "government-of-ukraine", "name": "Government of Ukraine", "kind": "state"},
        ),
        ("place", {"slug": "donbas", "name": "Donbas", "kind": "region", "within": ["ukraine"]}),
        (
            "event",
            {
                "code": "ucdp-1",
                "dataset": ["ucdp-ged"],
                "type": "ASSAULT",
                "quad_class": 4,
                "title": "Government of Russia – Government of Ukraine",
                "place": ["donbas"],
                "original": {"id": 1},
            },
        ),
        (
            "participant",
            {"event": ["ucdp-1"], "actor": ["government-of-ukraine"], "role": "actor"},
        ),
        ("report", {"event": ["ucdp-1"], "number": 1, "article": ["ucdp-reuters-1"]}),
        (
            "event",
            {
                "code": "ucdp-2",
                "dataset": ["ucdp-ged"],
                "type": "ASSAULT",
                "quad_class": 4,
                "title": "Without a report",
                "original": {"id": 2},
            },
        ),
        ("article", {"slug": "unused"}),
    ]
    loaded.files["ucdp.json"] = [
        {"model": f"events.{model}", "fields": fields} for model, fields in records
    ]
    loaded["silence.json", 9]["same_as"] = ["ucdp-1"]
    load([loaded.write()])
    return loaded


UCDP = ["ucdp-reuters-1", "ucdp-1", "participant ucdp-1", "report ucdp-1", "ucdp-2"]


def test_what_rests_on_no_text_stands_with_its_dataset(imported, tmp_path):
    export(tmp_path / "out")

    assert names(tmp_path / "out") == {
        "actors.json": [
            "european-union",
            "government-of-ukraine",
            "nato",
            "russia",
            "sergey-lavrov",
            "ukraine",
        ],
        "articles.json": ["unused"],
        "datasets.json": ["attest", "ucdp-ged"],
        "places.json": ["crimea", "donbas", "ukraine"],
        "silence.json": [
            "silence",
            "no-word",
            "statementevent no-word",
            "refusal",
            "participant refusal",
            "report refusal",
            "invasion",
            "participant invasion",
            "participant invasion",
            "report invasion",
            "claim invasion",
        ],
        "sources.json": ["glavkom"],
        "stalemate.json": [
            "stalemate",
            "unacceptable",
            "statementevent unacceptable",
            "report invasion",
            "claim invasion",
        ],
        "ucdp-ged.json": UCDP,
    }
    assert load([tmp_path / "out"]).release is None


def test_one_dataset_with_what_it_uses(imported, tmp_path):
    done = export(tmp_path / "out", ["ucdp-ged"])

    assert names(tmp_path / "out") == {
        "actors.json": ["government-of-ukraine"],
        "datasets.json": ["ucdp-ged"],
        # The place, and the larger place around it.
        "places.json": ["donbas", "ukraine"],
        "ucdp-ged.json": UCDP,
    }
    assert done.dangling == []


def test_references_out_of_one_dataset_are_told(imported, tmp_path):
    done = export(tmp_path / "out", ["attest"])

    assert done.dangling == ["refusal refers to event 'ucdp-1', of a dataset that is not exported"]
    assert "ucdp-ged.json" not in names(tmp_path / "out")


def test_actors_and_places_that_only_a_claim_names_are_used(imported, tmp_path):
    for number, attribute, value in ((3, "place", "crimea"), (4, "recipient", "nato")):
        imported.files["silence.json"].append(
            {
                "model": "events.claim",
                "fields": {
                    **imported["silence.json", 8],
                    "number": number,
                    "attribute": attribute,
                    "value": value,
                },
            }
        )
    load([imported.write()])

    export(tmp_path / "out", ["attest"])

    found = names(tmp_path / "out")
    assert found["places.json"] == ["crimea", "ukraine"]
    assert found["actors.json"] == ["european-union", "nato", "russia", "sergey-lavrov", "ukraine"]


def test_an_article_that_is_named_like_a_shared_file_stands_in_it(loaded, tmp_path):
    for records in loaded.files.values():
        for record in records:
            fields = record["fields"]
            if fields.get("slug") == "stalemate":
                fields["slug"] = "actors"
            if fields.get("article") == ["stalemate"]:
                fields["article"] = ["actors"]
    load([loaded.write()], withdraw_missing=True)

    export(tmp_path / "out")

    assert names(tmp_path / "out")["actors.json"][:3] == ["actors", "european-union", "nato"]
    assert load([tmp_path / "out"]).release is None
