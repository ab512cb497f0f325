"""The request that a thread answers: its id, and the time that its parts took."""

import itertools
import secrets
import threading
from collections import deque
from time import perf_counter

_PREFIX = secrets.token_hex(5)
_numbers = itertools.count(1)


MOST_MARKS = 8


class _Request(threading.local):
    id = None
    started = database = 0.0

    def __init__(self):
        # (name, when it was made) of each part. Outside of requests, nobody reads or empties it.
        self.marks = deque(maxlen=MOST_MARKS)


_request = _Request()


def begin(given=None):
    """Begin a request in this thread, with the id that a proxy gave it or a new one; return the id."""
    _request.id = found = given or f"{_PREFIX}-{next(_numbers)}"
    _request.marks = []
    _request.database = 0.0
    _request.started = perf_counter()
    return found


def current_id():
    """Return the id of the request that this thread answers, or None."""
    return _request.id


def mark(name):
    """Note that a part of the answer is made: the time since the last mark is its time."""
    _request.marks.append((name, perf_counter()))


def add_database(seconds):
    """Add the time of a statement."""
    _request.database += seconds


def database():
    """Return the seconds that the database has worked on this request."""
    return _request.database


def server_timing():
    """Return the value of the Server-Timing header, in milliseconds, and the seconds since the beginning."""
    then = started = _request.started
    total = perf_counter() - started
    names, times = "", []
    for name, when in _request.marks:
        names += f"{name};dur=%.2f, "
        times.append((when - then) * 1000)
        then = when
    told = names + "db;dur=%.2f, total;dur=%.2f"
    return told % (*times, _request.database * 1000, total * 1000), total
