"""How much of an article's text the records account for: evidence, what is left out, and the gaps."""

from functools import cache
from typing import NamedTuple

from events.models import PARTS, RECORDS, LeftOut

# Characters between two stretches that need no account where the text is not at hand: a full stop, a closing and an
# opening quotation mark, and two line ends of Windows have seven. A word can be as short, which only the text shows.
MOST_BETWEEN = 8
_SPAN = ("start", "end", "sha256")


class Account(NamedTuple):
    """How much of a text is accounted for, in characters; `gaps` are (start, end) of what is not."""

    characters: int
    evidence: int
    left_out: int
    gaps: tuple

    @property
    def missing(self):
        return sum(end - start for start, end in self.gaps)

    @property
    def share(self):
        """The share that is accounted for, from 0 to 1."""
        return 1 - self.missing / self.characters if self.characters else 1.0


def account(characters, evidence, left_out, text=None):
    """Return the Account of a text with so many characters, from the (start, end) of its stretches.

    Blanks and punctuation between stretches need no account: with the text they are seen, and without it gaps of at
    most MOST_BETWEEN characters are taken for such.
    """
    evidence, left_out = (
        [(start, min(end, characters)) for start, end in some if start < characters]
        for some in (evidence, left_out)
    )
    gaps, at = [], 0
    for start, end in [*_merged([*evidence, *left_out]), (characters, characters)]:
        if at < start and not _needs_none(at, start, text):
            gaps.append((at, start))
        at = max(at, end)
    return Account(characters, _length(evidence), _length(left_out), tuple(gaps))


def _needs_none(start, end, text):
    if text is None:
        return end - start <= MOST_BETWEEN
    return not any(letter.isalnum() for letter in text[start:end])


def _merged(stretches):
    """Return the stretches in order, those that touch or overlap as one."""
    merged = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _length(stretches):
    return sum(end - start for start, end in _merged(stretches))


@cache
def pointing():
    """Return {model: (lookup of its article, names of each span)} of all that points into a text.

    A span has the names of its start, its end and its hash. The columns say it: whatever has `X_start`, `X_end` and
    `X_sha256`, or the three without a prefix, points at a span.
    """
    found = {}
    for model in (*RECORDS, *PARTS):
        names = [field.name for field in model._meta.fields]
        prefixes = (name.removesuffix("sha256") for name in names if name.endswith("sha256"))
        spans = (tuple(f"{prefix}{end}" for end in _SPAN) for prefix in prefixes)
        if spans := tuple(span for span in spans if set(span) <= set(names)):
            found[model] = "article" if "article" in names else f"{PARTS[model]}__article", spans
    return found


@cache
def evidenced():
    """Return `pointing` without what is left out, which is the evidence of nothing."""
    return {model: found for model, found in pointing().items() if model is not LeftOut}


def stretches(articles):
    """Return {article's slug: (evidence, left out)}, both lists of (start, end), of the published records."""
    found = {slug: ([], []) for slug in articles}
    for model, (lookup, spans) in evidenced().items():
        owner = f"{PARTS[model]}__" if model in PARTS else ""
        rows = model.objects.filter(
            **{f"{lookup}__slug__in": found, f"{owner}current__isnull": False}
        ).order_by()
        for start, end, _ in spans:
            given = rows.filter(**{f"{start}__isnull": False})
            for slug, *span in given.values_list(f"{lookup}__slug", start, end):
                found[slug][0].append(tuple(span))
    rows = LeftOut.objects.filter(article__slug__in=found).order_by()
    for slug, *span in rows.values_list("article__slug", "start", "end"):
        found[slug][1].append(tuple(span))
    return found
