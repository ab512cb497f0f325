"""The tally of events, brought level with the events of the days that a release touches."""

from itertools import islice

from django.db import connection

from events.models import Event, Tally
from events.models.fields import RECORDS_A_DAY

_DAYS = 500  # looked at between two writes
_COMMON = ("country", "start_date", "last_day", "long", "month")
_SUMS = ("fatalities_low", "fatalities_best", "fatalities_high")
_TABLE = Tally._meta.db_table


def _names(columns):
    return ", ".join(f'"{column}"' for column in columns)


_EVENTS = (
    f"SELECT {_names(_COMMON)}, COUNT(*), {', '.join(f'SUM({column})' for column in _SUMS)} "
    f"FROM {Event._meta.db_table} WHERE newest_first BETWEEN %s AND %s GROUP BY {_names(_COMMON)}"
)
_TOLD = (*_COMMON, "events", *_SUMS)
_STANDING = f"SELECT {_names(_TOLD)}, id FROM {_TABLE} WHERE newest_first = %s"
_DELETE = f"DELETE FROM {_TABLE} WHERE id = %s"
_INSERT = (
    f"INSERT INTO {_TABLE} ({_names(_TOLD)}, newest_first) "
    f"VALUES ({', '.join(['%s'] * (len(_TOLD) + 1))})"
)


def first_of_day(place):
    """Return the first place of the day of a place."""
    return place - place % RECORDS_A_DAY


def tally(days):
    """Count the events of `days`, each given by its first place, and write what differs from what was counted."""
    pending = iter(sorted(days))
    with connection.cursor() as cursor:
        while some := list(islice(pending, _DAYS)):
            gone, come = [], []
            for day in some:
                cursor.execute(_EVENTS, (day, day + RECORDS_A_DAY - 1))
                counted = set(cursor.fetchall())
                cursor.execute(_STANDING, (day,))
                standing = {tuple(told): key for *told, key in cursor.fetchall()}
                gone += [(key,) for told, key in standing.items() if told not in counted]
                come += [(*told, day) for told in counted if told not in standing]
            if gone:
                cursor.executemany(_DELETE, gone)
            if come:
                cursor.executemany(_INSERT, come)
