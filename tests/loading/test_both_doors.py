"""`load_fixtures --check` and `loaddata` have the same verdict, and the same words for it, on every case of these tests."""

import importlib
import io
import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given

from events.models import Release
from tests.loading.read.test_files import RECORDS
from tests.loading.read.test_strict_json import FLAWS, NO_LINES, UNREADABLE
from tests.loading.test_properties import changed, changes, relaxed

ROOT = Path(__file__).parent
# The tests that hold a table of what is spoiled in the draft.
TABLES = sorted(
    path.relative_to(ROOT.parents[1]).with_suffix("").as_posix().replace("/", ".")
    for path in ROOT.rglob("test_*.py")
    if "\nFAULTS = (" in path.read_text(encoding="utf-8")
)
SPOILED = [
    pytest.param(place, change, id=f"{table.rpartition('.')[2]}-{number}")
    for table in TABLES
    for number, (place, change, _) in enumerate(importlib.import_module(table).FAULTS)
]


def by_check(paths):
    """Return the lines with which `load_fixtures --check` refuses files; [] if it takes them."""
    err = io.StringIO()
    try:
        call_command("load_fixtures", *paths, check=True, stdout=io.StringIO(), stderr=err)
    except SystemExit as ended:
        if ended.code != 1:
            raise
        return err.getvalue().splitlines()
    # Files that it takes only get warnings.
    assert [line for line in err.getvalue().splitlines() if not line.startswith("Warning: ")] == []
    return []


def by_loaddata(paths):
    """Return the lines with which `loaddata` refuses files; [] if it takes them, which is undone again."""
    before = Release.objects.count()
    with transaction.atomic():
        try:
            call_command("loaddata", *paths, verbosity=0)
        except CommandError as refused:
            assert Release.objects.count() == before
            return str(refused).splitlines()
        transaction.set_rollback(True)
    return []


def verdict(*paths):
    """Return the one verdict of both."""
    checked = by_check(list(map(str, paths)))
    assert by_loaddata(list(map(str, paths))) == checked
    return checked


def test_the_tables_are_found():
    assert TABLES == [
        "tests.loading.check.test_claims",
        "tests.loading.check.test_coding",
        "tests.loading.check.test_dates",
        "tests.loading.check.test_evidence",
        "tests.loading.check.test_references",
        "tests.loading.read.test_values",
    ]


@pytest.mark.parametrize(("place", "change"), SPOILED)
def test_a_draft_that_is_spoiled_in_one_place(draft, empty, place, change):
    draft.spoil(place, change)

    # In the order in which problems name the files.
    verdict(*sorted(draft.write().glob("*.json")))


def test_a_draft_without_a_fault(draft, empty):
    assert verdict(*sorted(draft.write().glob("*.json"))) == []


@pytest.mark.parametrize("data", [data for data, _ in UNREADABLE.values()], ids=UNREADABLE)
def test_a_file_that_is_not_a_list_of_records(draft, empty, data):
    path = draft.write() / "broken.json"
    path.write_bytes(data)

    assert verdict(draft.folder / "actors.json", path)


@pytest.mark.parametrize("data", [data for data, _ in NO_LINES.values()], ids=NO_LINES)
def test_lines_that_are_not_records(draft, empty, data):
    path = draft.write() / "broken.jsonl"
    path.write_bytes(data)

    assert verdict(path)


@pytest.mark.parametrize("record", [record for record, *_ in RECORDS.values()], ids=RECORDS)
def test_the_frame_of_a_record(draft, empty, record):
    path = draft.write() / "one.json"
    path.write_text(json.dumps([record]))

    assert verdict(path)


@pytest.mark.parametrize("text", [text for text, _ in FLAWS.values()], ids=FLAWS)
def test_what_json_accepts_and_no_table_can_hold(draft, empty, text):
    path = draft.write() / "one.json"
    path.write_text(
        f'[{{"model": "events.actor", {text.strip()[1:]}]' if text[0] == "{" else f"[{text}]"
    )

    assert verdict(path)


ROW_IDS = {
    "of the record": ("actors.json", 1, {"pk": 1}, {}),
    "of the record, null": ("actors.json", 1, {"pk": None}, {}),
    "of a reference": ("silence.json", 2, {}, {"speaker": 1}),
    "of a reference in a list": ("silence.json", 2, {}, {"addressees": [1]}),
    "of a word": ("silence.json", 2, {}, {"topics": [1]}),
    "of an owner": ("stalemate.json", 4, {}, {"event": 1}),
    "of a column": ("silence.json", 2, {}, {"speaker_id": 1}),
    "of the record, as a field": ("actors.json", 1, {}, {"id": 1}),
    "of a published state": ("actors.json", 1, {}, {"current": 1}),
}


@pytest.mark.parametrize(("file", "number", "frame", "fields"), ROW_IDS.values(), ids=ROW_IDS)
def test_a_row_id_is_refused(draft, empty, file, number, frame, fields):
    record = draft.files[file][number - 1]
    record |= frame
    record["fields"] |= fields

    lines = verdict(*sorted(draft.write().glob("*.json")))

    assert lines[0].startswith(f"files/{file}: record {number} ")


def twice(draft):
    """One key for two records of a file, the last of which would win."""
    draft.files["actors.json"].append(json.loads(json.dumps(draft.files["actors.json"][0])))
    draft["actors.json", 6]["name"] = "Beta"


def test_one_key_twice_in_a_file_and_in_two(draft, empty):
    twice(draft)
    draft.files["more.json"] = [draft.files["actors.json"][1]]

    assert verdict(*sorted(draft.write().glob("*.json"))) == [
        (
            "files/actors.json: record 6 (events.actor russia): this actor is already in "
            "files/actors.json, record 1; keep one of them"
        ),
        (
            "files/more.json: record 1 (events.actor ukraine): this actor is already in "
            "files/actors.json, record 2; keep one of them"
        ),
        "2 problems; nothing was changed.",
    ]


def test_what_the_database_holds_counts_for_both(draft, loaded):
    draft.spoil(("stalemate.json", 2), {"speaker": ["sergei-lavrov"]})
    draft.write()

    assert verdict(draft.folder / "places.json") == []
    assert verdict(draft.folder / "stalemate.json")[-1] == "1 problem; nothing was changed."


@relaxed
@given(steps=changes())
def test_changed_records(draft, empty, steps):
    shutil.rmtree(draft.folder, ignore_errors=True)
    draft.folder.mkdir()
    for name, data in changed(draft.files, steps).items():
        (draft.folder / name).write_bytes(data)

    verdict(*sorted(draft.folder.glob("*.json")))
