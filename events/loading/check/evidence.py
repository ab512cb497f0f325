"""Evidence: whole, inside the article's text, and of the very words that are quoted."""

import hashlib

from config.limits import LONGEST_EXCERPT, MOST_EXCERPT_WORDS
from events.loading.excerpts import is_too_long
from events.loading.fixture_fields import CUE, EVIDENCE, EXCERPTS, SOURCE
from events.loading.wording import shown
from events.vocabulary import REDACTED, StatementForm


def sha256(text):
    """Return the SHA-256, in lower-case hexadecimal, of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def article_text(entry, world):
    """An article's length and hash are both given, or neither."""
    values = entry.values
    for name, other in (("characters", "sha256"), ("sha256", "characters")):
        if name in values and values[name] is None and values.get(other) is not None:
            yield name, f"{name} is null but {other} is given; give both (manage.py locate) or none"


def span(entry, world):
    """The three parts of evidence are given together, in order, and lie in the article's text."""
    values = entry.values
    article = world.article(entry)
    text = world.texts.get(article)
    if not _given(values, EVIDENCE):
        if text and text.sha256 and all(name in values for name in EVIDENCE):
            yield (
                "evidence_start",
                (
                    f"no evidence, but the text of article {shown(article)} was read; give "
                    "evidence_start, evidence_end and evidence_sha256 (manage.py locate)"
                ),
            )
        return
    yield from _span(values, EVIDENCE, "evidence", article, text)


def attribution(entry, world):
    """The words that name a speaker, and the words of saying, are whole spans of the article's text, if any."""
    values = entry.values
    article = values.get("article")
    for kind, names in (("source", SOURCE), ("cue", CUE)):
        if _given(values, names):
            yield from _span(values, names, f"the {kind}", article, world.texts.get(article))


def excerpts(entry, world):
    """The opening and the closing of a passage are a few words each, and the closing needs the opening."""
    values = entry.values
    for name in EXCERPTS:
        if values.get(name) is not None and is_too_long(values[name]):
            yield (
                name,
                (
                    f"{name} has {len(values[name].split())} words and {len(values[name])} characters; give at "
                    f"most {MOST_EXCERPT_WORDS} words of the passage and {LONGEST_EXCERPT} characters"
                ),
            )
    opening, closing = (values.get(name) for name in EXCERPTS)
    if closing is not None and "evidence_opening" in values and opening is None:
        yield (
            "evidence_closing",
            "evidence_closing is given without evidence_opening; give both (manage.py locate)",
        )
    if opening is not None and "evidence_start" in values and values["evidence_start"] is None:
        yield (
            "evidence_opening",
            "evidence_opening is given without evidence; give the offsets and the hash too (manage.py locate)",
        )


def _given(values, names):
    return [name for name in names if values.get(name) is not None]


def _span(values, names, noun, article, text):
    """Yield what is wrong with a span when at least one of its parts is given."""
    kind = noun.removeprefix("the ")
    missing = [name for name in names if name in values and values[name] is None]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        listed = " and ".join(missing)
        yield missing[0], f"{listed} {verb} missing; give all three parts of {noun}, or none"
    start, end = (values.get(name) for name in names[:2])
    if start is not None and end is not None and end <= start:
        yield (
            names[1],
            (
                f"{names[1]} {end} is not after {names[0]} {start}; "
                "give the offset after the last character"
            ),
        )
    if text is None:
        return
    if text.sha256 is None:
        yield (
            names[0],
            (
                f"article {shown(article)} has no sha256, so nobody can check this "
                f"{kind}; give the article's characters and sha256, or no {kind}"
            ),
        )
    past = next((name for name in names[:2][::-1] if _past(values.get(name), text)), None)
    if past:
        yield (
            past,
            (
                f"{past} {values[past]} is past the end of article {shown(article)}, which has "
                f"{text.characters} characters; measure it again (manage.py locate)"
            ),
        )


def _past(offset, text):
    return offset is not None and text.characters is not None and offset > text.characters


def own_words(entry, world):
    """The text of a verbatim statement is the passage that its evidence points at."""
    values = entry.values
    text, start, end = (values.get(name) for name in ("text", "evidence_start", "evidence_end"))
    if values.get("form") != StatementForm.VERBATIM or text in (None, REDACTED):
        return
    if start is not None and end is not None and start < end != start + len(text):
        yield (
            "text",
            (
                f"text has {len(text)} characters but its evidence has {end - start} "
                f"({start} to {end}); a verbatim text is the passage itself"
            ),
        )
    elif values.get("evidence_sha256") not in (None, sha256(text)):
        yield (
            "text",
            (
                "text does not have the hash evidence_sha256; copy the words exactly as printed, with "
                f"their quotation marks, dashes and blanks (the hash of this text is {sha256(text)})"
            ),
        )
