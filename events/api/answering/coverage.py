"""The scope of datasets, and how much of an article's text the records account for."""

import orjson

from events.api.store.release_cache import remembered
from events.models import Dataset, Source, Version
from events.models.spans import account, stretches
from events.vocabulary import Collection

MOST_NAMED = 10  # datasets that the warnings of one answer name
DECIMALS = 4  # of a share: a thousandth of a text of ten pages is a sentence
# The parameters for the first and the last day, of statements and of events.
FROM, TO = ("stated_from", "date_from"), ("stated_to", "date_to")


@remembered(64)
def datasets(release, number):
    """Return {slug: what it looked at} of the datasets of a release, as published then; null where it does not say."""
    states = Version.objects.standing_at(number).filter(collection=Collection.DATASETS)
    documents = states.order_by("key").values_list("key", "document")
    return {key: orjson.loads(document).get("coverage") for key, document in documents}


def of_articles(articles):
    """Return the coverage of articles, given as (slug, characters)."""
    found = stretches([slug for slug, _ in articles])
    return [_told(slug, characters, *found[slug]) for slug, characters in articles]


def _told(slug, characters, evidence, left_out):
    counted = account(characters, evidence, left_out)
    return {
        "article": slug,
        "characters": characters,
        "evidence": counted.evidence,
        "left_out": counted.left_out,
        "share": round(counted.share, DECIMALS),
        "gaps": [{"start": start, "end": end} for start, end in counted.gaps],
    }


def outside(question):
    """Return a sentence for each dataset that did not look at what a question without an answer asks for."""
    # Collections without this filter are shared by all datasets.
    if "dataset" not in question.filterset.base_filters or question.release is None:
        return []
    number = question.past.number if question.past else question.release.number
    stated = datasets(question.release, number)
    asked = question.values
    if "dataset" in asked:
        slugs = _slugs(Dataset, asked["dataset"])
        stated = {slug: stated[slug] for slug in slugs if slug in stated}
    sentences = []
    for slug, coverage in stated.items():
        if coverage and (reasons := list(_reasons(coverage, asked))):
            sentences.append(
                f"Dataset {slug!r} did not look at this: {'; '.join(reasons)}. "
                "That nothing is found says nothing about whether there is anything."
            )
    return sentences[:MOST_NAMED]


def _reasons(coverage, values):
    """Yield in which ways values of filters lie outside of what a dataset looked at."""
    first, last = _period(values)
    begins, ends = coverage["from"], coverage["to"]
    if begins and last and last < begins:
        yield f"its period begins on {begins}"
    if ends and first and first > ends:
        yield f"its period ends on {ends}"
    for name, known in (("country", coverage["countries"]), ("source", coverage["sources"])):
        if known and name in values and not set(_words(name, values[name])).intersection(known):
            noun = "countries are" if name == "country" else "sources are"
            yield f"its {noun} {', '.join(known)}"


def _words(name, value):
    return _slugs(Source, value) if name == "source" else value


def _slugs(model, primary_keys):
    rows = model.objects.filter(pk__in=primary_keys).order_by("slug")
    return rows.values_list("slug", flat=True)


def _period(values):
    """Return the (first, last) day that filters ask for, as texts; None where there is no bound."""
    firsts = [values[name].isoformat() for name in FROM if name in values]
    lasts = [values[name].isoformat() for name in TO if name in values]
    if years := values.get("year"):
        firsts.append(f"{min(years):04}-01-01")
        lasts.append(f"{max(years):04}-12-31")
    return max(firsts, default=None), min(lasts, default=None)
