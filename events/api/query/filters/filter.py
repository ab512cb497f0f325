"""The base of every filter: a condition on rows, the same test of a stored document, and an OpenAPI parameter."""

import datetime
import operator
from functools import partial

import django_filters
from django.db.models import Q

from events.api.query.parameters import MOST_VALUES

# lookup: function from the value of a query to one that says whether the value of a record meets it
_TESTS = {
    "exact": lambda asked: partial(operator.eq, asked),
    "gte": lambda asked: partial(operator.le, asked),
    "lte": lambda asked: partial(operator.ge, asked),
    "in": lambda asked: frozenset(asked).__contains__,
}


class Filter(django_filters.Filter):
    """A filter that is one condition.

    `takes_list` says that its parameter takes several values. With `through`, the condition applies to rows of that
    model, whose field `owner` points at the record.

    A value is split into a shape, which decides the form of the condition, and the values that fill it: conditions
    of one shape are the same SQL, which the plan therefore compiles once.

    Past states are stored documents. The same condition applies to their field `document_field`, or with `listed` to the
    rows in that list. A filter on values that no document holds has `reads` instead: models with no record that was
    changed or withdrawn since, and among them `grows`: models with none that was added.
    """

    takes_list = False
    # Whether exactly those documents meet it whose field `document_field` is one of its values.
    picks = False

    def __init__(
        self,
        field_name=None,
        lookup_expr="exact",
        *,
        through=None,
        owner=None,
        where=None,
        document_field=None,
        listed=None,
        reads=(),
        grows=(),
        **kwargs,
    ):
        self.through, self.owner, self.where = through, owner, where or {}
        self.document_field, self.listed = document_field or field_name, listed
        self.reads, self.grows = reads, grows
        # A form shows the name of the parameter; django-filter would derive a label from the column.
        super().__init__(field_name, lookup_expr, label="", **kwargs)

    @property
    def columns(self):
        """The columns that it compares with: a row without one of them is never selected."""
        return (self.field_name,)

    @property
    def needs(self):
        """The fields of a document that it looks at."""
        return (self.listed or self.document_field,)

    def said(self, query, name):
        """Return what the parameter `name` of a query says, or raise ValidationError."""
        return self.field.clean(self.field.widget.value_from_datadict(query, {}, name))

    def read(self, query, name, release):
        """Return the value of the parameter `name` of a query, or raise ValidationError."""
        return self.said(query, name)

    def read_at(self, query, name, release, number):
        """Return the values to ask of the records that stand, and of the documents of a past release."""
        value = self.read(query, name, release)
        return value, value

    def parts(self, value):
        """Return (shape, values) of a value."""
        return None, (value,)

    def written(self, value):
        """Return (shape, values) of a value, to be compared with what documents hold."""
        shape, values = self.parts(value)
        days = (one.isoformat() if isinstance(one, datetime.date) else one for one in values)
        return shape, tuple(days)

    def row_condition(self, model, shape, values):
        """Return the condition on the row that holds the value."""
        return Q(**self.where, **{f"{self.field_name}__{self.lookup_expr}": values[0]})

    def value_test(self, shape, values):
        """Return the function that tells of a value in a document, which is not null, whether it is meant."""
        return _TESTS[self.lookup_expr](values[0])

    def row_test(self, shape, values):
        """Return the function that tells of a row of a document whether it meets the condition: null never does."""
        name, is_meant, where = (
            self.document_field,
            self.value_test(shape, values),
            self.where.items(),
        )

        def holds(row):
            # A row of a document of an earlier program may lack the field.
            value = row.get(name)
            return value is not None and is_meant(value)

        if not where:
            return holds
        return lambda row: holds(row) and all(row.get(one) == word for one, word in where)

    def condition(self, model, shape, values):
        """Return the condition on the record."""
        condition = self.row_condition(model, shape, values)
        return condition if self.through is None else owned(self, condition)

    def test(self, shape, values):
        """Return the function that tells of a document whether it meets the condition."""
        if self.listed is None:
            return self.row_test(shape, values)
        name, scalar = self.listed, self.value_test(shape, values)
        row_test = self.row_test(shape, values)

        def holds(document):
            return any(
                row_test(row) if isinstance(row, dict) else scalar(row)
                for row in document[name] or ()
            )

        return holds

    def schema(self):
        """Return the OpenAPI schema of one value of the parameter."""
        return {"type": "string"}

    def parameter(self, name):
        """Return the OpenAPI parameter object."""
        value = self.schema()
        described = {"name": name, "in": "query", "description": self.extra["help_text"]}
        if self.takes_list:
            value = {"type": "array", "items": value, "minItems": 1, "maxItems": MOST_VALUES}
            described |= {"style": "form", "explode": False}
        return described | {"schema": value}


class ListFilter(Filter):
    """A filter that any one of several values satisfies."""

    takes_list = True

    def __init__(self, field_name=None, **kwargs):
        super().__init__(field_name, "in", **kwargs)

    @property
    def picks(self):
        return self.listed is None

    def parts(self, value):
        return len(value), tuple(value)

    def row_condition(self, model, shape, values):
        return super().row_condition(model, shape, (values,))

    def value_test(self, shape, values):
        return super().value_test(shape, (values,))


def of_list(model, name, through=None):
    """Return the settings of a filter that looks at the rows of a list in the documents of a model."""
    through = through or getattr(model, name).through
    return {"through": through, "listed": name, "owner": model._meta.model_name}


def owned(declared, condition):
    """Return the condition on records whose rows of `declared.through` meet `condition`."""
    rows = declared.through.objects.filter(condition)
    return Q(pk__in=rows.values(declared.owner))


def lacking(columns):
    """Return the condition on rows without a value in one of the columns."""
    blank = Q()
    for column in columns:
        blank |= Q(**{f"{column}__isnull": True})
    return blank
