from django.db import migrations

from events.models import search


def create(apps, schema_editor):
    search.create(schema_editor.connection.alias)


def drop(apps, schema_editor):
    search.drop(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
