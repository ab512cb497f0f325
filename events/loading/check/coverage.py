"""The rules of coverage: the scope of a dataset, the parts of an article left out, and how much of its text has records."""

from collections import defaultdict

from events.loading.wording import did_you_mean, shown
from events.models import PARTS, Article, LeftOut
from events.models.spans import account, evidenced
from events.vocabulary import COUNTRIES, LeftOutReason

MOST_NAMED = 10  # gaps of an article that a warning names


def covered(entry, world):
    """The period of a dataset is in order, and its countries are codes."""
    values = entry.values
    first, last = values.get("covers_from"), values.get("covers_to")
    if first and last and last < first:
        yield (
            "covers_from",
            f"covers_from {shown(str(first))} is after covers_to {shown(str(last))}; put them in order",
        )
    for code in values.get("covers_countries") or ():
        if code not in COUNTRIES:
            yield (
                "covers_countries",
                (
                    f"covers_countries holds {shown(code)}, which is not an ISO 3166-1 alpha-2 code"
                    f"{did_you_mean(code.upper(), COUNTRIES)}"
                ),
            )


def left_out(entry, world):
    """A stretch that is left out lies in its article's text; the reason `other` needs an explanation."""
    values = entry.values
    number, start, end = (values.get(name) for name in ("number", "start", "end"))
    if number is not None and number < 1:
        yield "number", f"number is {number}; count from 1"
    if start is not None and end is not None and end <= start:
        yield (
            "end",
            f"end {end} is not after start {start}; give the offset after the last character",
        )
    if values.get("reason") == LeftOutReason.OTHER and "note" in values and values["note"] is None:
        yield "note", "note is null but the reason is 'other'; say in the note what the reason is"
    article = values.get("article")
    text = world.texts.get(article)
    if text is None:
        return
    if text.sha256 is None:
        yield (
            "start",
            (
                f"article {shown(article)} has no sha256, so nobody can check this stretch; give the "
                "article's characters and sha256"
            ),
        )
    elif end is not None and text.characters is not None and end > text.characters:
        yield (
            "end",
            (
                f"end {end} is past the end of article {shown(article)}, which has {text.characters} "
                "characters; measure it again (manage.py locate)"
            ),
        )


def gaps(entries, texts=None):
    """Yield a warning for each article of the entries whose text is not accounted for in full by them.

    `texts` are the articles' texts, where they are at hand.
    """
    articles, evidence, left = {}, defaultdict(list), defaultdict(list)
    owners = _articles_of_owners(entries)
    for entry in entries:
        model, values = entry.row.model, entry.values
        if model is Article and values.get("characters") is not None:
            articles[values.get("slug")] = values
        elif model is LeftOut:
            _add(left[values.get("article")], values.get("start"), values.get("end"))
        elif model in evidenced():
            lookup, spans = evidenced()[model]
            article = values.get("article")
            if lookup != "article":
                article = owners.get((PARTS[model], values.get(PARTS[model])))
            for start, end, _ in spans:
                _add(evidence[article], values.get(start), values.get(end))
    for slug, values in articles.items():
        text = texts.find(values["sha256"]) if texts else None
        found = account(values["characters"], evidence[slug], left[slug], text)
        if found.gaps:
            yield f"events.article {slug}: {described(found)}"


def described(found):
    """Return what an Account says, in one line."""
    line = f"{100 * found.share:.1f} % of the text is accounted for"
    if not found.gaps:
        return line
    named = ", ".join(f"{start} to {end}" for start, end in found.gaps[:MOST_NAMED])
    more = len(found.gaps) - MOST_NAMED
    return f"{line}; no record covers {named}{f' and {more} more stretches' if more > 0 else ''}"


def _articles_of_owners(entries):
    """Return {(model's name, key): article} of the records that have both."""
    return {
        (entry.row.model._meta.model_name, entry.row.key[0]): entry.values["article"]
        for entry in entries
        if entry.row.key and entry.values.get("article") and entry.row.model not in PARTS
    }


def _add(stretches, start, end):
    if start is not None and end is not None and start < end:
        stretches.append((start, end))
