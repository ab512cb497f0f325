"""A past release in parts: every part is of the same bytes, and what was broken off goes on where it ended."""

import gzip
import io

import polars
import pytest

from config import cache
from events.api.exports import files, kept, releases, stream
from events.api.exports.formats import FORMATS
from events.models import Release
from events.publishing import publish
from tests.api.exports.test_past import FILES, change
from tests.api.refusals import assert_problem

CSV = "/releases/1/events.csv"


@pytest.fixture(autouse=True)
def nothing_is_kept():
    """Begin with no file."""
    for file in cache.folder("exports").iterdir():
        file.unlink()
    kept._too_large.clear()
    kept._refused.clear()


@pytest.fixture
def whole(get):
    """The file in one piece."""
    answer = get(CSV)
    assert (answer.status_code, answer["Accept-Ranges"]) == (200, "bytes")
    body = answer.getvalue()
    assert answer["Content-Length"] == str(len(body))
    return body


def size(whole, text):
    """Write the length of the file into a header."""
    return text.format(size=len(whole), last=len(whole) - 1)


# (Range, the slice that is sent, Content-Range)
PARTS = [
    ("bytes=0-99", slice(0, 100), "bytes 0-99/{size}"),
    ("bytes=100-", slice(100, None), "bytes 100-{last}/{size}"),
    ("bytes=0-", slice(None), "bytes 0-{last}/{size}"),
    ("bytes={last}-", slice(-1, None), "bytes {last}-{last}/{size}"),
    ("bytes=0-{size}", slice(None), "bytes 0-{last}/{size}"),
]


@pytest.mark.parametrize(("wanted", "sent", "told"), PARTS, ids=lambda one: str(one)[:30])
def test_a_part(get, whole, wanted, sent, told):
    answer = get(CSV, range=size(whole, wanted))
    body = answer.getvalue()
    assert (answer.status_code, body) == (206, whole[sent])
    assert answer["Content-Range"] == size(whole, told)
    assert answer["Content-Length"] == str(len(body))
    for name in ("ETag", "Last-Modified", "Cache-Control", "Content-Type", "Content-Disposition"):
        assert answer[name] == get(CSV)[name]


@pytest.mark.parametrize(("collection", "name"), FILES)
def test_the_parts_of_a_file_are_the_file(get, collection, name):
    url = f"/releases/1/{collection}.{name}"
    body = get(url).getvalue()
    middle = len(body) // 2
    change()
    parts = [get(url, range=f"bytes={wanted}") for wanted in (f"0-{middle}", f"{middle + 1}-")]
    assert b"".join(part.getvalue() for part in parts) == body
    assert {part["ETag"] for part in parts} == {get(url)["ETag"]}


def test_a_range_beyond_the_file(get, whole):
    answer = get(CSV, range=size(whole, "bytes={size}-"))
    assert_problem(answer, "range-not-satisfiable")
    assert answer["Content-Range"] == size(whole, "bytes */{size}")
    assert get(CSV, range=size(whole, "bytes={last}-")).status_code == 206


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "bytes=9-5", "lines=0-9", "nonsense"])
def test_a_range_that_is_not_served_gets_the_whole(get, whole, wanted):
    answer = get(CSV, range=wanted)
    assert (answer.status_code, answer.getvalue()) == (200, whole)
    assert "Content-Range" not in answer


def test_if_range(get, whole):
    answer = get(CSV)
    for held in (answer["ETag"], answer["Last-Modified"]):
        assert get(CSV, range="bytes=0-9", if_range=held).getvalue() == whole[:10]
    for other in ('"other"', f"W/{answer['ETag']}", "Sun, 22 Nov 2020 05:41:07 GMT"):
        again = get(CSV, range="bytes=0-9", if_range=other)
        assert (again.status_code, again.getvalue()) == (200, whole)
        assert get(CSV, range="bytes=999999999-", if_range=other).status_code == 200


def test_conditions_come_before_the_range(get, whole):
    etag = get(CSV)["ETag"]
    assert get(CSV, range="bytes=0-9", if_none_match=etag).status_code == 304
    assert get(CSV, range="bytes=0-9", if_match=etag).status_code == 206
    assert get(CSV, range="bytes=0-9", if_match='"other"').status_code == 412


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_head_tells_the_length_of_what_was_never_made(client, world, name):
    head = client.head(f"/api/v1/releases/1/events.{name}")
    whole = client.get(f"/api/v1/releases/1/events.{name}")
    assert (head.status_code, head.getvalue(), head.headers) == (200, b"", whole.headers)
    assert head["Content-Length"] == str(len(whole.getvalue()))
    # A range counts for GET alone.
    ranged = client.head(f"/api/v1/releases/1/events.{name}", headers={"range": "bytes=0-9"})
    assert (ranged.status_code, ranged.headers) == (200, head.headers)


def test_a_part_is_of_the_file_itself_and_not_of_its_gzip(get, whole):
    packed = get(CSV, accept_encoding="gzip")
    assert gzip.decompress(packed.getvalue()) == whole
    part = get(CSV, accept_encoding="gzip", range="bytes=0-9")
    assert (part.status_code, part.getvalue()) == (206, whole[:10])
    assert "Content-Encoding" not in part
    assert "Accept-Encoding" in part["Vary"]
    assert {part["ETag"], packed["ETag"]} == {get(CSV)["ETag"], packed["ETag"]}
    # A download that broke off in gzip does not go on outside it.
    held = packed["ETag"]
    again = get(CSV, accept_encoding="gzip", range="bytes=10-", if_range=held)
    assert (again.status_code, again["Content-Encoding"]) == (200, "gzip")
    again.close()


def test_head_of_gzip_makes_no_file(client, world):
    url, headers = "/api/v1/releases/1/events.csv", {"accept-encoding": "gzip"}
    head, whole = client.head(url, headers=headers), client.get(url, headers=headers)
    assert head.headers == whole.headers
    assert (head["Content-Encoding"], "Content-Length" in head) == ("gzip", False)
    whole.close()


def test_parquet_is_never_in_gzip(get):
    answer = get("/releases/1/events.parquet", accept_encoding="gzip")
    assert "Content-Encoding" not in answer
    found = polars.read_parquet(io.BytesIO(answer.getvalue()))
    assert found.height == 12


def test_an_empty_file(get, world, monkeypatch):
    monkeypatch.setattr(releases, "FORMATS", {"ndjson": FORMATS["ndjson"]})
    monkeypatch.setattr("events.api.store.snapshots.Snapshot.batches", lambda *_: iter(()))
    answer = get("/releases/1/events.ndjson")
    assert (answer.status_code, answer.getvalue(), answer["Content-Length"]) == (200, b"", "0")
    answer = get("/releases/1/events.ndjson", range="bytes=0-")
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */0")


def test_large_parts_are_streamed_and_take_a_place(get, whole, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_PIECE", 10)
    answer = get(CSV, range="bytes=0-10")
    assert stream.running() == 1
    assert (answer["Content-Length"], answer.getvalue()) == ("11", whole[:11])
    assert stream.running() == 0
    # A small one needs none.
    places = [stream.place(str(number)) for number in range(stream.MOST_AT_A_TIME)]
    for place in places:
        place.__enter__()
    assert get(CSV, range="bytes=0-9").getvalue() == whole[:10]
    assert_problem(get(CSV, range="bytes=0-10"), "unavailable")
    for place in places:
        place.__exit__(None, None, None)


def test_the_wait_for_the_length_of_a_file_has_an_end(get, whole, monkeypatch):
    monkeypatch.setattr(kept.Kept, "is_complete", False)
    monkeypatch.setattr(kept.Kept, "_is_abandoned", lambda self: False)
    monkeypatch.setattr(files, "LONG_WAIT", 0.05)
    answer = get(CSV, range="bytes=0-9")
    assert_problem(answer, "unavailable")
    assert answer.json()["detail"].startswith("The file is being written.")


def test_it_is_made_once(get, whole, monkeypatch):
    def fail(*arguments):
        raise AssertionError("made again")

    monkeypatch.setattr("events.api.exports.releases.snapshots.Snapshot", fail)
    assert get(CSV).getvalue() == whole
    assert get(CSV, range="bytes=5-9").getvalue() == whole[5:10]
    assert get(CSV, if_none_match=get(CSV)["ETag"]).status_code == 304


def test_a_release_that_is_pruned_later_is_gone_though_its_file_is_kept(get, whole):
    Release.objects.update(pruned=True)
    assert_problem(get(CSV, range="bytes=0-9"), "pruned", ["number"])


def test_a_release_that_is_pruned_at_that_moment_is_not_kept(get, world, monkeypatch):
    monkeypatch.setattr("events.api.store.snapshots.Snapshot.is_pruned", lambda *_: True)
    assert_problem(get(CSV), "pruned", ["number"])
    assert list(cache.folder("exports").iterdir()) == []


def test_a_file_that_cannot_be_kept_is_streamed(get, whole, monkeypatch, client):
    monkeypatch.setattr(kept.cache, "folder", lambda name: None)
    answer = get(CSV, range="bytes=0-9")
    assert (answer.status_code, answer.getvalue()) == (200, whole)
    assert {"Accept-Ranges", "Content-Length"}.isdisjoint(answer.headers)
    head = client.head(f"/api/v1{CSV}")
    assert (head.status_code, "Content-Length" in head) == (200, False)


def test_a_file_that_is_too_large_is_streamed_from_then_on(get, whole, monkeypatch, caplog):
    monkeypatch.setattr(kept, "LARGEST_SHELF", len(whole) - 1)
    fields = "/releases/1/events.ndjson"
    assert_problem(get(fields), "internal-error")
    answer = get(fields)
    assert (answer.status_code, "Content-Length" in answer) == (200, False)
    assert len(answer.getvalue()) > len(whole) - 1
    assert [one.name for one in caplog.records if one.exc_info] == []


def test_a_fault_leaves_no_file_and_one_trace(get, monkeypatch, caplog, world):
    def fail(batches, collection, options):
        yield b"code\n"
        raise RuntimeError("what went wrong")

    broken = FORMATS["csv"].__class__(**{**vars(FORMATS["csv"]), "write": fail})
    with monkeypatch.context() as patched:
        patched.setattr(releases, "FORMATS", {"csv": broken})
        assert_problem(get(CSV), "internal-error")
    (trace,) = (one for one in caplog.records if one.exc_info)
    assert "what went wrong" in str(trace.exc_info[1])
    assert list(cache.folder("exports").iterdir()) == []
    assert kept._places._value == kept.MOST_AT_A_TIME
    assert get(CSV).status_code == 200


def test_another_release_is_another_file(get, whole):
    change()
    publish()
    assert get("/releases/4/events.csv").getvalue() != whole
    assert get(CSV).getvalue() == whole
