"""An export as it streams: its headers, its snapshot, its place, and how it ends."""

import gc
import logging
from dataclasses import replace

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections

from config.proxy import CLIENT
from events.api.exports import ndjson, stream
from events.api.exports.formats import FORMATS
from events.api.store.snapshots import Snapshot
from events.models import RECORDS, Event, Release, Version
from events.publishing import publish
from tests.api.refusals import assert_problem


@pytest.fixture
def held(monkeypatch):
    """The snapshots that were opened and not closed yet."""
    opened = []
    begin, close = Snapshot.__init__, Snapshot.close

    def begun(self):
        begin(self)
        opened.append(self)

    def closed(self):
        close(self)
        if self in opened:
            opened.remove(self)

    monkeypatch.setattr(Snapshot, "__init__", begun)
    monkeypatch.setattr(Snapshot, "close", closed)
    return opened


def close(answer):
    """Close an answer as the server does; on the connection of the test, which Django would close with it."""
    request_finished.disconnect(close_old_connections)
    answer.close()


def told(answer):
    """Return the headers of an answer whose body is not wanted."""
    close(answer)
    return answer.headers


def free_places():
    return stream.MOST_AT_A_TIME - stream.running()


def test_it_tells_the_release_as_every_answer_does(get):
    page, export = get("/events/"), get("/events.ndjson")
    for name in ("Last-Modified", "Cache-Control", "Content-Security-Policy"):
        assert export[name] == page[name]
    assert export["ETag"].startswith('W/"')
    assert export["ETag"] != page["ETag"]
    assert not export.has_header("Content-Length")
    close(export)


def test_what_the_client_has_is_not_sent_again(get, held):
    etag = told(get("/events.ndjson?type=ASSAULT"))["ETag"]
    answer = get("/events.ndjson?type=ASSAULT", if_none_match=etag)
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    other = get("/events.ndjson?type=COERCE", if_none_match=etag)
    assert other.status_code == 200
    close(other)


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("if_modified_since", "Fri, 31 Dec 9999 23:59:59 GMT", 304),
        ("if_match", '"another"', 412),
    ],
)
def test_a_body_that_is_not_wanted_is_let_go(get, held, name, value, status):
    assert get("/events.ndjson", **{name: value}).status_code == status
    assert (held, free_places()) == ([], stream.MOST_AT_A_TIME)


def test_head_tells_the_same_and_opens_nothing(client, world, held):
    got = client.get("/api/v1/events.ndjson", headers={"accept-encoding": "gzip"})
    head = client.head("/api/v1/events.ndjson", headers={"accept-encoding": "gzip"})
    assert (head.status_code, head.getvalue(), head.headers) == (200, b"", told(got))
    assert (held, free_places()) == ([], stream.MOST_AT_A_TIME)


def test_a_head_of_a_fault_tells_it(client, world):
    assert client.head("/api/v1/events.ndjson?countri=UA").status_code == 400


def test_it_lets_go_at_the_end(get, held, caplog):
    with caplog.at_level(logging.INFO, "attest.exports"):
        answer = get("/events.ndjson?type=PROTEST,ASSAULT")
        assert (len(held), free_places()) == (1, stream.MOST_AT_A_TIME - 1)
        size = len(b"".join(answer.streaming_content))
        assert (held, free_places()) == ([], stream.MOST_AT_A_TIME)
        close(answer)
    assert free_places() == stream.MOST_AT_A_TIME
    (line,) = (one.getMessage() for one in caplog.records if one.name == "attest.exports")
    assert line.startswith(f"/api/v1/events.ndjson?type=PROTEST,ASSAULT complete, {size} bytes ")


@pytest.mark.parametrize("read", [0, 1])
def test_it_lets_go_when_the_client_does(get, held, caplog, read):
    answer = get("/events.ndjson")
    for _, _ in zip(range(read), answer, strict=False):
        pass
    with caplog.at_level(logging.INFO, "attest.exports"):
        close(answer)
    assert (held, free_places()) == ([], stream.MOST_AT_A_TIME)
    assert "not read to the end" in caplog.text


def test_it_lets_go_when_it_is_forgotten(get, held):
    answer = get("/events.ndjson")
    answer._resource_closers.clear()
    del answer
    gc.collect()
    assert (held, free_places()) == ([], stream.MOST_AT_A_TIME)


def test_some_run_at_a_time_and_the_next_is_told_to_wait(client, get):
    running = [of_client(client, number) for number in range(stream.MOST_AT_A_TIME)]
    answer = of_client(client, stream.MOST_AT_A_TIME)
    assert_problem(answer, "unavailable")
    assert "3 exports are running" in answer.json()["detail"]
    assert answer["Retry-After"] == "5"
    assert get("/events/").status_code == 200
    close(running.pop())
    again = get("/events.ndjson")
    assert again.status_code == 200
    for one in (*running, again):
        close(one)


def of_client(client, number):
    """Return the answer to a client of its own."""
    return client.get("/api/v1/events.ndjson", **{CLIENT: f"192.0.2.{number}"})


def test_one_client_leaves_a_place_to_the_others(client, world):
    running = [of_client(client, 1) for _ in range(stream.EXPORTS_PER_CLIENT)]
    answer = of_client(client, 1)
    assert_problem(answer, "unavailable")
    assert "2 of your exports are running" in answer.json()["detail"]
    other = of_client(client, 2)
    assert other.status_code == 200
    for one in (*running, other):
        close(one)
    assert (free_places(), dict(stream._running)) == (stream.MOST_AT_A_TIME, {})


def test_a_fault_before_the_first_byte_is_an_error_like_any_other(get, held, monkeypatch):
    def fail(batches, collection, fields):
        raise RuntimeError("what went wrong")
        yield

    monkeypatch.setattr("events.api.exports.views.FORMATS", written_by(fail))
    assert_problem(get("/events.ndjson"), "internal-error")
    assert (held, free_places()) == ([], stream.MOST_AT_A_TIME)


def written_by(write):
    """Return the formats with another way to write NDJSON."""
    return {"ndjson": replace(FORMATS["ndjson"], write=write)}


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_fault_in_the_middle_breaks_the_answer_off_and_is_logged(
    get, held, monkeypatch, caplog, encoding
):
    def fail(batches, collection, fields):
        yield from ndjson.write(batches, collection, fields)
        raise RuntimeError("what went wrong")

    broken = []
    monkeypatch.setattr(stream, "hang_up", broken.append)
    monkeypatch.setattr("events.api.exports.views.FORMATS", written_by(fail))
    answer = get("/events.ndjson", accept_encoding=encoding)
    if encoding == "gzip":  # whose first bytes come with its last ones, so little there is
        assert_problem(answer, "internal-error")
        return
    with pytest.raises(RuntimeError, match="what went wrong"):
        answer.getvalue()
    assert [one["REMOTE_ADDR"] for one in broken] == ["127.0.0.1"]
    assert (held, free_places()) == ([], stream.MOST_AT_A_TIME)
    (record,) = (one for one in caplog.records if one.levelname == "ERROR")
    assert record.getMessage() == "an export broke off: /api/v1/events.ndjson"
    assert "what went wrong" in str(record.exc_info[1])


def test_a_release_that_comes_in_between_is_told_as_what_it_is(get, monkeypatch):
    begin = Snapshot.__init__

    def publish_first(self):
        Event.objects.filter(code="invasion").update(title="Another title")
        publish()
        begin(self)

    etag = told(get("/events.ndjson?type=ASSAULT"))["ETag"]
    with monkeypatch.context() as patched:
        patched.setattr(Snapshot, "__init__", publish_first)
        answer = get("/events.ndjson?type=ASSAULT")
    assert answer["Content-Disposition"].endswith('-release-2.ndjson"')
    assert b"Another title" in answer.getvalue()
    assert answer["ETag"] != etag
    again = get("/events.ndjson?type=ASSAULT")
    for name in ("ETag", "Last-Modified"):
        assert answer[name] == again[name]
    close(again)


def test_before_the_first_release(client, world):
    for model in RECORDS:
        model.objects.update(current=None)
    Version.objects.all().delete()
    Release.objects.all().delete()
    answer = client.get("/api/v1/events.ndjson")
    assert answer.getvalue() == b""
    assert answer["Content-Disposition"] == 'attachment; filename="attest-events.ndjson"'


def test_what_it_leaves_out_is_told_as_the_list_tells_it(get):
    question = "date_from=2022-01-01&date_to=2022-12-31"
    (warning,) = get(f"/events/?{question}").json()["warnings"]
    assert "2 of the events that match otherwise have no start_date" in warning
    answer = get(f"/events.ndjson?{question}")
    assert (answer["Attest-Release"], answer["Attest-Note"]) == ("1", warning)
    close(answer)
    assert "Attest-Note" not in told(get("/datasets.ndjson"))


def test_a_page_of_another_site_may_read_what_is_told(get):
    answer = get("/datasets.ndjson", origin="https://dashboard.example")
    assert answer["Access-Control-Allow-Origin"] == "*"
    exposed = answer["Access-Control-Expose-Headers"].split(", ")
    assert {"Content-Disposition", "Attest-Release", "Attest-Note"} <= set(exposed)
    close(answer)


def test_a_stream_that_nobody_reads_on_is_broken_off_once(get, held, monkeypatch):
    broken = []
    monkeypatch.setattr(stream, "hang_up", broken.append)
    answer = get("/events.ndjson")
    chunks = iter(answer.streaming_content)
    next(chunks)
    waits = answer.stream.waits_since
    for pause, times in ((0, 0), (stream.LONGEST_PAUSE, 0), (stream.LONGEST_PAUSE + 1, 1)):
        stream.break_off_unread(waits + pause)
        assert len(broken) == times
    stream.break_off_unread(waits + 1000 * stream.LONGEST_PAUSE)
    assert broken == [answer.wsgi_request.META]
    close(answer)
    assert (held, free_places()) == ([], stream.MOST_AT_A_TIME)
