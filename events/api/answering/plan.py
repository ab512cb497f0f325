"""The filter plan: SQL compiled once per shape of question, from the conditions that the FilterSet declares.

Django builds the SQL of a question from stand-ins for its values, and the plan keeps where each of them appears in
it. The FilterSet stays the only declaration: a question that cannot be compiled goes through the ORM instead.
"""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from events.api.store.sql import compiled, document, mark
from events.models import Event, Tally
from events.models.search import table as search_table

REMEMBERED_PLANS = 1000  # each some kilobytes; in use there are a few dozen

# Values that no question can have, of the kinds that there are: the first of many that follow one another.
_DAY = datetime.date(1, 2, 1)
_NUMBER = 2_000_000_000
_DEGREES = -4000.5
# The filters of a column that has an index with the place of a row.
_DEATHS = {"fatalities_min", "fatalities_max"}
_PLACE = '"events_event"."newest_first"'


class CannotBeCompiled(Exception):
    """A condition in which the plan does not find its values again."""


@dataclass(frozen=True)
class Statement:
    """SQL, and for each of its parameters the number of the value there, or a constant."""

    sql: str
    slots: tuple
    constants: tuple

    def later(self, number):
        """Return the Statement of values before which there are so many others."""
        slots = tuple(None if slot is None else slot + number for slot in self.slots)
        return Statement(self.sql, slots, self.constants)

    def parameters(self, values):
        return [
            constant if slot is None else values[slot]
            for slot, constant in zip(self.slots, self.constants, strict=True)
        ]


def shape_of(parts):
    """Return what tells questions of one shape from others: names, shapes, and kinds of the values."""
    return tuple(
        (name, shape, tuple(type(value) for value in values))
        for name, (shape, values) in parts.items()
    )


def values_of(parts):
    """Return the values of parts, one after the other, as the database takes them."""
    return [adapted(value) for _, values in parts.values() for value in values]


def adapted(value):
    """Return a value as the database's driver takes it."""
    return _adapted_day(value) if isinstance(value, datetime.date) else value


@lru_cache(maxsize=10_000)
def _adapted_day(day):
    return connection.ops.adapt_datefield_value(day)


def statement(shape, select):
    """Return the Statement of the queryset that `select` returns for parts of a shape."""
    stand_ins, parts = _stand_ins(shape)
    sql, parameters = compiled(select(parts))
    return _statement(sql, parameters, stand_ins)


@lru_cache(maxsize=REMEMBERED_PLANS)
def count_statement(vendor, filterset, shapes):
    """Return the Statement of the number of rows that parts of several shapes select, which exclude one another.

    Places among the parts begin and end with a day.
    """
    counts, before = [], 0
    for shape in shapes:
        counts.append(_count(vendor, filterset, shape).later(before))
        before += sum(len(kinds) for *_, kinds in shape)
    return Statement(
        f"SELECT {' + '.join(f'({one.sql})' for one in counts)}",
        tuple(slot for one in counts for slot in one.slots),
        tuple(constant for one in counts for constant in one.constants),
    )


def _count(vendor, filterset, shape):
    names = {name for name, *_ in shape}
    tallied = bool(names) and names <= filterset.tallied
    model = Tally if tallied else filterset._meta.model
    sql, parameters, stand_ins = _found(vendor, filterset, shape, ("pk",), model=model)
    _, _, after = sql.partition(" FROM ")
    if vendor == "sqlite" and names == {"q", "between"}:
        # The index holds all that the statement reads.
        before, _, conditions = after.partition(" CROSS JOIN ")
        after = f"{before} WHERE {conditions.partition(' WHERE ')[2]}"
    if vendor == "sqlite" and model is Event and names & _DEATHS and names <= {*_DEATHS, "between"}:
        # Of two ranges SQLite takes the one that has both ends, and reads each row for the other: an index has both columns.
        after = after.replace(_PLACE, f"+{_PLACE}")
    number = "COALESCE(SUM(events), 0)" if tallied else "COUNT(*)"
    return _statement(f"SELECT {number} FROM {after}", parameters, stand_ins)


@lru_cache(maxsize=REMEMBERED_PLANS)
def page_statement(vendor, filterset, shape, order, side, documents=True):
    """Return the Statement of the rows that parts of a shape select.

    A row is (document, *values of the order).

    `side` is (whether backwards, types of the values of the row beside which the page begins); with no types it
    begins at the end. The last two values are the number of rows and the offset. Rows are found first, along an
    index, and only then joined with their documents. Without `documents` a row is (key of its version, *values).
    """
    backwards, kinds = side
    model = filterset._meta.model
    beside = [None if kind is type(None) else kind for kind in kinds]
    columns = ("current_id", *order.columns)
    sql, parameters, stand_ins = _found(
        vendor, filterset, shape, columns, order, backwards, beside, model=model
    )
    found = _statement(sql, parameters, stand_ins)
    # With a bare parameter there, SQLite (3.53) compiles the statement again for every call.
    limit = (
        f"LIMIT {mark()} + 0 OFFSET {mark()} + 0"
        if vendor == "sqlite"
        else f"LIMIT {mark()} OFFSET {mark()}"
    )
    sql = f"{found.sql} {limit}"
    if documents:
        # CROSS JOIN keeps SQLite from beginning with the documents.
        join = "CROSS JOIN events_version AS v WHERE v.id = p.current_id"
        sql = f"SELECT {document('v.document')}, p.newest_first FROM ({sql}) AS p {join}"
    number = len(stand_ins)
    return Statement(sql, (*found.slots, number, number + 1), (*found.constants, None, None))


def _found(vendor, filterset, shape, columns, order=None, backwards=False, beside=(), *, model):
    """Return (SQL, parameters, stand-ins) of columns of the published rows of a shape."""
    stand_ins, parts = _stand_ins(shape)
    # The index of words has the places of rows, so that it leads where rows come by their places.
    by_place = "between" in parts and (order is None or order.columns == ["newest_first"])
    words = parts.pop("q")[1] if vendor == "sqlite" and "q" in parts and by_place else ()
    rows = model.objects.filter(filterset.condition(parts))
    if "between" not in parts:  # no row has a place that is not published
        rows = rows.filter(current__isnull=False)
    if beside:
        values = []
        for kind in beside:
            values.append(kind and _stand_in(kind, len(stand_ins)))
            if kind:
                stand_ins.append(values[-1])
        rows = rows.filter((order.before if backwards else order.after)(values))
    rows = order.apply(rows, backwards) if order else rows.order_by()
    sql, parameters = compiled(rows.values_list(*columns))
    return (_searched(model, sql) if words else sql), (*words, *parameters), stand_ins


def _searched(model, sql):
    """Return SQL that begins with the rows which the words find, one by one as they stand in SQLite's index.

    With a subquery SQLite would look for all of them before it begins.
    """
    index, rows = search_table(model), f'"{model._meta.db_table}"'
    before, _, after = sql.replace(f'{rows}."newest_first"', f"{index}.rowid").partition(" WHERE ")
    # SQLite would rather look a place up where it is unique, and then read each row for its current version.
    covering = _covering(model)
    by = f' INDEXED BY "{covering}"' if covering else ""
    join = f'{index} CROSS JOIN {rows}{by} ON {rows}."newest_first" = {index}.rowid'
    before = before.replace(f" FROM {rows}", f" FROM {join}", 1)
    return f"{before} WHERE {index} MATCH %s AND {after}"


def _covering(model):
    """Return the name of the index by places that holds all that a page wants of a row, or None."""
    for index in model._meta.indexes:
        if index.fields[0] == "newest_first" and "current" in index.fields:
            return index.name
    return None


def _stand_ins(shape):
    """Return the stand-ins for all values of a shape, and the parts that they make."""
    stand_ins, parts = [], {}
    for name, one, kinds in shape:
        values = []
        for kind in kinds:
            values.append(_stand_in(kind, len(stand_ins)))
            stand_ins.append(values[-1])
        parts[name] = one, tuple(values)
    return stand_ins, parts


def _stand_in(kind, number):
    if kind is str:
        return f"\x01stand-in {number}"
    if kind is datetime.date:
        return _DAY + datetime.timedelta(days=number)
    if kind is float:
        return _DEGREES - number
    if kind is int:
        return _NUMBER + number
    raise CannotBeCompiled(kind)


def _statement(sql, parameters, stand_ins):
    """Return the Statement of compiled SQL, in the style of parameters of the database's own driver."""
    taken = {adapted(value): number for number, value in enumerate(stand_ins)}
    slots = tuple(taken.get(parameter) for parameter in parameters)
    if {slot for slot in slots if slot is not None} != set(range(len(stand_ins))):
        raise CannotBeCompiled(sql)
    constants = tuple(
        None if slot is not None else parameter
        for slot, parameter in zip(slots, parameters, strict=True)
    )
    if connection.vendor == "sqlite":
        if "%%" in sql or "?" in sql:
            raise CannotBeCompiled(sql)
        sql = sql.replace("%s", "?")
    return Statement(sql, slots, constants)
