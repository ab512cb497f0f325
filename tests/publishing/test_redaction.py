"""Redaction: whatever ever served a value serves it no more, and the hashes of past releases can still be checked."""

import json
import re
from itertools import chain

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from events.api.exports import kept
from events.loading.load import load
from events.loading.problem import Refused
from events.loading.rollback import roll_back
from events.models import (
    RECORDS,
    Actor,
    Article,
    Claim,
    Dataset,
    Event,
    LeftOut,
    RedactedState,
    Redaction,
    Release,
    Report,
    Statement,
    Version,
)
from events.models.search import SEARCHED
from events.publishing import publish
from events.publishing.prune import prune
from events.publishing.redacted_fields import CannotRedact, Target
from events.publishing.redaction import redact
from events.vocabulary import REDACTED
from tests.publishing import oracle
from tests.publishing.world import SHA256, change, get

# Words that are nowhere else.
SECRET = "Zyxwv Qponm"
REASON = "The person asked for it."
WORD = "zyxwv"
EXTENSIONS = ("csv", "ndjson")

# The place of the value in each kind of record: (model, key, field of the command). tests/publishing/test_redaction_everywhere.py
# has every field at once, and every address.
FIELDS = {
    "what others show": (Actor, "ann", "name"),
    "what others are made of": (Article, "first", "url"),
    "a row of an article": (Article, "first", "left_out.1.note"),
    "a text that is quoted": (Statement, "hello", "text"),
    "the columns of another dataset": (Event, "strike", "original"),
    "one row of several": (Event, "strike", "claims.2.value"),
    "the rows of a list": (Event, "strike", "reports.note"),
    "what releases tell of a dataset": (Dataset, "drawn", "version"),
}


def value_of(field):
    """Return a value of the field that holds the secret."""
    return {
        "aliases": [SECRET, "Annie"],
        "url": "https://example.org/zyxwv-qponm",
        "original": {"name": SECRET},
    }.get(field, SECRET)


def write(model, key, field, value):
    """Write a value to a field, and say what was touched."""
    target = Target.of(model, field)
    target.rows(key).update(**{target.column.name: value})
    return {model: {get(model, key).pk}}


@pytest.fixture
def history(published):
    """Five releases: the value comes with the second, changes with the third, and other records change with the others."""

    def make(model, key, field):
        LeftOut.objects.create(
            article=get(Article, "first"), number=1, start=0, end=3, sha256=SHA256, reason="heading"
        )
        Claim.objects.filter(event__code="strike", number=2).update(attribute="duration")
        written = {Article: {get(Article, "first").pk}, Event: {get(Event, "strike").pk}}
        for one, keys in write(model, key, field, value_of(field)).items():
            written[one] = written.get(one, set()) | keys
        publish(written)
        value = value_of(field)
        if isinstance(value, str) and not value.startswith("http"):
            value = f"{value} the second"
        publish(write(model, key, field, value))
        publish({Event: {get(Event, code).pk for code in ("talks", "strike", "war")}})
        publish(change(Event, "war", summary="Another summary."))
        publish(change(Statement, "hello", note="Another note."))

    return make


def addresses():
    """Yield the addresses at which past and present states are served, or counted."""
    newest = Release.objects.first().number
    numbers = range(1, newest + 1)
    yield from (
        "/api/v1/",
        "/api/v1/releases/",
        "/api/v1/coverage/",
        "/api/v1/changes/?page_size=1000",
    )
    yield from (f"/api/v1/changes/?since={number}" for number in numbers)
    yield from (f"/api/v1/releases/{number}/" for number in numbers)
    yield from (f"/api/v1/releases/{number}/citation/" for number in numbers)
    for collection, keys in by_collection().items():
        yield f"/api/v1/{collection}/"
        yield from (f"/api/v1/{collection}/?release={number}" for number in numbers)
        files = [f"{collection}.{extension}" for extension in EXTENSIONS]
        if collection == "events":
            # Only these rows have the columns of a dataset.
            files += [f"events.csv?original={form}" for form in ("json", "columns")]
        yield from (f"/api/v1/{file}" for file in files)
        for number in numbers:
            yield from (f"/api/v1/releases/{number}/{file}" for file in files)
        if collection in SEARCHED:
            yield f"/api/v1/{collection}/?q={WORD}"
        for key in keys:
            yield f"/api/v1/{collection}/{key}/"
            yield f"/api/v1/{collection}/{key}/versions/"
            yield from (f"/api/v1/{collection}/{key}/?release={number}" for number in numbers)
    yield from ("/api/v1/events.geojson", "/api/v1/places.geojson")
    yield from (
        "/api/v1/events/aggregate/?by=actor,place",
        "/api/v1/statements/aggregate/?by=speaker",
    )
    yield "/compat/ucdp/api/gedevents/1"
    yield "/compat/acled/api/acled/read"


def by_collection():
    found = {model.collection.value: set() for model in RECORDS}
    for collection, key in Version.objects.values_list("collection", "key").distinct():
        found[collection].add(key)
    return found


def ask(client, path, **headers):
    answer = client.get(path, headers=headers)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer, body


def holds(body):
    """Return whether a body holds the secret, in any of the ways in which it is written."""
    text = body.decode().lower()
    return WORD in text and re.search(r"zyxwv.qponm", text) is not None


def serving(client):
    """Return {address: ETag} of all that serves the secret now."""
    found = {}
    for path in addresses():
        answer, body = ask(client, path)
        if answer.status_code == 200 and holds(body):
            found[path] = answer.headers.get("ETag")
    return found


def cells():
    """Yield (table, value) of every cell of the database that holds the secret's first word."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for collection in SEARCHED:
                name = f"events_search_{collection}"
                cursor.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
        for name in connection.introspection.table_names(cursor):
            if name.startswith("sqlite_"):
                continue
            cursor.execute(f'SELECT * FROM "{name}"')
            for value in chain.from_iterable(cursor.fetchall()):
                if WORD in _text(value).lower():
                    yield name, value


def _text(value):
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


@pytest.mark.parametrize(("model", "key", "field"), FIELDS.values(), ids=FIELDS)
def test_whatever_served_the_value_serves_it_no_more(client, history, model, key, field):
    history(model, key, field)
    before = serving(client)
    own = f"/api/v1/{model.collection}/{key}/"
    assert {own, f"{own}?release=3", f"{own}versions/", f"/api/v1/{model.collection}/"} <= set(
        before
    )
    asked = "?original=columns" if field == "original" else ""
    assert f"/api/v1/releases/3/{model.collection}.csv{asked}" in before
    assert f"/api/v1/releases/3/{model.collection}.ndjson" in before
    assert "/api/v1/changes/?page_size=1000" in before
    assert {name for name, _ in cells()}
    call_command("redact", model.collection, key, field, reason=REASON, verbosity=0)
    assert serving(client) == {}
    assert list(cells()) == []
    for path, etag in before.items():
        if etag is not None:
            # A client that has the old answer gets a new one.
            answer, body = ask(client, path, if_none_match=etag)
            assert (answer.status_code, answer.headers.get("ETag") == etag) == (200, False), path
            assert not holds(body)
    oracle.check()


def test_others_that_show_it_are_among_them(client, history):
    history(Actor, "ann", "name")
    found = serving(client)
    assert {
        "/api/v1/statements/hello/?release=2",
        "/api/v1/statements/hello/versions/",
        "/api/v1/events/talks/?release=3",
        "/api/v1/releases/2/events.ndjson",
        f"/api/v1/events/?q={WORD}",
        f"/api/v1/statements/?q={WORD}",
        f"/api/v1/actors/?q={WORD}",
    } <= set(found)


MARKED = [
    (Actor, "ann", "name", ("name",), REDACTED),
    (Actor, "ann", "aliases", ("aliases",), []),
    (Article, "first", "url", ("url",), None),
    (Statement, "hello", "text", ("text",), REDACTED),
    (Statement, "hello", "text", ("evidence", "exact"), None),
    (Statement, "hello", "text", ("evidence", "opening"), None),
    (Event, "strike", "claims.2.value", ("claims", 1, "value"), REDACTED),
    (Event, "strike", "original", ("original",), None),
]


@pytest.mark.parametrize(("model", "key", "field", "path", "marker"), MARKED)
def test_a_marker_takes_its_place(client, history, model, key, field, path, marker):
    history(model, key, field)
    redact(model, key, field, REASON)
    for release in ("", "?release=2", "?release=3"):
        found = client.get(f"/api/v1/{model.collection}/{key}/{release}").json()
        for name in path:
            found = found[name]
        assert found == marker


def hash_at(number):
    """Return the hash that a release must have, of the hashes that its states were published with."""
    lines = []
    for state in Version.objects.standing_at(number):
        first = state.redacted.order_by("pk").first()
        lines.append((state.collection, state.key, first.sha256 if first else state.sha256))
    return oracle.hash_of(lines)


def test_the_hash_of_each_release_can_still_be_checked(client, history):
    history(Actor, "ann", "name")
    known = dict(Release.objects.values_list("number", "sha256"))
    redact(Actor, "ann", "name", REASON)
    redact(Article, "first", "title", "Another reason.")
    now = dict(Release.objects.values_list("number", "sha256"))
    assert {number: now[number] for number in known} == known
    assert {number: hash_at(number) for number in now} == now
    # A client computes the same from the change feed alone.
    standing = {}
    for one in client.get("/api/v1/changes/?page_size=1000").json()["results"]:
        name = one["collection"], one["key"]
        published = one["redactions"][0]["sha256"] if one["redactions"] else one["sha256"]
        standing[one["release"], name] = published
    for number, expected in now.items():
        at = {}
        for (release, name), sha256 in sorted(standing.items(), key=lambda item: item[0][0]):
            if release <= number:
                at[name] = sha256
        lines = [(*name, sha256) for name, sha256 in at.items() if sha256]
        assert oracle.hash_of(lines) == expected


def test_it_is_told_by_the_versions_the_feed_and_the_releases(client, history):
    history(Actor, "ann", "name")
    old = Version.objects.get(collection="actors", key="ann", first_release=2).sha256
    done = redact(Actor, "ann", "name", REASON)
    told = {
        "collection": "actors",
        "key": "ann",
        "field": "name",
        "reason": REASON,
        "day": done.redaction.day.isoformat(),
        "release": done.release.number,
    }
    newest, third, second, first = client.get("/api/v1/actors/ann/versions/").json()["results"]
    assert second["redactions"] == [{"sha256": old} | told]
    assert (newest["redactions"], newest["reason"]) == ([], f"Redaction: {REASON}")
    assert len(third["redactions"]) == len(first["redactions"]) == 1
    feed = client.get("/api/v1/changes/?since=1&collection=actors").json()["results"]
    assert feed[0]["redactions"] == [{"sha256": old} | told]
    assert feed[0]["sha256"] != old
    for number in range(1, done.release.number + 1):
        release = client.get(f"/api/v1/releases/{number}/").json()
        assert release["redactions"] == [told]
        assert (release["redacted"] is None) == (number == done.release.number)
    publish(change(Event, "war", summary="A third summary."))
    assert client.get(f"/api/v1/releases/{done.release.number + 1}/").json()["redactions"] == []


def test_a_value_that_only_past_states_hold_is_published_as_removed_too(client, history):
    history(Event, "strike", "summary")
    publish(write(Event, "strike", "summary", None))
    number = Release.objects.first().number
    done = redact(Event, "strike", "summary", REASON)
    assert done.release.number == number + 1
    assert not any(chain.from_iterable(one.values() for one in done.release.counts.values()))
    assert done.release.sha256 == Release.objects.get(number=number).sha256
    assert serving(client) == {}


def test_a_record_that_is_withdrawn_is_redacted_too(client, history):
    history(Event, "war", "title")
    Event.objects.filter(part_of__code="war").update(part_of=None)
    publish({Event: {get(Event, "strike").pk}})
    call_command("withdraw", "events", "war", reason="It was told twice.", verbosity=0)
    redact(Event, "war", "title", REASON)
    assert serving(client) == {}
    assert client.get("/api/v1/events/war/?release=2").json()["title"] == REDACTED


def test_a_date_leaves_no_trace_in_the_order_of_past_states(client, published):
    done = redact(Event, "strike", "start_date", REASON)
    state = Version.objects.get(collection="events", key="strike", last_release=1)
    undated = Version.objects.get(collection="events", key="war", last_release=None)
    assert state.newest_first - undated.newest_first in range(-10, 10)
    document = json.loads(state.document)
    assert (document["start_date"], document["date_precision"]) == (None, "unknown")
    assert done.states == 1
    oracle.check()


REFUSED = [
    (Actor, "ann", "slug", "slug is the public key, by which"),
    (Event, "strike", "code", "code is the public key, by which"),
    (Actor, "ann", "nmae", "'nmae' is not a field of actors; there are slug, name,"),
    (Actor, "nobody", "name", "'nobody' is not the slug of any of the actors"),
    (Actor, "ann", "kind", "kind holds a closed word"),
    (Statement, "hello", "speaker", "speaker refers to other records"),
    (Statement, "hello", "topics", "topics refers to other records"),
    (Statement, "hello", "exact", "exact is made of text; redact what it is made of"),
    (
        Article,
        "first",
        "published_edtf",
        "published_edtf is made of published_on, published_not_before, published_not_after; redact",
    ),
    (Statement, "hello", "evidence_sha256", "evidence_sha256 only points at other words"),
    (Statement, "hello", "source_sha256", "source_sha256 only points at other words"),
    (Statement, "hello", "cue_start", "cue_start only points at other words"),
    (Event, "strike", "claims.9.note", "claims.9.note of 'strike' has no value in any state"),
    (Event, "strike", "claims", "'claims' is not a field of events; there are"),
    (Event, "strike", "claims.one.note", "'claims.one.note' is not a field of events; nested"),
    (Event, "strike", "note", "note of 'strike' has no value in any state"),
]


@pytest.mark.parametrize(("model", "key", "field", "message"), REFUSED)
def test_what_cannot_be_redacted_is_refused(published, model, key, field, message):
    with pytest.raises(CannotRedact) as refused:
        redact(model, key, field, REASON)
    assert str(refused.value).startswith(message)
    assert (Release.objects.count(), Redaction.objects.count()) == (1, 0)


def test_a_second_redaction_of_the_same_is_refused(published):
    redact(Actor, "ann", "name", REASON)
    with pytest.raises(CannotRedact, match="is redacted already"):
        redact(Actor, "ann", "name", REASON)


def actor(name):
    fields = {
        "slug": "ann",
        "name": name,
        "aliases": ["Annie"],
        "kind": "person",
        "public_figure": True,
    }
    return [{"model": "events.actor", "fields": fields}]


def test_no_file_brings_the_value_back(published, tmp_path):
    change(Actor, "ann", public_figure=True)
    done = redact(Actor, "ann", "name", REASON)
    file = tmp_path / "actors.json"
    file.write_text(json.dumps(actor("Ann")), encoding="utf-8")
    day = done.redaction.day
    expected = f"name was redacted on {day} (The person asked for it); say '[redacted]'"
    with pytest.raises(Refused) as refused:
        load([file])
    assert [one.message for one in refused.value.problems] == [expected]
    with pytest.raises(CommandError, match=re.escape(expected)):
        call_command("loaddata", file, verbosity=0)
    file.write_text(json.dumps(actor(REDACTED)), encoding="utf-8")
    assert load([file]).release is None


def test_no_other_way_brings_it_back(client, published):
    redact(Actor, "ann", "name", REASON)
    publish(change(Actor, "ann", name="Ann", note="Written past the checks."))
    assert get(Actor, "ann").name == REDACTED
    assert client.get("/api/v1/actors/ann/").json()["name"] == REDACTED
    roll_back(1)
    assert get(Actor, "ann").name == REDACTED
    oracle.check()


def test_words_in_other_fields_are_named(published, capsys):
    Event.objects.filter(code="war").update(summary="Ann began it.")
    publish({Event: {get(Event, "war").pk}})
    assert ("events", "war") in redact(Actor, "ann", "name", REASON).elsewhere


def test_pruned_states_are_forgotten_with_their_hashes(published):
    redact(Actor, "ann", "name", REASON)
    assert RedactedState.objects.count() == 3
    prune(Release.objects.first().number)
    assert RedactedState.objects.count() == 0


def test_kept_files_are_removed(client, published):
    _, body = ask(client, "/api/v1/releases/1/actors.csv")
    assert b"Ann" in body
    assert kept.drop() > 0
    assert kept.drop() == 0


def test_reports_are_where_the_title_is_shown(published):
    redact(Article, "first", "title", REASON)
    for version in Version.objects.filter(collection="events", document__contains='"first"'):
        titles = {one["article"]: one["title"] for one in json.loads(version.document)["reports"]}
        assert titles.get("first", REDACTED) == REDACTED
    assert Report.objects.filter(article__slug="first").exists()
