"""References to a record: every relation that the models have, and claims by their value."""

import pytest

from events.loading.referring import references, relations
from events.models import PARTS, RECORDS, Actor, Claim, Event, Place
from tests.publishing.conftest import drawn  # noqa: F401
from tests.publishing.world import get


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_relation_of_the_models_is_looked_at(model):
    found = set()
    for relation in model._meta.related_objects:
        listed = relation.many_to_many and not relation.through._meta.auto_created
        own = PARTS.get(relation.related_model) == relation.field.name
        # Lists through parts are looked at in the parts.
        if not listed and not own:
            found.add((relation.related_model, relation.field.name))
    assert len(relations(model)) == len(found)
    assert set(relations(model)) == found


# record: what refers to it
TABLE = {
    "datasets/drawn": (
        "statement hello dataset",
        "statement reply dataset",
        "event strike dataset",
        "event talks dataset",
        "event war dataset",
    ),
    "datasets/spare": (),
    "sources/apa": ("article first source", "article second relays"),
    "sources/cue": (),
    "articles/first": (
        "statement hello article",
        "report talks 1 article",
        "claim strike 2 article",
    ),
    "actors/ann": ("statement hello speaker", "participant talks ann actor actor"),
    "actors/bob": (
        "statement reply speaker",
        "statement hello addressees",
        "participant strike bob recipient actor",
    ),
    "actors/cat": ("statement hello on_behalf_of", "claim strike 2 claimed_by"),
    "actors/dan": ("claim war 1 value", "claim war 2 value"),
    "places/land": ("place town within",),
    "places/town": ("event strike place",),
    "places/sea": ("claim war 3 value",),
    "statements/hello": ("statementlink reply hello responds_to target",),
    "events/war": ("event strike part_of", "event talks same_as"),
    "events/talks": ("statementevent hello talks rejects event",),
    "events/strike": (),
}


@pytest.mark.parametrize("record", TABLE)
def test_what_refers_to_a_record(drawn, record):  # noqa: F811
    war = get(Event, "war")
    Event.objects.filter(code="talks").update(same_as=war)
    claims = (("actor", "dan"), ("recipient", "dan"), ("place", "sea"), ("type", "war"))
    article = war.parts.get().reports.get().article
    for number, (attribute, value) in enumerate(claims, start=1):
        Claim.objects.create(
            event=war, number=number, attribute=attribute, value=value, article=article
        )
    collection, key = record.split("/")
    (model,) = (model for model in RECORDS if model.collection == collection)

    found = [one for some in references(model, key) for one in some]

    assert [f"{one.model._meta.model_name} {one.key} {one.field}" for one in found] == list(
        TABLE[record]
    )


def test_an_actor_is_not_a_place_of_the_same_key(drawn):  # noqa: F811
    article = get(Event, "strike").reports.get().article
    Claim.objects.create(
        event=get(Event, "war"), number=1, attribute="place", value="dan", article=article
    )
    assert list(references(Actor, "dan")) == []
    assert len(list(references(Place, "dan"))) == 1
