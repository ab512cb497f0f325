"""The tables of closed words hold the vocabulary, word for word."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from events import vocabulary
from events.models import Context, Event, Quality, Statement, Topic
from events.publishing import publish

TABLES = {
    Topic: vocabulary.Topic,
    Context: vocabulary.EventContext,
    Quality: vocabulary.QualityFlag,
}


def held(model):
    return dict(model.objects.values_list("code", "definition"))


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_a_table_holds_its_list(db, model):
    assert held(model) == dict(TABLES[model].choices)


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_migrate_puts_new_definitions_and_missing_words_in_their_place(db, model):
    word = TABLES[model].values[0]
    model.objects.filter(code=word).update(definition="Old")
    model.objects.filter(code=TABLES[model].values[-1]).delete()
    call_command("migrate", verbosity=0)
    assert held(model) == dict(TABLES[model].choices)


def test_a_word_that_left_the_vocabulary_stays_where_records_may_use_it(db):
    Topic.objects.create(code="gone", definition="A word of old.")
    call_command("migrate", verbosity=0)
    assert held(Topic)["gone"] == "A word of old."


def warnings():
    return [
        (found.id, found.msg)
        for found in run_checks(tags=["database"], databases=["default"])
        if found.id and found.id.startswith("events.")
    ]


def test_a_word_that_left_the_vocabulary_is_told_with_the_records_that_have_it(world):
    gone = Topic.objects.create(code="gone", definition="A word of old.")
    assert warnings() == []
    statements = Statement.objects.order_by("pk")
    for statement in statements[:2]:
        statement.topics.add(gone)
    one, two, *_ = statements.values_list("code", flat=True)
    told = "'gone' is no longer in the vocabulary of topics, but statements"
    assert warnings() == [("events.W001", f"{told} {one}, {two} have it.")]
    context = Context.objects.create(code="old", definition="A word of old.")
    events = Event.objects.order_by("pk")[:7]
    for event in events:
        event.contexts.add(context)
    named = ", ".join(event.code for event in events[:5])
    assert warnings()[1] == (
        "events.W001",
        f"'old' is no longer in the vocabulary of contexts, but events {named} and 2 more have it.",
    )


def test_a_word_that_left_the_vocabulary_is_served_after_those_that_are_in_it(get):
    event = Event.objects.order_by("pk").first()
    event.contexts.set(
        [Context.objects.create(code=code, definition="Old.") for code in ("aa-2", "aa-1")]
        + [Context.objects.get(code=code) for code in vocabulary.EventContext.values[1::-1]]
    )
    publish({Event: {event.pk}})
    assert get(f"/events/{event.code}/").json()["contexts"] == [
        *vocabulary.EventContext.values[:2],
        "aa-1",
        "aa-2",
    ]


def test_before_the_first_migration_there_are_no_words(db, monkeypatch):
    monkeypatch.setattr(Topic._meta, "db_table", "not_yet")
    monkeypatch.setattr(Context._meta, "db_table", "not_yet")
    monkeypatch.setattr(Quality._meta, "db_table", "not_yet")
    assert warnings() == []
