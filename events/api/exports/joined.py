"""Statements joined to the events that they speak of, for files: a record for each link, with columns of the event."""

import orjson

from events.api.exports.columns import Column, columns_of
from events.api.exports.taking import Value
from events.api.store import snapshots
from events.api.store.sql import compiled
from events.documents.part_rows import EVENT_COLUMNS, of_event
from events.documents.statements import StatementEventSerializer
from events.models import Version
from events.vocabulary import Collection

# The field of a statement that lists its links.
LINKS = "events"
# Columns of reports and claims; the statement has a dataset too.
_NAMES = {name: "event_dataset" if name == "dataset" else name for name in EVENT_COLUMNS}


def columns(ours):
    """Return the Columns of statements with those of a link, and of its event, in place of the lists of links."""
    found = []
    for one in ours:
        if one.field != LINKS:
            found.append(one)
        elif one.name == LINKS:
            found += _of_link()
    return tuple(found)


def _of_link():
    """Yield the Columns of one link and of its event."""
    for name, field in StatementEventSerializer().fields.items():
        yield Column(name, "string", field.help_text, LINKS, Value((LINKS, name)), plain=True)
    of_events = {one.name: one for one in columns_of(Collection.EVENTS)}
    for name, path in EVENT_COLUMNS.items():
        one, read = of_events["_".join(path)], Value((LINKS, _NAMES[name]))
        yield Column(_NAMES[name], one.type, one.description, LINKS, read, one.plain)


def batches(statements, snapshot, number):
    """Return the Batches of statements, each once for every link; `events` is the link with columns of its event.

    A statement that speaks of no event is there once, with null. Events are as the release of this number has them.
    """
    return snapshots.Batches(
        lambda: (list(_joined(documents, snapshot, number)) for documents in statements)
    )


def _joined(documents, snapshot, number):
    """Yield the JSON of statements, each once for every link."""
    records = list(map(orjson.loads, documents))
    keys = {link["event"] for record in records for link in record[LINKS]}
    states = Version.objects.standing_at(number).filter(
        collection=Collection.EVENTS, key__in=sorted(keys)
    )
    query = compiled(states.order_by().values_list("key", "document")) if keys else None
    rows = (row for some in snapshot.rows(*query) for row in some) if query else ()
    events = {key: of_event(orjson.loads(document)) for key, document in rows}
    for record in records:
        for link in record[LINKS] or (None,):
            event = link and events.get(link["event"], {})
            beside = link and link | {own: event.get(name) for name, own in _NAMES.items()}
            yield orjson.dumps(record | {LINKS: beside})
