"""Evidence recomputed from the texts, out of the database and out of files."""

import hashlib
import io
import shutil

import pytest
from django.core.management import call_command

from events.models import Article, Report, Statement

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


def test_all_is_verified(loaded, texts):
    assert run(texts) == (
        0,
        ["Passages verified: 7, in 2 texts. Text not held: 0. Wrong: 0."],
        [],
    )


def test_fixture_files_are_verified_without_the_database(draft, texts):
    folder = draft.write()

    assert run(texts, "--fixtures", folder) == (
        0,
        ["Passages verified: 7, in 2 texts. Text not held: 0. Wrong: 0."],
        [],
    )


def test_a_text_that_is_not_held_is_said_and_is_no_fault(loaded, texts):
    (texts / "below" / "1.txt").unlink()

    assert run(texts) == (
        0,
        [
            "events.article stalemate: text not held",
            "Passages verified: 4, in 1 texts. Text not held: 3. Wrong: 0.",
        ],
        [],
    )


def test_no_text_at_all(loaded, tmp_path):
    (tmp_path / "none").mkdir()

    assert run(tmp_path / "none") == (
        0,
        [
            "events.article silence: text not held",
            "events.article stalemate: text not held",
            "Passages verified: 0, in 0 texts. Text not held: 7. Wrong: 0.",
            "No evidence was verified at all.",
        ],
        [],
    )


def test_a_text_that_was_changed_is_another_text(loaded, texts):
    path = texts / "below" / "1.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert run(texts)[:2] == (
        0,
        [
            "events.article stalemate: text not held",
            "Passages verified: 4, in 1 texts. Text not held: 3. Wrong: 0.",
        ],
    )


def test_each_wrong_passage_has_its_line(loaded, texts):
    Article.objects.filter(slug="silence").update(characters=165)
    Report.objects.filter(event__code="invasion", number=1).update(evidence_start=131)
    expected, actual = sha256("invasion of Ukraine"), sha256("nvasion of Ukraine")
    Report.objects.filter(event__code="refusal").update(evidence_end=167)
    Statement.objects.filter(code="no-word").update(text="no one in the European Union")

    assert run(texts) == (
        1,
        [
            "events.article silence: characters is 165, but its text has 166",
            "events.statement no-word: text is not the words at 24 to 105 of 'silence'",
            (
                f"events.report invasion 1: evidence_sha256 is {expected}, but characters 131 to 149 "
                f"of 'silence' have {actual}"
            ),
            "events.report refusal 1: evidence_end is 167, but the text of 'silence' ends at 166",
            "Passages verified: 4, in 2 texts. Text not held: 0. Wrong: 4.",
        ],
        [],
    )


def test_a_text_of_another_encoding_is_wrong(loaded, texts):
    data = "Львів".encode("cp1251")
    (texts / "other.txt").write_bytes(data)
    Article.objects.filter(slug="stalemate").update(sha256=hashlib.sha256(data).hexdigest())

    status, lines, _ = run(texts)

    assert status == 1
    assert lines == [
        "events.article stalemate: byte 0 of its text is not UTF-8",
        "events.statement unacceptable: its article's text is not UTF-8",
        "events.report invasion 2: its article's text is not UTF-8",
        "events.claim invasion 2: its article's text is not UTF-8",
        "Passages verified: 4, in 1 texts. Text not held: 0. Wrong: 4.",
    ]


def test_evidence_in_an_article_without_a_hash_cannot_be_held(loaded, texts):
    Article.objects.filter(slug="stalemate").update(sha256=None)

    assert run(texts)[1] == [
        "events.article stalemate: text not held",
        "Passages verified: 4, in 1 texts. Text not held: 3. Wrong: 0.",
    ]


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_a_folder_that_is_none(loaded, tmp_path, name):
    (tmp_path / "file").write_text("")

    assert run(tmp_path / name) == (
        1,
        [],
        [f"{tmp_path / name}: this is no folder; give the one that holds the texts"],
    )


def test_files_with_problems_are_not_verified(draft, texts):
    draft["silence.json", 2]["evidence_start"] = "24"
    folder = draft.write()
    (folder / "actors.json").write_text("")

    assert run(texts, "--fixtures", folder) == (
        1,
        [],
        [
            "files/actors.json: is empty; write a list of records, [] for none",
            (
                "files/silence.json: record 2 (events.statement no-word): evidence_start is '24'; give a "
                "whole number"
            ),
            "These files have problems; nothing was verified.",
        ],
    )


def test_records_of_files_whose_article_is_in_none_of_them(draft, texts):
    folder = draft.write()
    del draft.files["stalemate.json"][0]
    shutil.rmtree(folder)
    draft.write()

    assert run(texts, "--fixtures", folder)[:2] == (
        0,
        [
            "events.article stalemate: text not held",
            "Passages verified: 4, in 1 texts. Text not held: 3. Wrong: 0.",
        ],
    )
