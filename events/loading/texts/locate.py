"""Words of a text to the evidence that points at them."""

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import regex

from events.loading.check.evidence import sha256
from events.loading.excerpts import excerpts

CONTEXT = 30  # characters shown on each side of a passage

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        # soft hyphen, zero-width characters
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", ""),
    }
)
# One letter, as a reader sees it, with its marks (UAX 29, extended grapheme clusters).
LETTER = regex.compile(r"\X")


@dataclass(frozen=True)
class Passage:
    """A span of a text, in code points; `line` counts from 1."""

    start: int
    end: int
    sha256: str
    line: int
    words: str
    before: str
    after: str

    @property
    def excerpts(self):
        """The (opening, closing) words of the passage, or None for one that it has not."""
        return excerpts(self.words)


def locate(text, words):
    """Return the passages of `text` that are exactly `words`, and do not part a letter from its marks."""
    bounds = _bounds(text)
    spans = []
    start = text.find(words)
    while start != -1:
        spans.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return [_passage(text, bounds, span) for span in spans if span == _whole(bounds, *span)]


def locate_alike(text, words):
    """Return the passages that are `words` but for quotation marks, dashes, blanks, accents, case and normal form."""
    bounds = _bounds(text)
    folded, offsets = _fold(text)
    wanted, _ = _fold(words)
    wanted = wanted.strip()
    spans = []
    start = folded.find(wanted) if wanted else -1
    while start != -1:
        last = offsets[start + len(wanted) - 1]
        spans.append(_whole(bounds, offsets[start], last + 1))
        start = folded.find(wanted, start + len(wanted))
    return [_passage(text, bounds, span) for span in dict.fromkeys(spans)]


def _bounds(text):
    """Return the offsets at which letters begin, and the end of the text."""
    return [*(match.start() for match in LETTER.finditer(text)), len(text)]


def _whole(bounds, start, end):
    """Return the span with the whole of the letters at both of its ends."""
    return bounds[bisect_right(bounds, start) - 1], bounds[bisect_left(bounds, end)]


def _passage(text, bounds, span):
    start, end = span
    first, _ = _whole(bounds, max(0, start - CONTEXT), start)
    _, last = _whole(bounds, end, min(len(text), end + CONTEXT))
    return Passage(
        start,
        end,
        sha256(text[start:end]),
        text.count("\n", 0, start) + 1,
        text[start:end],
        text[first:start],
        text[end:last],
    )


def _fold(text):
    """Return the text without what readers do not see, and the offset of each of its characters."""
    folded, offsets = [], []
    for offset, character in enumerate(text):
        plain = unicodedata.normalize("NFKD", character.translate(_FOLDED)).casefold()
        for letter in plain:
            blank = letter.isspace()
            if unicodedata.combining(letter) or (blank and folded and folded[-1] == " "):
                continue
            folded.append(" " if blank else letter)
            offsets.append(offset)
    return "".join(folded), offsets
