"""To publish the edited records is to publish all, after any sequence of edits, and releases hold what the tables hold."""

import datetime

from django.db import transaction
from django.db.models import ProtectedError
from hypothesis import given, settings
from hypothesis import strategies as st

from events.models import (
    Actor,
    Article,
    Claim,
    Context,
    Dataset,
    Event,
    Participant,
    Place,
    Report,
    Source,
    Statement,
    StatementEvent,
    Topic,
)
from events.publishing import publish
from tests.publishing import oracle
from tests.publishing.world import get

KEYS = {
    Dataset: ("drawn", "spare"),
    Source: ("apa", "bib", "cue"),
    Article: ("first", "second"),
    Actor: ("ann", "bob", "cat", "dan"),
    Place: ("land", "town", "sea"),
    Statement: ("hello", "reply"),
    Event: ("talks", "strike", "war"),
}
DAYS = (datetime.date(2024, 2, 3), datetime.date(2024, 3, 9))
# Few values, so that a change is often taken back, and columns that other records show or only index.
VALUES = {
    Dataset: {"title": ("Drawn", "Painted")},
    Source: {
        "name": ("Apa", "Bib"),
        "name_original": (None, "Апа"),
        "kind": ("other", "newspaper"),
    },
    Article: {"title": (None, "First"), "summary": (None, "Rain"), "characters": (None, 7)},
    Actor: {"name": ("Ann", "Zoe"), "aliases": ([], ["Annie"]), "named": (True, False)},
    Place: {"name": ("Town", "City"), "name_original": (None, "Місто"), "admin1": (None, "UA-43")},
    Statement: {
        "text": ("Hello there", "Farewell"),
        "form": ("verbatim", "paraphrase"),
        "stated_on": (None, *DAYS),
    },
    Event: {
        "title": ("Strike", "Raid"),
        "country": (None, "UA", "NA"),
        "fatalities_low": (None, 2),
        "fatalities_best": (None, 0, 3),
        "start_date": (None, *DAYS),
        "end_date": (None, *DAYS),
        "status": ("occurred", "ongoing"),
    },
}
REFERENCES = {
    Article: {"source": (Source, True)},
    Place: {"within": (Place, True)},
    Statement: {
        "article": (Article, False),
        "speaker": (Actor, False),
        "on_behalf_of": (Actor, True),
    },
    Event: {"place": (Place, True), "part_of": (Event, True), "same_as": (Event, True)},
}
LISTS = {
    Article: {"relays": Source},
    Statement: {"addressees": Actor, "topics": Topic},
    Event: {"contexts": Context},
}
WORDS = {Topic: ("diplomatic", "health"), Context: ("diplomatic", "health")}
# The values that a new record needs besides its key
NEEDED = {
    Dataset: {"title": "Anew", "license": "MIT"},
    Source: {"name": "Anew", "kind": "other"},
    Article: {},
    Actor: {"name": "Anew", "kind": "person", "public_figure": True},
    Place: {"name": "Anew", "kind": "other"},
    Statement: {"form": "verbatim", "text": "Anew", "act": "COMMENT"},
    Event: {"type": "ASSAULT", "quad_class": 4, "title": "Anew"},
}
# Rows that hang on a record go with it; those that refer to it from elsewhere keep it, as a load does.
KEEPS = {Source: ("relayed_by",), Actor: ("statements_received",)}


class Load:
    """The edits of one load, and what they touched and withdrew."""

    def __init__(self):
        self.touched = {model: set() for model in KEYS}
        self.withdrawn = {}

    def find(self, model, key):
        return model.objects.filter(**{model.key_name: key}).first()

    def touch(self, row):
        self.touched[type(row)].add(row.pk)

    def set(self, model, key, name, value):
        if row := self.find(model, key):
            setattr(row, name, value)
            row.save()
            self.touch(row)

    def move(self, key, latitude, longitude):
        if row := self.find(Place, key):
            row.latitude, row.longitude = latitude, longitude
            row.save()
            self.touch(row)

    def point(self, model, key, name, target, other):
        related = self.find(target, other) if other else None
        if (row := self.find(model, key)) and (related or not other):
            self.set(model, row.key, name, related)

    def toggle(self, model, key, name, target, other):
        related = target.objects.filter(pk=other).first() if target in WORDS else None
        related = related or (target in KEYS and self.find(target, other))
        if (row := self.find(model, key)) and related:
            listed = getattr(row, name)
            (listed.remove if listed.filter(pk=related.pk).exists() else listed.add)(related)
            self.touch(row)

    def participate(self, key, actor, role):
        event, actor = self.find(Event, key), self.find(Actor, actor)
        if event and actor:
            self._toggle_part(Participant, event, actor=actor, role=role)

    def link(self, key, event, relation):
        statement, event = self.find(Statement, key), self.find(Event, event)
        if statement and event:
            one = StatementEvent.objects.filter(statement=statement, event=event, relation=relation)
            if not one.delete()[0]:
                StatementEvent.objects.create(statement=statement, event=event, relation=relation)
            self.touch(statement)

    def report(self, key, number, article, note):
        event, article = self.find(Event, key), self.find(Article, article)
        if event and article:
            self._toggle_part(Report, event, {"article": article, "note": note}, number=number)

    def claim(self, key, number, article, actor, best):
        event, article = self.find(Event, key), self.find(Article, article)
        if event and article:
            values = {"article": article, "claimed_by": self.find(Actor, actor), "best": best}
            self._toggle_part(Claim, event, values | {"attribute": "fatalities"}, number=number)

    def _toggle_part(self, model, event, values=None, **which):
        if not model.objects.filter(event=event, **which).delete()[0]:
            model.objects.create(event=event, **which, **(values or {}))
        self.touch(event)

    def delete(self, model, key):
        row = self.find(model, key)
        if row is None or any(getattr(row, name).exists() for name in KEEPS.get(model, ())):
            return
        try:
            row.delete()
        except ProtectedError:
            return
        self.withdrawn[model.collection, key] = None

    def write_anew(self, model, key):
        if self.find(model, key):
            return
        values = {model.key_name: key} | NEEDED[model]
        if model in (Statement, Event):
            values["dataset"] = get(Dataset, "drawn")
        if model is Statement:
            values |= {"article": Article.objects.first(), "speaker": Actor.objects.first()}
            if not (values["article"] and values["speaker"]):
                return
        self.touch(model.objects.create(**values))
        self.withdrawn.pop((model.collection, key), None)


def each(options):
    return st.sampled_from(list(options))


def records(models):
    """Draw (model, key)."""
    return each((model, key) for model in models for key in KEYS[model])


def columns(table):
    """Draw (model, key, name, what the table says of the name)."""
    return each(
        (model, key, name, told)
        for model, names in table.items()
        for key in KEYS[model]
        for name, told in names.items()
    )


events, articles, actors = each(KEYS[Event]), each(KEYS[Article]), each(KEYS[Actor])
EDITS = st.one_of(
    columns(VALUES).flatmap(lambda c: st.tuples(st.just("set"), *map(st.just, c[:3]), each(c[3]))),
    columns(REFERENCES).flatmap(
        lambda c: st.tuples(
            st.just("point"),
            *map(st.just, (*c[:3], c[3][0])),
            each(KEYS[c[3][0]] + ((None,) if c[3][1] else ())),
        )
    ),
    columns(LISTS).flatmap(
        lambda c: st.tuples(st.just("toggle"), *map(st.just, c), each((KEYS | WORDS)[c[3]]))
    ),
    each(("move", key, *to) for key in KEYS[Place] for to in ((1, 2), (-0.5, 180), (None, None))),
    st.tuples(st.just("participate"), events, actors, each(("actor", "recipient"))),
    st.tuples(st.just("link"), each(KEYS[Statement]), events, each(("rejects", "denies"))),
    st.tuples(st.just("report"), events, each((1, 2)), articles, each((None, "Well"))),
    st.tuples(st.just("claim"), events, each((1, 2, 3)), articles, actors, each((3, 5))),
    records(KEYS).map(lambda record: ("delete", *record)),
    records(KEYS).map(lambda record: ("write_anew", *record)),
)
LOADS = st.lists(st.lists(EDITS, min_size=1, max_size=6), min_size=1, max_size=4)


class Undo(Exception):
    """Ends a block of the database with nothing of it kept."""


def play(loads, everything):
    """Return the states that the loads lead to, each published, and undo them."""
    states = []
    try:
        with transaction.atomic():
            for edits in loads:
                load = Load()
                for name, *arguments in edits:
                    getattr(load, name)(*arguments)
                if everything:
                    publish()
                else:
                    before = oracle.standing()
                    release = publish(load.touched, load.withdrawn)
                    oracle.check()
                    counted = oracle.difference(before, oracle.standing())
                    assert (release.counts if release else oracle.NO_COUNTS) == counted
                states.append(oracle.state())
            raise Undo
    except Undo:
        return states


@settings(max_examples=20)
@given(LOADS)
def test_to_publish_what_was_touched_is_to_publish_everything(published, loads):
    assert play(loads, everything=False) == play(loads, everything=True)
