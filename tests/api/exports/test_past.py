"""A past release as a file: the same bytes before and after any later load, withdrawal or change."""

import gzip
import json

import pytest

from config.wsgi import application
from events.api.exports import files
from events.api.exports.formats import formats_of
from events.models import Event, Release, Version
from events.publishing import Withdrawal, publish
from events.vocabulary import Collection
from tests.api.http.test_door import ask
from tests.api.refusals import assert_problem

FILES = [(collection, name) for collection in Collection.values for name in formats_of(collection)]
HOUR = "public, max-age=3600"


def change():
    """Change, add and withdraw events, each with a release of its own; return the numbers of those."""
    strike = Event.objects.get(code="kyiv-strike")
    strike.title = "Put right"
    strike.save()
    publish({Event: {strike.pk}})
    later = Event.objects.create(
        code="a-later-one", dataset=strike.dataset, type="MOBILIZE", quad_class=4, title="Later"
    )
    publish({Event: {later.pk}})
    Event.objects.get(code="port-threat").delete()
    publish({}, {("events", "port-threat"): Withdrawal("Coded twice.")})


def export(get, release, collection="events", name="ndjson", **headers):
    answer = get(f"/releases/{release}/{collection}.{name}", **headers)
    return answer, answer.getvalue()


@pytest.mark.parametrize(("collection", "name"), FILES)
def test_the_bytes_of_a_release_stay(get, world, collection, name):
    before, written = export(get, 1, collection, name)
    change()
    after, again = export(get, 1, collection, name)
    assert (before.status_code, again) == (200, written)
    for header in ("ETag", "Cache-Control", "Last-Modified", "Content-Disposition", "Content-Type"):
        assert after[header] == before[header]
    disposition = f'attachment; filename="attest-{collection}-release-1.{name}"'
    assert (after["Cache-Control"], after["Content-Disposition"]) == (HOUR, disposition)


def test_each_release_has_what_it_held_by_key(get, world):
    change()
    held = {}
    for number in (1, 2, 3, 4):
        _, body = export(get, number)
        found = [json.loads(line) for line in body.splitlines()]
        stood = Version.objects.standing_at(number).filter(collection="events").order_by("key")
        assert body.decode().splitlines() == list(stood.values_list("document", flat=True))
        held[number] = [record["code"] for record in found]
        assert held[number] == sorted(held[number])
    assert held[2] == held[1]
    assert held[3] == ["a-later-one", *held[1]]
    assert held[4] == [code for code in held[3] if code != "port-threat"]


def test_the_newest_release_holds_what_the_export_of_the_present_holds(get, world):
    change()
    now = get("/events.ndjson?order_by=code").getvalue()
    assert export(get, 4)[1] == now


def test_only_some_fields(get, world):
    answer = get("/releases/1/events.ndjson?fields=code,type")
    first = json.loads(answer.getvalue().splitlines()[0])
    assert first == {"code": "anadyr-drill", "type": "MOBILIZE"}
    assert answer["ETag"] != export(get, 1)[0]["ETag"]


def test_an_etag_is_strong_and_of_the_bytes(get, world, monkeypatch):
    names = {export(get, 1, *file)[0]["ETag"] for file in FILES}
    assert len(names) == len(FILES)
    packed, body = export(get, 1, accept_encoding="gzip")
    names |= {packed["ETag"]}
    change()
    names |= {export(get, number)[0]["ETag"] for number in (2, 3)}
    assert len(names) == len(FILES) + 3
    assert not any(name.startswith("W/") for name in names)
    assert gzip.decompress(body) == export(get, 1)[1]
    # Another program may write other columns.
    monkeypatch.setattr(files, "program", lambda: "another")
    assert export(get, 1)[0]["ETag"] not in names


def test_what_a_client_holds_is_not_sent_again(get, world):
    etag = export(get, 1)[0]["ETag"]
    change()
    held = get("/releases/1/events.ndjson", if_none_match=etag)
    assert (held.status_code, held["ETag"], held["Cache-Control"]) == (304, etag, HOUR)
    assert held.content == b""
    # An export that was begun for it has let go of its place.
    assert [get("/releases/1/events.ndjson", if_none_match=etag).status_code for _ in range(9)] == (
        [304] * 9
    )
    assert get("/releases/1/events.ndjson", if_match='"other"').status_code == 412


def test_head_tells_the_headers(client, world):
    answer = client.head("/api/v1/releases/1/events.csv")
    assert (answer.status_code, answer.getvalue(), answer["Cache-Control"]) == (200, b"", HOUR)
    whole = client.get("/api/v1/releases/1/events.csv")
    assert (whole["ETag"], whole.getvalue() > b"") == (answer["ETag"], True)


def test_it_is_served(world):
    status, headers, body = ask(application, "/api/v1/releases/1/actors.ndjson")
    assert (status, headers["cache-control"]) == ("200 OK", HOUR)
    assert len(body.splitlines()) == 10


@pytest.mark.parametrize(
    "query", ["country=UA", "order_by=code", "release=1", "page_size=1", "q=x"]
)
def test_there_is_nothing_to_select(get, world, query):
    name = query.partition("=")[0]
    answer = get(f"/releases/1/events.ndjson?{query}")
    (entry,) = assert_problem(answer, "invalid-parameters", [name])
    assert entry["allowed"] == ["excel", "fields", "geometry", "original"]


@pytest.mark.parametrize("number", ["0", "2", "x", "1x", "²", "9" * 20])
def test_a_release_that_there_is_not(get, world, number):
    (entry,) = assert_problem(get(f"/releases/{number}/events.ndjson"), "not-found", ["number"])
    assert entry["message"] == f"Release {number!r} does not exist. Releases: 1 to 1."


def test_a_format_that_there_is_not(get, world):
    (entry,) = assert_problem(get("/releases/1/events.ods"), "not-found", ["extension"])
    assert "'ods' is not a format of the events" in entry["message"]


def test_a_release_that_was_pruned_meanwhile_is_told_so(get, world):
    Release.objects.update(pruned=True)
    assert_problem(get("/releases/1/events.csv"), "pruned", ["number"])
