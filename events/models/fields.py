"""Columns of public keys and of closed words, and what orders rows by their dates."""

import datetime

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


class DayField(models.DateField):
    """A day, which SQLite compares as the text that it is: in a column of dates it first tries to read a number."""

    def db_type(self, connection):
        return "text" if connection.vendor == "sqlite" else super().db_type(connection)


# Records of one day, in `newest_first`: more than any day will ever have.
RECORDS_A_DAY = 2**32
LAST_DAY = datetime.date.max.toordinal()


class NewestFirst(models.Func):
    """A number that orders rows newest first, those without a date last, and those of one day as first stored.

    It depends on the row alone, so that publishing one record moves no other; being one integer, it makes a
    page a walk along one index, wherever the page begins.
    """

    output_field = models.BigIntegerField()
    arity = 2

    def as_sqlite(self, compiler, connection, **context):
        days = "COALESCE(CAST(julianday(%(date)s) - 1721424.5 AS INTEGER), 0)"
        return self._sql(compiler, connection, days)

    def as_postgresql(self, compiler, connection, **context):
        days = "COALESCE(%(date)s - DATE '0001-01-01' + 1, 0)"
        return self._sql(compiler, connection, days)

    def _sql(self, compiler, connection, days):
        (date, _), (pk, _) = map(compiler.compile, self.get_source_expressions())
        days %= {"date": date}
        return f"(CAST({LAST_DAY} - {days} AS bigint) * {RECORDS_A_DAY} + {pk})", ()


def newest_first_bounds(day):
    """Return (first, last) value of `NewestFirst` for the rows of a day; None means no date."""
    first = (LAST_DAY - (day.toordinal() if day else 0)) * RECORDS_A_DAY
    return first, first + RECORDS_A_DAY - 1


class Month(models.Func):
    """The number of a date's calendar month: its year times twelve, and the months of the year that have passed."""

    output_field = models.IntegerField()
    arity = 1

    def as_sqlite(self, compiler, connection, **context):
        return self._sql(
            compiler, "CAST(substr({0}, 1, 4) AS INTEGER) * 12 + CAST(substr({0}, 6, 2) AS INTEGER)"
        )

    def as_postgresql(self, compiler, connection, **context):
        return self._sql(
            compiler, "CAST(EXTRACT(YEAR FROM {0}) * 12 + EXTRACT(MONTH FROM {0}) AS integer)"
        )

    def _sql(self, compiler, number):
        date, none = compiler.compile(self.get_source_expressions()[0])
        return f"({number.format(date)} - 1)", (*none, *none)


def month_number(day):
    """Return the number of a date's calendar month, as `Month` has it."""
    return day.year * 12 + day.month - 1


LONG = 31  # days; an interval that is longer is looked for by itself


class LastsLong(models.Func):
    """Whether an interval between two dates, or without an end, is longer than LONG days."""

    output_field = models.BooleanField()
    arity = 2

    def as_sqlite(self, compiler, connection, **context):
        return self._sql(compiler, connection, "date(%s, '+{} days')")

    def as_postgresql(self, compiler, connection, **context):
        return self._sql(compiler, connection, "(%s + {})")

    def _sql(self, compiler, connection, later):
        (first, none), (last, values) = map(compiler.compile, self.get_source_expressions())
        return f"COALESCE({last} > {later.format(LONG) % first}, FALSE)", (*none, *values)
