"""The full-text index of the records: which words of each are searched, and where they count most."""

from functools import lru_cache

from django.db import connection

from events.models import Actor, Article, Event, Place, Source, Statement
from events.models.fields import newest_first_bounds
from events.models.search import fold, row_column, table

# Models whose rows stand in the index by their date: the field of it.
DATED_BY = {Statement: "stated_on", Event: "start_date"}
_CHUNK = 500  # rows in one statement


def _names(actor):
    return (actor.name, actor.name_original, *actor.aliases)


# model -> function from a row to (texts of its title or name, other texts)
TEXTS = {
    Source: lambda row: ((row.name, row.name_original), (row.homepage,)),
    Article: lambda row: (
        (row.title,),
        (
            row.summary,
            row.byline,
            row.source and row.source.name,
            row.source and row.source.name_original,
            *(name for source in row.relays for name in (source.name, source.name_original)),
        ),
    ),
    Actor: lambda row: (_names(row), ()),
    Place: lambda row: ((row.name, row.name_original), (row.admin1,)),
    Statement: lambda row: (
        (row.text,),
        (
            row.speaker_role,
            row.reporting_verb,
            *_names(row.speaker),
            *(name for actor in row.addressees for name in _names(actor)),
        ),
    ),
    Event: lambda row: (
        (row.title,),
        (
            row.summary,
            row.place and row.place.name,
            row.place and row.place.name_original,
            *(name for part in row.participations for name in _names(part.actor)),
        ),
    ),
}


# Names of actors and sources come again and again: some megabytes.
_folded = lru_cache(maxsize=20_000)(fold)


def _words(texts):
    return " ".join(words for words in (_folded(text) for text in texts if text) if words)


def index(model, rows):
    """Write the words of `rows` where they differ from what is indexed; return how many entries that is."""
    if model not in TEXTS:
        return 0
    entries = {}
    for row in rows:
        title, body = TEXTS[model](row)
        entries[place(row)] = (_words(title), _words(body))
    write = _write_tsvectors if connection.vendor == "postgresql" else _write_texts
    return write(table(model), entries)


def _write_tsvectors(name, entries):
    """Write entries on PostgreSQL, {place: (title, body)}; return how many were not there or differed."""
    columns = (
        [list(entries), *map(list, zip(*entries.values(), strict=True))] if entries else [[]] * 3
    )
    with connection.cursor() as cursor:
        # A word between title and body keeps a phrase from reaching across; it is taken out again.
        cursor.execute(
            f"INSERT INTO {name} AS standing (row_id, words) SELECT place, "
            "setweight(to_tsvector('simple', title), 'A') || "
            "ts_delete(to_tsvector('simple', 'endoftitle ' || body), 'endoftitle') "
            "FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS entry (place, title, body) "
            "ON CONFLICT (row_id) DO UPDATE SET words = excluded.words "
            "WHERE standing.words IS DISTINCT FROM excluded.words",
            columns,
        )
        return cursor.rowcount


def _write_texts(name, entries):
    """Write entries on SQLite, {place: (title, body)}; return how many were not there or differed."""
    with connection.cursor() as cursor:
        standing, places = {}, list(entries)
        for start in range(0, len(places), _CHUNK):
            chunk = places[start : start + _CHUNK]
            marks = ", ".join(["%s"] * len(chunk))
            cursor.execute(f"SELECT rowid, title, body FROM {name} WHERE rowid IN ({marks})", chunk)
            standing |= {place: tuple(texts) for place, *texts in cursor.fetchall()}
        differing = {
            place: texts for place, texts in entries.items() if standing.get(place) != texts
        }
        if differing:
            cursor.executemany(
                f"INSERT OR REPLACE INTO {name} (rowid, title, body) VALUES (%s, %s, %s)",
                [(place, *texts) for place, texts in differing.items()],
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
