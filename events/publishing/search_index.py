"""The full-text index, brought level with the records: which words of each are searched, and where they count most."""

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
    """Write the words of `rows` in place of what was indexed for them."""
    if model not in TEXTS:
        return
    entries = []
    for row in rows:
        title, body = TEXTS[model](row)
        entries.append((place(row), _words(title), _words(body)))
    name = table(model)
    _forget(model, [place for place, _, _ in entries])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A word between title and body keeps a phrase from reaching across; it is taken out again.
            cursor.execute(
                f"INSERT INTO {name} (row_id, words) SELECT place, "
                "setweight(to_tsvector('simple', title), 'A') || "
                "ts_delete(to_tsvector('simple', 'endoftitle ' || body), 'endoftitle') "
                "FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS entry (place, title, body)",
                [list(column) for column in zip(*entries, strict=True)] or [[], [], []],
            )
        else:
            cursor.executemany(
                f"INSERT INTO {name} (rowid, title, body) VALUES (%s, %s, %s)", entries
            )


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


def forget_missing(model):
    """Take out what no row stands behind any more, which looks at every row."""
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
