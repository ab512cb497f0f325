"""Stored documents as they stand at one moment: read bit by bit, in one transaction, on a connection of their own."""

import contextlib
import itertools

import psycopg
from django.db import connection, connections
from django.db.models import BinaryField, F, Func, Value

from events.api.store import replicas, statement_time
from events.api.store.releases import NEWEST, identity
from events.api.store.sql import compiled, document

_numbers = itertools.count()  # several can be open in one transaction of the caller's
BATCH = 64  # documents in memory at a time: some hundred kilobytes


class Snapshot:
    """The database at one moment, until `close`.

    A stream goes on after the call that began it, and may be left unread: on the thread's connection it would hold
    up the thread's next request. Only inside a transaction of the caller does it read in that transaction.
    """

    pieces = None

    def __init__(self):
        self.has_own_connection = not connection.in_atomic_block
        if not self.has_own_connection:
            self.connection = connection
            return
        self.connection = connections.create_connection(replicas.alias())
        # A different thread may close it.
        self.connection.inc_thread_sharing()
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    def _begin(self):
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "sqlite":
                # Rows to sort go to a file once they are many, as they do on PostgreSQL.
                cursor.execute("PRAGMA temp_store = FILE")
                # KiB, as negative numbers are: each page is read about once, so that keeping many does not help.
                cursor.execute("PRAGMA cache_size = -8192")
                cursor.execute("BEGIN")
            else:
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self.pieces = statement_time.Pieces(self.connection)

    def newest(self):
        """Return the ReleaseIdentity of the newest release, or None before the first one."""
        with self.connection.cursor() as cursor:
            cursor.execute(NEWEST)
            found = cursor.fetchone()
        return found and identity(*found)

    def is_pruned(self, number):
        """Return whether states that a release held have been deleted."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pruned FROM events_release WHERE number = %s", (number,))
            return cursor.fetchone()[0]

    def batches(self, sql, parameters=()):
        """Return the Batches of the documents that a query finds, as bytes of JSON: its first column.

        Each list is read when the caller takes it. The style of parameters is %s on all databases.
        """
        return Batches(lambda: ([row[0] for row in rows] for rows in self.rows(sql, parameters)))

    def rows(self, sql, parameters=()):
        """Yield lists of the rows that a query finds, each when the caller takes it."""
        self._begin_piece()
        with self._cursor() as cursor:
            if self.connection.vendor == "sqlite":
                cursor.execute(sql, parameters)
            else:
                cursor.execute(sql, parameters, binary=True)
            while rows := cursor.fetchmany(BATCH):
                yield rows
                self._begin_piece()

    def documents(self, versions):
        """Return {version: document, as bytes of JSON} of the states with these primary keys."""
        self._begin_piece()
        marks = ", ".join(["%s"] * len(versions))
        sql = f"SELECT id, {document('document')} FROM events_version WHERE id IN ({marks})"
        with self.connection.cursor() as cursor:
            cursor.execute(sql, sorted(versions))
            return {pk: bytes(text) for pk, text in cursor.fetchall()}

    def _begin_piece(self):
        if self.pieces is not None:
            self.pieces.begin()

    def _cursor(self):
        if self.connection.vendor == "sqlite":
            return self.connection.cursor()
        # A cursor of the server's: the driver's own takes all rows at once.
        return psycopg.ServerCursor(self.connection.connection, f"export_{next(_numbers)}")

    def close(self):
        """End the transaction and let the connection go; more than once does no harm."""
        if self.has_own_connection:
            with contextlib.suppress(Exception):
                self.connection.close()


class Batches:
    """Lists that `read` yields; they are read again each time that they are gone through."""

    def __init__(self, read):
        self._read = read

    def __iter__(self):
        return self._read()


def statement(queryset):
    """Return (SQL, parameters) of the current documents of the rows of a queryset, in its order."""
    if connection.vendor == "postgresql":
        written = Func(
            F("current__document"), Value("UTF8"), function="convert_to", output_field=BinaryField()
        )
        return compiled(queryset.values_list(written))
    # Rows are put in order first, by columns that are small, and then joined with their documents one by one. With a
    # LIMIT, SQLite does not turn the two queries into one; CROSS JOIN keeps it from beginning with the documents.
    sql, parameters = compiled(queryset.values_list("current_id"))
    sql = (
        f"SELECT CAST(v.document AS BLOB) FROM ({sql} LIMIT -1) AS p "
        "CROSS JOIN events_version AS v WHERE v.id = p.current_id"
    )
    return sql, parameters


def statement_at(collection, number):
    """Return (SQL, parameters) of the documents that a release held of a collection, in the order of their keys."""
    sql = (
        f"SELECT {document('document')} FROM events_version WHERE collection = %s AND first_release_id <= %s "
        "AND COALESCE(last_release_id, %s) >= %s AND document IS NOT NULL ORDER BY key"
    )
    return sql, (str(collection), number, number, number)
