"""Django's own command: it finds the files as Django does, and loads them as load_fixtures does."""

import bz2
import gzip
import io
import json
import lzma
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

from events.loading.load import load
from events.models import Actor, Event, Release

pytestmark = pytest.mark.usefixtures("empty")


def loaddata(*paths, **options):
    """Return the lines that the command prints."""
    out = io.StringIO()
    call_command("loaddata", *map(str, paths), stdout=out, **options)
    return out.getvalue().splitlines()


def refusal(*paths, **options):
    """Return the lines of the error that ends the command, which leaves nothing behind."""
    with pytest.raises(CommandError) as refused:
        loaddata(*paths, **options)
    assert not Release.objects.exists()
    assert not Actor.objects.exists()
    return str(refused.value).splitlines()


def files(draft):
    """Return the files in the reverse order of their names: what refers first, what it refers to later."""
    return sorted(draft.write().glob("*.json"), reverse=True)


INSTALLED = "Installed 25 object(s) from 6 fixture(s)"
PUBLISHED = [
    "Release 1 is published:",
    "  datasets: 1 added",
    "  sources: 1 added",
    "  articles: 2 added",
    "  actors: 5 added",
    "  places: 2 added",
    "  statements: 2 added",
    "  events: 2 added",
]


def test_files_in_any_order_are_loaded_and_published(draft):
    assert loaddata(*files(draft)) == [INSTALLED, *PUBLISHED]
    assert load([draft.folder]).release is None


def test_a_folder_is_loaded_whole(draft):
    assert loaddata(draft.write()) == [INSTALLED, *PUBLISHED]


def test_records_of_one_file_may_have_any_order(draft):
    records = [record for name in draft.files for record in draft.files[name]]
    (draft.folder.parent / "all.json").write_text(json.dumps(records[::-1]))

    loaddata(draft.folder.parent / "all.json")

    assert load([draft.write()]).release is None


def test_the_same_again_publishes_nothing(loaded):
    assert loaddata(*files(loaded)) == [INSTALLED, "Nothing changed; release 1 is current."]
    assert not Event.objects.filter(current=None).exists()


def test_a_change_of_a_part_is_published_with_its_owner(loaded):
    loaded["stalemate.json", 5]["value"] = "2022"
    loaded.write()

    loaddata(loaded.folder / "stalemate.json")

    counts = Release.objects.get(number=2).counts
    assert {name: count for name, count in counts.items() if any(count.values())} == {
        "events": {"add": 0, "change": 1, "withdraw": 0}
    }


@pytest.mark.filterwarnings("error")
def test_a_file_without_records(tmp_path):
    (tmp_path / "none.json").write_text("[]")

    assert loaddata(tmp_path / "none.json") == [
        "Installed 0 object(s) from 1 fixture(s)",
        "Nothing changed; there is no release yet.",
    ]


def test_verbosity_0_prints_nothing(draft):
    assert loaddata(draft.write(), verbosity=0) == []
    assert Release.objects.count() == 1


# Everything that is in the draft, as one text in each format that Django reads.
def as_json(draft):
    return json.dumps([record for records in draft.files.values() for record in records])


def as_lines(draft):
    records = (record for records in draft.files.values() for record in records)
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


def zipped(data, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(path.stem, data)


WRITERS = {
    "json": lambda data, path: path.write_bytes(data),
    "json.gz": lambda data, path: path.write_bytes(gzip.compress(data)),
    "json.bz2": lambda data, path: path.write_bytes(bz2.compress(data)),
    "json.xz": lambda data, path: path.write_bytes(lzma.compress(data)),
    "json.lzma": lambda data, path: path.write_bytes(lzma.compress(data, format=lzma.FORMAT_ALONE)),
    "json.zip": zipped,
    "jsonl": lambda data, path: path.write_bytes(data),
    "jsonl.gz": lambda data, path: path.write_bytes(gzip.compress(data)),
    "jsonl.zip": zipped,
}


@pytest.mark.parametrize("suffix", WRITERS)
def test_each_format_that_django_reads(draft, suffix):
    draft.folder.mkdir()
    path = draft.folder / f"all.{suffix}"
    WRITERS[suffix]((as_lines if "jsonl" in suffix else as_json)(draft).encode(), path)

    assert loaddata(path) == ["Installed 25 object(s) from 1 fixture(s)", *PUBLISHED]
    # A folder of such files is read like one of *.json.
    assert load([draft.folder]).release is None


def standard_input(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "ascii"))


@pytest.mark.parametrize(("name", "text"), [("json", as_json), ("jsonl", as_lines)])
def test_standard_input(draft, monkeypatch, name, text):
    standard_input(monkeypatch, text(draft).encode())

    assert loaddata("-", format=name) == ["Installed 25 object(s) from 1 fixture(s)", *PUBLISHED]


def test_standard_input_that_a_program_put_there(draft, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(as_json(draft)))

    assert loaddata("-", format="json")[1:] == PUBLISHED


def test_a_problem_in_standard_input(draft, monkeypatch):
    draft["actors.json", 1]["kind"] = "country"
    standard_input(monkeypatch, as_json(draft).encode())

    told = refusal("-", format="json")

    assert told[0].startswith("standard input: record 3 (events.actor russia): kind 'country' is")
    assert told[1:] == ["1 problem; nothing was changed."]


def test_the_label_of_a_file_is_looked_for_in_the_folders_of_fixtures(draft, settings):
    settings.FIXTURE_DIRS = [draft.write()]

    assert loaddata("actors", "datasets.json")[0] == "Installed 6 object(s) from 2 fixture(s)"


def test_an_app_whose_fixtures_are_meant(draft, settings):
    settings.FIXTURE_DIRS = [draft.write()]

    assert loaddata("actors", app_label="events")[0] == "Installed 5 object(s) from 1 fixture(s)"


OPTIONS = {
    "exclude": (
        {"exclude": ["events.claim"]},
        "--exclude is not supported: a file is loaded whole; take the records out of it",
    ),
    "ignore": (
        {"ignorenonexistent": True},
        (
            "--ignorenonexistent is not supported: nothing in a file is dropped; remove the fields that "
            "records do not have"
        ),
    ),
}


@pytest.mark.parametrize(("options", "message"), OPTIONS.values(), ids=OPTIONS)
def test_options_that_would_go_around_the_rules(draft, options, message):
    assert refusal(draft.write(), **options) == [message]


def test_another_database(draft, settings):
    # Called with its name, since the parser knows only those that are set up.
    assert refusal(draft.write(), database="replica") == [
        "--database is not supported: only the default database is written"
    ]


JSON_ONLY = "but fixtures are JSON; export_fixtures writes the records of a database so"
FORMATS = {
    "xml": f"is in the format XML, {JSON_ONLY}",
    "yaml": f"is in the format YAML, {JSON_ONLY}",
    "yml": f"is in the format YAML, {JSON_ONLY}",
    "python": f"is in the format Python, {JSON_ONLY}",
    "xml.gz": f"is in the format XML, {JSON_ONLY}",
    "txt": (
        "is not named as a fixture file; give one with a name that ends in .json or .jsonl, or in one of "
        "these and .gz, .bz2, .xz, .lzma or .zip"
    ),
}


@pytest.mark.parametrize(("suffix", "message"), FORMATS.items(), ids=FORMATS)
def test_a_file_of_another_format(draft, suffix, message):
    draft.folder.mkdir()
    (draft.folder / f"actors.{suffix}").write_text("<django-objects/>")

    assert refusal(draft.folder / f"actors.{suffix}") == [
        f"files/actors.{suffix}: {message}",
        "1 problem; nothing was changed.",
    ]


@pytest.mark.parametrize("name", ["xml", "yaml", "python"])
def test_standard_input_of_another_format(name):
    assert refusal("-", format=name)[0].startswith("standard input: is in the format ")


def test_standard_input_of_no_format():
    assert refusal("-") == ["- reads standard input; give --format=json or --format=jsonl"]


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("nowhere", "No fixture named 'nowhere' found."),
        ("nowhere.json", "No fixture named 'nowhere' found."),
        ("nowhere.xml", "nowhere.xml: there is no such file or folder; check the path"),
    ],
)
def test_a_file_that_is_not_there(draft, label, message):
    assert refusal(label)[0] == message


def test_a_row_id_reaches_no_record(draft):
    draft.write()
    records = json.loads((draft.folder / "actors.json").read_text())
    records[0]["pk"] = 1
    (draft.folder / "actors.json").write_text(json.dumps(records))

    assert refusal(draft.folder) == [
        (
            "files/actors.json: record 1 (events.actor russia): has a pk; records are named by their public "
            "keys: remove it"
        ),
        "1 problem; nothing was changed.",
    ]


def test_what_only_the_program_writes_is_refused_by_name(loaded, tmp_path):
    path = tmp_path / "dump.jsonl"
    call_command("dumpdata", "events.release", output=str(path), format="jsonl", verbosity=0)

    with pytest.raises(CommandError) as refused:
        loaddata(path)

    assert str(refused.value).splitlines() == [
        (
            "dump.jsonl: record 1 (events.release): has a pk; records are named by their public keys: "
            "remove it"
        ),
        (
            "dump.jsonl: record 1 (events.release): the program itself writes events.release; take it out of "
            "the file"
        ),
        "2 problems; nothing was changed.",
    ]
