"""Rows by SQL, straight from the database's own driver: Django's wrapping costs more than the look-up."""

from functools import cache
from time import perf_counter

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections

from config import timing
from events.api.store import replicas


@cache
def vendor():
    """Return the kind of database: the same for all connections of a process, replicas included."""
    return connections[DEFAULT_DB_ALIAS].vendor


def rows(sql, parameters=()):
    """Return all rows of a query, on this thread's own connection, in the driver's own types."""
    connection = replicas.reading()
    connection.ensure_connection()
    start = perf_counter()
    try:
        if vendor() == "sqlite":
            return connection.connection.execute(sql, parameters).fetchall()
        # Prepared by the server once; binary, so that documents come as the bytes that they are.
        with psycopg.Cursor(connection.connection) as cursor:
            return cursor.execute(sql, parameters, prepare=True, binary=True).fetchall()
    finally:
        timing.add_database(perf_counter() - start)


def compiled(queryset):
    """Return (SQL, parameters) of a queryset; raise EmptyResultSet where its condition selects nothing."""
    return queryset.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()


def rows_of(queryset):
    """Yield the rows of a queryset as the driver has them, tuples of plain columns. All are in memory on PostgreSQL."""
    try:
        statement = compiled(queryset)
    except EmptyResultSet:
        return
    with connections[queryset.db].cursor() as cursor:
        cursor.execute(*statement)
        yield from cursor


def mark():
    """Return the placeholder of a parameter in SQL."""
    return "?" if vendor() == "sqlite" else "%s"


def document(column):
    """Return SQL for the bytes of a document."""
    if vendor() == "sqlite":
        return f"CAST({column} AS BLOB)"
    return f"convert_to({column}, 'UTF8')"
