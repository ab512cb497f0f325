"""The tables of closed words hold the vocabulary, word for word."""

import pytest
from django.core.management import call_command

from events import vocabulary
from events.models import Context, Quality, Topic

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
