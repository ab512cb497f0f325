"""What is known of the request that a thread answers: its id, and how long its parts took."""

import itertools
import secrets
import threading
import time

_PREFIX = secrets.token_hex(5)
_numbers = itertools.count(1)


class _Request(threading.local):
    id = None
    started = marked = database = 0.0
    parts = ()


_request = _Request()


def begin(given=None):
    """Begin a request in this thread, with the id that a proxy gave it or a new one; return the id."""
    _request.id = found = given or f"{_PREFIX}-{next(_numbers)}"
    _request.started = _request.marked = time.perf_counter()
    _request.database = 0.0
    _request.parts = []
    return found


def end():
    """End the request of this thread."""
    _request.id = None


def current_id():
    """Return the id of the request that this thread answers, or None."""
    return _request.id


def mark(name):
    """Note that a part of the answer is made: the time since the last mark is its time."""
    now = time.perf_counter()
    if _request.id is not None:
        _request.parts.append((name, now - _request.marked))
    _request.marked = now


def add_database(seconds):
    """Add the time of a statement."""
    _request.database += seconds


def database():
    """Return the seconds that the database has worked on this request."""
    return _request.database


def server_timing():
    """Return the value of the Server-Timing header, in milliseconds, and the seconds since the beginning."""
    total = time.perf_counter() - _request.started
    parts = [*_request.parts, ("db", _request.database), ("total", total)]
    return ", ".join([f"{name};dur={seconds * 1000:.2f}" for name, seconds in parts]), total
