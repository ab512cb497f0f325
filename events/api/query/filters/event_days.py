"""Where events are along the index of days, and what filters compare with in their documents."""

import datetime

from events.api.query.filters.filterset import UNDATED, DatedFilter
from events.models.event import last_day, lasts_long, modes_of
from events.models.fields import LONG, newest_first_bounds


class EventDays(DatedFilter):
    """How the filters of events read days; the filters themselves are in `events.py`."""

    day_filters = ("date_from", "date_to", "year")
    dated_by = "start_date"

    first_day, last_day = "date_from", "date_to"
    tallied = frozenset(("country", "date_from", "date_to", "year", "between", "long"))

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
        month = min(datetime.timedelta(days=LONG), day - datetime.date.min)
        edge = newest_first_bounds(day - month)[1]
        long = parts | {"long": (True, ())}
        return [
            cls.between(parts, low, min(edge, high)),
            cls.between(long, max(low, edge + 1), min(high, UNDATED - 1)),
            cls.between(parts, UNDATED, high),
        ]
