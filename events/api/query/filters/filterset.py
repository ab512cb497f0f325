"""The base of every collection's FilterSet: it refuses with DRF's exception, condition by condition."""

import datetime
from functools import partial
from types import MappingProxyType

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Q

from events.api.problems.errors import ParameterError, fault
from events.api.query.filters import membership
from events.api.query.filters.filter import owned
from events.api.query.filters.kinds import BetweenFilter, FlagFilter, LackingFilter, UntilFilter
from events.models.fields import newest_first_bounds

# With the newest first: the place where the rows without a date begin, and the last place that one can have.
UNDATED, LAST_PLACE = newest_first_bounds(None)


class CollectionFilter(django_filters.FilterSet):
    """The filters of one collection. A fault in a value is a ParameterError, never an empty answer.

    Of django-filter, the declarations, the form field of each filter and, for the browsable page, the bound form are
    used. A request reads its values with those same fields one by one, and `condition` turns them into one Q: the form
    costs more than a whole page, and django-filter would filter once per parameter, so that two parameters could not
    be about the same row (`together`) and a plan could not be compiled.
    """

    # Pairs (from, to) of parameters that must stand in order.
    ranges = ()
    # Groups of parameters about one row beside the record: those of a group that are given hold for the same row.
    together = ()
    # Parameters that compare with dates: a row without `dated_by` can have nothing to compare with.
    day_filters = ()
    dated_by = None
    # Parameters, and conditions without one, whose columns are all in the tally of events.
    tallied = frozenset()
    # Conditions that no parameter asks for.
    hidden = MappingProxyType({"until": UntilFilter(), "lacking": LackingFilter()})
    # WithinBounds where a flag gives the parameters of days another meaning.
    bounds = None

    @classmethod
    def lists(cls):
        """Return the names of the parameters that take several values."""
        return {name for name, declared in cls.base_filters.items() if declared.takes_list}

    @classmethod
    def parameters(cls):
        """Return {name: OpenAPI parameter} of all filters."""
        found = {name: one.parameter(name) for name, one in cls.base_filters.items()}
        for first, last in cls.ranges:
            found[last]["description"] += f" Not less than `{first}`."
        return found

    @classmethod
    def dated_columns(cls):
        """Return the columns that the parameters on days compare with."""
        return {column for name in cls.day_filters for column in cls.base_filters[name].columns}

    @classmethod
    def named(cls, name):
        """Return the filter of a parameter, or of a condition that no parameter asks for."""
        found = cls.base_filters.get(name) or cls.hidden.get(name)
        return found or cls.bounds.filters[name]

    @classmethod
    def read(cls, query, release):
        """Return {parameter: value} of a query (a QueryDict), or raise ParameterError with all faults."""
        values = cls._read(query, lambda declared, name: declared.read(query, name, release))
        return membership.applied(cls, values, release)

    @classmethod
    def read_at(cls, query, release, number):
        """Return `read` twice: for the records that stand, and for the documents of a past release."""
        both = cls._read(query, lambda one, name: one.read_at(query, name, release, number))
        return membership.applied_at(cls, both, release)

    @classmethod
    def _read(cls, query, read):
        values, faults = {}, []
        for name in query:
            declared = cls.base_filters.get(name)
            if declared is None:
                continue
            try:
                values[name] = read(declared, name)
            except ValidationError as error:
                faults.append(fault(name, str(error.message), **(error.params or {})))
        faults += membership.faults(cls, query, values)
        if cls.bounds:
            faults += cls.bounds.faults(query, values)
        faults += [
            fault(last, f"{last} lies before {first}.")
            for first, last in cls.ranges
            if first in values and last in values and values[last] < values[first]
        ]
        if faults:
            raise ParameterError(faults)
        return cls.bounds.applied(values) if cls.bounds else values

    @classmethod
    def parts(cls, values):
        """Return {parameter: (shape, values)} of what was read."""
        return {name: cls.named(name).parts(value) for name, value in values.items()}

    @classmethod
    def condition(cls, parts):
        """Return the one condition that all parts make together."""
        model, wanted, rest = cls._meta.model, Q(), dict(parts)
        for names in cls.together:
            asked = [name for name in names if name in rest]
            if len(asked) > 1:
                row = Q()
                for name in asked:
                    row &= cls.base_filters[name].row_condition(model, *rest.pop(name))
                wanted &= owned(cls.base_filters[names[0]], row)
        for name, part in rest.items():
            wanted &= cls.named(name).condition(model, *part)
        return wanted

    @classmethod
    def written(cls, values):
        """Return {parameter: (shape, values)} of what was read, to be compared with documents."""
        return {name: cls.named(name).written(value) for name, value in values.items()}

    @classmethod
    def told(cls, document):
        """Return the fields of a document, by the names of the columns that filters and orders compare with."""
        return document

    @classmethod
    def tests(cls, written):
        """Return functions that say whether a document, as `told` gives it, meets the query; all of them must."""
        rest, tests = dict(written), []
        for names in cls.together:
            asked = [name for name in names if name in rest]
            if len(asked) > 1:
                listed = cls.base_filters[names[0]].listed
                row_tests = [cls.base_filters[name].row_test(*rest.pop(name)) for name in asked]
                tests.append(partial(_in_one_row, listed, row_tests))
        # Conditions on one field come first: lists are looked through only for the rows that they leave.
        alone = sorted(rest, key=lambda name: cls.named(name).listed is not None)
        return [cls.named(name).test(*rest[name]) for name in alone] + tests

    @classmethod
    def spans(cls, written):
        """Return (first place, last place, whether only of long ones) of where documents can stand that meet all."""
        return [(0, LAST_PLACE, False)]

    @classmethod
    def placed(cls, parts):
        """Return parts with places instead of what they say the same of: an index holds those, with all else asked."""
        return parts

    @classmethod
    def branches(cls, parts):
        """Return parts as several that exclude one another, in the order of the list: here they are one."""
        return [parts]


class DatedFilter(CollectionFilter):
    """The filters of a collection whose pages stand newest first.

    There a range of days is a range of places along the index, and needs no condition of its own.
    """

    first_day = last_day = None
    hidden = MappingProxyType(
        {
            **CollectionFilter.hidden,
            "between": BetweenFilter("newest_first"),
            "long": FlagFilter("long"),
        }
    )

    @classmethod
    def branches(cls, parts):
        """Return the parts as several that exclude one another, the newer rows first, each with its places."""
        parts = dict(cls.placed(parts))
        _, (low, high) = parts.pop("between", (None, (0, LAST_PLACE)))
        if cls.first_day not in parts:
            return [cls.between(parts, low, high)]
        (day,) = parts[cls.first_day][1]
        edge = newest_first_bounds(day)[1]
        # Of what has the first day's date or a later one the day need not be asked.
        later = {name: part for name, part in parts.items() if name != cls.first_day}
        return [
            cls.between(later, low, edge),
            *cls.earlier(day, parts, max(low, edge + 1), high),
        ]

    @classmethod
    def placed(cls, parts):
        if cls.last_day not in parts:
            return parts
        rest = dict(parts)
        _, (day,) = rest.pop(cls.last_day)
        return cls.between(rest, newest_first_bounds(day)[0], UNDATED - 1)

    @classmethod
    def spans(cls, written):
        days = {
            name: (None, (datetime.date.fromisoformat(written[name][1][0]),))
            for name in (cls.first_day, cls.last_day)
            if name in written
        }
        return [(*parts["between"][1], "long" in parts) for parts in cls.branches(days)]

    @classmethod
    def earlier(cls, day, parts, low, high):
        """Return the branches of what has an earlier date and reaches the day all the same: nothing has."""
        return []

    @staticmethod
    def between(parts, low, high):
        """Return parts with the places that they are limited to."""
        return parts | {"between": (None, (low, high))}


def _in_one_row(listed, asked, document):
    """Return whether one row of a list in a document meets all conditions."""
    return any(all(holds(row) for holds in asked) for row in document[listed] or ())
