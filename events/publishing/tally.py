"""The tally of events, updated for the days that a release touches, or for all days."""

import datetime
from itertools import islice

from django.db import connection
from django.db.models import F

from events.models import Event, Tally
from events.models.fields import RECORDS_A_DAY

_DAYS = 100  # in one statement
_COMMON = ("country", "start_date", "last_day", "long", "month")
_SUMS = ("fatalities_low", "fatalities_best", "fatalities_high")
_TABLE = Tally._meta.db_table


def _names(columns):
    return ", ".join(f'"{column}"' for column in columns)


def _events(first, last):
    """Return the statement of the rows of the events whose places are from `first` to `last`."""
    return (
        f"SELECT {_names(_COMMON)}, COUNT(*), {', '.join(f'SUM({column})' for column in _SUMS)}, "
        f"MIN(newest_first) FROM {Event._meta.db_table} WHERE newest_first BETWEEN {first} AND {last} "
        f"GROUP BY {_names(_COMMON)}"
    )


_OF_DAY = _events("%s", "%s")
# PostgreSQL takes a tenth of a second to plan a hundred statements, and seconds to compile them.
_OF_DAYS = (
    "SELECT found.* FROM unnest(%s::bigint[]) AS day, "
    f"LATERAL ({_events('day', f'day + {RECORDS_A_DAY - 1}')}) AS found"
)
_TOLD = (*_COMMON, "events", *_SUMS, "newest_first")
_STANDING = f"SELECT {_names(_TOLD)}, id FROM {_TABLE} WHERE newest_first IN ({{days}})"
_DELETE = f"DELETE FROM {_TABLE} WHERE id = %s"
_INSERT = f"INSERT INTO {_TABLE} ({_names(_TOLD)}) VALUES ({', '.join(['%s'] * len(_TOLD))})"


def first_of_day(place):
    """Return the first place of the day of a place."""
    return place - place % RECORDS_A_DAY


def tally(days):
    """Count the events of `days`, each given by its first place, and write what differs; return how many rows that is."""
    pending, number = iter(sorted(days)), 0
    with connection.cursor() as cursor:
        while some := list(islice(pending, _DAYS)):
            counted = _counted(cursor, some)
            cursor.execute(_STANDING.format(days=", ".join(["%s"] * len(some))), some)
            standing = {_plain(told): key for *told, key in cursor.fetchall()}
            gone = [(key,) for told, key in standing.items() if told not in counted]
            come = [told for told in counted if told not in standing]
            if gone:
                cursor.executemany(_DELETE, gone)
            if come:
                cursor.executemany(_INSERT, come)
            number += len(gone) + len(come)
    return number


def tally_all():
    """Count the events of every day, and delete the rows of days without events; return how many rows differed."""
    place = F("newest_first")
    events = Event.objects.filter(newest_first__isnull=False).order_by()
    first_places = events.values_list(place - place % RECORDS_A_DAY, flat=True)
    days = set(first_places.distinct().iterator())
    rows = Tally.objects.order_by().values_list("pk", "newest_first").iterator()
    gone = [(pk,) for pk, day in rows if day not in days]
    if gone:
        with connection.cursor() as cursor:
            cursor.executemany(_DELETE, gone)
    return len(gone) + tally(days)


def _counted(cursor, days):
    """Return the rows that the tally should have for some days."""
    # A condition for all of them together would have the database read every event.
    if connection.vendor == "postgresql":
        cursor.execute(_OF_DAYS, [days])
    else:
        ends = [place for day in days for place in (day, day + RECORDS_A_DAY - 1)]
        cursor.execute(" UNION ALL ".join([_OF_DAY] * len(days)), ends)
    return {(*_plain(told), first_of_day(place)) for *told, place in cursor.fetchall()}


def _plain(told):
    """Return a row with its days as they are written: a driver may read those of one table as dates."""
    return tuple(value.isoformat() if isinstance(value, datetime.date) else value for value in told)
