"""Words of a text to the evidence that points at them."""

import unicodedata
from dataclasses import dataclass

from events.loading.check.evidence import sha256

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


def locate(text, words):
    """Return the passages of `text` that are exactly `words`."""
    passages = []
    start = text.find(words)
    while start != -1:
        passages.append(_passage(text, start, start + len(words)))
        start = text.find(words, start + 1)
    return passages


def locate_alike(text, words):
    """Return the passages that are `words` but for quotation marks, dashes, blanks, accents and case."""
    folded, offsets = _fold(text)
    wanted, _ = _fold(words)
    wanted = wanted.strip()
    passages = []
    start = folded.find(wanted) if wanted else -1
    while start != -1:
        last = offsets[start + len(wanted) - 1]
        passages.append(_passage(text, offsets[start], last + 1))
        start = folded.find(wanted, start + len(wanted))
    return passages


def _passage(text, start, end):
    return Passage(
        start,
        end,
        sha256(text[start:end]),
        text.count("\n", 0, start) + 1,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
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
