"""Paths to rows: which files are read, and what is a record."""

import gzip
import json

import pytest

from events.loading.read.files import read
from events.models import Actor, Claim, Participant

RUSSIA = {"model": "events.actor", "fields": {"slug": "russia"}}
MODELS = (
    "events.dataset, events.source, events.article, events.actor, events.place, events.statement, "
    "events.event, events.leftout, events.statementevent, events.statementlink, events.participant, "
    "events.report, events.claim, events.eventlink"
)

# what a record is: [problems], whether it becomes a row
RECORDS = {
    "a record": (RUSSIA, [], True),
    "no fields in it": ({"model": "events.actor", "fields": {}}, [], True),
    "a pk": (
        {"pk": 1, **RUSSIA},
        ["(events.actor russia): has a pk; records are named by their public keys: remove it"],
        True,
    ),
    "another name": (
        {"comment": "x", **RUSSIA},
        ["(events.actor russia): has 'comment' beside model and fields; remove it"],
        True,
    ),
    "model unknown": (
        {"model": "events.acter", "fields": {"slug": "russia"}},
        ["(events.acter): unknown model 'events.acter'; did you mean 'events.actor'?"],
        False,
    ),
    "model of another kind": (
        {"model": "events.topic", "fields": {"code": "war"}},
        ["(events.topic): the program itself writes events.topic; take it out of the file"],
        False,
    ),
    "model of nobody": (
        {"model": "auth.user", "fields": {"username": "anna"}},
        [f"(auth.user): unknown model 'auth.user'; give one of {MODELS}"],
        False,
    ),
    "model in capitals": (
        {"model": "events.Actor", "fields": {"slug": "russia"}},
        ["(events.Actor): unknown model 'events.Actor'; did you mean 'events.actor'?"],
        False,
    ),
    "model no text": (
        {"model": 1, "fields": {"slug": "russia"}},
        [f"has no model; give one of {MODELS}"],
        False,
    ),
    "fields missing": (
        {"model": "events.actor"},
        ['(events.actor): has no fields; give them as an object, "fields": {...}'],
        False,
    ),
    "fields a list": (
        {"model": "events.actor", "fields": []},
        ['(events.actor): has no fields; give them as an object, "fields": {...}'],
        False,
    ),
    "a list": ([], ['is a list; write {"model": "...", "fields": {...}}'], False),
    "null": (None, ['is null; write {"model": "...", "fields": {...}}'], False),
    "everything wrong": (
        {"pk": 1, "x": 2},
        [
            "has a pk; records are named by their public keys: remove it",
            "has 'x' beside model and fields; remove it",
            f"has no model; give one of {MODELS}",
            'has no fields; give them as an object, "fields": {...}',
        ],
        False,
    ),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("record", "problems", "is_row"), RECORDS.values(), ids=RECORDS)
def test_what_a_record_is(folder, record, problems, is_row):
    (folder / "a.json").write_text(json.dumps([RUSSIA, record]))

    reading = read(["a.json"])

    places = ["a.json: record 2 " if told[0] == "(" else "a.json: record 2: " for told in problems]
    told = [place + problem for place, problem in zip(places, problems, strict=True)]
    assert [str(problem) for problem in reading.problems] == told
    assert [row.number for row in reading.rows] == ([1, 2] if is_row else [1])


def test_rows_know_their_place_and_their_key(folder):
    records = [
        RUSSIA,
        {
            "model": "events.participant",
            "fields": {"event": ["e"], "actor": ["russia"], "role": "actor"},
        },
        {"model": "events.claim", "fields": {"event": ["e"], "number": 2}},
        {"model": "events.claim", "fields": {"event": "e", "number": 2}},
        {"model": "events.actor", "fields": {"slug": 7}},
        {"model": "events.actor", "fields": {"slug": "rus\0sia"}},
    ]
    (folder / "a.json").write_text(json.dumps(records))

    rows = read(["a.json"]).rows

    assert [(row.file, row.number, row.model, row.key) for row in rows] == [
        ("a.json", 1, Actor, ("russia",)),
        ("a.json", 2, Participant, ("e", "russia", "actor")),
        ("a.json", 3, Claim, ("e", 2)),
        ("a.json", 4, Claim, None),
        ("a.json", 5, Actor, None),
        ("a.json", 6, Actor, None),
    ]


def test_a_folder_is_read_as_its_fixture_files_and_no_file_is_read_twice(folder):
    (folder / "below").mkdir()
    for name in ("b.json", "a.json", "d.jsonl", "README.md", "json", "e.json.txt", "below/c.json"):
        (folder / name).write_text("[]" if name.endswith("json") else "")
    (folder / "link.json").symlink_to("a.json")
    (folder / "f.json.gz").write_bytes(gzip.compress(b"[]"))

    reading = read([".", "a.json", folder / "below" / "c.json"])

    assert reading.files == ["a.json", "b.json", "d.jsonl", "f.json.gz", "below/c.json"]
    assert reading.problems == []


def test_records_of_lines_have_the_number_of_their_record(folder):
    (folder / "a.jsonl").write_text(f"\n{json.dumps(RUSSIA)}\n\n1\n")

    reading = read(["a.jsonl"])

    assert [row.number for row in reading.rows] == [1]
    assert [str(problem) for problem in reading.problems] == [
        'a.jsonl: record 2: is 1; write {"model": "...", "fields": {...}}'
    ]


def test_a_path_outside_the_working_directory_is_told_whole(folder, monkeypatch):
    (folder / "inside").mkdir()
    (folder / "a.json").write_text("[]")
    monkeypatch.chdir(folder / "inside")

    assert read([folder / "a.json"]).files == [str(folder / "a.json")]


def test_what_cannot_be_read_is_told_and_the_rest_is_read(folder):
    (folder / "empty").mkdir()
    (folder / "folder.json").mkdir()
    (folder / "broken.json").write_text("[")
    (folder / "good.json").write_text(json.dumps([RUSSIA]))

    reading = read(["nowhere.json", "empty", "broken.json", "folder.json", "good.json"])

    assert [str(problem) for problem in reading.problems] == [
        "nowhere.json: there is no such file or folder; check the path",
        "empty: this folder holds no fixture file, such as *.json; give one that does",
        "folder.json: this folder holds no fixture file, such as *.json; give one that does",
        "broken.json: line 1, column 2: the file ends before its JSON does; is it cut off?",
    ]
    assert reading.unread == ["nowhere.json", "broken.json"]
    assert [row.key for row in reading.rows] == [("russia",)]
