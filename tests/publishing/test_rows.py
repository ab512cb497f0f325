"""Rows come in batches with all that their JSON holds, in as many queries for one as for two hundred."""

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import (
    RECORDS,
    Actor,
    Article,
    Claim,
    Dataset,
    Event,
    Participant,
    Place,
    Report,
    Source,
    Statement,
    StatementEvent,
)
from events.publishing import publish, rows
from tests.publishing import oracle
from tests.publishing.world import build


def fill(prefix, number, participants=1):
    """Write `number` records of each collection that depend on one another; return what was touched."""

    def write(model, **columns):
        made = [model(**{name: each(i) for name, each in columns.items()}) for i in range(number)]
        return model.objects.bulk_create(made)

    def key(i):
        return f"{prefix}-{i}"

    datasets = write(Dataset, slug=key, title=key, license=key)
    sources = write(Source, slug=key, name=key, kind=lambda i: "other")
    articles = write(Article, slug=key, source=sources.__getitem__)
    write(Article.relays.through, article=articles.__getitem__, source=lambda i: sources[i - 1])
    actors = write(Actor, slug=key, name=key, kind=lambda i: "person")
    places = write(Place, slug=key, name=key, kind=lambda i: "other")
    statements = write(
        Statement,
        code=key,
        dataset=datasets.__getitem__,
        article=articles.__getitem__,
        speaker=actors.__getitem__,
        on_behalf_of=actors.__getitem__,
        form=lambda i: "verbatim",
        text=key,
        act=lambda i: "COMMENT",
    )
    events = write(
        Event,
        code=key,
        dataset=datasets.__getitem__,
        type=lambda i: "ASSAULT",
        quad_class=lambda i: 4,
        title=key,
        place=places.__getitem__,
    )
    event = events.__getitem__
    for name in ("addressees", "topics"):
        through = getattr(Statement, name).through
        target = {
            "addressees": {"actor": actors.__getitem__},
            "topics": {"topic_id": lambda i: "health"},
        }[name]
        write(through, statement=statements.__getitem__, **target)
    write(Event.contexts.through, event=event, context_id=lambda i: "health")
    write(Event.quality.through, event=event, quality_id=lambda i: "low_above_best")
    write(
        StatementEvent,
        statement=statements.__getitem__,
        event=event,
        relation=lambda i: "rejects",
    )
    for n in range(participants):
        others = [*actors[-n:], *actors[:-n]] if n else actors
        write(Participant, event=event, actor=others.__getitem__, role=lambda i: "actor")
    first = {"event": event, "number": lambda i: 1, "article": articles.__getitem__}
    write(Report, **first)
    write(Claim, **first, attribute=lambda i: "status", value=lambda i: "occurred")
    written = (datasets, sources, articles, actors, places, statements, events)
    return {model: {row.pk for row in made} for model, made in zip(RECORDS, written, strict=True)}


def statements_of(queries):
    """Return the SQL; without PostgreSQL's lock, and without the versions, which come in one statement or in several."""
    untold = ("LOCK TABLE", "INSERT INTO events_version", "COPY events_version")
    return [query["sql"] for query in queries if not any(word in query["sql"] for word in untold)]


WRITTEN = {"versions that stand": 1, "link to the current version": 1}
# PostgreSQL compares and writes words in one statement.
INDEXED = {"words that are indexed": int(connection.vendor == "sqlite"), "words that differ": 1}
# Records to which others refer are read once for all of them.
BUDGET = {
    "release": {
        "what is redacted": 1,
        "the last": 1,
        "the new": 1,
        "versions of datasets": 1,
        "what it holds": 1,
    },
    "blocks": {"old ones": 1, "records of each collection": 7, "new ones of each collection": 7},
    "dependents": {
        "what the four models say that others show": 4,
        "the addresses of articles, which statements show": 1,
        "each of the ten ways in which a record shows another": 10,
    },
    "datasets": {"rows": 1, "sources that it covers": 1, **WRITTEN},
    "sources": {"rows": 1, **WRITTEN, **INDEXED},
    "articles": {
        "rows": 1,
        "relays, what is left out": 2,
        "sources": 1,
        **WRITTEN,
        **INDEXED,
    },
    "actors": {"rows": 1, **WRITTEN, **INDEXED},
    "places": {"rows": 1, **WRITTEN, **INDEXED},
    "statements": {
        "rows": 1,
        "addressees, those inferred, audience, targets, topics, links, relations": 7,
        "datasets, articles, actors, words, events": 5,
        **WRITTEN,
        **INDEXED,
    },
    "events": {
        "rows": 1,
        "modes, contexts, quality, participants, reports, claims, related events": 7,
        "places, words of two lists": 3,
        **WRITTEN,
        **INDEXED,
    },
    "tally": {"events of the one day that there is": 1, "what was counted": 1, "what differs": 1},
}


@pytest.mark.parametrize("number", [1, 200])
def test_a_batch_takes_as_many_queries_however_many_records_it_has(empty, number):
    touched = fill("new", number)
    with CaptureQueriesContext(connection) as queries:
        publish(touched)
    assert len(statements_of(queries)) == sum(sum(one.values()) for one in BUDGET.values())


@pytest.mark.parametrize("number", [1, 200])
def test_looking_at_all_again_costs_no_query_for_a_record(empty, number):
    fill("old", number)
    publish()
    with CaptureQueriesContext(connection) as queries:
        assert publish() is None
    # Of each collection: its number, its batch, the end of its batches, what stands, what is gone, the index, and
    # what it holds beyond the records (statements: inferred addressees, audience, targets, relations; events: modes,
    # relations); what is redacted; of datasets and articles, what belongs to them; of statements and events: computed
    # columns, places that stand, past places.
    assert len(statements_of(queries)) == 90


def test_a_batch_that_shows_more_records_than_sqlite_takes_in_one_expression_is_published(empty):
    touched = fill("wide", rows.BATCH, participants=3)
    release = publish(touched)
    assert {one["add"] for one in release.counts.values()} == {rows.BATCH}
    documents = oracle.standing()
    assert [one["actor"] for one in documents["events", "wide-7"]["participants"]] == [
        "wide-5",
        "wide-6",
        "wide-7",
    ]


# rows in the table, rows in a batch: how many come in each
CUTS = [
    (0, 2, []),
    (1, 2, [1]),
    (2, 2, [2]),
    (3, 2, [2, 1]),
    (4, 2, [2, 2]),
    (5, 1, [1, 1, 1, 1, 1]),
]


@pytest.mark.parametrize("everything", [True, False])
@pytest.mark.parametrize(("number", "size", "expected"), CUTS)
def test_batches_hold_each_row_once_in_order(
    empty, monkeypatch, number, size, expected, everything
):
    monkeypatch.setattr(rows, "BATCH", size)
    slugs = [f"a-{i}" for i in range(number)]
    made = [Actor.objects.create(slug=slug, name=slug, kind="person") for slug in slugs]
    keys = None if everything else {row.pk for row in made}
    found = list(rows.batches(Actor, keys))
    assert [len(batch) for batch in found] == expected
    assert [row.slug for row in itertools.chain(*found)] == slugs


def test_rows_that_are_gone_are_left_out(empty):
    made = Actor.objects.create(slug="ann", name="Ann", kind="person")
    found = [[row.key for row in batch] for batch in rows.batches(Actor, {made.pk, made.pk + 1})]
    assert found == [["ann"]]
    assert list(rows.batches(Actor, set())) == []


@pytest.mark.parametrize("size", [1, 2])
def test_the_size_of_a_batch_makes_no_difference(empty, monkeypatch, size):
    monkeypatch.setattr(rows, "BATCH", size)
    build()
    publish()
    oracle.check()
