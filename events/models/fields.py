"""Columns of public keys and of closed words."""

from django.db import models

from events.models.constraints import LONGEST_KEY


class _PlainTextField(models.CharField):
    """Text that is compared byte by byte, on PostgreSQL as on SQLite: an order that differs breaks pages."""

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class KeyField(_PlainTextField):
    """A public key: lower-case letters, digits and single hyphens."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": LONGEST_KEY, **kwargs})


class WordField(_PlainTextField):
    """A closed word. Its list is in the vocabulary and in the table's constraint, not in migrations."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 40, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        # A definition that is put in better words is no change of the table.
        kwargs.pop("choices", None)
        return name, path, args, kwargs
