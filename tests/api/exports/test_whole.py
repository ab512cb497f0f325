"""The file of a whole collection: it is made once per release, format and options, and never sent by halves."""

import gzip

import pytest

from config import cache
from events.api.exports import kept, views
from events.api.exports.formats import FORMATS
from events.models import Event
from events.publishing import publish
from tests.api.exports.test_past import change

MADE = [
    "/events.csv",
    "/events.csv?excel=true",
    "/events.csv?fields=code,title",
    "/events.csv?original=json",
    "/events.parquet",
    "/events.xlsx",
    "/events.geojson",
    "/events.geojson?geometry=always",
    "/claims.csv",
]
NOT_MADE = [
    "/events.ndjson",
    "/events.csv?country=UA",
    "/events.csv?order_by=code",
    "/claims.csv?event=invasion",
]


@pytest.fixture(autouse=True)
def nothing_is_kept():
    """Begin with no file."""
    kept.drop()
    kept._too_large.clear()
    kept._refused.clear()


def names():
    return {file.name for file in cache.folder("exports").iterdir()}


def refuse(monkeypatch):
    """Fail whenever a file is written."""

    def fail(*arguments):
        raise AssertionError("made again")

    monkeypatch.setattr(views.snapshots, "Snapshot", fail)


def test_each_is_made_once(get, world, monkeypatch):
    bodies = {}
    for number, url in enumerate(MADE, 1):
        bodies[url] = get(url).getvalue()
        assert len(names()) == number
    refuse(monkeypatch)
    for url, body in bodies.items():
        answer = get(url)
        assert (answer.getvalue(), answer["Content-Length"]) == (body, str(len(body)))
        assert answer["Accept-Ranges"] == "none"
        assert answer["Attest-Release"] == "1"
    assert len(set(bodies.values())) == len(MADE)


@pytest.mark.parametrize("url", NOT_MADE)
def test_what_is_selected_and_what_costs_nothing_is_not_kept(get, world, url):
    get(url).getvalue()
    assert names() == set()


@pytest.mark.parametrize("url", MADE)
def test_what_is_kept_is_what_is_streamed(get, world, monkeypatch, url):
    whole = get(url).getvalue()
    monkeypatch.setattr(kept.cache, "folder", lambda name: None)
    streamed = get(url)
    assert streamed.getvalue() == whole
    assert not streamed.has_header("Content-Length")


def test_the_next_release_is_another_file(get, world):
    before = get("/events.csv")
    body = before.getvalue()
    change()
    after = get("/events.csv")
    assert after["Attest-Release"] == "4"
    assert after["ETag"] != before["ETag"]
    assert b"Put right" in after.getvalue()
    assert b"Put right" not in body
    assert len(names()) == 2
    assert get("/events.csv", if_none_match=before["ETag"]).status_code == 200
    assert get("/events.csv", if_none_match=after["ETag"]).status_code == 304


def test_a_release_that_comes_in_between_is_what_the_answer_holds(get, world, monkeypatch):
    begun = views.ExportView._begun
    tries = []

    def slow(self, question, chosen, options, release=None):
        if not tries:
            Event.objects.filter(code="kyiv-strike").update(title="In between")
            publish()
        tries.append(release and release.number)
        return begun(self, question, chosen, options, release)

    monkeypatch.setattr(views.ExportView, "_begun", slow)
    answer = get("/events.csv")
    assert (answer["Attest-Release"], tries) == ("2", [1, 2])
    assert b"In between" in answer.getvalue()


def test_it_is_sent_in_gzip_where_that_makes_it_smaller(get, world):
    plain = get("/events.csv").getvalue()
    packed = get("/events.csv", accept_encoding="gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.getvalue()) == plain
    for extension in ("parquet", "xlsx"):
        answer = get(f"/events.{extension}", accept_encoding="gzip")
        assert not answer.has_header("Content-Encoding")
        assert answer.getvalue() == get(f"/events.{extension}").getvalue()


def test_head_makes_nothing(client, world):
    head = client.head("/api/v1/events.xlsx")
    assert (head.status_code, head.getvalue(), names()) == (200, b"", set())
    whole = client.get("/api/v1/events.xlsx")
    for name in ("Content-Type", "Content-Disposition", "ETag", "Attest-Release"):
        assert head[name] == whole[name]


def test_a_fault_leaves_no_half_of_a_file(get, world, monkeypatch):
    def fail(batches, collection, options):
        yield b"code\n"
        raise RuntimeError("what went wrong")

    broken = FORMATS["csv"].__class__(**{**vars(FORMATS["csv"]), "write": fail})
    with monkeypatch.context() as patched:
        patched.setitem(FORMATS, "csv", broken)
        assert get("/events.csv").status_code == 500
    assert names() == set()
    assert get("/events.csv").status_code == 200
