"""The full-text index, updated with the records that are published."""

from django.db import connection

from events.models import Event, Statement
from events.models.fields import newest_first_bounds
from events.models.search import COLUMNS, GAP, SEARCHED, row_column, table
from events.publishing.searched_texts import TEXTS, searched_words

# Models whose rows stand in the index by their date: the field of it.
DATED_BY = {Statement: "stated_on", Event: "start_date"}
_CHUNK = 500  # rows in one statement


def index(model, rows, moved=()):
    """Index the words of `rows` in place of the words they had; `moved` are places that they had before."""
    if model not in TEXTS:
        return
    entries = [(newest_first(row) or row.pk, *_row(row)) for row in rows]
    # FTS5 writes what it has collected to disk whenever a place is not above the last one.
    entries.sort()
    name = table(model)
    _forget(model, [*moved, *(place for place, *_ in entries)])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"INSERT INTO {name} (row_id, words) SELECT place, words::tsvector "
                "FROM unnest(%s::bigint[], %s::text[]) AS entry (place, words)",
                [list(column) for column in zip(*entries, strict=True)] or [[], []],
            )
        else:
            columns = COLUMNS[: len(SEARCHED[model.collection])]
            cursor.executemany(
                f"INSERT INTO {name} (rowid, {', '.join(columns)}) "
                f"VALUES (%s{', %s' * len(columns)})",
                entries,
            )


def _row(row):
    fields = searched_words(row)
    return (_vector(fields),) if connection.vendor == "postgresql" else fields


def _vector(fields):
    """Return the tsvector of the words of several fields, written out: PostgreSQL's own parser would cut them anew."""
    position, written = 0, []
    for weight, words in zip(COLUMNS, fields, strict=False):
        for word in words.split():
            position += 1
            if word != GAP:
                written.append(f"'{word}':{position}{weight}")
        position += 1  # no phrase reaches from one field into the next
    return " ".join(written)


def newest_first(row):
    """Return the place of a row among those of its collection by its date; None where dates put nothing in order."""
    dated = DATED_BY.get(row.model)
    return dated and newest_first_bounds(getattr(row, dated))[0] + row.pk


def _forget(model, places):
    """Take rows out of the index."""
    with connection.cursor() as cursor:
        for start in range(0, len(places), _CHUNK):
            chunk = places[start : start + _CHUNK]
            marks = ", ".join(["%s"] * len(chunk))
            cursor.execute(f"DELETE FROM {table(model)} WHERE {_key()} IN ({marks})", chunk)


def forget_missing(model):
    """Take out what no row stands behind any more."""
    if model not in TEXTS:
        return
    column = model._meta.get_field(
        model._meta.pk.name if row_column(model) == "pk" else row_column(model)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table(model)} WHERE {_key()} NOT IN "
            f"(SELECT {column.column} FROM {model._meta.db_table})"
        )


def _key():
    return "row_id" if connection.vendor == "postgresql" else "rowid"
