"""Events with their values resolved by the rule that `resolve` names: in pages, files and sums."""

import orjson

from events.api.store.sql import compiled
from events.documents.candidates import Resolution
from events.documents.embedding import only
from events.documents.resolution import RESOLVED, claimed_places, resolved
from events.models import Place, Version

PARAMETER = {
    "description": (
        "The rule by which dates, place and fatalities are shown where claims differ from the record's own values: "
        + "; ".join(f"`{one.value}`, {one.label}" for one in Resolution)
        + ". "
    ),
    "schema": {"type": "string", "enum": list(Resolution.values)},
}
IN_RECORDS = (
    "Each event then has `resolved`: the rule, and for each of "
    + ", ".join(f"`{name}`" for name in RESOLVED)
    + " the numbers of the claims that give the value, or null for the record's own. Filters and the order look at the "
    "record's own values."
)
IN_SUMS = "Filters look at the record's own values, groups and numbers at the resolved ones."


def parameter(further):
    """Return the description of the parameter, for OpenAPI."""
    return PARAMETER | {"description": PARAMETER["description"] + further}


def told(rule, looking="Filters and the order look"):
    """Return the sentences that name the rule of an answer."""
    if rule in (None, Resolution.CODER):
        return []
    rule = Resolution(rule)
    message = (
        f"Dates, places and fatalities of events with claims are resolved by resolve={rule.value}: {rule.label}. "
        f"{looking} at the record's own values."
    )
    return [message]


def shown(documents, rule, snapshot=None, fields=None):
    """Return the JSON of events as a rule resolves them, or of only their top-level `fields`."""
    events = resolved_events(documents, rule, snapshot)
    return [orjson.dumps(only(event, fields)) for event in events]


def resolved_events(documents, rule, snapshot=None):
    """Return events as a rule resolves them, from their JSON.

    Places that claims name are read in the Snapshot of an export, or as they are now.
    """
    events = list(map(orjson.loads, documents))
    places = _places({key for event in events for key in claimed_places(event)}, snapshot)
    return [resolved(event, rule, places) for event in events]


def _places(keys, snapshot):
    """Return {key: document} of the published places among keys."""
    if not keys:
        return {}
    states = Version.objects.filter(
        collection=Place.collection, key__in=keys, last_release=None, document__isnull=False
    )
    rows = states.order_by().values_list("key", "document")
    if snapshot is not None:
        rows = (row for some in snapshot.rows(*compiled(rows)) for row in some)
    return {key: orjson.loads(document) for key, document in rows}
