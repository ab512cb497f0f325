"""Evidence recomputed from the articles' texts."""

from collections import defaultdict
from dataclasses import dataclass, field

from events.loading.check.evidence import sha256
from events.loading.fixture_fields import EVIDENCE
from events.loading.wording import shown
from events.models import Article, Claim, Report, Statement
from events.vocabulary import StatementForm

EVIDENCED = (Statement, Report, Claim)


@dataclass
class Verified:
    """Passages whose words have the hash that their record gives, that cannot be looked at, or that do not."""

    passages: int = 0
    texts: int = 0
    not_held: int = 0
    articles_not_held: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def verify(items, texts):
    """Compare the evidence of (model, values) items with the `texts` of their articles."""
    result = Verified()
    articles, passages = {}, defaultdict(list)
    for model, values in items:
        if model is Article:
            articles[values["slug"]] = values
        elif model in EVIDENCED and None not in (values[name] for name in EVIDENCE):
            passages[values["article"]].append((model, values))
    for slug in sorted(articles.keys() | passages.keys()):
        _verify_article(slug, articles.get(slug), passages[slug], texts, result)
    return result


def _verify_article(slug, article, passages, texts, result):
    """Add what is found of one article and the passages of it."""
    hash_of_text = article and article["sha256"]
    if hash_of_text is None and not passages:
        return
    try:
        text = texts.find(hash_of_text)
    except UnicodeDecodeError as error:
        result.wrong.append(f"events.article {slug}: byte {error.start} of its text is not UTF-8")
        result.wrong += [f"{_name(*item)}: its article's text is not UTF-8" for item in passages]
        return
    if text is None:
        result.not_held += len(passages)
        result.articles_not_held.append(slug)
        return
    result.texts += 1
    if article["characters"] != len(text):
        result.wrong.append(
            f"events.article {slug}: characters is {article['characters']}, but its text has {len(text)}"
        )
    for item in passages:
        fault = _fault(*item, text)
        if fault:
            result.wrong.append(f"{_name(*item)}: {fault}")
        else:
            result.passages += 1


def _fault(model, values, text):
    """Return what is wrong with the evidence of one row, or None."""
    start, end, expected = (values[name] for name in EVIDENCE)
    if end > len(text):
        return (
            f"evidence_end is {end}, but the text of {shown(values['article'])} ends at {len(text)}"
        )
    words = text[start:end]
    actual = sha256(words)
    if actual != expected:
        return (
            f"evidence_sha256 is {expected}, but characters {start} to {end} of "
            f"{shown(values['article'])} have {actual}"
        )
    if model is Statement and values["form"] == StatementForm.VERBATIM and values["text"] != words:
        return f"text is not the words at {start} to {end} of {shown(values['article'])}"
    return None


def _name(model, values):
    key = values["code"] if model is Statement else f"{values['event']} {values['number']}"
    return f"{model._meta.label_lower} {key}"
