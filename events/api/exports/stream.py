"""An export on its way to a client: whatever ends it, it is told, and what it held is let go."""

import contextlib
import logging
import os
import socket
import threading
import time
import weakref
from functools import cache

from django.http import StreamingHttpResponse
from django.utils.cache import patch_vary_headers

from config.requests import LONGEST_URL
from events.api.http.compression import accepts_gzip, compressed
from events.api.problems.errors import Busy

logger = logging.getLogger("attest.exports")

# Exports that a process streams at a time. Each takes one of the threads that answer (4, in serve.py) for as long
# as its client reads: one is always left to all other requests.
MOST_AT_A_TIME = 3
_places = threading.BoundedSemaphore(MOST_AT_A_TIME)
# Seconds for which a client may read nothing. A stream holds its place, and on SQLite what is published meanwhile
# cannot be taken over from the log into the database.
LONGEST_PAUSE = 60
LOOK = 5  # seconds between two looks for streams that nobody reads
_streams = weakref.WeakSet()


class Stream:
    """The chunks of an export, as the body of a response."""

    _open = False

    def __init__(self, request, snapshot):
        if not _places.acquire(blocking=False):
            raise Busy(
                f"{MOST_AT_A_TIME} exports are running here, as many as are taken at a time. Ask again in a while."
            )
        self._environ, self._snapshot = request.META, snapshot
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
            chunk, self._first = self._first or next(self._chunks), b""
        except StopIteration:
            self._let_go("complete")
            raise
        except Exception:
            logger.exception("an export broke off: %s", self._url)
            self._let_go("broken off")
            hang_up(self._environ)
            raise
        self._bytes += len(chunk)
        self.waits_since = time.monotonic()
        return chunk

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
        self._snapshot.close()
        _places.release()
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
    which connection is whose. So each one from the client's address to this process is broken off: what else it was
    being told it can ask again.
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


def _head(request, chosen, collection, release, note):
    """Return the response of an export without its body, and with no length: only the end tells it."""
    numbered = f"-release-{release.number}" if release else ""
    name = f"attest-{collection}{numbered}.{chosen.name}"
    response = StreamingHttpResponse(content_type=chosen.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if release:
        response.headers["Attest-Release"] = str(release.number)
    if note:
        response.headers["Attest-Note"] = note
    if chosen.compressible:
        patch_vary_headers(response, ("Accept-Encoding",))
        if accepts_gzip(request.headers.get("Accept-Encoding", "")):
            response.headers["Content-Encoding"] = "gzip"
    return response


def answer(request, snapshot, chosen, collection, make, release=None, note=""):
    """Return the response that streams an export, and closes `snapshot` in the end.

    `make()` returns the chunks in the format `chosen`; `release` is the one that they are of, where it is not the
    newest; `note` says what they leave out.
    """
    try:
        newest = snapshot.newest()
        response = _head(request, chosen, collection, release or newest, note)
        response.release = newest
        if request.method == "HEAD":
            snapshot.close()
            return response
        stream = Stream(request, snapshot)
    except BaseException:
        snapshot.close()
        raise
    try:
        chunks = make()
        stream.start(compressed(chunks) if response.has_header("Content-Encoding") else chunks)
    except BaseException:
        stream.close()
        raise
    response.streaming_content = response.stream = stream
    return response
