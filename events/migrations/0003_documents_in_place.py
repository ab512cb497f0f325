from django.db import migrations

# Bytes of a row up to which PostgreSQL leaves it whole and uncompressed: nearly all documents. Most are read far more
# often than written, and to decompress them is a quarter of what a page costs the server.
WHOLE = 8160


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE events_version SET (toast_tuple_target = {WHOLE})")


def compress(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE events_version RESET (toast_tuple_target)")


class Migration(migrations.Migration):
    dependencies = [("events", "0002_search_index")]

    operations = [migrations.RunPython(keep, compress)]
