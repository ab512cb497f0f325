"""What the database holds already, as far as a check of new rows must know it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from events.loading.batches import batches
from events.loading.fixture_fields import fixture_fields
from events.loading.referring import CLAIMED
from events.models import RECORDS, Article, Claim, Event, Report
from events.models.constraints import LONGEST_KEY
from events.publishing.tombstones import tombstones


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
    # {model: {key: Tombstone}} of what earlier loads withdrew, as far as the rows name it
    tombstones: dict = field(default_factory=dict)
    # whether the load withdraws what its files do not hold
    complete: bool = False


def known(rows, missing=None, restore=False):
    """Return what the database knows that the check of `rows` needs, and what of it is `missing` in them.

    `restore` says that what was withdrawn may come back, so that there is nothing to know of that.
    """
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
    if not restore:
        for model, keys in named(rows).items():
            facts.tombstones[model] = tombstones(model, keys - facts.keys[model])
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


def named(rows):
    """Return {model: public keys} of the records that rows of files are or refer to, as far as they can be read."""
    found = {model: set() for model in RECORDS}
    for row in rows:
        if row.model in found and row.key:
            found[row.model].add(row.key[0])
        for name, column in fixture_fields(row.model).items():
            if column.related_model in found:
                found[column.related_model].update(_keys(row.fields.get(name)))
        if row.model is Claim:
            for model in CLAIMED:
                found[model].update(_keys([row.fields.get("value")]))
    return {
        model: {key for key in keys if len(key) <= LONGEST_KEY and "\0" not in key}
        for model, keys in found.items()
    }


def _keys(value):
    """Return the public keys in `["key"]` or `[["key"], ["key"]]`."""
    items = value if isinstance(value, list) else ()
    inner = [one for item in items for one in (item if isinstance(item, list) else [item])]
    return [one for one in inner if isinstance(one, str)]


def self_references(model):
    """Return the names of a model's fields that refer to other records of the same model."""
    return [name for name, field in fixture_fields(model).items() if field.related_model is model]
