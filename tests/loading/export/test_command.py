"""The command that writes the database as files: what it prints, and how it ends."""

import io
import os

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.usefixtures("loaded")


def run(*arguments):
    """Return (exit status, lines on stdout, lines on stderr) of export_fixtures."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("export_fixtures", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as ended:
        status = ended.code
    return status, out.getvalue().splitlines(), err.getvalue().splitlines()


def test_everything(tmp_path):
    assert run("out") == (0, ["25 records written to 6 files in out."], [])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "actors.json",
        "datasets.json",
        "places.json",
        "silence.json",
        "sources.json",
        "stalemate.json",
    ]


def test_files_that_are_not_of_the_export(tmp_path):
    (tmp_path / "out").mkdir()
    for name in ("old.json", "old.jsonl.gz", "README.md"):
        (tmp_path / "out" / name).write_text("[]")

    assert run("out") == (
        0,
        ["25 records written to 6 files in out."],
        [
            "out/old.json: not of this export; remove it before you load the folder",
            "out/old.jsonl.gz: not of this export; remove it before you load the folder",
        ],
    )


def test_a_file_that_is_not_regular(tmp_path):
    (tmp_path / "out").mkdir()
    os.mkfifo(tmp_path / "out" / "places.json")

    assert run("out") == (
        1,
        [],
        ["out/places.json: is not a regular file; move it away"],
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["places.json"]


def test_a_dataset_that_is_not_there(tmp_path):
    assert run("out", "--dataset", "atest", "attest") == (
        1,
        [],
        ["there is no dataset 'atest'; did you mean 'attest'?"],
    )
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "out").write_text("")

    assert run("out") == (1, [], ["out: File exists"])
