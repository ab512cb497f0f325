"""Ranges of days that reach inferred bounds: what can have happened then, and not only what is dated so."""

import datetime

from django.db.models import Q

from events.api.problems.errors import fault
from events.api.query.filters.filter import Filter
from events.api.query.filters.kinds import FlagFilter
from events.vocabulary import DatePrecision

_WEEK = datetime.timedelta(days=6)


class WithinBoundsFilter(FlagFilter):
    """A flag that changes what the parameters on the days of its columns mean, and is no condition by itself."""

    def __init__(self, name, **kwargs):
        super().__init__(f"{name}_on", **kwargs)


class _BoundFilter(Filter):
    """Events that can have happened on one side of a day; `name` begins the names of the columns."""

    def __init__(self, name, lookup, bound, other):
        self.day, self.precision = f"{name}_on", f"{name}_precision"
        self.bound, self.other = f"{name}_not_{bound}", f"{name}_not_{other}"
        super().__init__(self.day, lookup)

    @property
    def needs(self):
        return (self.day, self.precision, self.bound, self.other)

    def _undated(self, day):
        """Return the condition on rows without a date: the bound on this side, or only the other one, is known."""
        beyond = Q(**{f"{self.bound}__{self.lookup_expr}": day})
        open_ended = Q(**{f"{self.bound}__isnull": True, f"{self.other}__isnull": False})
        return Q(**{f"{self.day}__isnull": True}) & (beyond | open_ended)

    def _undated_in(self, document, is_beyond):
        if document[self.day] is not None:
            return False
        bound = document[self.bound]
        return document[self.other] is not None if bound is None else is_beyond(bound)


class UntilDayFilter(_BoundFilter):
    """Events that can have happened on a day or before it."""

    def __init__(self, name):
        super().__init__(name, "lte", "before", "after")

    def row_condition(self, model, shape, values):
        (day,) = values
        return Q(**{f"{self.day}__lte": day}) | self._undated(day)

    def test(self, shape, values):
        (day,) = values

        def holds(document):
            date = document[self.day]
            return date <= day if date else self._undated_in(document, lambda bound: bound <= day)

        return holds


class SinceDayFilter(_BoundFilter):
    """Events that can have happened on a day or after it: a date means the whole of its period."""

    def __init__(self, name):
        super().__init__(name, "gte", "after", "before")

    def parts(self, value):
        """Return the first dates whose period reaches the day: of a day, a week, a month and a year."""
        week = max(value.toordinal() - _WEEK.days, datetime.date.min.toordinal())
        return None, (
            value,
            datetime.date.fromordinal(week),
            value.replace(day=1),
            value.replace(month=1, day=1),
        )

    def _by_precision(self, values):
        day, week, month, year = values
        return {
            DatePrecision.DAY: day,
            DatePrecision.WEEK: week,
            DatePrecision.MONTH: month,
            DatePrecision.YEAR: year,
            DatePrecision.UNKNOWN: day,
        }

    def row_condition(self, model, shape, values):
        # Nobody says how long a period lasts that is longer than a year.
        wanted = Q(**{self.precision: DatePrecision.LONGER, f"{self.day}__isnull": False})
        for precision, first in self._by_precision(values).items():
            wanted |= Q(**{self.precision: precision, f"{self.day}__gte": first})
        return wanted | self._undated(values[0])

    def test(self, shape, values):
        firsts = self._by_precision(values)

        def holds(document):
            date, precision = document[self.day], document[self.precision]
            if date:
                return precision == DatePrecision.LONGER or date >= firsts[precision]
            return self._undated_in(document, lambda bound: bound >= values[0])

        return holds


class WithinBounds:
    """The parameters `{name}_from` and `{name}_to` under the flag `{name}_within_bounds`."""

    def __init__(self, name):
        self.flag = f"{name}_within_bounds"
        # {parameter: the condition that takes its place}
        self.instead = {f"{name}_from": f"{name}_since", f"{name}_to": f"{name}_until"}
        self.filters = {
            f"{name}_since": SinceDayFilter(name),
            f"{name}_until": UntilDayFilter(name),
        }

    def faults(self, query, values):
        """Return the fault of a flag that nothing in the query is for."""
        if self.flag in values and not any(name in query for name in self.instead):
            names = " or ".join(self.instead)
            return [
                fault(self.flag, f"{self.flag} needs {names}; give one of them, or leave it out.")
            ]
        return []

    def applied(self, values):
        """Return values without the flag; where it is true, with the conditions that take the parameters' place."""
        rest = dict(values)
        said = rest.pop(self.flag, None)
        # At a past release, a value is a pair: the one for the rows, and the one for documents.
        is_true = said[0] if isinstance(said, tuple) else said
        if not is_true:
            return rest
        return {self.instead.get(name, name): value for name, value in rest.items()}
