"""An export on its way to a client. However it ends, the log says so, and everything that it holds is released."""

import contextlib
import logging
import os
import socket
import threading
import time
import weakref
from collections import Counter
from functools import cache

from django.http import StreamingHttpResponse
from rest_framework.exceptions import APIException

from config.limits import EXPORTS_AT_A_TIME as MOST_AT_A_TIME
from config.limits import EXPORTS_PER_CLIENT, LONGEST_PAUSE
from config.proxy import CLIENT
from config.requests import LONGEST_URL
from events.api.http.compression import compressed
from events.api.http.lane import lane
from events.api.problems.errors import PROBLEMS, Busy

logger = logging.getLogger("attest.exports")

_lock = threading.RLock()  # the collector of garbage can close a stream while this thread holds it
_running = Counter()  # exports by client
LOOK = 5  # seconds between two looks for streams that nobody reads
_streams = weakref.WeakSet()


class BrokenOff(APIException):
    """The code that makes the chunks failed; its trace is in the log."""

    status_code = 500

    def __init__(self):
        super().__init__(PROBLEMS["internal-error"].cause)


@contextlib.contextmanager
def place(client):
    """Hold one of the places for a client for a while. Raise Busy where none is free."""
    _take_place(client)
    try:
        yield
    finally:
        _give_back(client)


def _take_place(client):
    with _lock:
        if _running[client] >= EXPORTS_PER_CLIENT:
            raise Busy(
                f"{EXPORTS_PER_CLIENT} of your exports are running, the most at a time. Send the request again when "
                "one is complete."
            )
        if _running.total() >= MOST_AT_A_TIME:
            raise Busy(
                f"{MOST_AT_A_TIME} exports are running, the most at a time. Send the request again in a while."
            )
        _running[client] += 1


def _give_back(client):
    with _lock:
        _running[client] -= 1
        if not _running[client]:
            del _running[client]


def running():
    """Return how many exports this process streams."""
    return _running.total()


class Stream:
    """The chunks of an export, as the body of a response. `source` is what they are read from."""

    _open = False

    def __init__(self, request, source):
        self._client = request.META.get(CLIENT, "")
        _take_place(self._client)
        self._environ, self._source = request.META, source
        self._url = request.get_full_path()[:LONGEST_URL]
        self._open, self._begun, self._bytes = True, time.perf_counter(), 0
        self._chunks, self._first = iter(()), b""
        self.waits_since = None  # for its client; on the clock of time.monotonic
        _streams.add(self)
        _watch()

    def start(self, chunks):
        """Stream these chunks. The first is made at once, so that a fault in it is answered like any other."""
        self._chunks = chunks
        self._first = next(chunks, b"")

    def __iter__(self):
        return self

    def __next__(self):
        self.waits_since = None
        try:
            chunk, self._first = self._first or self._next(), b""
        except StopIteration:
            self._let_go("complete")
            raise
        except Exception as error:
            logger.error(
                "an export broke off: %s", self._url, exc_info=not isinstance(error, BrokenOff)
            )
            self._let_go("broken off")
            hang_up(self._environ)
            raise
        self._bytes += len(chunk)
        self.waits_since = time.monotonic()
        return chunk

    def _next(self):
        with lane.piece():
            return next(self._chunks)

    def close(self):
        """Let go of everything: the server calls this at the end, and when the client has gone."""
        self._let_go("not read to the end")

    __del__ = close

    def break_off(self):
        """Break off the connection of a client that reads no more: the server then lets go of the stream."""
        logger.warning("an export is not read any more: %s", self._url)
        self.waits_since = None
        hang_up(self._environ)

    def _let_go(self, how):
        if not self._open:
            return
        self._open, self.waits_since = False, None
        self._chunks = iter(())
        self._source.close()
        _give_back(self._client)
        milliseconds = (time.perf_counter() - self._begun) * 1000
        logger.info("%s %s, %d bytes %.1f", self._url, how, self._bytes, milliseconds)


def break_off_unread(now):
    """Break off each stream whose client has read nothing for LONGEST_PAUSE."""
    for stream in list(_streams):
        since = stream.waits_since
        if since is not None and now - since > LONGEST_PAUSE:
            stream.break_off()


@cache
def _watch():
    """Look for streams that nobody reads, from now on."""

    def look():
        while True:
            time.sleep(LOOK)
            break_off_unread(time.monotonic())

    threading.Thread(target=look, name="unread exports", daemon=True).start()


def hang_up(environ):
    """Break off the connection of a client in the middle of an answer.

    The server ends a body that fails as it ends one that is complete (granian 2.8, WSGI, chunked), and does not say
    which connection is whose. So this closes every connection from the client's address to this process; the client can
    repeat its other requests.
    """
    address, port = environ.get("REMOTE_ADDR"), environ.get("SERVER_PORT")
    for name in os.listdir("/dev/fd"):
        with (
            contextlib.suppress(OSError),  # most are no connections
            socket.fromfd(int(name), socket.AF_INET, socket.SOCK_STREAM) as copy,
        ):
            # A name within this machine is a text, not a tuple.
            ours, theirs = copy.getsockname(), copy.getpeername()
            if theirs[:1] == (address,) and str(ours[1]) == port:
                copy.shutdown(socket.SHUT_RDWR)


def headers(chosen, collection, number, is_packed, note=""):
    """Return {name: value} of the headers of an export in the format `chosen`, of the release with this number."""
    numbered = f"-release-{number}" if number else ""
    found = {
        "Content-Type": chosen.content_type,
        "Content-Disposition": f'attachment; filename="attest-{collection}{numbered}.{chosen.name}"',
    }
    if number:
        found["Attest-Release"] = str(number)
    if note:
        found["Attest-Note"] = note
    if chosen.compressible:
        found["Vary"] = "Accept-Encoding"
    if is_packed:
        found["Content-Encoding"] = "gzip"
    return found


def response(request, chunks, source, is_packed):
    """Return the response that streams chunks, in gzip where `is_packed`, and closes their source in the end."""
    try:
        stream = Stream(request, source)
    except BaseException:
        source.close()
        raise
    try:
        stream.start(compressed(chunks) if is_packed else chunks)
    except BaseException:
        stream.close()
        raise
    answer = StreamingHttpResponse(stream)
    answer.stream = stream
    return answer
