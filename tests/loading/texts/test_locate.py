"""Words of a text to the evidence that points at them."""

import hashlib
import io
import os

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


# (text, words, the passages that are the words, those that are alike)
LETTERS = {
    "composed words in decomposed text": ("cafe\u0301 noir", "café", [], [(0, 5)]),
    "decomposed words in composed text": ("un café noir", "cafe\u0301", [], [(3, 7)]),
    "words without a mark": ("cafe\u0301 noir", "cafe", [], [(0, 5)]),
    "words that end before the letter": ("cafe\u0301 noir", "caf", [(0, 3)], [(0, 3)]),
    "words that begin with a mark": ("cafe\u0301 noir", "\u0301 noir", [], [(6, 10)]),
    "several marks on a letter": ("e\u0323\u0301x", "\u1eb9", [], [(0, 3)]),
    "a vowel sign of Devanagari": ("हिन्दी में", "हिन्द", [], [(0, 6)]),
    "a syllable of Hangul": ("\u1112\u1161\u11ab \u1112\u1161", "하", [], [(0, 3), (4, 6)]),
    "half a line end": ("a\r\nb", "a\r", [], [(0, 1)]),
    "a family": ("\U0001f469\u200d\U0001f467 !", "\U0001f469", [], [(0, 3)]),
    "a flag": ("\U0001f1fa\U0001f1e6", "\U0001f1fa", [], [(0, 2)]),
    "a joiner after the words": ("neuf\u200d oui", "neuf", [], [(0, 5)]),
    "the middle of a ligature": ("deﬁne", "define", [], [(0, 5)]),
}


@pytest.mark.parametrize(("text", "words", "exact", "alike"), LETTERS.values(), ids=LETTERS)
def test_a_letter_is_never_parted_from_its_marks(text, words, exact, alike):
    assert [(passage.start, passage.end) for passage in locate(text, words)] == exact
    assert [(passage.start, passage.end) for passage in locate_alike(text, words)] == alike


def test_what_is_around_a_passage_has_whole_letters():
    (passage,) = locate("e\u0301" * 20 + "x" + "e\u0301" * 20 + "y", "x")

    assert (passage.before, passage.after) == ("e\u0301" * 15, "e\u0301" * 15)
    (passage,) = locate("xe\u0301" + "a" * 28 + "z" + "a" * 29 + "e\u0301y", "z")
    assert (passage.before, passage.after) == ("e\u0301" + "a" * 28, "a" * 29 + "e\u0301")


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
            f'"evidence_sha256": "{sha256("agree")}",\n"evidence_opening": "agree",\n'
        ),
        "",
    )


def test_what_is_printed_for_words_that_stand_twice(run):
    status, out, err = run("We won’t")

    assert status == 0
    assert out.count("evidence_start") == 2
    assert err == "The text has these words 2 times: choose one.\n"


def test_what_is_printed_for_words_that_only_look_alike(run):
    assert run("We won't say") == (
        1,
        (
            "line 3: …: “We won’t — ever — agree.”↵[We won’t say]\u00a0so.↵…\n"
            '"evidence_start": 43,\n"evidence_end": 55,\n'
            f'"evidence_sha256": "{sha256("We won’t say")}",\n"evidence_opening": "We won’t say",\n'
        ),
        "These words are not in the text; words like them are:\n",
    )


def test_what_is_printed_for_words_that_do_not_stand_there(run):
    assert run("peace") == (
        1,
        "",
        "These words are not in the text, nor are words like them.\n",
    )


def test_what_is_printed_for_a_text(run):
    assert run() == (0, f'"characters": 60,\n"sha256": "{sha256(TEXT)}",\n', "")


MARK = "The text begins with a byte order mark (U+FEFF), which counts as its first character.\n"


def test_a_byte_order_mark_is_reported(run, tmp_path):
    path = tmp_path / "marked.txt"
    path.write_bytes(b"\xef\xbb\xbfAB")

    assert run(file=path) == (
        0,
        f'"characters": 3,\n"sha256": "{sha256(chr(0xFEFF) + "AB")}",\n',
        MARK,
    )
    status, out, err = run("B", file=path)
    assert (status, err) == (0, MARK)
    assert '"evidence_start": 2,' in out


def test_a_text_in_utf_16(run, tmp_path):
    path = tmp_path / "other.txt"
    path.write_bytes("Lviv, Kyiv and Kharkiv".encode("utf-16-le"))

    assert run(file=path)[2] == (
        f"{path}: byte 1 is NUL, which no text holds: the file seems to be UTF-16-LE; save the file in the "
        "encoding UTF-8\n"
    )


def test_a_named_pipe(run, tmp_path):
    os.mkfifo(tmp_path / "pipe")

    assert run(file=tmp_path / "pipe") == (
        1,
        "",
        f"{tmp_path / 'pipe'}: is a named pipe; give a regular file\n",
    )


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
        f"{tmp_path / 'nowhere'}: cannot be read: No such file or directory\n",
    )


def test_a_file_that_is_not_utf_8(run, tmp_path):
    (tmp_path / "other.txt").write_bytes("Мир".encode("cp1251"))

    assert run(file=tmp_path / "other.txt") == (
        1,
        "",
        (
            f"{tmp_path / 'other.txt'}: byte 0 (line 1) is not UTF-8: the file seems to be Windows-1251; "
            "save the file in the encoding UTF-8\n"
        ),
    )
