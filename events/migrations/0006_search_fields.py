from django.db import migrations

COLLECTIONS = ("sources", "articles", "actors", "places", "statements", "events")


def divide(apps, schema_editor):
    """Give SQLite's index a column for each searched field; PostgreSQL's has them as weights.

    The words that are there are kept, so that a search finds the same until `republish` indexes all records anew.
    """
    words, options = "title, '', '', body", "tokenize='ascii', columnsize=0"
    _remake(schema_editor, "body", "a, b, c, d", words, options)


def unite(apps, schema_editor):
    words, options = "a, b || ' ' || c || ' ' || d", "tokenize='unicode61 remove_diacritics 0'"
    _remake(schema_editor, "d", "title, body", words, options)


def _remake(schema_editor, old_column, columns, words, options):
    """Make each index table anew out of one that has the old column."""
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        for name in (f"events_search_{collection}" for collection in COLLECTIONS):
            cursor.execute(f"PRAGMA table_info({name})")
            if old_column not in [column for _, column, *_ in cursor.fetchall()]:
                continue
            cursor.execute(f"ALTER TABLE {name} RENAME TO {name}_old")
            cursor.execute(f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, {options})")
            cursor.execute(
                f"INSERT INTO {name} (rowid, {columns}) SELECT rowid, {words} FROM {name}_old"
            )
            cursor.execute(f"DROP TABLE {name}_old")


class Migration(migrations.Migration):
    dependencies = [("events", "0005_release_hash")]

    operations = [migrations.RunPython(divide, unite)]
