"""Characters that texts must not hold: controls, marks that turn the direction of reading, passwords in URLs."""

import re
import unicodedata

from config.limits import LONGEST_LINE
from events.loading.fixture_fields import AS_PRINTED, is_one_line

# Line breaks of Unicode (UAX 14), and the tab.
BREAKS = "\t\n\v\f\r\x85\u2028\u2029"
IN_PROSE = "\t\n\r"
# Embeddings, overrides and isolates (UAX 9): they reorder what follows them, in terminals and pages too.
DIRECTIONS = "\u202a-\u202e\u2066-\u2069"
NOT_IN_LINES = re.compile(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{DIRECTIONS}]")
NOT_IN_PROSE = re.compile(rf"(?![{IN_PROSE}])[\x00-\x1f\x7f-\x9f]")
# A user's name or password before the host of a URL (RFC 3986, 3.2.1).
USER_IN_URL = re.compile(r"https?://[^\s/?#@]*@", re.IGNORECASE)


def flaws_of_text(field, text):
    """Yield what is wrong with the characters of a text that a field holds."""
    if field.name in AS_PRINTED:
        return
    yield from flaws_of_line(text) if is_one_line(field) else _flaws(text, NOT_IN_PROSE)


def flaws_of_line(text):
    """Yield what is wrong with the characters of a name, a title or another text of one line."""
    if len(text) > LONGEST_LINE:
        yield f"has {len(text):,} characters; {LONGEST_LINE:,} are the most"
    yield from _flaws(text, NOT_IN_LINES)


def _flaws(text, unwanted):
    # Hardly any text holds one, and a list for each would be costly.
    if unwanted.search(text):
        for character in dict.fromkeys(unwanted.findall(text)):
            yield f"holds {_described(character)}; remove it"
    if USER_IN_URL.search(text):
        yield "holds a URL with a user name or password; remove what is before its @, and the @"


def _described(character):
    code = f"U+{ord(character):04X}"
    if character in BREAKS:
        return f"a {'tab' if character == chr(9) else 'line break'} ({code})"
    name = unicodedata.name(character, None)
    return f"the mark of direction {code} ({name})" if name else f"the control character {code}"
