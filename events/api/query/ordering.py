"""Orders of a collection: declared names, always total, with rows that lack a value last in both directions."""

import datetime
from dataclasses import dataclass
from functools import lru_cache, partial

from django.db import models
from django.db.models import F, Q, Value

from events.api.problems.errors import ParameterError, fault, nearest


class BadPosition(ValueError):
    """A position that no row of this order can have."""


@dataclass(frozen=True)
class Term:
    """One column of an order."""

    column: str
    descending: bool
    field: models.Field
    # Whether what leads to the column can be missing.
    path_nullable: bool = False

    @property
    def nullable(self):
        """Whether published rows can lack a value."""
        if self.path_nullable:
            return True
        return self.field.null and self.field.name not in getattr(
            self.field.model, "worked_out", ()
        )

    @property
    def expression(self):
        column = F(self.column)
        if not self.nullable:
            return column.desc() if self.descending else column.asc()
        return column.desc(nulls_last=True) if self.descending else column.asc(nulls_last=True)

    def beyond(self, value):
        """Return the condition on rows whose value comes after `value` in this direction."""
        if value is None:
            return None
        after = Q(**{f"{self.column}__{'lt' if self.descending else 'gt'}": value})
        return after | Q(**{f"{self.column}__isnull": True}) if self.nullable else after

    def equal(self, value):
        return Q(**{f"{self.column}__isnull": True}) if value is None else Q(**{self.column: value})

    def before(self, value):
        """Return the condition on rows whose value comes before `value` in this direction."""
        if value is None:
            return Q(**{f"{self.column}__isnull": False})
        return Q(**{f"{self.column}__{'gt' if self.descending else 'lt'}": value})

    def rank(self, value):
        """Return a value that Python sorts as this order sorts `value`."""
        if value is None:
            return (1,)
        if not self.descending:
            return 0, value
        if isinstance(value, str):
            return 0, (*(-ord(letter) for letter in value), 1)  # after all that it begins
        return 0, -(value.toordinal() if isinstance(value, datetime.date) else value)

    def to_python(self, value):
        """Return a value that came out of a cursor as one of the column, or raise BadPosition."""
        if value is None:
            if not self.nullable:
                raise BadPosition
            return None
        if isinstance(self.field, models.DateField):
            try:
                return datetime.date.fromisoformat(value)
            except (TypeError, ValueError):
                raise BadPosition from None
        field = self.field.target_field if self.field.is_relation else self.field
        wanted = int if isinstance(field, models.IntegerField) else str
        if type(value) is not wanted or (wanted is int and abs(value) >= 2**63):
            raise BadPosition
        if wanted is str and "\x00" in value:
            raise BadPosition
        return value


class _Compared(models.Func):
    """Columns compared with values, the first in which they differ deciding: `(a, b) > (1, 2)`."""

    template = "%(expressions)s"
    output_field = models.BooleanField()

    def __init__(self, columns, values, sign):
        row = partial(models.Func, function="", output_field=self.output_field)
        super().__init__(row(*columns), row(*map(Value, values)), arg_joiner=f" {sign} ")


def _term(model, name):
    """Return the Term of a name, which - reverses; `__` in it leads to a column of another model."""
    column = name.removeprefix("-")
    *path, last = column.split("__")
    nullable = False
    for step in path:
        relation = model._meta.get_field(step)
        nullable |= relation.null
        model = relation.related_model
    return Term(column, column != name, model._meta.get_field(last), nullable)


class Order:
    """A total order: some columns, and the public key to break ties; by relevance first with `by_relevance`.

    With `number` it is that of a list as it was at this release.
    """

    def __init__(self, model, names, by_relevance=False, number=None):
        key = getattr(model, "key_name", model._meta.pk.name)
        self.by_relevance = by_relevance
        self.collection = model.collection if hasattr(model, "key_name") else None
        self.terms = [_term(model, name) for name in names]
        if not self._is_total(model):
            self.terms.append(_term(model, key))
        names = ["-" * term.descending + term.column for term in self.terms]
        # With the kind of record, and the release, so that a cursor of one list is none of another.
        of = model._meta.model_name if number is None else f"{model._meta.model_name}@{number}"
        self.name = f"{of}:" + ",".join([*by_relevance * ["relevance"], *names])

    def __eq__(self, other):
        return isinstance(other, Order) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    @property
    def columns(self):
        return [term.column for term in self.terms]

    @property
    def compares_rows(self):
        """Whether one comparison of several columns finds the rows beyond, which is a walk along one index."""
        directions = {term.descending for term in self.terms}
        nullable = any(term.nullable for term in self.terms)
        return len(self.terms) > 1 and len(directions) == 1 and not nullable

    def apply(self, queryset, backwards=False):
        expressions = [term.expression for term in self.terms]
        queryset = queryset.order_by(*expressions)
        return queryset.reverse() if backwards else queryset

    def rank(self, values):
        """Return a value that Python sorts as this order sorts a row with these values."""
        return [term.rank(value) for term, value in zip(self.terms, values, strict=True)]

    def after(self, values):
        """Return the condition on the rows that stand after the row with these values."""
        return self._side(values, Term.beyond)

    def before(self, values):
        """Return the condition on the rows that stand before the row with these values."""
        return self._side(values, Term.before)

    def _is_total(self, model):
        """Return whether the terms by themselves tell every row from every other."""
        own = [term for term in self.terms if term.field.model is model]
        names = {term.field.name for term in own}
        together = (one for one in model._meta.total_unique_constraints if one.fields)
        return any(term.field.unique for term in own) or any(
            names.issuperset(one.fields) for one in together
        )

    def _side(self, values, side):
        if self.compares_rows:
            after = (side is Term.beyond) != self.terms[0].descending
            return Q(_Compared(self.columns, values, ">" if after else "<"))
        wanted, same = Q(pk__in=()), Q()
        for term, value in zip(self.terms, values, strict=True):
            further = side(term, value)
            if further is not None:
                wanted |= same & further
            same &= term.equal(value)
        return wanted


@lru_cache(maxsize=1024)
def order_of(model, names, by_relevance=False, number=None):
    """Return the Order of these arguments, made once."""
    return Order(model, names, by_relevance, number)


def parse(text, model, orderable, default, searched=False, number=None, columns=None):
    """Return the Order that `order_by` asks for, or raise ParameterError.

    With no `order_by`, what is searched for is ordered by relevance, then by the default order. `columns` are
    {name: column} of the names that stand for a column of another name.
    """
    if text is None:
        return order_of(model, tuple(default), searched, number)
    names = [name.strip() for name in text.split(",")]
    bare = [name.removeprefix("-") for name in names]
    faults = [
        fault(
            "order_by",
            f"Cannot sort by {name!r}. Prefix a field with - to reverse the order.",
            orderable,
            nearest(name, orderable),
        )
        for name in dict.fromkeys(bare)
        if name not in orderable
    ]
    if len(set(bare)) < len(bare):
        faults.append(fault("order_by", "A field is given more than once."))
    if faults:
        raise ParameterError(faults)
    if columns:
        names = ["-" * name.startswith("-") + columns[name.removeprefix("-")] for name in names]
    return order_of(model, tuple(names), number=number)


def order_parameter(rows, orderable, default):
    """Return the OpenAPI parameter `order_by`: `rows` says what is ordered, `default` in which order without it."""
    names = ", ".join(f"`{name}`" for name in orderable)
    name = f"-?({'|'.join(orderable)})"
    return {
        "description": (
            f"The order of the {rows}: {names}, comma-separated, each at most once; - before a name reverses it, "
            f"and {rows} without a value come last. {default}."
        ),
        "schema": {"type": "string", "pattern": f"^{name}(,{name})*$"},
    }
