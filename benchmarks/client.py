"""The client: some connections, each asking its next question as soon as the last one is answered.

One thread around epoll and raw sockets, so that each answer is matched with its question: every status is checked,
and some bodies are kept to be compared afterwards.
"""

import contextlib
import http.client
import itertools
import select
import socket
import time
from dataclasses import dataclass, field

from benchmarks.processes import HOST, Trouble

CONNECTIONS = 8
BUFFER = 1 << 20  # bytes of one read
KEEP_EVERY = 20  # one body in so many is kept
MOST_KEPT = 5
LONGEST_WAIT = 120  # seconds for one answer
WATCH_EVERY = 0.05  # seconds between two looks at a server that streams

_END_OF_CHUNKS = b"\r\n0\r\n\r\n"
_WITHOUT_BODY = (204, 304)


def request(port, path, headers=()):
    """Return the bytes of a GET."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {HOST}:{port}",
        "Accept: application/json",
        *(f"{name}: {value}" for name, value in headers),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


@dataclass
class Load:
    """The requests and answers of one measurement."""

    seconds: float = 0.0
    times: list = field(default_factory=list)  # seconds from question to answer, in no order
    bytes: int = 0  # of bodies
    errors: int = 0
    error: str | None = None  # the first one
    kept: list = field(default_factory=list)  # (question, body)

    @property
    def requests(self):
        return len(self.times)

    @property
    def rate(self):
        return self.requests / self.seconds

    def percentile(self, share):
        """Return the time in milliseconds that `share` of the answers took at most."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


class _Connection:
    """One socket, and the answer that is on its way."""

    def __init__(self, port):
        self.port = port
        self.connect()

    def connect(self):
        self.socket = socket.create_connection((HOST, self.port), LONGEST_WAIT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, question, words, keep):
        """Send a question; `keep` says whether its answer is wanted whole."""
        self.question, self.keep = question, keep
        self.status, self.size = None, 0
        self.parts, self.tail = [], b"\r\n"
        self.begun = time.perf_counter()
        self.socket.sendall(words)

    def take(self, part):
        """Take in bytes of the answer; return whether it is complete."""
        if self.status is None:
            self.parts.append(part)
            head, found, part = b"".join(self.parts).partition(b"\r\n\r\n")
            if not found:
                return False
            self.parts = []
            self._read_head(head)
        self.size += len(part)
        if self.keep:
            self.parts.append(part)
        if self.length is not None:
            return self.size >= self.length
        longest = len(_END_OF_CHUNKS)
        self.tail = (self.tail + part[-longest:])[-longest:]
        return self.tail == _END_OF_CHUNKS

    def _read_head(self, head):
        lines = head.lower().split(b"\r\n")
        self.status = int(lines[0].split(b" ", 2)[1])
        headers = dict(line.split(b": ", 1) for line in lines[1:])
        chunked = headers.get(b"transfer-encoding") == b"chunked"
        self.closes = headers.get(b"connection") == b"close"
        if self.status in _WITHOUT_BODY:
            self.length = 0
        else:
            self.length = None if chunked else int(headers.get(b"content-length", 0))

    def body(self):
        """Return the body of a kept answer."""
        body = b"".join(self.parts)
        return body if self.length is not None else joined(body)


def joined(chunks):
    """Return the bytes that a chunked body carries."""
    parts = []
    while chunks:
        size, _, chunks = chunks.partition(b"\r\n")
        length = int(size, 16)
        parts.append(chunks[:length])
        chunks = chunks[length + 2 :]
    return b"".join(parts)


def drive(port, questions, seconds, connections=CONNECTIONS, expected=200):
    """Ask `questions`, an iterator of (question, bytes of the request), for `seconds`; return the Load.

    Ends early where the questions do. What was asked in time is waited for and counted.
    """
    load, poll, waiting, asked = Load(), select.epoll(), {}, itertools.count()
    begun = time.perf_counter()
    end = begun + seconds

    def next_question(connection):
        question = next(questions, None) if time.perf_counter() < end else None
        if question is None:
            poll.unregister(connection.socket)
            del waiting[connection.socket.fileno()]
            connection.socket.close()
            return
        order = next(asked)
        keep = order % KEEP_EVERY == 0 and order < KEEP_EVERY * MOST_KEPT
        connection.ask(*question, keep)

    def begin(connection):
        waiting[connection.socket.fileno()] = connection
        poll.register(connection.socket, select.EPOLLIN)

    for _ in range(connections):
        connection = _Connection(port)
        begin(connection)
        next_question(connection)
    while waiting:
        ready = poll.poll(LONGEST_WAIT)
        if not ready:
            raise Trouble(f"port {port}: no answer within {LONGEST_WAIT} s")
        for number, _ in ready:
            connection = waiting[number]
            part = connection.socket.recv(BUFFER)
            if not part:
                raise Trouble(f"port {port}: the connection was closed within an answer")
            if not connection.take(part):
                continue
            load.times.append(time.perf_counter() - connection.begun)
            load.bytes += connection.size
            if connection.status != expected:
                load.errors += 1
                load.error = load.error or f"{connection.status} to {connection.question}"
            elif connection.keep:
                load.kept.append((connection.question, connection.body()))
            if connection.closes:
                poll.unregister(connection.socket)
                del waiting[number]
                connection.socket.close()
                connection.connect()
                begin(connection)
            next_question(connection)
    load.seconds = time.perf_counter() - begun
    return load


@dataclass(frozen=True)
class Stream:
    """An answer read as it came: its lines counted, the first of them kept."""

    status: int
    lines: int
    bytes: int
    seconds: float
    first: bytes


def read_lines(port, path, watch):
    """Ask for `path` and count the lines of the answer; `watch` is called some times a second."""
    begun = looked = time.perf_counter()
    lines = size = 0
    first = b""
    connection = http.client.HTTPConnection(HOST, port, timeout=LONGEST_WAIT)
    with contextlib.closing(connection):
        connection.request("GET", path, headers={"Accept": "*/*"})
        response = connection.getresponse()
        while part := response.read1(BUFFER):
            lines += part.count(b"\n")
            size += len(part)
            if not first.endswith(b"\n"):
                first = b"".join((first + part).partition(b"\n")[:2])
            if time.perf_counter() - looked > WATCH_EVERY:
                watch()
                looked = time.perf_counter()
    return Stream(response.status, lines, size, time.perf_counter() - begun, first)
