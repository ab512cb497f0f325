"""How long the database may work for a request: a limit on each connection of a server, and 503 beyond it.

SQLite calls `_is_late` once in STEPS of its machine, which a quick query never reaches. PostgreSQL has
`statement_timeout` and `lock_timeout`. Loads and commands have no limit: `limit_connections` is for servers.
"""

import threading
import time

from django.db.backends.signals import connection_created

from config import timing
from config.limits import EXPORT_READ_SECONDS, LOCK_SECONDS, STATEMENT_SECONDS

STEPS = 100_000  # of SQLite's virtual machine between two looks at the clock; about a millisecond
FAULTS = {
    "interrupted": f"The database worked on this request for {STATEMENT_SECONDS} seconds, the most there is.",
    "locked": f"The request waited for a lock of the database for {LOCK_SECONDS} seconds, the most there is.",
}
REMEDY = "Narrow it with filters, or send it again later."
FOREVER = float("inf")
# SQLSTATE of PostgreSQL
QUERY_CANCELED, LOCK_NOT_AVAILABLE = "57014", "55P03"

# `end`: until when a thread may use the database, on the clock of time.monotonic.
_now = threading.local()
_is_limited = False


def begin():
    """Begin a request in this thread."""
    _now.end = time.monotonic() + STATEMENT_SECONDS


def fault(error):
    """Return a sentence and a remedy for an error of Django's or the driver's that a limit caused, or None."""
    kind = _kind(error)
    return kind and f"{FAULTS[kind]} {REMEDY}"


def _kind(error):
    cause = error.__cause__ or error
    state = getattr(cause, "sqlstate", None)
    if state == QUERY_CANCELED or str(cause) == "interrupted":
        return "interrupted"
    if state == LOCK_NOT_AVAILABLE or str(cause) == "database is locked":
        return "locked"
    return None


def _is_late():
    return time.monotonic() > getattr(_now, "end", FOREVER)


def limit_connections():
    """Limit each connection that this process opens from now on."""
    global _is_limited
    _is_limited = True
    connection_created.connect(_limit, dispatch_uid="statement_time")


def _limit(connection, **kwargs):
    if _timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(_timed)
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(_is_late, STEPS)
        connection.connection.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000}")
    else:
        connection.connection.execute(_of_postgresql(STATEMENT_SECONDS))
        connection.connection.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")


def _timed(execute, sql, parameters, many, context):
    start = time.perf_counter()
    try:
        return execute(sql, parameters, many, context)
    finally:
        timing.add_database(time.perf_counter() - start)


def _of_postgresql(seconds):
    return f"SET statement_timeout = '{seconds}s'"


class Pieces:
    """The limit of a connection that an export reads from: of each piece, for its client may pause in between."""

    _end = FOREVER

    def __init__(self, connection):
        if not _is_limited:
            return
        if connection.vendor == "sqlite":
            connection.connection.set_progress_handler(lambda: time.monotonic() > self._end, STEPS)
        else:
            connection.connection.execute(_of_postgresql(EXPORT_READ_SECONDS))

    def begin(self):
        """Begin a piece."""
        self._end = time.monotonic() + EXPORT_READ_SECONDS
