"""Events of a page with their values resolved by the rule that `resolve` names."""

import orjson

from events.api.store import sql
from events.documents.candidates import Resolution
from events.documents.resolution import RESOLVED, claimed_places, resolved
from events.vocabulary import Collection

PARAMETER = {
    "description": (
        "The rule by which dates, place and fatalities are shown where claims differ from the record's own values: "
        + "; ".join(f"`{one.value}`, {one.label}" for one in Resolution)
        + ". Each event then has `resolved`: the rule, and for each of "
        + ", ".join(f"`{name}`" for name in RESOLVED)
        + " the numbers of the claims that give the value, or null for the record's own. Filters and the order look at "
        "the record's own values."
    ),
    "schema": {"type": "string", "enum": list(Resolution.values)},
}


def told(question):
    """Return the sentences that name the rule of an answer."""
    if question.resolve in (None, Resolution.CODER):
        return []
    rule = Resolution(question.resolve)
    message = (
        f"Dates, places and fatalities of events with claims are resolved by resolve={rule.value}: {rule.label}. Filters "
        "and the order look at the record's own values."
    )
    return [message]


def shown(documents, question):
    """Return the JSON of events as a rule resolves them, all fields of each or the requested ones."""
    events = [orjson.loads(one) for one in documents]
    places = _places({key for event in events for key in claimed_places(event)})
    found = [resolved(event, question.resolve, places) for event in events]
    if question.fields is not None:
        names = question.fields | {"resolved"}
        found = [{name: event[name] for name in event if name in names} for event in found]
    return [orjson.dumps(event) for event in found]


def _places(keys):
    """Return {key: document} of the published places among keys."""
    if not keys:
        return {}
    mark = sql.mark()
    marks = ", ".join([mark] * len(keys))
    statement = (
        f"SELECT key, {sql.document('document')} FROM events_version WHERE collection = {mark} AND key IN ({marks}) "
        "AND last_release_id IS NULL AND document IS NOT NULL"
    )
    rows = sql.rows(statement, (Collection.PLACES.value, *sorted(keys)))
    return {key: orjson.loads(document) for key, document in rows}
