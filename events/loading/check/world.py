"""The records as they will be once the load is written: its own rows over what the database holds."""

from events.loading.check.known import Known, Text, self_references
from events.loading.fixture_fields import fixture_fields
from events.loading.wording import KeySuggestions, an
from events.loading.write.scope import Scope
from events.models import RECORDS, Article, Claim, Report, Statement


class World:
    """The records that a rule may look at beside its own.

    `refused` are keys of records that could not be read, and `partial` says that whole files could not:
    what is missing may then stand there.
    """

    def __init__(self, entries, known=None, refused=(), partial=False):
        self.entries = entries
        self.known = known or Known()
        self.partial = partial
        # Keys that have a problem already: a reference to one of them is no second problem.
        self.refused = set(refused)
        self.suggestions = {model: KeySuggestions() for model in RECORDS}
        self.refused_suggestions = KeySuggestions()
        self.keys = {model: set(self.known.keys.get(model, ())) for model in RECORDS}
        self.scope = Scope(entries, self.known.complete)
        self.texts = dict(self.known.texts)
        self.articles = dict(self.known.articles)
        self.parts = {Report: {}, Claim: {}}
        for entry in entries:
            key = entry.row.key
            if key is None:
                continue
            if entry.row.model in self.keys:
                well_formed = entry.row.model.key_name in entry.values
                (self.keys[entry.row.model] if well_formed else self.refused).add(key[0])
            if entry.row.model is Statement:
                self.articles[key[0]] = entry.values.get("article")
            if entry.row.model is Article:
                self._take_text(key[0], entry.values)
            if entry.row.model in self.parts:
                event, number = key
                self.parts[entry.row.model].setdefault(event, set()).add(number)

    def _take_text(self, article, values):
        text = Text(values.get("characters"), values.get("sha256"))
        unread = text == (None, None) and values.keys() >= {"characters", "sha256"}
        if None not in text or unread:
            self.texts[article] = text
        else:
            # A faulty text is one problem; nothing can be measured against it.
            self.texts.pop(article, None)

    def article(self, entry):
        """Return the key of the article that an entry's evidence is of, or None."""
        values = entry.values
        if "article" in fixture_fields(entry.row.model):
            return values.get("article")
        return self.articles.get(values.get("statement"))

    def has(self, model, key):
        return key in self.keys[model] and not self.is_withdrawn(model, key)

    def tombstone(self, model, key):
        """Return the Tombstone of a record that an earlier load withdrew, or None."""
        return self.known.tombstones.get(model, {}).get(key)

    def is_withdrawn(self, model, key):
        return key in self.known.withdrawn.get(model, ())

    def missing(self, model, key):
        """Return what is wrong with a reference to a record that does not exist, or None."""
        if self.has(model, key) or self._is_refused(key):
            return None
        noun = _noun(model)
        if self.is_withdrawn(model, key):
            return f"is {noun} that this load withdraws; keep it in the files or refer to another"
        gone = self.tombstone(model, key)
        if gone:
            return f"{gone}; {gone.instead}"
        others = self.known.near.get((model, key), ())
        near = self.suggestions[model].nearest(key, self.keys[model], others)
        if near is not None:
            return f"is not {noun}; did you mean {near!r}?"
        other = next((other for other in RECORDS if key in self.keys[other]), None)
        if other is not None:
            return f"is not {noun} but {_noun(other)}; give the key of {noun}"
        return f"is not {noun}; add it to the files or give the key of one that is there"

    def _is_refused(self, key):
        near = self.refused_suggestions.nearest(key, self.refused)
        return key in self.refused or near is not None

    def kept(self, model, event):
        """Return {number: article} of an event's reports or claims that stand outside this load."""
        held = self.known.numbers.get(model, {}).get(event, {})
        dataset = self.known.datasets.get(event)
        return {
            number: article
            for number, article in held.items()
            if not self.scope.holds(dataset, article)
        }

    def numbers(self, model, event):
        """Return the numbers of an event's reports or claims, in this load and outside it."""
        return self.kept(model, event).keys() | self.parts[model].get(event, set())

    def parents(self, model, name):
        """Return {key: key} of a reference of a model to itself."""
        parents = dict(self.known.parents.get((model, name), {}))
        for entry in self.entries:
            if entry.row.model is model and entry.row.key and name in entry.values:
                parents[entry.row.key[0]] = entry.values[name]
        return parents

    def self_references(self):
        return [(model, name) for model in RECORDS for name in self_references(model)]


def _noun(model):
    return an(model._meta.verbose_name)
