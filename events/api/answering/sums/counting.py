"""Sums by SQL: the groups of the rows that a question selects, and those of past states beside them."""

from collections import defaultdict
from functools import lru_cache, partial
from itertools import product

import orjson
from django.db import connection
from django.db.models import BigIntegerField, Count, Exists, F, Q, Sum
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from config.limits import MOST_GROUPS
from events.api.answering import plan
from events.api.answering.sums import periods
from events.api.answering.sums.dimensions import ALIASES
from events.api.answering.sums.overlap import links, nodes
from events.api.problems.errors import ParameterError, fault
from events.api.store import sql
from events.api.store.release_cache import remembered
from events.models import Event, Tally
from events.vocabulary import EventStatus

FIGURES = ("low", "best", "high")
# Events that the tally cannot count: each is looked at again for each question that it serves.
MOST_EXCEPTIONS = 50_000
NOT_HAPPENED = (
    EventStatus.NEGATED.value,
    EventStatus.PROPOSED.value,
    EventStatus.THREATENED.value,
)


class Groups:
    """Numbers by group. A number is [records, known figures (low, best, high), their sums]."""

    def __init__(self, names):
        self.names = names
        self._numbers = defaultdict(lambda: [0] * 7)

    def add(self, key, numbers, sign=1):
        """Add numbers to a group, or with sign -1 take them off."""
        mine = self._numbers[key]
        for place, number in enumerate(numbers):
            mine[place] += sign * (number or 0)

    def items(self):
        """Return (key, numbers) of the groups in which something is counted."""
        found = [(key, numbers) for key, numbers in self._numbers.items() if numbers[0]]
        if len(found) > MOST_GROUPS:
            raise too_many()
        return found


def figures_of(numbers):
    """Return (how many are known, their sums), each in the order of FIGURES, of the numbers of a group."""
    return numbers[1:4], numbers[4:7]


def among(primary_keys):
    """Return a subquery of primary keys, however many they are: one parameter."""
    keys = orjson.dumps(sorted(primary_keys)).decode()
    if connection.vendor == "postgresql":
        return RawSQL("SELECT value::bigint FROM json_array_elements_text(%s::json)", (keys,))
    return RawSQL("SELECT value FROM json_each(%s)", (keys,))


def happened(counted):
    """Return the condition on the events that a sum takes by their status: all, where the query has `status`."""
    taken = not counted.overlaps or counted.asks("status")
    return Q() if taken else ~Q(status__in=NOT_HAPPENED)


@remembered(2)
def any_not_happened(release):
    """Return whether a release holds events that a sum leaves out unless its query has their status."""
    return Event.objects.filter(status__in=NOT_HAPPENED, newest_first__isnull=False).exists()


def add_rows(groups, counted, rows):
    """Add the groups of a queryset of records."""
    columns = {}
    for name, dimension in counted.dimensions.items():
        if dimension.relation is not None:
            # A copy: Django writes the alias into the relation that it is given.
            rows = rows.annotate(**{ALIASES[name]: dimension.relation.clone()})
        if dimension.again is not None:
            # Rows that the join repeats are counted once.
            rows = rows.exclude(Exists(dimension.again()))
        columns[f"by_{name}"] = dimension.expression
        if dimension.coarser is not None:
            columns[f"coarser_{name}"] = dimension.coarser
    figures = {}
    if counted.viewset.counts_fatalities:
        figures = {f"known_{name}": Count(f"fatalities_{name}") for name in FIGURES} | _sums()
    found = _grouped(rows, columns, Count("pk"), figures)
    for read, row in enumerate(found.iterator()):
        if read == MOST_GROUPS:
            raise too_many()
        groups.add(row[: len(columns)], row[len(columns) :])


def add_tally(groups, counted, parts, exceptions):
    """Add the groups of the tally, without the events that it cannot count, which are given by a subquery."""
    filterset = counted.viewset.filterset_class
    for branch in filterset.by_month(parts):
        _add_months(groups, counted, _rows_of_tally(filterset, branch))
    if exceptions is not None:
        rows = Event.objects.filter(filterset.condition(parts), pk__in=exceptions)
        _add_months(groups, counted, sql.rows_of(_by_month(rows, Count("pk"))), sign=-1)


def _rows_of_tally(filterset, parts):
    """Return the rows of `_by_month` of the tally that parts select."""
    try:
        statement = _tally_statement(sql.vendor(), filterset, plan.shape_of(parts))
    except plan.CannotBeCompiled:
        return sql.rows_of(_of_tally(filterset, parts))
    return sql.rows(statement.sql, statement.parameters(plan.values_of(parts)))


@lru_cache(maxsize=plan.REMEMBERED_PLANS)
def _tally_statement(vendor, filterset, shape):
    return plan.statement(shape, partial(_of_tally, filterset))


def _of_tally(filterset, parts):
    return _by_month(Tally.objects.filter(filterset.condition(parts)), Sum("events"))


def _by_month(rows, number):
    """Return the queryset of (country, month, number, sums) of rows of the tally, or of events that it counts.

    Whatever is counted by: indexes of the tally have the rows in this order, so that SQLite need not sort them.
    """
    return _grouped(rows, {"by_country": F("country"), "by_month": F("month")}, number, _sums())


def _add_months(groups, counted, rows, sign=1):
    """Add the groups of rows of `_by_month`, or with sign -1 take them off."""
    counted_by = [dimension.period for dimension in counted.dimensions.values()]
    for country, month, *numbers in rows:
        key = []
        for period in counted_by:
            key += (periods.of_month(period, month), None) if period else (country,)
        # All figures are known.
        groups.add(tuple(key), [numbers[0]] * len(FIGURES) + numbers, sign)


def add_documents(groups, counted, documents, keys):
    """Add the groups of documents of past states. `keys` is {name: {key: value}} of what dimensions look up."""
    for document in documents:
        values = []
        for name, dimension in counted.dimensions.items():
            read = dimension.read(document)
            if dimension.lookup:
                found = dict.fromkeys(keys[name].get(key) for key, _ in read)
                known = [one for one in found if one is not None]
                read = [(one, None) for one in known or [None]]
            values.append([pair if dimension.period else pair[:1] for pair in read])
        figures = [(document.get("fatalities") or {}).get(name) for name in FIGURES]
        numbers = (1, *(one is not None for one in figures), *figures)
        for key in product(*values):
            groups.add(tuple(one for pair in key for one in pair), numbers)


def _grouped(rows, columns, number, figures):
    """Return the queryset of the groups of rows by columns: tuples of their values, how many records, and figures."""
    return (
        rows.order_by()
        .values(**columns)
        .annotate(records=Cast(number, BigIntegerField()), **figures)
        .values_list(*columns, "records", *figures)
    )


def _sums():
    # On PostgreSQL the sum of large integers is a decimal number.
    return {f"sum_{name}": Cast(Sum(f"fatalities_{name}"), BigIntegerField()) for name in FIGURES}


def too_many():
    """Return what is raised where there are more groups than an answer holds."""
    message = f"More than {MOST_GROUPS:,} groups. Count by fewer names, or filter further."
    return ParameterError([fault("by", message)])


@remembered(8)
def exceptions(release, period):
    """Return the primary keys of the published events that the tally cannot count, or None where they are too many.

    Their status is one that sums leave out, they are linked to others, a figure is unknown, or their date does not tell
    the `period` to count by; without a period any date will do.
    """
    unknown = Q()
    for name in FIGURES:
        unknown |= Q(**{f"fatalities_{name}__isnull": True})
    coarse = Q()
    if period:
        coarse = Q(date_precision__in=periods.open_precisions(period), start_date__isnull=False)
    rows = Event.objects.filter(newest_first__isnull=False).order_by()
    rows = rows.filter(Q(status__in=NOT_HAPPENED) | unknown | coarse)
    found = set(rows.values_list("pk", flat=True)[: MOST_EXCEPTIONS + 1])
    found |= nodes(links(release))
    return None if len(found) > MOST_EXCEPTIONS else frozenset(found)
