"""Serve the site with the production server."""

import contextlib
import os
import resource
import socket
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from config.limits import (
    CHEAP_AT_A_TIME,
    COSTLY_AT_A_TIME,
    COSTLY_WAITING,
    EXPORTS_AT_A_TIME,
    HEADER_SECONDS,
    MOST_CONNECTIONS,
)
from events.loading.wording import explained
from events.management.output import stale_lines
from events.models import Release

PROBES = 3  # threads for /healthz and /readyz, one of them for a deep check
# Bounds on the cost and the waiting times of the server, each with its reason.
OPTIONS = {
    "--interface": "wsgi",  # synchronous Django costs several times more under ASGI
    "--http": "1",
    "--http1-header-read-timeout": str(1000 * HEADER_SECONDS),  # ms
    "--workers-kill-timeout": "10",  # s; a worker that does not stop is stopped
    # A worker that was killed has a successor. One that dies again within seconds ends the server, which says so.
    "--respawn-failed-workers": None,
    # Requests answered at a time by a worker. A thread that has nothing to do ends.
    "--blocking-threads": str(
        COSTLY_AT_A_TIME + COSTLY_WAITING + EXPORTS_AT_A_TIME + CHEAP_AT_A_TIME + PROBES
    ),
    "--backlog": "1024",
    "--log-level": "warning",  # requests are logged by config/requests.py
}
# glibc returns blocks of this size to the system after each use, and a page of the API is of that size: to
# keep them saves a third of the cost of a page.
# Without a number of arenas, each thread would keep one of its own.
MALLOC = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(64 * 2**20),
    "MALLOC_TRIM_THRESHOLD_": str(256 * 2**20),
}


class Command(BaseCommand):
    help = (
        "Serve the site at HOST:PORT with WORKERS processes (environment variables) until stopped."
    )

    def handle(self, *args, **options):
        environment = settings.ENVIRONMENT
        host, port = environment["HOST"], environment["PORT"]
        url = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        try:
            claim(host, port)
        except OSError as error:
            raise CommandError(
                f"Attest cannot answer at {url}: {os.strerror(error.errno)}; give another HOST or PORT"
            ) from None
        if environment["MONITOR"]:
            try:
                claim(*environment["MONITOR"])
            except OSError as error:
                raise CommandError(
                    f"Attest cannot answer monitors: {os.strerror(error.errno)}; give another MONITOR"
                ) from None
        if environment["READ_ONLY"]:
            refuse_log(settings.DATABASES["default"])
        for line in warnings():
            self.stderr.write(f"Warning: {line}")
        self.stdout.write(f"Attest answers at {url} (stop it with Ctrl-C)")
        self.stdout.flush()
        os.environ.update({**MALLOC, **os.environ})
        if environment["MONITOR"] or environment["METRICS_TOKEN"]:
            # Processes add up their figures in files, which begin again with the server.
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="attest-metrics-")
        if hasattr(os, "SCHED_BATCH"):
            # A thread that wakes does not take the processor from one that is at work: that costs less by a quarter.
            with contextlib.suppress(OSError):  # a container may forbid it
                os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
        # The server replaces this process, so that signals reach it.
        os.execv(sys.executable, server(host, port, environment["WORKERS"]))


def connections():
    """Return how many connections a process may take, after a rise of the number of files that it may open."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST_CONNECTIONS  # the others are for the database, and for files
    if allowed == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    if allowed < wanted:
        allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
    return min(MOST_CONNECTIONS, allowed // 2)


def refuse_log(database):
    """Raise CommandError where a part of a SQLite database is in a log that a reader alone does not see."""
    log = Path(f"{database['FILE']}-wal") if database.get("FILE") else None
    if log is not None and log.exists() and log.stat().st_size:
        raise CommandError(
            f"READ_ONLY=true: {log} holds a part of the database. Make a file without a log: run manage.py backup FILE "
            "without READ_ONLY, and serve that file."
        )


def warnings():
    """Return what has to be done before the database can be served as this version of the program does."""
    try:
        return list(stale_lines(Release.objects.first()))
    except DatabaseError as error:
        return [f"{explained(error)}."]
    finally:
        connection.close()


def server(host, port, workers, application="config.server:application"):
    """Return the words of the command that serves."""
    options = [word for option in OPTIONS.items() for word in option if word is not None]
    options += ["--backpressure", str(connections())]
    places = ["--host", host, "--port", str(port), "--workers", str(workers)]
    return [sys.executable, "-m", "config.granian", *options, *places, application]


def claim(host, port):
    """Raise OSError where the address cannot be had.

    Two servers would share a port, and each would answer some of the requests.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    socket.create_server((host, port), family=family).close()
