"""States of records as answers tell them: how each came about, and what it changed of the state before."""

from django.db.models import Case, F, OuterRef, Subquery, When

from events.api import differences, documents
from events.models import RECORDS, Version
from events.vocabulary import Operation

# Along the one index in which a record's states follow one another. The last of those before can only be of an
# earlier time where the one in between was pruned.
_EARLIER = (
    Version.objects.filter(
        collection=OuterRef("collection"),
        key=OuterRef("key"),
        first_release_id__lt=OuterRef("first_release_id"),
    )
    .order_by("-first_release_id")
    .values(
        document_before=Case(
            When(last_release_id=OuterRef("first_release_id") - 1, then=F("document"))
        )
    )
)
# The document that a changed one took the place of; null for any other state, and where it was pruned.
BEFORE = Case(When(operation=Operation.CHANGE, then=Subquery(_EARLIER[:1])))

CHANGED = {
    "type": "object",
    "nullable": True,
    "additionalProperties": {
        "type": "object",
        "properties": {"old": {}, "new": {}},
        "required": ["old", "new"],
    },
    "description": (
        "The fields of the record that differ from the state before, with their `old` and `new` values; null where "
        "there are no two states to compare: the record was added or withdrawn, or its state before was pruned."
    ),
}


def described(model, name, ref=None, **schema):
    """Return {name: schema} of a column as its model describes it; `ref` names a component."""
    if ref:
        schema = {"allOf": [{"$ref": f"#/components/schemas/{ref}"}]}
    return {name: {**schema, "description": model._meta.get_field(name).help_text}}


def one_of_the_records(description):
    """Return the schema of a record of any collection, or null."""
    records = [{"$ref": f"#/components/schemas/{model.__name__}"} for model in RECORDS]
    return {"anyOf": [*records, {"enum": [None]}], "description": description}


def tell(row):
    """Return a row that holds `before`, `document` and what else is told, as an answer has it."""
    before, document = row.pop("before"), row.pop("document")
    changed = differences.between(before, document)
    embedded = None if document is None else documents.embed(document)
    return row | {"changed": changed, "sha256": row.pop("sha256"), "document": embedded}
