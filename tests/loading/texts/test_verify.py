"""Evidence recomputed from the texts, out of the database and out of files."""

import hashlib
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from events.loading.texts.verify import ALTERED, VERIFIED
from events.loading.texts.verify import NOT_HELD as NOT_HELD_VERDICT
from events.management.commands.verify_evidence import STATUS, Command
from events.models import Article, Report, Statement

PROJECT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.usefixtures("empty")


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def run(*arguments):
    """Return (exit status, lines on stdout, lines on stderr) of verify_evidence."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("verify_evidence", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as ended:
        status = ended.code
    return status, out.getvalue().splitlines(), err.getvalue().splitlines()


ALL = ["Passages: 7 verified, 0 altered, 0 not held.", "Texts: 2 verified, 0 altered, 0 not held."]


def test_all_is_verified(loaded, texts):
    assert run(texts) == (0, ALL, [])


def test_fixture_files_are_verified_without_the_database(draft, texts):
    assert run(texts, "--fixtures", draft.write()) == (0, ALL, [])


NOT_HELD = "not held: no text has its hash, and none is like it"


def test_a_text_that_is_not_held(loaded, texts):
    (texts / "below" / "1.txt").unlink()

    assert run(texts) == (
        2,
        [
            f"events.article stalemate: {NOT_HELD}",
            "Passages: 4 verified, 0 altered, 3 not held.",
            "Texts: 1 verified, 0 altered, 1 not held.",
        ],
        [],
    )


def test_no_text_at_all(loaded, tmp_path):
    (tmp_path / "none").mkdir()

    assert run(tmp_path / "none") == (
        2,
        [
            f"events.article silence: {NOT_HELD}",
            f"events.article stalemate: {NOT_HELD}",
            "Passages: 0 verified, 0 altered, 7 not held.",
            "Texts: 0 verified, 0 altered, 2 not held.",
        ],
        [],
    )


def test_nothing_to_verify(empty, texts):
    assert run(texts) == (
        2,
        [
            "Passages: 0 verified, 0 altered, 0 not held.",
            "Texts: 0 verified, 0 altered, 0 not held.",
        ],
        [],
    )


def test_a_text_whose_line_ends_a_program_changed(loaded, texts):
    path = Path("texts/below/1.txt")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert run(texts) == (
        1,
        [
            (
                f"events.article stalemate: altered: {path} is its text but for its line ends (CRLF for "
                "LF)"
            ),
            f"events.report invasion 2: altered: its words are not at 39 to 56 of {path}, but at 40 to 57",
            f"events.claim invasion 2: altered: its words are not at 57 to 79 of {path}, but at 58 to 80",
            "Passages: 5 verified, 2 altered, 0 not held.",
            "Texts: 1 verified, 1 altered, 0 not held.",
        ],
        [],
    )


def test_a_word_that_was_changed(loaded, texts):
    path = Path("texts/below/0.txt")
    path.write_bytes(path.read_bytes().replace(b"Russia refused", b"Moscow refused"))

    assert run(texts)[:2] == (
        1,
        [
            f"events.article silence: altered: {path} holds 1 of its 1 longest passages",
            (
                f"events.report refusal 1: altered: its words are not at 109 to 124 of {path}, nor "
                "anywhere in it"
            ),
            "Passages: 6 verified, 1 altered, 0 not held.",
            "Texts: 1 verified, 1 altered, 0 not held.",
        ],
    )


def test_altered_and_not_held_are_told_apart(loaded, texts):
    (texts / "below" / "0.txt").unlink()
    path = Path("texts/below/1.txt")
    path.write_bytes(path.read_bytes() + b"Read also\n")

    status, lines, _ = run(texts)

    assert status == 1
    assert lines == [
        f"events.article silence: {NOT_HELD}",
        f"events.article stalemate: altered: {path} holds 2 of its 2 longest passages",
        "Passages: 3 verified, 0 altered, 4 not held.",
        "Texts: 0 verified, 1 altered, 1 not held.",
    ]


def test_each_wrong_passage_has_its_line(loaded, texts):
    Article.objects.filter(slug="silence").update(characters=165)
    Report.objects.filter(event__code="invasion", number=1).update(evidence_start=131)
    expected, actual = sha256("invasion of Ukraine"), sha256("nvasion of Ukraine")
    Report.objects.filter(event__code="refusal").update(evidence_end=167)
    Statement.objects.filter(code="no-word").update(text="no one in the European Union")

    assert run(texts) == (
        1,
        [
            "events.article silence: altered: characters is 165, but its text has 166",
            "events.statement no-word: altered: text is not the words at 24 to 105 of 'silence'",
            (
                f"events.report invasion 1: altered: evidence_sha256 is {expected}, but characters 131 to "
                f"149 of 'silence' have {actual}"
            ),
            (
                "events.report refusal 1: altered: evidence_end is 167, but the text of 'silence' ends at "
                "166"
            ),
            "Passages: 4 verified, 3 altered, 0 not held.",
            "Texts: 1 verified, 1 altered, 0 not held.",
        ],
        [],
    )


def test_a_text_of_another_encoding(loaded, texts):
    data = "Львів".encode("cp1251")
    (texts / "other.txt").write_bytes(data)
    Article.objects.filter(slug="stalemate").update(sha256=hashlib.sha256(data).hexdigest())

    status, lines, _ = run(texts)

    fault = "altered: the text of its article cannot be read"
    assert status == 1
    assert lines == [
        (
            "events.article stalemate: altered: its text cannot be read: byte 0 (line 1) is not UTF-8: the "
            "file seems to be Windows-1251; save the file in the encoding UTF-8"
        ),
        f"events.statement unacceptable: {fault}",
        f"events.report invasion 2: {fault}",
        f"events.claim invasion 2: {fault}",
        "Passages: 4 verified, 3 altered, 0 not held.",
        "Texts: 1 verified, 1 altered, 0 not held.",
    ]


def test_a_byte_order_mark_is_reported(draft, texts):
    text = "\ufeffLavrov called guarantees unacceptable.\n"
    (texts / "marked.txt").write_bytes(text.encode())
    draft.files = {"stalemate.json": draft.files["stalemate.json"][:2]}
    draft.spoil(("stalemate.json", 1), {"characters": len(text), "sha256": sha256(text)})
    draft.spoil(("stalemate.json", 2), {"evidence_start": 1, "evidence_end": 39})

    assert run(texts, "--fixtures", draft.write()) == (
        0,
        [
            (
                "events.article stalemate: its text begins with a byte order mark (U+FEFF), which counts as "
                "its first character"
            ),
            "Passages: 1 verified, 0 altered, 0 not held.",
            "Texts: 1 verified, 0 altered, 0 not held.",
        ],
        [],
    )


def test_evidence_in_an_article_without_a_hash(loaded, texts):
    Article.objects.filter(slug="stalemate").update(sha256=None)

    assert run(texts)[:2] == (
        2,
        [
            "events.article stalemate: not held: no sha256 of its text is given",
            "Passages: 4 verified, 0 altered, 3 not held.",
            "Texts: 1 verified, 0 altered, 1 not held.",
        ],
    )


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_a_folder_that_is_none(loaded, tmp_path, name):
    (tmp_path / "file").write_text("")

    assert run(tmp_path / name) == (
        3,
        [],
        [f"{tmp_path / name}: this is not a folder; give the one that holds the texts"],
    )


def test_files_with_problems_are_not_verified(draft, texts):
    draft["silence.json", 2]["evidence_start"] = "24"
    folder = draft.write()
    (folder / "actors.json").write_text("")

    assert run(texts, "--fixtures", folder) == (
        3,
        [],
        [
            "files/actors.json: is empty; write a list of records, [] for none",
            (
                "files/silence.json: record 2 (events.statement no-word): evidence_start is '24'; give a "
                "whole number"
            ),
            "2 problems; nothing was verified.",
        ],
    )


def test_records_of_files_whose_article_is_in_none_of_them(draft, texts):
    folder = draft.write()
    del draft.files["stalemate.json"][0]
    shutil.rmtree(folder)
    draft.write()

    assert run(texts, "--fixtures", folder)[:2] == (
        2,
        [
            "events.article stalemate: not held: no sha256 of its text is given",
            "Passages: 4 verified, 0 altered, 3 not held.",
            "Texts: 1 verified, 0 altered, 1 not held.",
        ],
    )


@pytest.mark.parametrize(("arguments", "status"), [((), 3), (("a", "b"), 3), (("--help",), 0)])
def test_a_command_line_that_cannot_be_understood(arguments, status):
    done = subprocess.run(
        [sys.executable, PROJECT / "manage.py", "verify_evidence", *arguments],
        capture_output=True,
        check=False,
    )

    assert done.returncode == status


def test_the_statuses_are_documented():
    said = " ".join(Command.help.split())
    for verdict, words in (
        (VERIFIED, "0 if everything is verified"),
        (ALTERED, "1 if a text or a passage is altered"),
        (NOT_HELD_VERDICT, "2 if nothing is altered but some texts are not held"),
    ):
        assert words in said
        assert words.startswith(f"{STATUS[verdict]} ")
