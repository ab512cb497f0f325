"""Which text of a folder is taken for an article's own that was altered, and which is not."""

import unicodedata

import pytest

from events.loading.check.evidence import sha256
from events.loading.texts import altered
from events.loading.texts.altered import Others

TEXT = (
    "Зустріч у Женеві\n"
    "The ministers met at a café in Geneva on Monday.\n"
    "“We will not sign anything today,” said one of them.\n"
    "Nobody else at the table would speak to reporters.\n"
)
WORDS = (
    "The ministers met at a café in Geneva on Monday.",
    "We will not sign anything today,",
    "Nobody else at the table would speak to reporters.",
)


def spans(*words, text=TEXT):
    return [(text.index(one), text.index(one) + len(one), sha256(one)) for one in words]


def find(folder, text=TEXT, words=WORDS, slug="geneva"):
    """Return (name of the file, how it is altered) of what is taken for the article's text, or None."""
    others = Others(sorted(folder.iterdir()), map(sha256, words))
    article = {"sha256": sha256(text), "characters": len(text)}
    found = others.find(slug, article, spans(*words, text=text))
    return None if found is None else (found.path.rpartition("/")[2], found.how)


MARK = "\ufeff"
CRLF = TEXT.replace("\n", "\r\n")
# (the article's own text, what a program made of it, what is said to be changed)
SAVED = {
    "a mark added": (TEXT, MARK + TEXT, "a byte order mark"),
    "a mark removed": (MARK + TEXT, TEXT, "its byte order mark"),
    "CRLF for LF": (TEXT, CRLF, "its line ends (CRLF for LF)"),
    "LF for CRLF": (CRLF, TEXT, "its line ends (LF for CRLF)"),
    "no end": (TEXT, TEXT.rstrip(), "the line break at its end"),
    "an end added": (TEXT.rstrip(), TEXT, "line breaks at its end"),
    "several ends": (TEXT, TEXT + "\n\n", "the line break at its end"),
    "decomposed": (TEXT, unicodedata.normalize("NFD", TEXT), "its normal form (not NFC)"),
    "composed": (unicodedata.normalize("NFD", TEXT), TEXT, "its normal form (not NFD)"),
    "saved by Notepad": (
        TEXT,
        MARK + CRLF,
        "a byte order mark and its line ends (CRLF for LF)",
    ),
}


@pytest.mark.parametrize(("text", "saved", "changed"), SAVED.values(), ids=SAVED)
def test_what_programs_change_when_they_save_a_text(tmp_path, text, saved, changed):
    (tmp_path / "any.txt").write_bytes(saved.encode())

    # No passage is needed to know it.
    assert find(tmp_path, text, ()) == ("any.txt", f"is its text but for {changed}")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16-LE"), ("cp1251", "Windows-1251")],
)
def test_a_text_in_another_encoding(tmp_path, encoding, name):
    text = "Міністри зустрілися в Женеві. Ніхто не захотів говорити з журналістами.\n"
    (tmp_path / "any.txt").write_bytes(text.encode(encoding))

    assert find(tmp_path, text, ()) == ("any.txt", f"is its text but for its encoding ({name})")


def test_a_text_that_is_named_after_the_article(tmp_path):
    (tmp_path / "geneva.txt").write_text("Another text altogether.", encoding="utf-8")

    assert find(tmp_path) == ("geneva.txt", "is named after it, but is another text")
    assert find(tmp_path, slug="genev") is None


def changed(*replacements):
    text = TEXT
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


# (what the text is now, what is said of it; None where it is not taken for the article's)
TEXTS = {
    "a word of one passage": (
        changed(("today", "tonight")),
        "holds 2 of its 3 longest passages",
    ),
    "all passages have moved": (
        changed(("Зустріч", "Довга зустріч")),
        "holds 3 of its 3 longest passages",
    ),
    "two passages are gone": (changed(("today", "tonight"), ("Nobody", "No one")), None),
    "cut off after two passages": (
        TEXT[: TEXT.index("said one")],
        "holds 2 of its 3 longest passages",
    ),
    "cut off after one": (TEXT[: TEXT.index("sign")], None),
    "more than twice as long": (TEXT + "Read also. " * 20, None),
    "empty": ("", None),
}


@pytest.mark.parametrize(("text", "how"), TEXTS.values(), ids=TEXTS)
def test_a_text_that_holds_the_passages(tmp_path, text, how):
    (tmp_path / "any.txt").write_text(text, encoding="utf-8", newline="")

    assert find(tmp_path) == (how and ("any.txt", how))


def test_another_article_with_the_same_quotation_is_another_article(tmp_path):
    text = f"Talks failed.\n“{WORDS[1]}” the minister told our correspondent, who had waited outside.\n"
    (tmp_path / "any.txt").write_text(text, encoding="utf-8")

    assert find(tmp_path) is None
    # Where that quotation is all that was coded, the length decides.
    assert find(tmp_path, words=WORDS[1:2]) is None


def test_short_passages_say_nothing(tmp_path):
    words = ("Geneva", "reporters", "on Monday")
    (tmp_path / "any.txt").write_text(changed(("one of them", "a minister")), encoding="utf-8")

    assert find(tmp_path, words=words) is None


@pytest.mark.parametrize("words", [(), ("Geneva",), WORDS[1:2]])
def test_where_there_are_few_passages_the_length_decides(tmp_path, words):
    (tmp_path / "any.txt").write_text(
        changed(("sign", "read"), ("Geneva", "Vienna")), encoding="utf-8"
    )

    assert find(tmp_path, words=words) == ("any.txt", f"has its length, {len(TEXT)} characters")


def test_the_text_with_most_passages_is_taken(tmp_path):
    (tmp_path / "a.txt").write_text(changed(("today", "tonight")), encoding="utf-8")
    (tmp_path / "b.txt").write_text(changed(("Женеві", "Женеву")), encoding="utf-8")

    assert find(tmp_path) == ("b.txt", "holds 3 of its 3 longest passages")


def test_a_search_that_would_take_too_long_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(altered, "MOST_HASHES", 100)
    path = tmp_path / "any.txt"
    path.write_text(changed(("today", "tonight")), encoding="utf-8")
    others = Others([path], map(sha256, WORDS))

    assert others.find("geneva", {"sha256": "0", "characters": len(TEXT)}, spans(*WORDS)) is None
    assert others.exhausted
