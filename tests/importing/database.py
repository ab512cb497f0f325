"""The database without its records."""

from django.apps import apps
from django.db import connection

from events.models.words import WORDS


def emptied():
    """Take all records out of the database, for the one test; the closed words stay."""
    models = [model for model in apps.get_app_config("events").get_models() if model not in WORDS]
    lists = [field.remote_field.through for model in models for field in model._meta.many_to_many]
    with connection.cursor() as cursor:
        # References are looked at only when the transaction ends, so that the order means nothing.
        for table in {model._meta.db_table for model in (*models, *lists)}:
            cursor.execute(f"DELETE FROM {table}")
