"""What the database holds already, as far as a check of new rows must know it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from events.loading.batches import batches
from events.loading.fields import fixture_fields
from events.models import RECORDS, Article, Claim, Event, Report


class Text(NamedTuple):
    """What is known of an article's text."""

    characters: int | None
    sha256: str | None


@dataclass
class Known:
    """Public keys and relations of the records that are there."""

    # {model: keys}
    keys: dict = field(default_factory=dict)
    # {model: keys} of what this load withdraws: known, and no longer to be referred to
    withdrawn: dict = field(default_factory=dict)
    # {article: Text}
    texts: dict = field(default_factory=dict)
    # {(model, field): {key: key}} of the references of a model to itself
    parents: dict = field(default_factory=dict)
    # {Report or Claim: {event: {number: article}}} for the events that the rows name
    numbers: dict = field(default_factory=dict)
    # {event: dataset} for the same events
    datasets: dict = field(default_factory=dict)
    # whether the load withdraws what its files do not hold
    complete: bool = False


def known(rows, missing=None):
    """Return what the database knows that the check of `rows` needs, and what of it is `missing` in them."""
    facts = Known()
    if missing is not None:
        facts.withdrawn, facts.complete = missing.keys, True
    for model in RECORDS:
        facts.keys[model] = set(model.objects.values_list(model.key_name, flat=True))
        for name in self_references(model):
            pairs = model.objects.filter(**{f"{name}__isnull": False})
            key = model.key_name
            facts.parents[model, name] = dict(pairs.values_list(key, f"{name}__{key}"))
    facts.texts = {
        slug: Text(characters, sha256)
        for slug, characters, sha256 in Article.objects.values_list("slug", "characters", "sha256")
    }
    events = {row.key[0] for row in rows if row.key and row.model in (Event, Report, Claim)}
    facts.numbers = {Report: {}, Claim: {}}
    for batch in batches(events):
        facts.datasets |= dict(
            Event.objects.filter(code__in=batch).values_list("code", "dataset__slug")
        )
        for model, articles in facts.numbers.items():
            parts = model.objects.filter(event__code__in=batch)
            for event, number, article in parts.values_list(
                "event__code", "number", "article__slug"
            ):
                articles.setdefault(event, {})[number] = article
    return facts


def self_references(model):
    """Return the names of a model's fields that refer to other records of the same model."""
    return [name for name, field in fixture_fields(model).items() if field.related_model is model]
