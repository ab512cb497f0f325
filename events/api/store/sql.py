"""Rows by SQL, straight from the database's own driver: Django's wrapping costs more than the look-up."""

import psycopg

from events.api.store import replicas


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
    """Return the placeholder of a parameter in SQL."""
    return "?" if replicas.reading().vendor == "sqlite" else "%s"


def document(column):
    """Return SQL for the bytes of a document."""
    if replicas.reading().vendor == "sqlite":
        return f"CAST({column} AS BLOB)"
    return f"convert_to({column}, 'UTF8')"
