"""The full-text index, which publishing keeps as the records are."""

from django.db import connection

from events.models import Event, Statement
from events.models.fields import newest_first_bounds
from events.models.search import COLUMNS, GAP, row_column, table
from events.publishing.searched_texts import TEXTS, searched_words

# Models whose rows stand in the index by their date: the field of it.
DATED_BY = {Statement: "stated_on", Event: "start_date"}
_CHUNK = 500  # rows in one statement


def index(model, rows):
    """Write the words of `rows` where they differ from what is indexed; return how many entries that is."""
    if model not in TEXTS:
        return 0
    entries = {place(row): searched_words(row) for row in rows}
    write = _write_tsvectors if connection.vendor == "postgresql" else _write_texts
    return write(table(model), entries)


def _write_tsvectors(name, entries):
    """Write entries on PostgreSQL, {place: words by column}; return how many were not there or differed."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {name} AS standing (row_id, words) SELECT place, words::tsvector "
            "FROM unnest(%s::bigint[], %s::text[]) AS entry (place, words) "
            "ON CONFLICT (row_id) DO UPDATE SET words = excluded.words "
            "WHERE standing.words IS DISTINCT FROM excluded.words",
            [list(entries), list(map(_tsvector, entries.values()))],
        )
        return cursor.rowcount


def _tsvector(columns):
    """Return the tsvector of words by column, written out: PostgreSQL's own parser would cut them in its way."""
    position, written = 0, []
    for weight, words in zip(COLUMNS, columns, strict=True):
        for word in words.split():
            position += 1
            if word != GAP:
                written.append(f"'{word}':{position}{weight}")
        position += 1  # no phrase reaches from one column into the next
    return " ".join(written)


def _write_texts(name, entries):
    """Write entries on SQLite, {place: words by column}; return how many were not there or differed."""
    columns = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        # In order: FTS5 writes what it holds in memory to disk whenever a place is below the one before.
        standing, places = {}, sorted(entries)
        for start in range(0, len(places), _CHUNK):
            chunk = places[start : start + _CHUNK]
            marks = ", ".join(["%s"] * len(chunk))
            cursor.execute(f"SELECT rowid, {columns} FROM {name} WHERE rowid IN ({marks})", chunk)
            standing |= {place: texts for place, *texts in cursor.fetchall()}
        differing = [place for place in places if standing.get(place) != entries[place]]
        if differing:
            marks = ", ".join(["%s"] * len(COLUMNS))
            cursor.executemany(
                f"INSERT OR REPLACE INTO {name} (rowid, {columns}) VALUES (%s, {marks})",
                [(place, *entries[place]) for place in differing],
            )
    return len(differing)


def place(row):
    """Return the place of a row among those of its collection: by its date, and where it has none as it was stored."""
    dated = DATED_BY.get(row.model)
    return newest_first_bounds(getattr(row, dated))[0] + row.pk if dated else row.pk


def _forget(model, places):
    """Take rows out of the index, each given by its place."""
    with connection.cursor() as cursor:
        for start in range(0, len(places), _CHUNK):
            chunk = places[start : start + _CHUNK]
            marks = ", ".join(["%s"] * len(chunk))
            cursor.execute(f"DELETE FROM {table(model)} WHERE {_key()} IN ({marks})", chunk)


def prune(model):
    """Delete every entry of the index that is not of a published record; return how many there were."""
    if model not in TEXTS:
        return 0
    column = (
        model._meta.get_field(row_column(model)) if row_column(model) != "pk" else model._meta.pk
    )
    name, rows = table(model), model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {name} WHERE NOT EXISTS (SELECT 1 FROM {rows} "
            f"WHERE {rows}.{column.column} = {name}.{_key()} AND {rows}.current_id IS NOT NULL)"
        )
        return cursor.rowcount


def forget_left(model, places):
    """Take out of the index the rows of those places that no row of the model has now; None is no place."""
    left = [one for one in places if one is not None]
    if model not in TEXTS:
        return
    for start in range(0, len(left), _CHUNK):
        chunk = left[start : start + _CHUNK]
        column = row_column(model)
        taken = model.objects.filter(**{f"{column}__in": chunk}).order_by()
        taken = set(taken.values_list(column, flat=True))
        _forget(model, [one for one in chunk if one not in taken])


def _key():
    return "row_id" if connection.vendor == "postgresql" else "rowid"
