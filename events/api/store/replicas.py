"""Which database a request reads: a replica, where there is one and it holds the newest release.

A replica lags behind. What a client has seen cannot be known, but nobody has seen more than the database itself
holds: so each request asks that for its newest release, and a replica that has not got it yet is passed over.
"""

import logging
import time
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, Error, connections

logger = logging.getLogger("attest.errors")

REPLICA = "replica"
PAUSE = 10  # seconds for which a replica that cannot be reached is not asked again
NEWEST = "SELECT MAX(number) FROM events_release"

_alias = ContextVar("the database that this request reads", default=DEFAULT_DB_ALIAS)
# Connections are not to be trusted with it: one that breaks may come back to another host.
_least = ContextVar("the release that this request has to read at least", default=0)
_ITSELF = nullcontext()
_pauses_until = 0.0


def alias():
    """Return the alias of the database that this request reads."""
    return _alias.get()


def reading():
    """Return this thread's connection to the database that this request reads."""
    return connections[_alias.get()]


def chosen():
    """Return a context whose content reads from a replica, where that is as good as the database itself."""
    return _best_chosen() if REPLICA in connections.settings else _ITSELF


@contextmanager
def _best_chosen():
    best, newest = _best()
    tokens = _alias.set(best), _least.set(newest)
    try:
        yield
    finally:
        _alias.reset(tokens[0])
        _least.reset(tokens[1])


def give_up():
    """Read the rest of this request from the database itself; return whether it was a replica until now."""
    if _alias.get() == DEFAULT_DB_ALIAS:
        return False
    connections[REPLICA].close()
    _alias.set(DEFAULT_DB_ALIAS)
    return True


def is_too_old(release):
    """Return whether the newest Release that was read is older than one that a client can have seen."""
    return release is None or release.number < _least.get()


def _best():
    """Return (alias, number of the release that must be read at least)."""
    global _pauses_until
    if time.monotonic() < _pauses_until:
        return DEFAULT_DB_ALIAS, 0
    try:
        held = _newest(REPLICA)
    except Error as error:
        logger.warning("replica: %s", error)
        connections[REPLICA].close()
        _pauses_until = time.monotonic() + PAUSE
        return DEFAULT_DB_ALIAS, 0
    try:
        newest = _newest(DEFAULT_DB_ALIAS)
    except Error:
        return DEFAULT_DB_ALIAS, 0  # the next read meets the same fault and reports it
    return (REPLICA, newest) if newest <= held else (DEFAULT_DB_ALIAS, 0)


def _newest(database):
    """Return the number of the newest release in a database, 0 before the first one."""
    with connections[database].cursor() as cursor:
        cursor.execute(NEWEST)
        return cursor.fetchone()[0] or 0


class Router:
    """Django reads where the request reads, and never writes to a replica."""

    def db_for_read(self, model, **hints):
        return alias()

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db != REPLICA
