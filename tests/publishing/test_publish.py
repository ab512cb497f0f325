"""A release: its description, and the states that it begins and ends."""

import hashlib
import importlib

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from events.models import (
    Actor,
    Claim,
    Context,
    Dataset,
    Event,
    Participant,
    Release,
    Report,
    Statement,
    StatementEvent,
    StatementLink,
    Version,
)
from events.publishing import Withdrawal, publish
from tests.publishing import oracle
from tests.publishing.world import change, event, get

# The package has a function of the module's name.
module = importlib.import_module("events.publishing.publish")

NOTHING = {"add": 0, "change": 0, "withdraw": 0}
COLLECTIONS = ("datasets", "sources", "articles", "actors", "places", "statements", "events")


def counts(**given):
    return {name: NOTHING | given.get(name, {}) for name in COLLECTIONS}


def states(collection, key):
    """Return (operation, first release, last release, reason) of each state, the oldest first."""
    return [
        (one.operation, one.first_release_id, one.last_release_id, one.reason)
        for one in oracle.history()[collection, key]
    ]


def delete(model, key):
    get(model, key).delete()


def test_the_first_release_adds_every_record(drawn):
    before = timezone.now()
    release = publish(label="One", note="The first.")
    assert Release.objects.get() == release
    assert (release.number, release.label, release.note) == (1, "One", "The first.")
    assert before <= release.time <= timezone.now()
    assert release.counts == counts(
        datasets={"add": 2},
        sources={"add": 3},
        articles={"add": 2},
        actors={"add": 4},
        places={"add": 3},
        statements={"add": 2},
        events={"add": 3},
    )
    assert Version.objects.count() == 19
    assert states("events", "strike") == [("add", 1, None, None)]
    oracle.check()


def test_the_counts_stand_in_the_one_order_of_the_collections(published):
    assert list(published.counts) == list(COLLECTIONS)


def test_an_empty_database_publishes_nothing(empty):
    assert publish() is None
    assert publish({}) is None
    assert not Release.objects.exists()


@pytest.mark.parametrize("everything", [True, False])
def test_the_same_data_again_publish_nothing(published, everything):
    before = oracle.state()
    touched = None if everything else {Event: set(Event.objects.values_list("pk", flat=True))}
    assert publish(touched, label="again") is None
    assert oracle.state() == before


def test_a_change_that_is_taken_back_before_it_is_published_publishes_nothing(published):
    change(Actor, "ann", name="Anna")
    touched = change(Actor, "ann", name="Ann")
    assert publish(touched) is None


def test_numbers_go_on_without_a_gap_when_nothing_was_published_in_between(published):
    assert publish() is None
    assert publish(change(Actor, "dan", note="One")).number == 2
    assert publish() is None
    assert publish(change(Actor, "dan", note="Two")).number == 3
    assert states("actors", "dan") == [
        ("add", 1, 1, None),
        ("change", 2, 2, None),
        ("change", 3, None, None),
    ]
    oracle.check()


def test_one_release_adds_changes_and_withdraws(published):
    touched = change(Event, "war", summary="Years of it")
    touched[Event].add(event("peace", get(Dataset, "drawn")).pk)
    delete(Statement, "reply")
    release = publish(touched, {("statements", "reply"): Withdrawal("coded twice")})
    assert release.number == 2
    assert release.counts == counts(statements={"withdraw": 1}, events={"add": 1, "change": 1})
    assert states("events", "war") == [("add", 1, 1, None), ("change", 2, None, None)]
    assert states("events", "peace") == [("add", 2, None, None)]
    assert states("statements", "reply") == [
        ("add", 1, 1, None),
        ("withdraw", 2, None, "coded twice"),
    ]
    gone = Version.objects.get(key="reply", last_release=None)
    assert (gone.document, gone.sha256) == (None, None)
    oracle.check()


@pytest.mark.parametrize(
    ("withdrawn", "reason"), [(None, None), ({("actors", "dan"): Withdrawal("nobody")}, "nobody")]
)
def test_what_is_gone_from_the_tables_is_found_when_everything_is_looked_at(
    published, withdrawn, reason
):
    delete(Actor, "dan")
    assert publish(withdrawn=withdrawn).counts == counts(actors={"withdraw": 1})
    assert states("actors", "dan") == [("add", 1, 1, None), ("withdraw", 2, None, reason)]
    oracle.check()


def test_only_what_is_named_is_withdrawn_when_not_everything_is_looked_at(published):
    delete(Actor, "dan")
    assert publish({}) is None
    assert publish({}, {("actors", "dan"): None}).counts == counts(actors={"withdraw": 1})
    oracle.check()


@pytest.mark.parametrize(
    "withdrawn",
    [
        {("actors", "nobody"): None},
        {("events", "dan"): None},
        {("nothing", "dan"): None},
        {},
    ],
)
def test_what_was_never_published_cannot_be_withdrawn(published, withdrawn):
    assert publish({}, withdrawn) is None
    assert Version.objects.count() == 19


def test_what_is_withdrawn_already_is_not_withdrawn_again(published):
    delete(Actor, "dan")
    publish()
    assert publish() is None
    assert publish({}, {("actors", "dan"): "again"}) is None
    assert states("actors", "dan") == [("add", 1, 1, None), ("withdraw", 2, None, None)]


def test_a_key_that_was_withdrawn_is_added_again(published):
    delete(Actor, "dan")
    publish()
    publish(change(Actor, "ann", note="In between"))
    again = Actor.objects.create(slug="dan", name="Dan", kind="person")
    assert publish({Actor: {again.pk}}).counts == counts(actors={"add": 1})
    assert states("actors", "dan") == [
        ("add", 1, 1, None),
        ("withdraw", 2, 3, None),
        ("add", 4, None, None),
    ]
    oracle.check()


@pytest.mark.parametrize(
    ("name", "published_as"), [("Dan", None), ("Daniel", counts(actors={"change": 1}))]
)
def test_a_row_that_was_written_anew_continues_what_its_key_published(
    published, name, published_as
):
    delete(Actor, "dan")
    again = Actor.objects.create(slug="dan", name=name, kind="person")
    release = publish({Actor: {again.pk}})
    assert (release and release.counts) == published_as
    oracle.check()


def test_when_all_is_withdrawn_nothing_stands(published):
    StatementLink.objects.all().delete()
    for model in (Statement, Event):
        model.objects.update(**({"part_of": None} if model is Event else {}), note=None)
        model.objects.all().delete()
    withdrawn = {("statements", key): None for key in ("hello", "reply")}
    withdrawn |= {("events", key): None for key in ("strike", "talks", "war")}
    release = publish({}, withdrawn)
    assert release.counts == counts(statements={"withdraw": 2}, events={"withdraw": 3})
    oracle.check()


def test_the_hash_of_a_release_is_that_of_the_sorted_lines(published):
    assert published.sha256 == oracle.content_hash()
    hashes = {published.sha256}
    for note in ("One", "Two"):
        release = publish(change(Actor, "dan", note=note))
        assert release.sha256 == oracle.content_hash()
        hashes.add(release.sha256)
    assert len(hashes) == 3
    # The same content has the same hash, whatever happened in between.
    assert publish(change(Actor, "dan", note=None)).sha256 == published.sha256


def test_keys_sort_as_the_lines_of_the_hash_do(empty):
    for slug in ("a", "a-b", "a0", "aa", "a-0"):
        Actor.objects.create(slug=slug, name=slug, kind="person")
    assert publish().sha256 == oracle.content_hash()


def test_the_hash_of_nothing_is_that_of_no_bytes(empty):
    Actor.objects.create(slug="dan", name="Dan", kind="person")
    publish()
    delete(Actor, "dan")
    assert publish().sha256 == hashlib.sha256(b"").hexdigest()


# The values of claims, and how they relate to each other: whether the event is then disputed
CLAIMS = {
    "two that contradict": (
        [
            ("fatalities", {"best": 3, "stands": "contradicts"}),
            ("fatalities", {"best": 4, "stands": "contradicts"}),
        ],
        True,
    ),
    "one that contradicts one that agrees": (
        [
            ("fatalities", {"best": 0, "stands": "agrees"}),
            ("fatalities", {"best": 1, "stands": "contradicts"}),
        ],
        True,
    ),
    "numbers that differ and are not judged": (
        [("fatalities", {"best": 3}), ("fatalities", {"best": 4})],
        False,
    ),
    "words that differ in wording": (
        [
            ("place", {"value": "town", "stands": "agrees"}),
            ("place", {"value": "the town", "stands": "differs_in_wording"}),
        ],
        False,
    ),
    "all that agree": (
        [
            ("status", {"value": "occurred", "stands": "agrees"}),
            ("status", {"value": "occurred", "stands": "agrees"}),
        ],
        False,
    ),
    "a third one that contradicts": (
        [
            ("place", {"value": "town", "stands": "agrees"}),
            ("fatalities", {"best": 3}),
            ("place", {"value": "sea", "stands": "contradicts"}),
        ],
        True,
    ),
    "one alone that contradicts the event": (
        [("fatalities", {"best": 3, "stands": "contradicts"})],
        True,
    ),
    "one alone": ([("fatalities", {"best": 3})], False),
    "no claim": ([], False),
}


@pytest.mark.parametrize(("said", "disputed"), CLAIMS.values(), ids=CLAIMS)
@pytest.mark.parametrize("before", [True, False])
def test_an_event_is_disputed_when_a_claim_contradicts(published, said, disputed, before):
    war = get(Event, "war")
    Event.objects.filter(pk=war.pk).update(disputed=before)
    for number, (attribute, values) in enumerate(said, start=1):
        Claim.objects.create(
            event=war,
            number=number,
            attribute=attribute,
            article=get(Event, "talks").reports.get().article,
            **values,
        )
    publish({Event: {war.pk}})
    assert get(Event, "war").disputed is disputed
    assert oracle.standing()["events", "war"]["disputed"] is disputed


def fail(*args, **kwargs):
    raise ZeroDivisionError


# The steps of publishing at which it may be interrupted
STEPS = {
    "when it looks for dependents": (module, "with_dependents"),
    "when it serializes": (module, "document"),
    "when it settles disputes": (module, "settle_disputes"),
    "when it closes what stood": (module, "_close"),
    "when it indexes": (module.search_index, "index"),
    "when it withdraws": (module.search_index, "forget_left"),
    "when it hashes, all else done": (module, "release_hash"),
}


@pytest.mark.parametrize(("owner", "name"), STEPS.values(), ids=STEPS)
def test_an_interrupted_release_leaves_everything_as_it_was(published, monkeypatch, owner, name):
    touched = change(Actor, "ann", name="Anna") | change(Event, "strike", title="Raid")
    Claim.objects.all().delete()
    delete(Actor, "dan")
    before = oracle.state()
    monkeypatch.setattr(owner, name, fail)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish(touched, {("actors", "dan"): None})
    monkeypatch.undo()
    assert oracle.state() == before
    assert publish(touched, {("actors", "dan"): None}).number == 2
    oracle.check()


def test_lists_of_words_are_published_in_the_order_of_the_vocabulary(published):
    talks = get(Event, "talks")
    # Neither the order of the alphabet nor that of the rows
    for code in ("technology", "military", "economic"):
        talks.contexts.add(Context.objects.get(code=code))
    publish({Event: {talks.pk}})
    assert oracle.standing()["events", "talks"]["contexts"] == [
        "military",
        "economic",
        "diplomatic",
        "technology",
    ]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_while_a_release_is_being_published_another_waits_for_it(published):
    lock = "BEGIN; LOCK TABLE events_release IN SHARE ROW EXCLUSIVE MODE NOWAIT"
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM events_release")  # readers do not wait
            with pytest.raises(OperationalError, match="could not obtain lock"):
                cursor.execute(lock)
    finally:
        other.close()


def test_parts_are_published_in_their_own_order_whatever_that_of_their_rows(published):
    war, hello = get(Event, "war"), get(Statement, "hello")
    first = get(Event, "talks").reports.get().article
    for number in (3, 1, 2):
        Report.objects.create(event=war, number=number, article=first)
        Claim.objects.create(
            event=war, number=number, attribute="fatalities", best=number, article=first
        )
    for actor, role in (("dan", "recipient"), ("bob", "actor"), ("cat", "actor")):
        Participant.objects.create(event=war, actor=get(Actor, actor), role=role)
    for code, relation in (("war", "rejects"), ("strike", "denies"), ("war", "announces")):
        StatementEvent.objects.create(statement=hello, event=get(Event, code), relation=relation)
    publish({Event: {war.pk}, Statement: {hello.pk}})
    stands = oracle.standing()
    event, statement = stands["events", "war"], stands["statements", "hello"]
    assert [one["number"] for one in event["reports"]] == [1, 2, 3]
    assert [one["best"] for one in event["claims"]] == [1, 2, 3]
    assert [one["actor"] for one in event["participants"]] == ["bob", "cat", "dan"]
    assert [(one["event"], one["relation"]) for one in statement["events"]] == [
        ("strike", "denies"),
        ("talks", "rejects"),
        ("war", "announces"),
        ("war", "rejects"),
    ]
