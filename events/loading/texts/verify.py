"""Evidence recomputed from the articles' texts: verified, altered or not held."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from events.loading.check.evidence import sha256
from events.loading.encoding import BYTE_ORDER_MARK
from events.loading.fixture_fields import EVIDENCE
from events.loading.problem import Unreadable
from events.loading.texts.altered import Others
from events.loading.wording import shown
from events.models import PARTS, Article, Claim, LeftOut, Report, Statement
from events.vocabulary import REDACTED, StatementForm

EVIDENCED = (Statement, Report, Claim, LeftOut)
# The names of the start, the end and the hash of what has others than evidence.
SPANS = {LeftOut: ("start", "end", "sha256")}
# The text or passage is what was coded; it is not; there is no text to compare with.
VERIFIED, ALTERED, NOT_HELD = VERDICTS = ("verified", "altered", "not held")


@dataclass
class Verified:
    """The verdicts: how many passages and texts have each, and a line for all but those that are verified."""

    passages: Counter = field(default_factory=Counter)
    texts: Counter = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    @property
    def verdict(self):
        """The verdict on everything: altered if anything is, and verified only if everything is."""
        numbers = self.passages + self.texts
        if numbers[ALTERED]:
            return ALTERED
        return NOT_HELD if numbers[NOT_HELD] or not numbers else VERIFIED

    def text(self, slug, verdict, message=""):
        """Take the verdict on an article's text."""
        self.texts[verdict] += 1
        if verdict != VERIFIED:
            self.remark(f"events.article {slug}: {verdict}{message}")

    def passage(self, item, fault=None):
        """Take the verdict on a passage: altered if there is a fault."""
        self.passages[ALTERED if fault else VERIFIED] += 1
        if fault:
            self.remark(f"{_name(*item)}: {ALTERED}: {fault}")

    def remark(self, line):
        self.lines.append(line)


def verify(items, texts):
    """Compare the evidence of (model, values) items with the `texts` of their articles; return Verified."""
    articles, passages = {}, defaultdict(list)
    for model, values in items:
        if model is Article:
            articles[values["slug"]] = values
        elif model in EVIDENCED and None not in _span(model, values):
            passages[values["article"]].append((model, values))
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


def _others(articles, passages, texts):
    hashes = {article["sha256"] for article in articles.values()}
    sought = (_span(*item)[2] for items in passages.values() for item in items)
    return Others(texts.others(hashes), sought)


def _not_held(slug, passages, result, why):
    result.text(slug, NOT_HELD, f": {why}")
    result.passages[NOT_HELD] += len(passages)


def _compare(slug, article, passages, texts, result):
    """Take the verdicts on an article whose text is there, byte for byte, and on its passages."""
    try:
        text = texts.find(article["sha256"])
    except Unreadable as error:
        result.text(slug, ALTERED, f": its text cannot be read: {error}")
        for item in passages:
            result.passage(item, "the text of its article cannot be read")
        return
    if article["characters"] == len(text):
        result.text(slug, VERIFIED)
    else:
        message = f": characters is {article['characters']}, but its text has {len(text)}"
        result.text(slug, ALTERED, message)
    if text.startswith(BYTE_ORDER_MARK):
        result.remark(
            f"events.article {slug}: its text begins with a byte order mark (U+FEFF), which counts as its "
            "first character"
        )
    for model, values in passages:
        result.passage((model, values), _fault(model, values, text))


def _look_for(slug, article, passages, others, result):
    """Take the verdicts on an article whose text is not there, at least not byte for byte."""
    spans = [_span(*item) for item in passages]
    found = others.find(slug, article, spans)
    if found is None:
        _not_held(slug, passages, result, "no text has its hash, and none is like it")
        return
    result.text(slug, ALTERED, f": {found.path} {found.how}")
    for (model, values), (start, end, expected) in zip(passages, spans, strict=True):
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
        result.passage((model, values), fault)


def _fault(model, values, text):
    """Return what is wrong with the evidence of one row, or None."""
    start, end, expected = _span(model, values)
    _, last, hashed = SPANS.get(model, EVIDENCE)
    if end > len(text):
        return f"{last} is {end}, but the text of {shown(values['article'])} ends at {len(text)}"
    words = text[start:end]
    actual = sha256(words)
    if actual != expected:
        return (
            f"{hashed} is {expected}, but characters {start} to {end} of "
            f"{shown(values['article'])} have {actual}"
        )
    if (
        model is Statement
        and values["form"] == StatementForm.VERBATIM
        and values["text"] not in (words, REDACTED)
    ):
        return f"text is not the words at {start} to {end} of {shown(values['article'])}"
    return None


def _span(model, values):
    """Return (start, end, sha256) of the passage of a row."""
    return tuple(values[name] for name in SPANS.get(model, EVIDENCE))


def _name(model, values):
    key = values["code"] if model is Statement else f"{values[PARTS[model]]} {values['number']}"
    return f"{model._meta.label_lower} {key}"
