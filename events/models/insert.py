"""Rows into a table as fast as the database takes them: COPY on PostgreSQL, one prepared statement on SQLite."""

from functools import cache

import orjson
from django.db import connection
from django.db.models import DateField, JSONField


def reserved(model, number):
    """Return so many primary keys that no row has; to be called in the transaction that writes."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, number],
            )
            return [key for (key,) in cursor.fetchall()]
        # A transaction that writes is the only one there is.
        cursor.execute(
            f"SELECT MAX((SELECT COALESCE(MAX(id), 0) FROM {table}), "
            "(SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s))",
            [table],
        )
        last = cursor.fetchone()[0]
        return range(last + 1, last + 1 + number)


def insert(model, rows):
    """Insert the rows, each {attribute: value}, all with the same attributes; others get their default."""
    if not rows:
        return
    columns = _columns(model, tuple(rows[0]))
    table, names = model._meta.db_table, ", ".join(f'"{column}"' for _, column, *_ in columns)
    ready = (
        [prepared(row[name]) if given else default for name, _, given, default, prepared in columns]
        for row in rows
    )
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for values in ready:
                    copy.write_row(values)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", ready)


def update(model, rows):
    """Change the rows, each {attribute: value} with its `id`, all with the same attributes."""
    if not rows:
        return
    columns = [
        column for column in _columns(model, tuple(rows[0])) if column[2] and column[0] != "id"
    ]
    changes = ", ".join(f'"{column}" = %s' for _, column, *_ in columns)
    ready = [[*(prepared(row[name]) for name, *_, prepared in columns), row["id"]] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {model._meta.db_table} SET {changes} WHERE id = %s", ready)


@cache
def _columns(model, given):
    """Return (attribute, column, whether it is given, default, function to what the database takes)."""
    found = []
    for field in model._meta.concrete_fields:
        name = field.attname
        prepared = _prepared(field)
        if name in given:
            found.append((name, field.column, True, None, prepared))
        elif not (field.null or field.generated or field.primary_key):
            found.append((name, field.column, False, prepared(field.get_default()), prepared))
    unknown = set(given) - {name for name, *_ in found}
    if unknown:
        raise ValueError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    return found


def _prepared(field):
    if isinstance(field, JSONField):
        return lambda value: None if value is None else orjson.dumps(value).decode()
    if isinstance(field, DateField) and connection.vendor != "postgresql":
        return lambda value: value and value.isoformat()
    return lambda value: value
