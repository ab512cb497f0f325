"""The lane of costly requests: few run at a time in a process, so that cheap ones never wait behind them.

Exports, sums, searches and long lists in an order of their own are costly, unless the same URL was answered quickly
before. Those beyond the ones that may wait get 503 at once.
"""

import contextlib
import ctypes
import gc
import os
import queue
import re
import threading
import time

from config import API_ROOT
from config.limits import CHEAP_AT_A_TIME, COSTLY_AT_A_TIME, COSTLY_SECONDS, COSTLY_WAITING
from events.api.problems.errors import Busy

# Parts of a path or a query that a costly request has.
_BEGINNINGS = ("/compat/", "/ogc/")
_SUM = "/aggregate"
_QUERY = re.compile(r"(?:^|&)(?:q=|order_by=|near=|bbox=|page_size=(?:[2-9]\d\d|\d{4}))")
QUICK = 0.05  # seconds
MOST_QUICK = 10_000  # URLs that are remembered
STUCK = 1  # seconds
SHORTEST_WAIT = 0.02  # seconds; a thread that has just taken a turn says so within them
REST = 5  # seconds between two times that memory is given back

_quick = set()
_heavy = threading.Event()  # set by work that keeps a processor busy


class Turns:
    """So many requests at work at a time: more threads at once get in each other's way, which costs a quarter of a page.

    A queue of the standard library holds the turns: it waits in C, and a semaphore of `threading` does not.
    """

    def __init__(self, number=CHEAP_AT_A_TIME):
        self._free = queue.SimpleQueue()
        for _ in range(number):
            self._free.put(None)

    def take(self, seconds):
        """Take a turn, after a wait of so many seconds at most; return whether there was one."""
        try:
            self._free.get(timeout=seconds)
        except queue.Empty:
            return False
        return True

    def give_back(self):
        self._free.put(None)

    def __enter__(self):
        self._free.get()

    def __exit__(self, *fault):
        self.give_back()


class Flow(Turns):
    """Turns that nobody waits for once all have been at work for STUCK seconds, as behind a lock of the database.

    Each wait holds a thread of the server, and the probes need one too. Raises Busy instead.
    """

    _since = 0.0  # when a turn was last taken

    def __enter__(self):
        try:
            self._free.get_nowait()
        except queue.Empty:
            self._wait()
        self._since = time.monotonic()

    def _wait(self):
        while not self.take(max(SHORTEST_WAIT, self._since + STUCK - time.monotonic())):
            if time.monotonic() - self._since > STUCK:
                raise Busy(
                    f"The requests before this one have taken more than {STUCK} second. Send it again in a while."
                )


class Lane:
    """Turns that say how many requests wait for them."""

    def __init__(
        self, places=COSTLY_AT_A_TIME, most_waiting=COSTLY_WAITING, longest=COSTLY_SECONDS
    ):
        self._places, self._turns = places, Turns(places)
        self._most_waiting, self._longest = most_waiting, longest
        self._lock, self.waiting = threading.Lock(), 0
        self.used = threading.Event()

    @contextlib.contextmanager
    def place(self):
        """Hold a place. Raise Busy where too many wait, or after a wait that is too long."""
        if not self._turns.take(0):
            self._wait()
        try:
            yield
        finally:
            self._turns.give_back()
            self.used.set()

    def _wait(self):
        with self._lock:
            if self.waiting >= self._most_waiting:
                raise Busy(
                    f"{self._places + self.waiting} requests that cost as much as this one run or wait, the most at a "
                    "time. Send it again in a while."
                )
            self.waiting += 1
        try:
            if not self._turns.take(self._longest):
                raise Busy(
                    f"The request waited for {self._longest} seconds behind others that cost as much. Send it again in "
                    "a while."
                )
        finally:
            with self._lock:
                self.waiting -= 1

    @contextlib.contextmanager
    def piece(self):
        """Hold a place for a piece of an answer that has begun, after any wait."""
        with self._turns:
            yield
        self.used.set()
        _heavy.set()


lane = Lane()
turns = Flow()


def is_costly(path, query):
    """Return whether a request belongs in the lane."""
    return (
        (query and _QUERY.search(query) is not None)
        or _SUM in path
        or (path.startswith(API_ROOT) and "." in path[path.rfind("/") :])  # a file
        or path.startswith(_BEGINNINGS)
    ) and (path, query) not in _quick


def learn(path, query, seconds):
    """Remember how long an answer to a costly request took."""
    if seconds > QUICK:
        _quick.discard((path, query))
        _heavy.set()
        return
    if len(_quick) >= MOST_QUICK:
        _quick.clear()
    _quick.add((path, query))


def share_processors():
    """From now on, let threads that wake go before heavy work, while there is any.

    `serve` makes them wait for the next tick of the system (4 ms), which makes pages cheaper. Beside heavy work each
    thread that a request passes through would wait for it.
    """
    if not hasattr(os, "SCHED_BATCH") or os.sched_getscheduler(0) != os.SCHED_BATCH:
        return  # the system has no such thing, or forbids it

    def work(heavy):
        while heavy.wait():
            _schedule(os.SCHED_OTHER)
            while heavy.wait(REST):
                heavy.clear()
                time.sleep(REST)
            _schedule(os.SCHED_BATCH)

    threading.Thread(target=work, args=(_heavy,), name="processors", daemon=True).start()


def _schedule(policy):
    """Give each thread of this process a policy of the scheduler."""
    for thread in os.listdir("/proc/self/task"):
        with contextlib.suppress(OSError):  # it has ended
            os.sched_setscheduler(int(thread), policy, os.sched_param(0))


def give_memory_back():
    """Return to the system what costly requests needed, from now on, some seconds after them."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError):
        return  # another library than glibc, which gives it back by itself

    def work():
        while lane.used.wait():
            time.sleep(REST)
            lane.used.clear()
            gc.collect(1)
            trim(0)

    threading.Thread(target=work, name="memory", daemon=True).start()
