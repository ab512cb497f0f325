"""Failures of the database: which they are, wherever they are raised, and how the log tells of them."""

import logging
import time

from django.db import DataError, Error, IntegrityError, ProgrammingError, connection

from events.api.problems.kinds import PROBLEMS
from events.api.store import statement_time

logger = logging.getLogger("attest.errors")

SILENCE = 60  # seconds in which the log does not repeat a message; every request of that time meets the same failure
MOST_MESSAGES = 100
_logged = {}


def detail(error):
    """Return what to say of a failure of the database in a problem."""
    if found := statement_time.fault(error):
        return found
    log(error)
    return PROBLEMS["unavailable"].cause


def is_away(error):
    """Return whether an exception says that the database cannot be read: gone, locked, damaged or without its tables.

    The drivers' own exceptions count like Django's, which wrap them.
    """
    drivers = connection.Database
    if isinstance(error, (IntegrityError, DataError, drivers.IntegrityError, drivers.DataError)):
        return False
    if isinstance(error, (ProgrammingError, drivers.ProgrammingError)):
        # PostgreSQL's word for tables that are not there; anything else is a fault of the program.
        return "does not exist" in str(error)
    return isinstance(error, (Error, drivers.Error))


def log(error):
    """Log a failure of the database, the same one at most once a minute."""
    message, now = str(error).strip(), time.monotonic()
    if now - _logged.get(message, -SILENCE) < SILENCE:
        return
    if len(_logged) >= MOST_MESSAGES:
        _logged.clear()
    _logged[message] = now
    logger.error("database: %s", message)


class Repeated(logging.Filter):
    """Lets no trace of a failure of the database through: `log` has reported it."""

    def filter(self, record):
        return not (record.exc_info and is_away(record.exc_info[1]))
