"""Rows by SQL of the plan, straight from the database's own driver: Django's wrapping costs more than the look-up."""

import datetime
from functools import lru_cache
from typing import NamedTuple

import psycopg

from events.api.store import replicas

NEWEST = "SELECT number, sha256, time FROM events_release ORDER BY number DESC LIMIT 1"
UNPRUNED = "SELECT number, sha256, time FROM events_release WHERE NOT pruned AND number = {}"


def rows(sql, parameters=()):
    """Return all rows of a query, on this thread's own connection, in the driver's own types."""
    connection = replicas.reading()
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return connection.connection.execute(sql, parameters).fetchall()
    # Prepared by the server once; binary, so that documents come as the bytes that they are.
    with psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(sql, parameters, prepare=True, binary=True).fetchall()


def mark():
    """Return what stands for a parameter in SQL."""
    return "?" if replicas.reading().vendor == "sqlite" else "%s"


def document(column):
    """Return SQL of the bytes of a document."""
    if replicas.reading().vendor == "sqlite":
        return f"CAST({column} AS BLOB)"
    return f"convert_to({column}, 'UTF8')"


class Standing(NamedTuple):
    """A release, as far as an answer needs it."""

    number: int
    sha256: str
    time: datetime.datetime


def newest():
    """Return the Standing release, or None before the first one."""
    found = rows(NEWEST)
    return standing(*found[0]) if found else None


def unpruned(number):
    """Return the Standing release of a number of which all is kept, or None."""
    found = rows(UNPRUNED.format(mark()), (number,))
    return standing(*found[0]) if found else None


@lru_cache(maxsize=256)
def standing(number, sha256, time):
    """Return the Standing release of a row of NEWEST, as a driver gives it."""
    if isinstance(time, str):  # SQLite knows no times; Django writes UTC
        time = datetime.datetime.fromisoformat(time).replace(tzinfo=datetime.UTC)
    return Standing(number, sha256, time)
