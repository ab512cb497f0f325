"""Which text of a folder is an article's own, altered: no file has the article's hash, but one is like it.

A text is taken for the article's if, in this order,

1. it has the article's hash once its byte order mark, line ends, blank end, normal form or encoding is changed;
2. its file is named by the article's slug;
3. it holds at least half of the article's longer passages, wherever they are now: two of them, or the only one
   where the text is about as long as the article was;
4. it has exactly the article's length, and the article has too few passages to tell.
"""

import re
import unicodedata
from dataclasses import dataclass

from config.limits import MOST_HASHES
from events.loading.check.evidence import sha256
from events.loading.encoding import BYTE_ORDER_MARK, apparent, decoded
from events.loading.problem import Unreadable
from events.loading.read.contents import article_bytes
from events.loading.read.files import display

SHORTEST = 20  # characters of a passage that is hardly in another article by chance
MOST_SOUGHT = 8  # passages of an article, its longest, that are looked for in each text
FEW = 2  # passages; fewer do not tell whether a text without them is another article
SHARE = 0.5  # of them that a text holds that is the article's
MOST_LONGER = 2  # times the article's length, and the same shorter
NEARLY = 0.05  # by which the lengths differ at most where one passage is all there is


@dataclass(frozen=True)
class Altered:
    """A file that holds an article's text, altered; `text` is None where it is not UTF-8."""

    path: str
    text: str | None
    how: str


class Others:
    """The texts that have the hash of no article, among which altered ones are looked for.

    `sought` are the hashes of all passages that may be looked for.
    """

    def __init__(self, paths, sought):
        self.sought = frozenset(sought)
        self.texts = {path: _read(path) for path in paths}
        self.restored = {}
        for path, (data, text) in self.texts.items():
            for how, digest in _variants(data, text):
                self.restored.setdefault(digest, (path, how))
        self.searched = {}
        self.hashes = 0

    @property
    def exhausted(self):
        """Whether some texts were not searched for passages, because that would take too long."""
        return self.hashes > MOST_HASHES

    def find(self, slug, article, spans):
        """Return what is Altered of an article's text, or None; `spans` are the (start, end, sha256) of its passages."""
        found = self.restored.get(article["sha256"])
        if found:
            path, how = found
            return self._altered(path, f"is its text but for {how}")
        for path in self.texts:
            if path.stem == slug:
                return self._altered(path, "is named after it, but is another text")
        return self._by_passages(article["characters"], spans) if article["characters"] else None

    def place(self, text, length, digest):
        """Return the offset of the first passage of some length that has a hash, or None."""
        if (text, length) not in self.searched:
            starts = range(len(text) - length, -1, -1)
            self.hashes += len(starts)
            found = self.searched[text, length] = {}
            for start in () if self.exhausted else starts:
                if (piece := sha256(text[start : start + length])) in self.sought:
                    found[piece] = start
        return self.searched[text, length].get(digest)

    def _by_passages(self, characters, spans):
        long = {(end - start, digest) for start, end, digest in spans if end - start >= SHORTEST}
        sought = sorted(long, reverse=True)[:MOST_SOUGHT]
        most, best = 0, None
        for path, (_, text) in self.texts.items():
            if not text or not 1 / MOST_LONGER <= len(text) / characters <= MOST_LONGER:
                continue
            held = sum(self.place(text, *passage) is not None for passage in sought)
            is_alike = held > 1 or abs(len(text) - characters) <= characters * NEARLY
            if held > most and held >= len(sought) * SHARE and is_alike:
                most, best = held, path
        if best:
            return self._altered(best, f"holds {most} of its {len(sought)} longest passages")
        for path, (_, text) in self.texts.items():
            if len(sought) < FEW and text is not None and len(text) == characters:
                return self._altered(path, f"has its length, {characters} characters")
        return None

    def _altered(self, path, how):
        return Altered(display(path), self.texts[path][1], how)


def _read(path):
    """Return (bytes, text) of a file; None for what cannot be read."""
    try:
        data = article_bytes(path)
    except Unreadable:
        return None, None
    try:
        return data, decoded(data)
    except Unreadable:
        return data, None


# The changes that a program may have made to a text that it saved, and how to undo each, one after the other.
CHANGES = (
    {
        "a byte order mark": lambda text: text.removeprefix(BYTE_ORDER_MARK),
        "its byte order mark": lambda text: BYTE_ORDER_MARK + text,
    },
    {
        "its line ends (CRLF for LF)": lambda text: text.replace("\r\n", "\n"),
        "its line ends (LF for CRLF)": lambda text: re.sub("\r?\n", "\r\n", text),
    },
    {
        "line breaks at its end": lambda text: text.rstrip("\r\n"),
        "the line break at its end": lambda text: text.rstrip("\r\n") + "\n",
        "the line break at its end (CRLF)": lambda text: text.rstrip("\r\n") + "\r\n",
    },
    {
        "its normal form (not NFC)": lambda text: unicodedata.normalize("NFC", text),
        "its normal form (not NFD)": lambda text: unicodedata.normalize("NFD", text),
    },
)


def _variants(data, text):
    """Yield (what was changed, sha256) of what a text may have been before a program saved it in its own way."""
    encoding = ""
    if text is None:
        name = apparent(data) if data else None
        try:
            text = data.decode(name) if name else None
        except (LookupError, UnicodeError):
            text = None
        encoding = f"its encoding ({name})"
    texts = {} if text is None else {text: (encoding,)}
    for undo in CHANGES:
        for changed, steps in list(texts.items()):
            for step, rule in undo.items():
                texts.setdefault(rule(changed), (*steps, step))
    for changed, steps in texts.items():
        yield " and ".join(filter(None, steps)), sha256(changed)
