"""Public keys made from names: the same name gives the same key in every run and every dataset."""

import hashlib
import re
import unicodedata
from functools import lru_cache

LONGEST = 60  # characters of a name in a key; keys are of at most 120

# Words that URLs of the API have where a key stands; a key that is one of them could not be asked for.
URL_WORDS = frozenset(["aggregate", "annotations", "changes", "citation", "latest", "versions"])

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
    """Return a name as a key; a digest of the name ends it where letters are lost, and where it is a word of URLs."""
    folded = collapsed(name).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    kept = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    short = _OTHERS.sub("-", kept).strip("-")
    lost = not short or any(letter.isalnum() and not letter.isascii() for letter in kept)
    lost = lost or short in URL_WORDS
    if not lost and len(short) <= LONGEST:
        return short
    return f"{short[:LONGEST].strip('-') or 'name'}-{digest(folded)}"
