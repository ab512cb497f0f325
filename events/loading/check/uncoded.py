"""Fields that a coder has left open: they may be null, and each record of our own coding has them."""

from events.loading.excerpts import excerpts
from events.loading.fixture_fields import fixture_fields, wanted
from events.loading.wording import shown
from events.models import PARTS, Article, Event, Participant, Statement
from events.models.record import Evidenced

# model: (field, other fields: where one of them has a value, the field is needed; no other fields: it is always needed)
NEEDED = {
    Article: (
        ("published_basis", ("published_on", "published_not_before", "published_not_after")),
    ),
    Statement: (
        ("modality", ()),
        ("polarity", ()),
        ("stated_basis", ("stated_on", "stated_not_before", "stated_not_after")),
    ),
    Event: (
        ("modality", ()),
        ("polarity", ()),
        ("date_basis", ("start_date", "end_date", "date_not_before", "date_not_after")),
        ("place_basis", ("place", "country")),
    ),
    Participant: (("basis", ()),),
}


def uncoded(entries, texts):
    """Yield a Problem for each field that entries without problems lack.

    `texts` is {article's slug: its text}, of those that are at hand. Records of other datasets are as those gave them.
    """
    imported = {
        entry.values["code"]
        for entry in entries
        if entry.row.model is Event and entry.values["original"] is not None
    }
    articles = {e.values["code"]: e.values["article"] for e in entries if e.row.model is Statement}
    for entry in entries:
        model, values = entry.row.model, entry.values
        owner = values.get("code" if model is Event else "event")
        if owner in imported and (model is Event or PARTS.get(model) == "event"):
            continue
        for name, given in NEEDED.get(model, ()):
            if values[name] is None and (not given or any(values[one] for one in given)):
                field = fixture_fields(model)[name]
                yield entry.row.problem(name, f"{name} is missing; give {wanted(field)}")
        if issubclass(model, Evidenced):
            article = (
                values["article"] if "article" in values else articles.get(values["statement"])
            )
            yield from _excerpts(entry, texts.get(article))


def _excerpts(entry, text):
    """Yield the opening and the closing that a passage lacks."""
    values = entry.values
    if text is None or values["evidence_start"] is None:
        return
    found = excerpts(text[values["evidence_start"] : values["evidence_end"]])
    for name, words in zip(("evidence_opening", "evidence_closing"), found, strict=True):
        if words is not None and values[name] is None:
            yield entry.row.problem(name, f"{name} is missing; give {shown(words)}")
