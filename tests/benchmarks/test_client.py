"""The client, against a server of a few lines: statuses, bodies whole and in chunks, connections that end."""

import http.server
import itertools
import threading

import pytest

from benchmarks import client

LONG = b"x" * 300_000


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers by path, over connections that stay open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        getattr(self, self.path.strip("/"))()

    def _plain(self, status, body, *headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def whole(self):
        self._plain(200, LONG)

    def missing(self):
        self._plain(404, b"no")

    def closing(self):
        self._plain(200, b"bye", ("Connection", "close"))

    def unchanged(self):
        # A 304 may tell the length of the body that it does not have.
        self.send_response(304)
        self.send_header("Content-Length", "300000")
        self.end_headers()

    def chunks(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for part in (b"one\n", b"two\n", LONG + b"\n"):
            self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture(scope="module")
def port():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def drive(port, path, number=40, **options):
    words = client.request(port, path)
    questions = itertools.islice(zip(itertools.count(), itertools.repeat(words)), number)
    return client.drive(port, questions, 30, connections=3, **options)


@pytest.mark.parametrize(
    ("path", "body"), [("/whole", LONG), ("/chunks", b"one\ntwo\n" + LONG + b"\n")]
)
def test_bodies_are_whole_and_matched_with_their_questions(port, path, body):
    load = drive(port, path)
    assert (load.requests, load.errors) == (40, 0)
    assert sorted(question for question, _ in load.kept) == [0, client.KEEP_EVERY]
    assert {kept for _, kept in load.kept} == {body}


def test_every_status_is_checked(port):
    load = drive(port, "/missing")
    assert (load.requests, load.errors) == (40, 40)
    # Three connections ask at once, and any of them may hear first.
    assert load.error in ("404 to 0", "404 to 1", "404 to 2")
    assert load.kept == []


def test_answers_without_a_body(port):
    load = drive(port, "/unchanged", expected=304)
    assert (load.requests, load.errors, load.bytes) == (40, 0, 0)


def test_connections_that_the_server_ends_are_opened_again(port):
    load = drive(port, "/closing")
    assert (load.requests, load.errors) == (40, 0)


def test_time_ends_the_questions(port):
    words = client.request(port, "/whole")
    load = client.drive(port, itertools.repeat((None, words)), 0.3)
    assert load.requests > 0
    assert 0.3 <= load.seconds < 5


def test_lines_are_counted(port):
    looked = []
    stream = client.read_lines(port, "/chunks", lambda: looked.append(True))
    assert (stream.status, stream.lines, stream.first) == (200, 3, b"one\n")
    assert stream.bytes == len(b"one\ntwo\n") + len(LONG) + 1


def test_percentiles():
    load = client.Load(seconds=2, times=[number / 1000 for number in range(1, 101)])
    assert (load.rate, load.percentile(0.5), load.percentile(0.99)) == (50, 51, 100)
