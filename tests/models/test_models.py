"""The rules for every table: each field is described, each order is total, no migration is missing."""

import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import F, UniqueConstraint

from events.models import MODEL_BY_COLLECTION, PARTS, RECORDS, Version

MODELS = list(apps.get_app_config("events").get_models())
FIELDS = [
    (model, field)
    for model in MODELS
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
    if field.name != "id"
]


@pytest.mark.parametrize(
    ("model", "field"), FIELDS, ids=lambda one: getattr(one, "__name__", None) or one.name
)
def test_every_field_says_in_a_sentence_what_it_is(model, field):
    text = field.help_text
    assert text == text.strip()
    assert text[0].isupper() or text[0].isdigit()
    assert text.endswith(".")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_says_what_it_is(model):
    # Django writes `Name(field, field)` where there is no sentence.
    assert not model.__doc__.startswith(f"{model.__name__}(")
    assert model.__doc__.split("\n")[0].endswith(".")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_order_is_total(model):
    names = {model._meta.get_field(column(term)).name for term in model._meta.ordering}
    unique = [{field.name} for field in model._meta.concrete_fields if field.unique] + [
        set(constraint.fields)
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint) and constraint.condition is None
    ]
    assert any(one <= names for one in unique)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_order_needs_another_table(model):
    assert len(model.objects.all().query.get_compiler("default").as_sql()[0].split(" JOIN ")) == 1


def column(term):
    """Return the name of the column that a term of an ordering sorts by."""
    if not isinstance(term, str):
        assert isinstance(term.expression, F)
        return term.expression.name
    name = term.lstrip("-")
    return "id" if name == "pk" else name


def test_no_migration_is_missing(db, capsys):
    try:
        call_command("makemigrations", "--check", "--dry-run")
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_the_migrations_are_those_that_were_applied(db, capsys):
    call_command("migrate", "--check")
    assert capsys.readouterr().out == ""


def test_each_part_names_its_owner_among_the_records():
    for model, name in PARTS.items():
        assert model._meta.get_field(name).related_model in RECORDS
        assert model.part_key[0].startswith(f"{name}__")


def test_each_collection_has_its_model():
    assert list(MODEL_BY_COLLECTION.values()) == list(RECORDS)
    assert [model.collection for model in RECORDS] == list(MODEL_BY_COLLECTION)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite compresses nothing")
def test_documents_are_not_compressed(rows):
    rows.save(Version, document=json.dumps({"note": "all the same " * 400}))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_column_size(document), octet_length(document) FROM events_version "
            "ORDER BY 2 DESC LIMIT 1"
        )
        size, length = cursor.fetchone()
    assert length > 5000
    assert length <= size <= length + 4
