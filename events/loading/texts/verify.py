"""Evidence recomputed from the articles' texts: verified, altered or not held."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from events.loading.check.evidence import sha256
from events.loading.encoding import BYTE_ORDER_MARK
from events.loading.excerpts import are_cut_from
from events.loading.fixture_fields import EVIDENCE, EXCERPTS
from events.loading.problem import Unreadable
from events.loading.texts.altered import Others
from events.loading.wording import shown
from events.models import LINKS, PARTS, Article, Statement
from events.models.spans import pointing
from events.vocabulary import REDACTED, StatementForm

# The text or passage is what was coded; it is not; there is no text to compare with.
VERIFIED, ALTERED, NOT_HELD = VERDICTS = ("verified", "altered", "not held")


class Passage(NamedTuple):
    """A span of an article's text that a row points at; `names` are its columns of the row, and `part` names others."""

    model: type
    values: dict
    article: str
    names: tuple
    part: str = ""

    @property
    def span(self):
        """The (start, end, sha256) of the passage."""
        return tuple(self.values[name] for name in self.names)

    def __str__(self):
        values = self.values
        if self.model is Statement:
            key = values["code"]
        elif self.model in LINKS:
            key = f"{values[PARTS[self.model]]} {values['target']} {values['relation']}"
        else:
            key = f"{values[PARTS[self.model]]} {values['number']}"
        return f"{self.model._meta.label_lower} {key}{self.part}"


@dataclass
class Verified:
    """The verdicts: how many passages and texts have each, and a line for all but those that are verified.

    `faults` are (Passage or article's slug, message) of what is altered; `remarks` are the other lines.
    """

    passages: Counter = field(default_factory=Counter)
    texts: Counter = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    faults: list[tuple] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def verdict(self):
        """The verdict on everything: altered if anything is, and verified only if everything is."""
        numbers = self.passages + self.texts
        if numbers[ALTERED]:
            return ALTERED
        return NOT_HELD if numbers[NOT_HELD] or not numbers else VERIFIED

    def text(self, slug, verdict, message=None):
        """Take the verdict on an article's text."""
        self.texts[verdict] += 1
        if verdict == ALTERED:
            self._fault(slug, f"events.article {slug}", message)
        elif verdict != VERIFIED:
            self.remark(f"events.article {slug}: {verdict}: {message}")

    def passage(self, passage, fault=None):
        """Take the verdict on a passage: altered if there is a fault."""
        self.passages[ALTERED if fault else VERIFIED] += 1
        if fault:
            self._fault(passage, passage, fault)

    def remark(self, line):
        """Take a line about what is not altered."""
        self.lines.append(line)
        self.remarks.append(line)

    def _fault(self, place, name, message):
        self.lines.append(f"{name}: {ALTERED}: {message}")
        self.faults.append((place, message))


def verify(items, texts):
    """Compare the evidence of (model, values) items with the `texts` of their articles; return Verified."""
    items = list(items)
    articles = {values["slug"]: values for model, values in items if model is Article}
    passages = defaultdict(list)
    for passage in _passages(items):
        if None not in passage.span:
            passages[passage.article].append(passage)
    result, others = Verified(), None
    for slug in sorted(articles.keys() | passages.keys()):
        article = articles.get(slug)
        if not passages[slug] and (article is None or article["sha256"] is None):
            continue
        if article is None or article["sha256"] is None:
            _not_held(slug, passages[slug], result, "no sha256 of its text is given")
        elif article["sha256"] in texts.paths:
            _compare(slug, article, passages[slug], texts, result)
        else:
            others = others or _others(articles, passages, texts)
            _look_for(slug, article, passages[slug], others, result)
    if others and others.exhausted:
        result.remark(
            "Some texts were not searched for passages of articles, since there are too many; name them after "
            "the slugs of their articles."
        )
    return result


def _passages(items):
    """Yield the Passages of (model, values) items."""
    # {(field that refers to a record, its key): its article}, of what points with its owner's article
    reporting = {
        ("statement", values["code"]): values["article"]
        for model, values in items
        if model is Statement
    }
    for model, values in items:
        if model not in pointing():
            continue
        lookup, spans = pointing()[model]
        article = values.get(lookup)
        if lookup != "article":
            article = reporting.get((PARTS[model], values[PARTS[model]]))
        for names in spans if article is not None else ():
            kind = names[0].removesuffix("start").rstrip("_")
            part = f" ({kind})" if kind not in ("", "evidence") else ""
            yield Passage(model, values, article, names, part)


def _others(articles, passages, texts):
    hashes = {article["sha256"] for article in articles.values()}
    sought = (passage.span[2] for found in passages.values() for passage in found)
    return Others(texts.others(hashes), sought)


def _not_held(slug, passages, result, why):
    result.text(slug, NOT_HELD, why)
    result.passages[NOT_HELD] += len(passages)


def _compare(slug, article, passages, texts, result):
    """Take the verdicts on an article whose text is there, byte for byte, and on its passages."""
    try:
        text = texts.find(article["sha256"])
    except Unreadable as error:
        result.text(slug, ALTERED, f"its text cannot be read: {error}")
        for passage in passages:
            result.passage(passage, "the text of its article cannot be read")
        return
    if article["characters"] == len(text):
        result.text(slug, VERIFIED)
    else:
        message = f"characters is {article['characters']}, but its text has {len(text)}"
        result.text(slug, ALTERED, message)
    if text.startswith(BYTE_ORDER_MARK):
        result.remark(
            f"events.article {slug}: its text begins with a byte order mark (U+FEFF), which counts as its "
            "first character"
        )
    for passage in passages:
        result.passage(passage, _fault(passage, text))


def _look_for(slug, article, passages, others, result):
    """Take the verdicts on an article whose text is not there, at least not byte for byte."""
    spans = [passage.span for passage in passages]
    found = others.find(slug, article, spans)
    if found is None:
        _not_held(slug, passages, result, "no text has its hash, and none is like it")
        return
    result.text(slug, ALTERED, f"{found.path} {found.how}")
    for passage, (start, end, expected) in zip(passages, spans, strict=True):
        fault = None
        if found.text is None:
            fault = f"{found.path} is not UTF-8"
        elif sha256(found.text[start:end]) != expected:
            place = others.place(found.text, end - start, expected)
            fault = f"its words are not at {start} to {end} of {found.path}"
            if place is not None:
                fault += f", but at {place} to {place + end - start}"
            elif not others.exhausted:
                fault += ", nor anywhere in it"
        result.passage(passage, fault)


def _fault(passage, text):
    """Return what is wrong with a passage of one row, or None."""
    start, end, expected = passage.span
    article, values = shown(passage.article), passage.values
    if end > len(text):
        return f"{passage.names[1]} is {end}, but the text of {article} ends at {len(text)}"
    words = text[start:end]
    actual = sha256(words)
    if actual != expected:
        return f"{passage.names[2]} is {expected}, but characters {start} to {end} of {article} have {actual}"
    if passage.names != EVIDENCE:
        return None
    excerpts = [values[name] for name in EXCERPTS]
    if REDACTED not in excerpts and not are_cut_from(words, *excerpts):
        return f"evidence_opening and evidence_closing are not words from both ends of {start} to {end} of {article}"
    is_verbatim = passage.model is Statement and values["form"] == StatementForm.VERBATIM
    if is_verbatim and values["text"] not in (words, REDACTED):
        return f"text is not the words at {start} to {end} of {article}"
    return None
