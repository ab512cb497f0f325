"""Which records are published again when one changes: those whose JSON shows it, and no other."""

import datetime

import pytest
from django.db import models

from events.models import (
    Actor,
    Article,
    Claim,
    Context,
    Dataset,
    Event,
    Participant,
    Place,
    Quality,
    Report,
    Source,
    Statement,
    StatementEvent,
    Topic,
    Version,
)
from events.publishing import publish
from events.publishing.dependents import CHUNK, with_dependents
from tests.publishing import oracle
from tests.publishing.world import DAY, SHA256, change, event, get

LATER = DAY + datetime.timedelta(days=1)


def strike():
    return get(Event, "strike")


def part(model, event="strike", **which):
    return model.objects.filter(event__code=event, **which)


def touch(model, key, done=None):
    """Return `touched` of a record of which a part was written."""
    return {model: {get(model, key).pk}}


# An edit: (how, the records that are published again)
EDITS = {
    "title of a dataset": (
        lambda: change(Dataset, "drawn", title="Painted"),
        "datasets/drawn",
    ),
    "name of a source": (
        lambda: change(Source, "apa", name="Appa"),
        # The second article relays it and shows its key only.
        "sources/apa articles/first",
    ),
    "name of a source that publishes nothing": (
        lambda: change(Source, "cue", name="Queue"),
        "sources/cue",
    ),
    "kind of a source": (lambda: change(Source, "apa", kind="other"), "sources/apa"),
    "original name of a source": (
        lambda: change(Source, "apa", name_original="Аппа"),
        "sources/apa",
    ),
    "title of an article": (
        lambda: change(Article, "second", title="2nd"),
        "articles/second events/strike",
    ),
    "title of an article that another event only has a claim of": (
        lambda: change(Article, "first", title="1st"),
        "articles/first events/talks",
    ),
    "address of an article": (
        lambda: change(Article, "second", url="https://example.org/2"),
        "articles/second statements/reply events/strike",
    ),
    "day of an article": (
        lambda: change(Article, "second", published_on=LATER),
        "articles/second events/strike",
    ),
    "source of an article": (
        lambda: change(Article, "second", source=get(Source, "cue")),
        "articles/second events/strike",
    ),
    "source of an article, taken away": (
        lambda: change(Article, "second", source=None),
        "articles/second events/strike",
    ),
    "summary of an article": (
        lambda: change(Article, "second", summary="Short"),
        "articles/second",
    ),
    "relayed source added": (
        lambda: touch(Article, "first", get(Article, "first").relays.add(get(Source, "bib"))),
        "articles/first",
    ),
    "relayed source removed": (
        lambda: touch(Article, "second", get(Article, "second").relays.clear()),
        "articles/second",
    ),
    "name of an actor who speaks and takes part": (
        lambda: change(Actor, "ann", name="Anna"),
        "actors/ann statements/hello events/talks",
    ),
    "name of an actor who is spoken to elsewhere": (
        lambda: change(Actor, "bob", name="Rob"),
        "actors/bob statements/reply events/strike",
    ),
    "name of an actor who is spoken for and claims": (
        lambda: change(Actor, "cat", name="Kat"),
        "actors/cat",
    ),
    "aliases of an actor": (lambda: change(Actor, "ann", aliases=["Anny"]), "actors/ann"),
    "original name of an actor": (lambda: change(Actor, "ann", name_original="Анн"), "actors/ann"),
    "kind of an actor": (lambda: change(Actor, "ann", kind="state"), "actors/ann"),
    "name of a place": (
        lambda: change(Place, "town", name="City"),
        "places/town events/strike",
    ),
    "latitude of a place": (
        lambda: change(Place, "town", latitude=1.5),
        "places/town events/strike",
    ),
    "longitude of a place": (
        lambda: change(Place, "town", longitude=-2.5),
        "places/town events/strike",
    ),
    "kind of a place": (lambda: change(Place, "town", kind="other"), "places/town"),
    "name of the place around a place": (lambda: change(Place, "land", name="Lend"), "places/land"),
    "the place around a place": (
        lambda: change(Place, "town", within=get(Place, "sea")),
        "places/town",
    ),
    "text of a statement": (
        lambda: change(Statement, "hello", text="Hello you"),
        "statements/hello",
    ),
    "speaker of a statement": (
        lambda: change(Statement, "hello", speaker=get(Actor, "dan")),
        "statements/hello",
    ),
    "for whom a statement is made": (
        lambda: change(Statement, "hello", on_behalf_of=None),
        "statements/hello",
    ),
    "article of a statement": (
        lambda: change(Statement, "hello", article=get(Article, "second")),
        "statements/hello",
    ),
    "evidence of a statement": (
        lambda: change(Statement, "hello", evidence_start=6),
        "statements/hello",
    ),
    "evidence of a statement that had none": (
        lambda: change(
            Statement, "reply", evidence_start=0, evidence_end=1, evidence_sha256=SHA256
        ),
        "statements/reply",
    ),
    "addressee added": (
        lambda: touch(
            Statement, "hello", get(Statement, "hello").addressees.add(get(Actor, "dan"))
        ),
        "statements/hello",
    ),
    "addressee removed": (
        lambda: touch(Statement, "hello", get(Statement, "hello").addressees.clear()),
        "statements/hello",
    ),
    "topic added": (
        lambda: touch(
            Statement, "hello", get(Statement, "hello").topics.add(Topic.objects.get(code="health"))
        ),
        "statements/hello",
    ),
    "topic removed": (
        lambda: touch(Statement, "hello", get(Statement, "hello").topics.clear()),
        "statements/hello",
    ),
    "statement linked to an event": (
        lambda: touch(
            Statement,
            "reply",
            StatementEvent.objects.create(
                statement=get(Statement, "reply"), event=strike(), relation="announces"
            ),
        ),
        "statements/reply",
    ),
    "relation of a statement to an event": (
        lambda: touch(Statement, "hello", StatementEvent.objects.update(relation="denies")),
        "statements/hello",
    ),
    "link of a statement removed": (
        lambda: touch(Statement, "hello", StatementEvent.objects.all().delete()),
        "statements/hello",
    ),
    "title of an event that a statement is linked to": (
        lambda: change(Event, "talks", title="Talk"),
        "events/talks",
    ),
    "title of an event that has parts": (lambda: change(Event, "war", title="Wars"), "events/war"),
    "day of an event": (lambda: change(Event, "strike", start_date=LATER), "events/strike"),
    "place of an event": (
        lambda: change(Event, "strike", place=get(Place, "sea")),
        "events/strike",
    ),
    "place of an event, taken away": (
        lambda: change(Event, "strike", place=None),
        "events/strike",
    ),
    "whole of an event": (lambda: change(Event, "strike", part_of=None), "events/strike"),
    "double of an event": (
        lambda: change(Event, "war", same_as=get(Event, "talks")),
        "events/war",
    ),
    "original columns of an event": (
        lambda: change(Event, "war", original={"id": 7, "where": None}),
        "events/war",
    ),
    "context added": (
        lambda: touch(Event, "war", get(Event, "war").contexts.add(Context.objects.first())),
        "events/war",
    ),
    "context removed": (
        lambda: touch(Event, "talks", get(Event, "talks").contexts.clear()),
        "events/talks",
    ),
    "flag of quality added": (
        lambda: touch(Event, "war", get(Event, "war").quality.add(Quality.objects.first())),
        "events/war",
    ),
    "participant added": (
        lambda: touch(
            Event,
            "war",
            Participant.objects.create(
                event=get(Event, "war"), actor=get(Actor, "dan"), role="actor"
            ),
        ),
        "events/war",
    ),
    "role of a participant": (
        lambda: touch(Event, "strike", part(Participant).update(role="mediator")),
        "events/strike",
    ),
    "participant replaced": (
        lambda: touch(Event, "strike", part(Participant).update(actor=get(Actor, "dan"))),
        "events/strike",
    ),
    "participant removed": (
        lambda: touch(Event, "strike", part(Participant).delete()),
        "events/strike",
    ),
    "report added": (
        lambda: touch(
            Event,
            "strike",
            Report.objects.create(event=strike(), number=2, article=get(Article, "first")),
        ),
        "events/strike",
    ),
    "article of a report": (
        lambda: touch(Event, "strike", part(Report).update(article=get(Article, "first"))),
        "events/strike",
    ),
    "evidence of a report": (
        lambda: touch(
            Event,
            "strike",
            part(Report).update(evidence_start=0, evidence_end=9, evidence_sha256=SHA256),
        ),
        "events/strike",
    ),
    "note of a report": (
        lambda: touch(Event, "strike", part(Report).update(note="Well")),
        "events/strike",
    ),
    "report removed": (
        lambda: touch(Event, "strike", part(Report).delete()),
        "events/strike",
    ),
    "claim added": (
        lambda: touch(
            Event,
            "war",
            Claim.objects.create(
                event=get(Event, "war"),
                number=1,
                attribute="status",
                value="ongoing",
                article=get(Article, "first"),
            ),
        ),
        "events/war",
    ),
    "number of a claim": (
        lambda: touch(Event, "strike", part(Claim, number=2).update(best=3)),
        "events/strike",
    ),
    "who makes a claim": (
        lambda: touch(Event, "strike", part(Claim, number=2).update(claimed_by=get(Actor, "dan"))),
        "events/strike",
    ),
    "claim removed": (
        lambda: touch(Event, "strike", part(Claim, number=2).delete()),
        "events/strike",
    ),
}


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=EDITS)
def test_an_edit_publishes_again_what_shows_it(published, edit, expected):
    release = publish(edit())
    new = Version.objects.filter(first_release=release).order_by("pk")
    assert [f"{one.collection}/{one.key}" for one in new] == expected.split()
    assert {one.operation for one in new} == {"change"}
    # Nothing was forgotten: neither in what the records show nor in what is indexed of them.
    indexed = oracle.indexed()
    assert publish() is None
    assert oracle.indexed() == indexed


# A change of a record to which others refer: the records that are read again besides it
REACHED = {
    "a note on a source": (Source, "apa", {"note": "New"}, {}),
    "the name of a source": (Source, "apa", {"name": "Appa"}, {Article: ["first", "second"]}),
    "the same name": (Source, "apa", {"name": "Apa"}, {}),
    "the summary of an article": (Article, "first", {"summary": "Short"}, {}),
    "the title of an article": (Article, "first", {"title": "1st"}, {Event: ["strike", "talks"]}),
    "the day of an article": (
        Article,
        "first",
        {"published_on": LATER},
        {Event: ["strike", "talks"]},
    ),
    "the kind of an actor": (Actor, "ann", {"kind": "state"}, {}),
    "the aliases of an actor": (
        Actor,
        "ann",
        {"aliases": ["Annie", "Ana"]},
        {Statement: ["hello"], Event: ["talks"]},
    ),
    "the country of a place": (Place, "town", {"country": "UA"}, {}),
    "the latitude of a place": (Place, "town", {"latitude": 1.25}, {Event: ["strike"]}),
}


@pytest.mark.parametrize(("model", "key", "values", "expected"), REACHED.values(), ids=REACHED)
def test_only_what_shows_the_change_is_read_again(published, model, key, values, expected):
    reached = with_dependents(change(model, key, **values))
    keys = {
        one: sorted(one.objects.filter(pk__in=pks).values_list(one.key_name, flat=True))
        for one, pks in reached.items()
    }
    assert keys == {model: [key], **expected}


def test_a_document_of_an_older_shape_is_one_that_differs(published):
    """It does not say what others show."""
    state = get(Actor, "ann").current
    state.document = state.document.replace('"aliases":["Annie"],', "")
    state.save()
    reached = with_dependents({Actor: {get(Actor, "ann").pk}})
    assert list(reached[Event]) == [get(Event, "talks").pk]


# Another value for each kind of column; words have one that is in their list.
OTHER = {
    "aliases": ["Another"],
    "characters": 12,
    "geonames": 42,
    "country": "UA",
    "kind": "other",
    "language": "uk",
    "latitude": 5.5,
    "longitude": 6.5,
    "named": False,
    "public_figure": True,
    "published_precision": "day",
    "published_basis": "stated",
    "sha256": SHA256,
    "wikidata": "Q42",
}


def another(model, field):
    """Return another value for a column of a model."""
    if field.many_to_one:
        taken = {"source": "cue", "part_of": "dan", "within": "sea"}[field.name]
        return field.related_model.objects.get_by_natural_key(taken)
    if isinstance(field, models.DateField):
        return LATER
    if isinstance(field, models.URLField) or "url" in field.name or field.name == "homepage":
        return "https://example.org/another"
    if field.name == "kind" and model is Actor:
        return "unknown"
    return OTHER.get(field.name, "Another")


COLUMNS = [
    (model, key, field)
    for model, key in ((Source, "apa"), (Article, "first"), (Actor, "ann"), (Place, "town"))
    for field in model._meta.concrete_fields
    if field.editable and not field.primary_key and field.name != model.key_name
]


@pytest.mark.parametrize(
    ("model", "key", "field"), COLUMNS, ids=lambda one: getattr(one, "attname", "")
)
def test_a_change_of_any_column_leaves_nothing_behind(published, model, key, field):
    """The records and the indexes that show a field of another record are those of SHOWN."""
    publish(change(model, key, **{field.name: another(model, field)}))
    indexed = oracle.indexed()
    assert publish() is None
    assert oracle.indexed() == indexed


def test_what_was_touched_is_not_changed_by_looking_for_dependents(published):
    ann = {get(Actor, "ann").pk}
    touched = {Actor: ann, Event: set()}
    with_dependents(touched)
    assert touched == {Actor: ann, Event: set()}


def test_more_keys_than_one_condition_takes_are_all_looked_at(drawn):
    drawn = get(Dataset, "drawn")
    places = Place.objects.bulk_create(
        Place(slug=f"place-{number}", name="Place", kind="other") for number in range(CHUNK + 1)
    )
    events = {event(f"there-{number}", drawn, place=places[number]).pk for number in (0, CHUNK)}
    reached = with_dependents({Place: {place.pk for place in places}})
    assert set(reached[Event]) == events
