"""The records of the database that new rows name: all that their check must know."""

from dataclasses import dataclass, field
from typing import NamedTuple

from events.loading.batches import batches
from events.loading.fixture_fields import fixture_fields
from events.loading.referring import CLAIMED
from events.loading.wording import MOST_SUGGESTIONS
from events.models import (
    MODEL_BY_COLLECTION,
    RECORDS,
    Article,
    Claim,
    Event,
    Redaction,
    Report,
    Statement,
    StatementLink,
)
from events.models.constraints import LONGEST_KEY
from events.models.near_keys import like_keys
from events.publishing.tombstones import tombstones


class Text(NamedTuple):
    """The facts that are known of an article's text."""

    characters: int | None
    sha256: str | None


@dataclass
class Known:
    """Public keys and relations of the records that are there, as far as rows name them."""

    # {model: keys}
    keys: dict = field(default_factory=dict)
    # {(model, key): keys that one that no record has may stand for}
    near: dict = field(default_factory=dict)
    # {model: keys} of what this load withdraws: known, and no longer to be referred to
    withdrawn: dict = field(default_factory=dict)
    # {article: Text}
    texts: dict = field(default_factory=dict)
    # {statement: article} of the statements whose relations the rows give
    articles: dict = field(default_factory=dict)
    # {(model, field): {key: key}} of the references of a model to itself, and on to where they lead
    parents: dict = field(default_factory=dict)
    # {Report or Claim: {event: {number: article}}} for the events that the rows name
    numbers: dict = field(default_factory=dict)
    # {event: dataset} for the same events
    datasets: dict = field(default_factory=dict)
    # {model: {key: Tombstone}} of what earlier loads withdrew, as far as the rows name it
    tombstones: dict = field(default_factory=dict)
    # the Redactions of the records that the rows name
    redactions: list = field(default_factory=list)
    # whether the load withdraws what its files do not hold
    complete: bool = False


def known(rows, missing=None, restore=False):
    """Return what the database knows that the check of `rows` needs, and what of it is `missing` in them.

    It is read by the keys that the rows name, so that it costs in proportion to them. `restore` says that what was
    withdrawn may come back, so that there is nothing to know of that.
    """
    facts = Known()
    if missing is not None:
        facts.withdrawn, facts.complete = missing.keys, True
    names = named(rows)
    for model, keys in names.items():
        facts.keys[model] = _held(model, keys)
        if not restore:
            facts.tombstones[model] = tombstones(model, keys - facts.keys[model])
    facts.parents = parents_of(names)
    linking = {row.key[0] for row in rows if row.key and row.model is StatementLink}
    for batch in batches(linking & names[Statement]):
        statements = Statement.objects.filter(code__in=batch)
        facts.articles |= dict(statements.values_list("code", "article__slug"))
    for batch in batches(names[Article] | set(facts.articles.values())):
        articles = Article.objects.filter(slug__in=batch)
        for slug, *text in articles.values_list("slug", "characters", "sha256"):
            facts.texts[slug] = Text(*text)
    facts.redactions = [
        one
        for one in Redaction.objects.all()
        if one.key in names[MODEL_BY_COLLECTION[one.collection]]
    ]
    _look_for_wrong(rows, names, facts)
    _look_up_parts(rows, facts)
    return facts


def _held(model, keys):
    """Return those of the keys that a record has."""
    found, name = set(), model.key_name
    for batch in batches(keys):
        rows = model.objects.filter(**{f"{name}__in": batch})
        found.update(rows.values_list(name, flat=True))
    return found


def parents_of(keys):
    """Return {(model, field): {key: key}} of the references of models to themselves, for the check of circles.

    `keys` is {model: public keys}; the result covers these records and all that they lead to.
    """
    return {
        (model, name): _ancestry(model, name, some)
        for model, some in keys.items()
        for name in self_references(model)
    }


def _ancestry(model, name, keys):
    found, pending, seen = {}, set(keys), set()
    while pending:
        seen |= pending
        reached = {}
        for batch in batches(sorted(pending)):
            pairs = model.objects.filter(
                **{f"{model.key_name}__in": batch, f"{name}__isnull": False}
            )
            reached |= dict(pairs.values_list(model.key_name, f"{name}__{model.key_name}"))
        found |= reached
        pending = set(reached.values()) - seen
    return found


def _look_for_wrong(rows, names, facts):
    """Find what a key that no record has may stand for: a key like it, or a record of another collection."""
    own = {(row.model, row.key[0]) for row in rows if row.key}
    for model, keys in names.items():
        gone = facts.tombstones.get(model, {})
        wrong = [
            key
            for key in sorted(keys - facts.keys[model])
            if key not in gone and (model, key) not in own
        ]
        for other in RECORDS:
            facts.keys[other] |= _held(other, wrong)
        for key in wrong[:MOST_SUGGESTIONS]:
            facts.near[model, key] = like_keys(model.objects.all(), key)


def _look_up_parts(rows, facts):
    """Look up the datasets, reports and claims of the events that the rows name."""
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


def named(rows):
    """Return {model: public keys} of the records that rows of files are or refer to, as far as they can be read."""
    found = {model: set() for model in RECORDS}
    for row in rows:
        if row.model in found and row.key:
            found[row.model].add(row.key[0])
        for name, column in fixture_fields(row.model).items():
            if column.related_model in found and name not in row.flawed:
                found[column.related_model].update(_keys(row.fields.get(name)))
        if row.model is Claim:
            for model, attributes in CLAIMED.items():
                if row.fields.get("attribute") in attributes and "value" not in row.flawed:
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
