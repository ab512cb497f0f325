"""States of records as answers tell them: how each came about, and what it changed of the state before."""

from django.db.models import Case, F, Max, OuterRef, Subquery, When
from django.urls import reverse

from events.api.openapi.components import object_of, reference, whole_or_partial
from events.api.problems.errors import Withdrawn
from events.documents import differences, embedding
from events.models import RedactedState, Redaction, Release, Version
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
# The document that a changed one replaced; null for any other state, and where it was pruned.
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
        schema = {"allOf": [reference(ref)]}
    return {name: {**schema, "description": model._meta.get_field(name).help_text}}


def document_of(name):
    """Return the schema of a published document of the record whose component has this name, or null."""
    description = Version._meta.get_field("document").help_text
    anything = [*whole_or_partial(name)["anyOf"], {"enum": [None]}]
    return {"anyOf": anything, "description": description}


REDACTIONS = {
    "type": "array",
    "items": object_of(
        {
            **described(RedactedState, "sha256", type="string"),
            **described(Redaction, "collection", type="string"),
            **described(Redaction, "key", type="string"),
            **described(Redaction, "field", type="string"),
            **described(Redaction, "reason", type="string"),
            **described(Redaction, "day", type="string", format="date"),
            **described(Redaction, "release", type="integer"),
        }
    ),
    "description": (
        "The values that were removed from this state after it was published, the first removal first. The `sha256` of "
        "the first is the one under which the state was published. The hashes of releases are made from it."
    ),
}


def redactions_of(versions):
    """Return {primary key: its redactions, as an answer shows them} of those versions that have any."""
    columns = ("version_id", "sha256", *(f"redaction__{name}" for name in _OF_REDACTION))
    rows = RedactedState.objects.filter(version__in=versions).order_by("pk")
    found = {}
    for pk, sha256, *told in rows.values_list(*columns):
        named = dict(zip(_OF_REDACTION, told, strict=True))
        found.setdefault(pk, []).append({"sha256": sha256} | named)
    return found


_OF_REDACTION = ("collection", "key", "field", "reason", "day", "release")


def tell(row, redactions=()):
    """Return a version for an answer, from a row that holds `before`, `document` and the rest."""
    before, document = row.pop("before"), row.pop("document")
    changed = differences.between(before, document)
    embedded = None if document is None else embedding.embed(document)
    hashes = {"sha256": row.pop("sha256"), "redactions": list(redactions)}
    return row | {"changed": changed} | hashes | {"document": embedded}


def kept(versions):
    """Return the warnings that tell of states of a record that were deleted; `versions` are those that are there."""
    pruned = Release.objects.filter(pruned=True).aggregate(Max("number"))["number__max"]
    if pruned is None:
        return []
    states = list(
        versions.order_by("first_release_id").values_list(
            "first_release_id", "last_release_id", "operation"
        )
    )
    # Only a record that is added has no state right before.
    ended = {last for _, last, _ in states}
    if all(operation == Operation.ADD or first - 1 in ended for first, _, operation in states):
        return []
    return [
        f"States of this record that were replaced before release {pruned + 1} have been deleted to save space."
    ]


def withdrawn(version, absolute):
    """Return the Withdrawn to raise for a record whose state is its withdrawal; `absolute` makes a URL of a path."""
    told = [f"{version.key!r} was withdrawn in release {version.first_release_id}."]
    links = {
        "version-history": absolute(reverse(f"{version.collection}-versions", args=[version.key]))
    }
    if version.reason:
        told.append(f"Reason: {version.reason.rstrip('.')}.")
    if version.merged_into:
        told.append(f"Its place was taken by {version.merged_into!r}.")
        links["successor-version"] = absolute(
            reverse(f"{version.collection}-detail", args=[version.merged_into])
        )
    members = {
        "withdrawn_in": version.first_release_id,
        "reason": version.reason,
        "merged_into": version.merged_into,
        "merged_into_url": links.get("successor-version"),
    }
    header = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items())
    return Withdrawn(" ".join(told), members, header)
