"""Syntax of other search languages that `q` lacks: refused by name, with the spelling to use instead."""

import re
import unicodedata


class SearchError(ValueError):
    """A search that cannot be read: why, and where one of a few words is meant, these and the nearest."""

    def __init__(self, message, allowed=None, did_you_mean=None):
        super().__init__(message)
        self.allowed, self.did_you_mean = allowed, did_you_mean


LOWER_CASE = "In lower case it is a word like any other."
_DISTANCE = 'words at a distance cannot be searched for. Write "two words" in quotes if they follow one another.'
# (what is found in a word, what to write instead)
_FOREIGN = (
    (r"\|", "write OR between words, as in kyiv OR lviv."),
    (r"&&", "write AND, or just a space, between words that must all occur."),
    (r"^\+", 'leave + out: all words must occur, and "words in quotes" must follow one another.'),
    (r"^!", "write -word or NOT word for a word that must not occur."),
    (r"^[‐‑‒–—―−]\w", "write the minus sign of the keyboard before a word that must not occur."),
    (r"^(NEAR|near|w|W|n|N)/\d", _DISTANCE),
    (r"~", "words of similar spelling cannot be searched for, and " + _DISTANCE),
    (r"\^", "all words count alike. Leave ^ out."),
    (r"^/.+/$", "regular expressions cannot be searched for. Write words, or a beginning as in kyi*."),
    (r"\*(?!$)|^\*", "a star goes at the end of a word, as in kyi*, and nowhere else."),
    (r"\?|%\w|^%|[^\W\d]%", "no sign replaces a letter. Write a beginning and a star, as in kyi*."),
    (r"[][{}<>=]|\d\.\.", "ranges cannot be searched for. Days and numbers have parameters of their own."),
    (r"\\", "there is no escape sign. Write the words in quotes."),
)  # fmt: skip
_FOREIGN = tuple((re.compile(pattern), advice) for pattern, advice in _FOREIGN)


def refuse_foreign(word):
    """Raise SearchError for a word with an operator that `q` has not."""
    for pattern, advice in _FOREIGN:
        if pattern.search(word):
            raise SearchError(f"{word!r} cannot be read: {advice}")


def refuse_called(word):
    """Raise SearchError for a word right before a parenthesis, as in NEAR(kyiv strike)."""
    advice = _DISTANCE if word.upper() == "NEAR" else "write a space before the parenthesis."
    raise SearchError(f"{word + '('!r} cannot be read: {advice}")


def refuse_near():
    """Raise SearchError for NEAR between words."""
    raise SearchError(f"NEAR cannot be read: {_DISTANCE} {LOWER_CASE}")


def refuse_symbols(word):
    """Raise SearchError for a word without letters and digits that is not mere punctuation."""
    if any(unicodedata.category(character).startswith("S") for character in word):
        raise SearchError(f"{word!r} cannot be read: it holds no letters or digits. Leave it out.")
