"""Records and their parts are found again by what names them."""

import json

import pytest
from django.core import serializers

from events.models import PARTS, RECORDS, Actor, Article, Claim, Event, Report, Statement

MODELS = (*RECORDS, *PARTS)

# The natural key of the good row of each model
KEYS = {
    "Dataset": ("new",),
    "Source": ("new",),
    "Article": ("new",),
    "Actor": ("new",),
    "Place": ("new",),
    "Statement": ("new",),
    "Event": ("new",),
    "LeftOut": ("base", 1),
    "StatementEvent": ("base", "base", "rejects"),
    "StatementLink": ("base", "other", "quotes"),
    "Participant": ("base", "base", "actor"),
    "Report": ("base", 1),
    "Claim": ("base", 1),
    "EventLink": ("base", "because_of", "other"),
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_row_is_named_by_its_natural_key_and_found_by_it(rows, model):
    row = rows.save(model)
    assert row.natural_key() == KEYS[model.__name__]
    assert model.objects.get_by_natural_key(*row.natural_key()) == row
    assert str(row) == " ".join(str(value) for value in KEYS[model.__name__])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_row_of_the_world_is_the_same_after_django_wrote_and_read_it(db, model):
    row = model.objects.first()
    options = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    text = serializers.serialize("json", [row], **options)
    (read,) = serializers.deserialize("json", text)
    assert read.object == row
    (fields,) = (record["fields"] for record in json.loads(text))
    again = json.loads(serializers.serialize("json", [read.object], **options))
    assert {name: again[0]["fields"][name] for name in fields} == fields


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_does_not_exist_is_not_found(db, model):
    key = [0 if value == 1 else "nothing" for value in KEYS[model.__name__]]
    with pytest.raises(model.DoesNotExist):
        model.objects.get_by_natural_key(*key)


# form of a statement: the words that its evidence gives
EXACT = {"verbatim": "New", "paraphrase": None}


@pytest.mark.parametrize(("form", "exact"), EXACT.items())
def test_only_a_verbatim_statement_gives_its_words(rows, form, exact):
    assert rows.save(Statement, form=form).exact == exact


@pytest.mark.parametrize("model", [Report, Claim], ids=lambda model: model.__name__)
def test_a_report_and_a_claim_give_no_words(rows, model):
    assert rows.save(model).exact is None


@pytest.mark.parametrize(
    ("model", "key_name"), [(Article, "slug"), (Actor, "slug"), (Event, "code")]
)
def test_keys_sort_by_their_bytes_on_every_database(rows, model, key_name):
    keys = ["z", "a-b", "a0", "a", "ab", "a-a", "0", "a-0", "aa", "z-", "9"][:9]
    for key in keys:
        rows.save(model, **{key_name: key})
    found = model.objects.filter(**{f"{key_name}__in": keys}).order_by(key_name)
    assert list(found.values_list(key_name, flat=True)) == [
        "0",
        "a",
        "a-0",
        "a-a",
        "a-b",
        "a0",
        "aa",
        "ab",
        "z",
    ]
