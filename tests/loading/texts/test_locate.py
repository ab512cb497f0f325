"""Words of a text to the evidence that points at them."""

import hashlib
import io

import pytest
from django.core.management import call_command

from events.loading.texts.locate import locate, locate_alike

TEXT = "Мир.\r\nHe said: “We won’t — ever — agree.”\r\nWe won’t say\u00a0so.\n"


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


EXACT = {
    "once": ("agree", [(34, 39, 2)]),
    "from the first letter": ("Мир", [(0, 3, 1)]),
    "to the last": ("so.\n", [(56, 60, 3)]),
    "twice": ("We won’t", [(16, 24, 2), (43, 51, 3)]),
    "over a line end": ("”\r\nWe", [(40, 45, 2)]),
    "with the wrong quotation mark": ("We won't", []),
    "in other letters": ("AGREE", []),
}


@pytest.mark.parametrize(("words", "places"), EXACT.values(), ids=EXACT)
def test_exact_words(words, places):
    passages = locate(TEXT, words)

    assert [(passage.start, passage.end, passage.line) for passage in passages] == places
    assert {passage.sha256 for passage in passages} <= {sha256(words)}


ALIKE = {
    "straight quotation mark": ("We won't", ["We won’t", "We won’t"]),
    "hyphens for dashes": ("we won't - ever - agree", ["We won’t — ever — agree"]),
    "other case": ("AGREE", ["agree"]),
    "plain blank, and several": ("won't   say so", ["won’t say\u00a0so"]),
    "a blank for a line end": ('" We', ["”\r\nWe"]),
    "blanks around": ("  agree ", ["agree"]),
    "accents": ("мір", []),
    "nothing like it": ("peace", []),
    "nothing to see": ("\u00ad", []),
}


@pytest.mark.parametrize(("words", "found"), ALIKE.values(), ids=ALIKE)
def test_words_that_are_alike(words, found):
    passages = locate_alike(TEXT, words)

    assert [passage.words for passage in passages] == found
    assert all(TEXT[passage.start : passage.end] == passage.words for passage in passages)
    assert all(passage.sha256 == sha256(passage.words) for passage in passages)


def test_letters_that_are_longer_when_folded():
    (passage,) = locate_alike("İstanbul’da ﬁve … yes", "five ... YES")

    assert passage.words == "ﬁve … yes"


def test_overlapping_words_are_all_found():
    assert [passage.start for passage in locate("ababa", "aba")] == [0, 2]


@pytest.fixture
def run(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode())

    def run(*arguments, file=path):
        out, err, status = io.StringIO(), io.StringIO(), 0
        try:
            call_command("locate", str(file), *arguments, stdout=out, stderr=err)
        except SystemExit as ended:
            status = ended.code
        return status, out.getvalue(), err.getvalue()

    return run


def test_what_is_printed_for_words(run):
    assert run("agree") == (
        0,
        (
            "line 2: …↵He said: “We won’t — ever — [agree].”↵We won’t say\u00a0so.↵…\n"
            '"evidence_start": 34,\n"evidence_end": 39,\n'
            f'"evidence_sha256": "{sha256("agree")}",\n'
        ),
        "",
    )


def test_what_is_printed_for_words_that_stand_twice(run):
    status, out, err = run("We won’t")

    assert status == 0
    assert out.count("evidence_start") == 2
    assert err == "The words stand 2 times in the text: choose one.\n"


def test_what_is_printed_for_words_that_only_look_alike(run):
    assert run("We won't say") == (
        1,
        (
            "line 3: …: “We won’t — ever — agree.”↵[We won’t say]\u00a0so.↵…\n"
            '"evidence_start": 43,\n"evidence_end": 55,\n'
            f'"evidence_sha256": "{sha256("We won’t say")}",\n'
        ),
        "These words do not stand in the text; something like them does:\n",
    )


def test_what_is_printed_for_words_that_do_not_stand_there(run):
    assert run("peace") == (
        1,
        "",
        "These words do not stand in the text, nor anything like them.\n",
    )


def test_what_is_printed_for_a_text(run):
    assert run() == (0, f'"characters": 60,\n"sha256": "{sha256(TEXT)}",\n', "")


def test_no_words(run):
    assert run("") == (
        1,
        "",
        "no words to find; give some, or leave them out for the text's own hash\n",
    )


def test_a_file_that_is_not_there(run, tmp_path):
    assert run(file=tmp_path / "nowhere") == (
        1,
        "",
        f"{tmp_path / 'nowhere'}: No such file or directory\n",
    )


def test_a_file_that_is_not_utf_8(run, tmp_path):
    (tmp_path / "other.txt").write_bytes("Мир".encode("cp1251"))

    assert run(file=tmp_path / "other.txt") == (
        1,
        "",
        f"{tmp_path / 'other.txt'}: byte 0 is not UTF-8; give the text in UTF-8\n",
    )
