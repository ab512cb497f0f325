"""Public keys made from names: the same name gives the same key in every run and every dataset."""

import hashlib
import re
import unicodedata
from functools import lru_cache

from events.vocabulary import RESERVED_KEYS

LONGEST = 60  # characters of a name in a key; keys are of at most 120

_OTHERS = re.compile(r"[^a-z0-9]+")


def collapsed(text):
    """Return a name without blanks around it and with single ones inside."""
    return " ".join(text.split())


def digest(*parts, digits=8):
    """Return hexadecimal digits that tell one tuple of values from another."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


@lru_cache(maxsize=10_000)
def slug(name):
    """Return a name as a key; where letters are lost on the way, or it is a word of a URL, a digest ends it."""
    folded = collapsed(name).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    kept = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    short = _OTHERS.sub("-", kept).strip("-")
    lost = short in ("", *RESERVED_KEYS) or any(
        letter.isalnum() and not letter.isascii() for letter in kept
    )
    if not lost and len(short) <= LONGEST:
        return short
    return f"{short[:LONGEST].strip('-') or 'name'}-{digest(folded)}"
