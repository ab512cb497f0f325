"""The command as a person uses it: what it prints, how it ends, and what it leaves behind."""

import hashlib
import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, OperationalError

from config.limits import MOST_FOUND, MOST_PROBLEMS
from events.documents.fingerprint import TALLY, fingerprint
from events.loading import load as loading
from events.models import Actor, Release

PROJECT = Path(__file__).resolve().parents[2]


def run(*arguments):
    """Return (exit status, lines on stdout, lines on stderr) of load_fixtures in this process."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("load_fixtures", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as ended:
        status = ended.code
    return status, out.getvalue().splitlines(), err.getvalue().splitlines()


def test_a_first_load(draft, empty):
    assert run(draft.write(), "--label", "spring", "--note", "both articles") == (
        0,
        [
            "25 records in 6 files loaded.",
            "Release 1 is published:",
            "  datasets: 1 added",
            "  sources: 1 added",
            "  articles: 2 added",
            "  actors: 5 added",
            "  places: 2 added",
            "  statements: 2 added",
            "  events: 2 added",
        ],
        [],
    )
    release = Release.objects.get()
    assert (release.number, release.label, release.note) == (1, "spring", "both articles")


def test_the_same_again(loaded):
    assert run(loaded.write()) == (
        0,
        ["25 records in 6 files loaded.", "Nothing changed; release 1 is current."],
        [],
    )


def test_a_check_says_what_a_different_version_made(loaded):
    Release.objects.update(fingerprint=fingerprint() | {TALLY: "of a different version"})
    outdated = (
        "A different version of the program made these parts of the database: tally. "
        "Run manage.py republish to rebuild them."
    )

    assert run(loaded.write(), "--check")[1] == ["25 records in 6 files: no problems.", outdated]
    assert run(loaded.write(), "--check", "--alone")[1] == ["25 records in 6 files: no problems."]


def test_nothing_in_an_empty_database(draft, empty):
    draft.files = {"none.json": []}

    assert run(draft.write()) == (
        0,
        ["0 records in 1 file loaded.", "Nothing changed; there is no release yet."],
        [],
    )


def test_adding_changing_and_withdrawing_at_once(loaded):
    del loaded.files["stalemate.json"]
    (loaded.folder / "stalemate.json").unlink()
    loaded["actors.json", 2]["name"] = "Ukraïne"
    loaded.files["actors.json"].append(
        {
            "model": "events.actor",
            "fields": {"slug": "osce", "name": "OSCE", "kind": "organization"},
        }
    )

    assert run(loaded.write(), "--withdraw-missing") == (
        0,
        [
            "21 records in 5 files loaded.",
            "Release 2 is published:",
            "  articles: 1 withdrawn",
            "  actors: 1 added, 1 changed",
            "  statements: 1 withdrawn",
            "  events: 1 changed",
        ],
        [],
    )


def test_check_says_that_there_are_no_problems_and_changes_nothing(draft, empty):
    assert run(draft.write(), "--check") == (0, ["25 records in 6 files: no problems."], [GAPS])
    assert Actor.objects.count() == 0


# The report of --check on the draft: much of one of its texts has no record.
GAPS = (
    "Warning: events.article silence: 85.5 % of the text is accounted for; no record covers 0 to 24"
)


@pytest.mark.parametrize("options", [[], ["--check"]])
def test_one_problem(draft, empty, options):
    draft["silence.json", 2]["speaker"] = ["sergei-lavrov"]

    assert run(draft.write(), *options) == (
        1,
        [],
        [
            (
                "files/silence.json: record 2 (events.statement no-word): speaker 'sergei-lavrov' is not "
                "an actor; did you mean 'sergey-lavrov'?"
            ),
            "1 problem; nothing was changed.",
        ],
    )
    assert Actor.objects.count() == 0


def test_check_says_that_only_the_database_makes_the_files_whole(loaded):
    loaded.write()
    assert run(loaded.folder / "places.json", "--check") == (
        0,
        ["2 records in 1 file: no problems."],
        [],
    )
    assert run(loaded.folder / "stalemate.json", "--check") == (
        0,
        [
            "5 records in 1 file: no problems.",
            (
                "They need the records of this database: by themselves they have 5 problems, which "
                "--check --alone lists."
            ),
        ],
        [],
    )


ALONE = """\
files/stalemate.json: record 2 (events.statement unacceptable): dataset 'attest' is not a dataset; add it to \
the files or give the key of one that is there
files/stalemate.json: record 2 (events.statement unacceptable): speaker 'sergey-lavrov' is not an actor; add it \
to the files or give the key of one that is there
files/stalemate.json: record 3 (events.statementevent unacceptable refusal rejects): event 'refusal' is not an \
event; add it to the files or give the key of one that is there
files/stalemate.json: record 4 (events.report invasion 2): event 'invasion' is not an event; add it to the files \
or give the key of one that is there
files/stalemate.json: record 5 (events.claim invasion 2): event 'invasion' is not an event; add it to the files \
or give the key of one that is there
5 problems; nothing was changed.
"""


def test_files_by_themselves(loaded):
    loaded.write()
    assert run(loaded.folder, "--check", "--alone") == (
        0,
        ["25 records in 6 files: no problems."],
        [GAPS],
    )
    assert run(loaded.folder / "stalemate.json", "--check", "--alone") == (
        1,
        [],
        ALONE.splitlines(),
    )


def test_files_are_checked_by_themselves_without_a_database(draft, manage, tmp_path):
    draft.write()

    done = manage("load_fixtures", "files", "--check", "--alone")

    assert (done.returncode, done.stdout) == (0, "25 records in 6 files: no problems.\n")
    assert not (tmp_path / "own.sqlite3").exists()


@pytest.mark.parametrize(
    "options", [(), ("--check", "--withdraw-missing"), ("--check", "--restore")]
)
def test_files_by_themselves_are_only_checked(draft, empty, options):
    assert run(draft.write(), "--alone", *options) == (
        1,
        [],
        ["--alone checks files without the database; give it with --check only"],
    )


def test_very_many_problems_are_counted(draft, empty):
    draft.files["actors.json"] += [
        {"model": "events.actor", "fields": {"slug": "nobody", "kind": "person"}}
    ] * 20_000

    status, out, err = run(draft.write(), "--check")

    assert (status, out, len(err)) == (1, [], MOST_PROBLEMS + 2)
    assert (
        err[0] == "files/actors.json: record 6 (events.actor nobody): name is missing; give a text"
    )
    # Each lacks a name, none says that the person is a public figure, and all but the first have the key of another.
    assert err[-2:] == [
        f"{59_999 - MOST_PROBLEMS:,} more problems are not shown; correct these first.",
        "59,999 problems; nothing was changed.",
    ]


@pytest.mark.parametrize(
    "record",
    [
        {"model": "events.actor", "fields": {"slug": "nobody", "kind": "person"}},
        {"model": "events.person", "fields": {"slug": "nobody"}},
    ],
    ids=lambda record: record["model"],
)
def test_the_check_of_a_file_with_even_more_stops(draft, empty, record):
    draft.files["actors.json"] += [record] * (MOST_FOUND + 5)

    status, out, err = run(draft.write(), "--check")

    assert (status, out) == (1, [])
    assert err[-2:] == [
        "The check stopped after 20,001 problems; there may be more.",
        "20,001 problems; nothing was changed.",
    ]


def test_without_a_path_the_fixtures_of_the_project_are_loaded(draft, empty, monkeypatch):
    draft.write()
    draft.folder.rename(draft.folder.parent / "fixtures")
    monkeypatch.setattr(settings, "BASE_DIR", draft.folder.parent)

    assert run("--check") == (0, ["25 records in 6 files: no problems."], [GAPS])


REFUSALS = {
    "a constraint": (
        IntegrityError("CHECK constraint failed: actor_kind_known\nDETAIL: a row"),
        "the database refused it: CHECK constraint failed: actor_kind_known",
    ),
    "a lock": (
        OperationalError("database is locked"),
        "the database refused it: database is locked",
    ),
    "a full disk": (
        OperationalError("database or disk is full"),
        "the database refused it: database or disk is full",
    ),
    "no tables": (
        OperationalError("no such table: events_actor"),
        "the database has no tables for this yet (no such table: events_actor): run manage.py migrate",
    ),
    "the system": (
        OSError(28, "No space left on device", "attest.sqlite3"),
        "attest.sqlite3: No space left on device",
    ),
}


@pytest.mark.parametrize(("error", "line"), REFUSALS.values(), ids=REFUSALS)
def test_what_is_refused_after_the_check_is_one_line(draft, empty, monkeypatch, error, line):
    def refuse(*arguments, **options):
        raise error

    monkeypatch.setattr(loading, "publish", refuse)

    assert run(draft.write()) == (1, [], [f"{line}; nothing was changed."])
    assert Actor.objects.count() == 0


def test_a_constraint_that_the_check_does_not_know(draft, empty, monkeypatch):
    draft["actors.json", 1]["kind"] = "country"

    def unchecked(reading):
        entries, _ = parse(reading)
        entries[0].values["kind"] = "country"
        return entries, []

    parse = loading.parse
    monkeypatch.setattr(loading, "parse", unchecked)

    status, out, err = run(draft.write())

    assert (status, out, len(err)) == (1, [], 1)
    assert "actor_kind_known" in err[0]
    assert err[0].endswith("; nothing was changed.")


def test_a_large_load_reports_its_progress(draft, empty, monkeypatch):
    monkeypatch.setattr(loading, "LARGE", 25)

    assert run(draft.write())[1][:4] == [
        "Read 25 records.",
        "Checked; writing.",
        "Written; publishing.",
        "25 records in 6 files loaded.",
    ]


# Ten faults in one file: the record, what is spoiled there, and the field that is named.
TEN = (
    (2, {"act": "ACCUSES"}, "act"),
    (2, {"speaker": ["sergei-lavrov"]}, "speaker"),
    (3, {"event": ["invasoin"]}, "event"),
    (4, {"end_date": "2022-01-31"}, "end_date"),
    (4, {"quad_class": 2}, "quad_class"),
    (5, {"rol": "actor"}, "rol"),
    (7, {"evidence_end": 167}, "evidence_end"),
    (8, {"value": "in 2014"}, "value"),
    (9, {"title": ""}, "title"),
    (9, {"part_of": ["refusal"]}, "part_of"),
)
TEN_LINES = """\
files/silence.json: record 2 (events.statement no-word): act 'ACCUSES' is not one of AGREE, CONSULT, \
SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, \
MOBILIZE, COERCE, ASSAULT, COMMENT; did you mean 'ACCUSE'?
files/silence.json: record 2 (events.statement no-word): speaker 'sergei-lavrov' is not an actor; did \
you mean 'sergey-lavrov'?
files/silence.json: record 3 (events.statementevent no-word invasoin comments_on): event 'invasoin' is \
not an event; did you mean 'invasion'?
files/silence.json: record 4 (events.event invasion): end_date '2022-01-31' is before start_date \
'2022-02-01'; give the same day or a later one
files/silence.json: record 4 (events.event invasion): quad_class 2 is not that of type ASSAULT; give 4
files/silence.json: record 5 (events.participant invasion russia actor): unknown field 'rol'; did you \
mean 'role'?
files/silence.json: record 7 (events.report invasion 1): evidence_end 167 is past the end of article \
'silence', which has 166 characters; measure it again (manage.py locate)
files/silence.json: record 8 (events.claim invasion 1): value 'in 2014' is not a date; write YYYY, YYYY-MM \
or YYYY-MM-DD, as in '2022-02'
files/silence.json: record 9 (events.event refusal): title is empty; give a text
files/silence.json: record 9 (events.event refusal): part_of goes in a circle: 'refusal' → 'refusal'; \
cut it at one of them
10 problems; nothing was changed.
"""


def spoil_ten(draft):
    for number, change, _ in TEN:
        draft.spoil(("silence.json", number), change)


def test_each_of_ten_problems_has_its_file_record_and_field(draft):
    spoil_ten(draft)

    found = [(problem.file, problem.record, problem.field) for problem in draft.problems()]

    assert found == [("files/silence.json", number, field) for number, _, field in TEN]


def dump(path):
    """Return every row of a database file, and the hash of its bytes."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        names = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        rows = {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    database.close()
    return rows, hashlib.sha256(Path(path).read_bytes()).hexdigest()


@pytest.fixture
def manage(tmp_path):
    """Run manage.py as a program of its own, with a database file of its own."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}"}

    def manage(*arguments):
        return subprocess.run(
            [sys.executable, PROJECT / "manage.py", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return manage


def test_ten_faults_are_ten_lines_and_leave_the_database_byte_for_byte(draft, manage, tmp_path):
    draft.write()
    assert manage("migrate", "--skip-checks").returncode == 0
    assert manage("load_fixtures", "files").returncode == 0
    before = dump(tmp_path / "own.sqlite3")
    spoil_ten(draft)
    draft.write()

    done = manage("load_fixtures", "files")

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == TEN_LINES
    assert dump(tmp_path / "own.sqlite3") == before


def test_a_database_without_tables(draft, manage):
    draft.write()

    done = manage("load_fixtures", "files")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "the database has no tables for this yet (no such table: events_dataset): "
        "run manage.py migrate; nothing was changed.\n"
    )


def test_a_database_that_cannot_be_opened(draft, manage, tmp_path):
    draft.write()
    (tmp_path / "own.sqlite3").write_bytes(b"no database at all, but a file of that name" * 100)

    done = manage("load_fixtures", "files")

    assert done.returncode == 1
    assert done.stderr == "the database refused it: file is not a database; nothing was changed.\n"
