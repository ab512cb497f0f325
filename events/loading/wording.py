"""How values and corrections are worded in problems."""

import difflib
from functools import lru_cache

LONGEST_SHOWN = 60  # characters of a value that a problem repeats
LONGEST_NAME = 120  # characters of a name that it repeats; no key is longer
# difflib's cost grows with the square of the length, and with the number of candidates.
LONGEST_COMPARED = 200
MOST_CANDIDATES = 2000
MOST_SUGGESTIONS = 100


def printable(text):
    """Return a name as one line that every terminal can show."""
    return repr(text)[1:-1][:LONGEST_NAME]


def shown(value):
    """Return a JSON value as a problem names it."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            short = value if len(value) <= LONGEST_SHOWN else f"{value[: LONGEST_SHOWN - 1]}…"
            return repr(short)
        case int() | float():
            return str(value)
        case list():
            return "a list"
        case _:
            return "an object"


def an(noun):
    """Return the noun with its indefinite article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def nearest(word, words):
    """Return the one of `words` that is most like `word`, or None."""
    return None if len(word) > LONGEST_COMPARED else _nearest(word, tuple(words))


# The same mistake is often made many times.
@lru_cache(maxsize=1_000)
def _nearest(word, words):
    folded = {str(candidate).casefold(): candidate for candidate in words}
    found = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.7)
    return folded[found[0]] if found else None


def did_you_mean(word, words):
    """Return the end of a problem's sentence that offers the nearest word, or nothing."""
    match = nearest(word, words)
    return f"; did you mean {match!r}?" if match is not None else ""


class KeySuggestions:
    """The nearest of very many keys, for as many wrong ones as a person will read."""

    def __init__(self):
        self.found = {}

    def nearest(self, key, keys, others=()):
        """Return the one of `keys`, or of the few `others`, that is most like `key`, or None."""
        if key not in self.found:
            if len(self.found) >= MOST_SUGGESTIONS:
                return None
            if len(keys) > MOST_CANDIDATES:
                keys = [other for other in keys if other[:2] == key[:2] or other[-3:] == key[-3:]]
            few = keys if len(keys) <= MOST_CANDIDATES else ()
            self.found[key] = nearest(key, {*few, *others})
        return self.found[key]


def explained(error):
    """Return a database's or the system's refusal as one line."""
    if isinstance(error, OSError):
        return (
            f"{printable(str(error.filename))}: {error.strerror}" if error.filename else str(error)
        )
    first = str(error).strip().partition("\n")[0]
    if "no such table" in first or (first.startswith("relation") and "does not exist" in first):
        return f"the database has no tables for this yet ({first}): run manage.py migrate"
    if "no such column" in first or (first.startswith("column") and "does not exist" in first):
        return (
            f"the database has the tables of a different version ({first}): run manage.py migrate"
        )
    return f"the database refused it: {first}"
