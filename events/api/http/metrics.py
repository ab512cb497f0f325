"""The figures of a server in the form of Prometheus, of all its processes together.

A request appends to a list, and a thread of each process adds what is there to the figures, twice a second. The files
of prometheus-client's multi-process mode are in PROMETHEUS_MULTIPROC_DIR, which `serve` sets before this is imported.
"""

import os
import re
import threading
import time
from collections import deque
from pathlib import Path

from django.db import Error, connection
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    exposition,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from events.api.exports import stream
from events.api.store import release_cache, releases

CONTENT_TYPE = exposition.CONTENT_TYPE_PLAIN_0_0_4
PAUSE = 0.5  # seconds between two additions
MOST_WAITING = 100_000  # requests, should that thread be kept from its work
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # seconds
PID = re.compile(r"_(\d+)\.db")

REQUESTS = Counter(
    "attest_requests", "Requests, by route and status.", ["method", "route", "status"]
)
SECONDS = Histogram(
    "attest_request_seconds", "Seconds until an answer begins.", ["route"], buckets=BUCKETS
)
DATABASE = Counter("attest_database_seconds", "Seconds that the database worked.", ["route"])
EXPORTS = Gauge("attest_exports_running", "Exports that are streamed.", multiprocess_mode="livesum")
KEPT = Gauge(
    "attest_answers_kept", "Counts and other results that are kept.", multiprocess_mode="livesum"
)
METHODS = ("GET", "HEAD", "OPTIONS")

_waiting = deque(maxlen=MOST_WAITING)
_adding = threading.Lock()


def note(*told):
    """Take in (method, route, status, seconds, database seconds) of a request."""
    _waiting.append(told)


def add():
    """Add what was taken in to the figures of this process."""
    with _adding:
        while _waiting:
            method, route, status, seconds, database = _waiting.popleft()
            method = method if method in METHODS else "other"
            REQUESTS.labels(method, route, status).inc()
            SECONDS.labels(route).observe(seconds)
            DATABASE.labels(route).inc(database)
        EXPORTS.set(stream.running())
        KEPT.set(release_cache.size())


def start():
    """Add to the figures from now on, in a thread."""

    def work():
        while True:
            time.sleep(PAUSE)
            add()

    threading.Thread(target=work, name="metrics", daemon=True).start()


class _Release:
    """The figures that the database holds."""

    def collect(self):
        try:
            newest = releases.newest()
        except (Error, connection.Database.Error):
            return  # the other figures are as needed as ever
        finally:
            connection.close()
        if newest is not None:
            yield GaugeMetricFamily(
                "attest_release", "Number of the newest release.", newest.number
            )
            age = time.time() - newest.time.timestamp()
            yield GaugeMetricFamily("attest_release_age_seconds", "Age of the newest release.", age)


def text():
    """Return the figures of all processes, in bytes."""
    add()
    registry = CollectorRegistry()
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder:
        for file in Path(folder).glob("gauge_live*.db"):
            if not Path(f"/proc/{PID.search(file.name)[1]}").exists():
                mark_process_dead(PID.search(file.name)[1], folder)
        MultiProcessCollector(registry, folder)
    else:
        for one in (REQUESTS, SECONDS, DATABASE, EXPORTS, KEPT):
            registry.register(one)
    registry.register(_Release())
    return generate_latest(registry)
