"""The references to a record: every field of a model that can refer, and claims, which name records in their value."""

from typing import NamedTuple

from events.loading.fixture_fields import fixture_fields
from events.models import PARTS, RECORDS, Actor, Claim, Place
from events.vocabulary import ClaimAttribute, ParticipantRole

# A claim names these records by their key, in its value.
CLAIMED = {
    Actor: tuple(ClaimAttribute(role) for role in ParticipantRole.values),
    Place: (ClaimAttribute.PLACE,),
}


class Reference(NamedTuple):
    """A row, as fixtures name it, and the field with which it refers."""

    model: type
    key: str
    field: str


def relations(model):
    """Return the (referring model, field) pairs that can refer to a model's records, their own parts left out."""
    return [
        (referring, name)
        for referring in (*RECORDS, *PARTS)
        for name, field in fixture_fields(referring).items()
        if field.related_model is model and PARTS.get(referring) != name
    ]


def references(model, key):
    """Yield lists of References to a record: one of those that one field makes, in order."""
    queries = [
        (referring, name, {f"{name}__{model.key_name}": key})
        for referring, name in relations(model)
    ]
    if model in CLAIMED:
        queries.append((Claim, "value", {"attribute__in": CLAIMED[model], "value": key}))
    for referring, name, condition in queries:
        lookups = getattr(referring, "part_key", None) or (referring.key_name,)
        rows = referring.objects.filter(**condition).order_by(*lookups)
        found = rows.values_list(*lookups)
        if found:
            yield [Reference(referring, " ".join(map(str, row)), name) for row in found]
