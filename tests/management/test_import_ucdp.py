"""manage.py import_ucdp, as a person sees it."""

import os

import pytest
from django.core.management import CommandError, call_command

from events.documents.fingerprint import TALLY
from events.models import Event, Release
from tests.importing.database import emptied
from tests.importing.tables import ucdp_file


@pytest.fixture
def command(db, capsys, monkeypatch, tmp_path):
    """Run the command in a folder of its own; return (exit code, lines told, lines of trouble)."""
    emptied()
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        code = 0
        try:
            call_command("import_ucdp", *map(str, arguments))
        except SystemExit as stopped:
            code = stopped.code
        told = capsys.readouterr()
        return code, told.out.splitlines(), told.err.splitlines()

    return run


def test_import(command, tmp_path):
    code, told, trouble = command(
        ucdp_file(tmp_path, {}), "--label", "GED 24.1", "--dataset-version", "24.1"
    )

    assert (code, trouble) == (0, [])
    assert told == [
        "Written; publishing.",
        "Release 1 is published:",
        "  datasets: 1 added",
        "  sources: 2 added",
        "  articles: 2 added",
        "  actors: 2 added",
        "  places: 1 added",
        "  events: 1 added",
        "1 row read = 1 added + 0 changed + 0 unchanged + 0 rejected.",
    ]
    assert Release.objects.first().label == "GED 24.1"


def test_again(command, tmp_path):
    path = ucdp_file(tmp_path, {})
    command(path)

    assert command(path, "--withdraw-missing") == (
        0,
        [
            "Read; looking for what the files no longer hold.",
            "Written; publishing.",
            "Nothing changed; release 1 is current.",
            ("1 row read = 0 added + 0 changed + 1 unchanged + 0 rejected; 0 events withdrawn."),
        ],
        [],
    )


def test_check(command, tmp_path):
    path = ucdp_file(tmp_path, {}, {"id": "2", "best": "?"})

    assert command(path, "--check") == (
        1,
        [
            "Checked only; nothing was changed.",
            "2 rows read = 1 added + 0 changed + 0 unchanged + 1 rejected.",
        ],
        [f"{path}:3: best: '?' is not a whole number"],
    )
    assert command(ucdp_file(tmp_path, {}), "--check")[0] == 0
    assert not Event.objects.exists()


def test_a_check_says_what_a_different_version_made(command, tmp_path, different):
    path = ucdp_file(tmp_path, {})
    command(path)
    different(TALLY)

    assert command(path, "--check")[1] == [
        "Checked only; nothing was changed.",
        (
            "A different version of the program made these parts of the database: tally. "
            "Run manage.py republish to rebuild them."
        ),
        "1 row read = 0 added + 0 changed + 1 unchanged + 0 rejected.",
    ]


def test_a_bad_row(command, tmp_path):
    path = ucdp_file(tmp_path, {}, {"id": "2", "best": "?"})

    assert command(path) == (
        1,
        [],
        [f"{path}:3: best: '?' is not a whole number", "Nothing was changed."],
    )


def test_keep_going(command, tmp_path):
    path = ucdp_file(tmp_path, {}, {"id": "2", "best": "?"})

    code, told, trouble = command(path, "--keep-going")

    assert (code, trouble) == (0, [f"{path}:3: best: '?' is not a whole number"])
    assert told[1] == "The rows that were not imported are in rejects-ucdp-ged.csv."
    assert told[-1] == "2 rows read = 1 added + 0 changed + 0 unchanged + 1 rejected."
    assert (tmp_path / "rejects-ucdp-ged.csv").read_text().count("\n") == 2
    command(path, "--keep-going", "--rejects", "other.csv")
    assert (tmp_path / "other.csv").exists()


def test_date_order(command, tmp_path):
    path = ucdp_file(tmp_path, {"date_start": "3/2/2022", "date_end": "3/2/2022"})

    code, _, trouble = command(path)

    assert code == 1
    assert trouble[0].startswith(f"{path}: no date in it shows whether 03/02/2024 is in March")
    assert command(path, "--date-order", "dmy")[0] == 0
    assert str(Event.objects.get(code="ucdp-ged-900001").start_date) == "2022-02-03"
    with pytest.raises(CommandError, match="invalid choice: 'ymd'"):
        command(path, "--date-order", "ymd")


def test_a_file_that_is_not_there(command):
    assert command("none.csv") == (
        1,
        [],
        ["none.csv: No such file or directory", "Nothing was changed."],
    )


def test_rejects_that_cannot_be_written(command, tmp_path):
    path = ucdp_file(tmp_path, {"best": "?"})

    code, _, trouble = command(path, "--keep-going", "--rejects", tmp_path / "no" / "rejects.csv")

    assert code == 1
    assert trouble[-2:] == [
        f"{tmp_path}/no/rejects.csv: No such file or directory",
        "Nothing was changed.",
    ]


def test_encoding(command, tmp_path):
    row = {"where_coordinates": "Žepa town"}
    path = ucdp_file(tmp_path, row)
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1250"))

    code, _, trouble = command(path)
    assert (code, len(trouble)) == (1, 2)
    assert "(line 2) is not UTF-8: it seems to be windows-125" in trouble[0]

    assert command(path, "--encoding", "windows-1250")[0] == 0
    assert Event.objects.get().place.name == "Žepa town"
    with pytest.raises(CommandError, match=r"'nope' is not an encoding; try utf-8, utf-16, "):
        command(path, "--encoding", "nope")


def test_decimal(command, tmp_path):
    row = {"latitude": "49,500", "longitude": "36,250", "geom_wkt": ""}
    path = ucdp_file(tmp_path, row, delimiter=";")

    code, _, trouble = command(path)
    assert (code, trouble) == (
        1,
        [
            (
                f"{path}: no number in it shows whether the comma in '49,500' comes before decimals or "
                "between thousands; say --decimal comma or --decimal point"
            ),
            "Nothing was changed.",
        ],
    )
    assert command(path, "--decimal", "comma")[0] == 0
    assert Event.objects.get().place.latitude == 49.5


def test_words_for_missing_values(command, tmp_path):
    path = ucdp_file(
        tmp_path,
        {"id": "1", "side_b": "NA", "side_b_new_id": "", "gwnob": "", "adm_1": "NULL"},
        {"id": "2", "side_b": "NA", "side_b_new_id": "99", "gwnob": "", "adm_1": "NULL"},
    )

    code, told, _ = command(path)

    assert code == 0
    assert told[1:4] == [
        "Read as empty: 'NULL' in adm_1, 2 cells.",
        "Read as empty: 'NA' in side_b, 1 cell.",
        "Kept as a name: 'NA' in side_b, 1 cell.",
    ]


def test_flags_are_counted_with_their_definitions(command, tmp_path):
    path = ucdp_file(
        tmp_path,
        {"id": "1", "low": "9", "best": "8", "high": "7"},
        {"id": "2", "low": "7", "best": "8", "high": "7"},
        {"id": "3"},
    )
    flagged = [
        "Flagged best_above_high: 2 rows. The best estimate of deaths is greater than the high one.",
        "Flagged low_above_best: 1 row. The low estimate of deaths is greater than the best one.",
        "Flagged low_above_high: 1 row. The low estimate of deaths is greater than the high one.",
    ]

    code, told, trouble = command(path, "--check")
    assert (code, trouble) == (0, [])
    assert [line for line in told if line.startswith("Flagged") and "_above_" in line] == flagged
    code, told, trouble = command(path)
    assert (code, trouble) == (0, [])
    assert [line for line in told if line.startswith("Flagged") and "_above_" in line] == flagged


def test_a_pipe_is_not_waited_for(command, tmp_path):
    os.mkfifo(tmp_path / "ged.csv")

    assert command(tmp_path / "ged.csv") == (
        1,
        [],
        [f"{tmp_path}/ged.csv: is a named pipe; give a regular file", "Nothing was changed."],
    )
