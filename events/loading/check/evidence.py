"""Evidence: whole, inside the article's text, and of the very words that are quoted."""

import hashlib

from events.loading.fixture_fields import EVIDENCE
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
    given = [name for name in EVIDENCE if name in values and values[name] is not None]
    article = values.get("article")
    text = world.texts.get(article)
    if not given:
        if text and text.sha256 and all(name in values for name in EVIDENCE):
            yield (
                "evidence_start",
                (
                    f"no evidence, but the text of article {shown(article)} was read; give "
                    "evidence_start, evidence_end and evidence_sha256 (manage.py locate)"
                ),
            )
        return
    missing = [name for name in EVIDENCE if name in values and values[name] is None]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        names = " and ".join(missing)
        yield missing[0], f"{names} {verb} missing; give all three parts of evidence, or none"
    start, end = values.get("evidence_start"), values.get("evidence_end")
    if start is not None and end is not None and end <= start:
        yield (
            "evidence_end",
            (
                f"evidence_end {end} is not after evidence_start {start}; "
                "give the offset after the last character"
            ),
        )
    if text is None:
        return
    if text.sha256 is None:
        yield (
            "evidence_start",
            (
                f"article {shown(article)} has no sha256, so nobody can check this evidence; give the "
                "article's characters and sha256, or no evidence"
            ),
        )
    past = next((name for name in EVIDENCE[:2][::-1] if _past(values.get(name), text)), None)
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
