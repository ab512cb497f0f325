"""Where events are along the index of days, and what filters compare with in their documents."""

import datetime
from types import MappingProxyType

from events.api.query.filters.filterset import UNDATED, DatedFilter
from events.api.query.filters.kinds import BetweenFilter
from events.models.event import last_day, lasts_long, modes_of
from events.models.fields import LONG, month_number, newest_first_bounds

# Of the first and the last day that Python has
FIRST_MONTH, LAST_MONTH = month_number(datetime.date.min), month_number(datetime.date.max)


class EventDays(DatedFilter):
    """How the filters of events read days; the filters themselves are in `events.py`."""

    day_filters = ("date_from", "date_to", "year")
    dated_by = "start_date"

    first_day, last_day = "date_from", "date_to"
    tallied = frozenset(("country", "date_from", "date_to", "year", "between", "long"))
    hidden = MappingProxyType({**DatedFilter.hidden, "months": BetweenFilter("month")})

    @classmethod
    def told(cls, document):
        last, killed = last_day(document), document["fatalities"]
        is_range = None not in (killed["low"], killed["high"])
        return document | {
            "modes": modes_of(document),
            "fatalities_spread": abs(killed["high"] - killed["low"]) if is_range else None,
            "fatalities_best": killed["best"],
            "last_day": last,
            "long": lasts_long(document["start_date"], last),
        }

    @classmethod
    def earlier(cls, day, parts, low, high):
        """Return what began before `day` and reaches it: in the month before, earlier if it is long, or unknown when.

        Each is a walk along an index that ends where nothing can be found any more; asked for at once, every older
        event of all would have to be looked at.
        """
        edge = newest_first_bounds(_month_before(day))[1]
        long = parts | {"long": (True, ())}
        return [
            cls.between(parts, low, min(edge, high)),
            cls.between(long, max(low, edge + 1), min(high, UNDATED - 1)),
            cls.between(parts, UNDATED, high),
        ]

    @classmethod
    def by_month(cls, parts):
        """Return parts as several that exclude one another, each with the months in which its events begin.

        The tally has an index by month. Without them every row of it would have to be looked at.
        """
        first, last = (
            parts[name][1][0] if name in parts else None for name in (cls.first_day, cls.last_day)
        )
        if first is None and last is None:
            return [parts]
        high = month_number(last) if last else LAST_MONTH
        if first is None:
            return [cls._begun(parts, FIRST_MONTH, high)]
        low = month_number(_month_before(first))
        found = [
            cls._begun(parts, low, high),
            cls._begun(parts | {"long": (True, ())}, FIRST_MONTH, low - 1),
        ]
        if last is None:
            found.append(parts | {"lacking": (("month",), ())})
        return found

    @staticmethod
    def _begun(parts, low, high):
        return parts | {"months": (None, (low, high))}


def _month_before(day):
    """Return the day LONG days before, or the first one that there is."""
    return day - min(datetime.timedelta(days=LONG), day - datetime.date.min)
