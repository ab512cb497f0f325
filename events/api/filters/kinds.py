"""The kinds of filter: each turns a value into a condition on the rows, and describes itself for the schema."""

import datetime

import django_filters
from django.db.models import Q

from events.api import search
from events.api.filters import fields
from events.api.parameters import MOST_VALUES
from events.models.search import row_column
from events.models.source import COUNTRY_CHOICES, LANGUAGE_CHOICES


class Filter(django_filters.Filter):
    """A filter that is one condition.

    `takes_list` says that its parameter may be given several values. With `through`, the condition is asked of
    rows of that model, whose field `owner` points at the record.

    A value is taken apart into a shape, on which the form of the condition depends, and values that only stand
    in it: conditions of one shape are one and the same SQL, which the plan therefore compiles once.
    """

    takes_list = False

    def __init__(
        self,
        field_name=None,
        lookup_expr="exact",
        *,
        through=None,
        owner=None,
        where=None,
        **kwargs,
    ):
        self.through, self.owner, self.where = through, owner, where or {}
        super().__init__(field_name, lookup_expr, **kwargs)

    @property
    def columns(self):
        """The columns that it compares with: a row without one of them is never selected."""
        return (self.field_name,)

    def read(self, query, name, release):
        """Return the value of the parameter `name` of a query, or raise ValidationError."""
        return self.field.clean(self.field.widget.value_from_datadict(query, {}, name))

    def parts(self, value):
        """Return (shape, values) of a value."""
        return None, (value,)

    def row_condition(self, model, shape, values):
        """Return the condition on the row that holds the value."""
        return Q(**self.where, **{f"{self.field_name}__{self.lookup_expr}": values[0]})

    def condition(self, model, shape, values):
        """Return the condition on the record."""
        condition = self.row_condition(model, shape, values)
        return condition if self.through is None else owned(self, condition)

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


def owned(declared, condition):
    """Return the condition on records whose rows of `declared.through` meet `condition`."""
    rows = declared.through.objects.filter(condition)
    return Q(pk__in=rows.values(declared.owner))


class _ListFilter(Filter):
    """A filter that any one of several values satisfies."""

    takes_list = True

    def __init__(self, field_name=None, **kwargs):
        super().__init__(field_name, "in", **kwargs)

    def parts(self, value):
        return len(value), tuple(value)

    def row_condition(self, model, shape, values):
        return super().row_condition(model, shape, (values,))


class WordFilter(_ListFilter):
    """Closed words, any of them: those of `enum`, a class in the vocabulary."""

    field_class = fields.Words

    def __init__(self, field_name, *, enum, **kwargs):
        self.component = enum.__name__
        super().__init__(field_name, choices=enum.choices, **kwargs)

    def schema(self):
        return {"$ref": f"#/components/schemas/{self.component}"}


class CountryFilter(_ListFilter):
    """Countries by ISO 3166-1 alpha-2, any of them."""

    field_class = fields.Words

    def __init__(self, field_name="country", **kwargs):
        super().__init__(field_name, choices=COUNTRY_CHOICES, **kwargs)

    def schema(self):
        return {"$ref": "#/components/schemas/Country"}


class LanguageFilter(_ListFilter):
    """Languages by ISO 639-1, any of them."""

    field_class = fields.Words

    def __init__(self, field_name="language", **kwargs):
        super().__init__(field_name, choices=LANGUAGE_CHOICES, **kwargs)

    def schema(self):
        return {"$ref": "#/components/schemas/Language"}


class AtLeastFilter(Filter):
    """A closed word of an ordered list, finest first: rows that are at least as fine."""

    field_class = fields.Word

    def __init__(self, field_name, *, enum, **kwargs):
        self.enum = enum
        super().__init__(field_name, "in", choices=enum.choices, **kwargs)

    def parts(self, value):
        return value, ()

    def row_condition(self, model, shape, values):
        fine_enough = self.enum.values[: self.enum.values.index(shape) + 1]
        return super().row_condition(model, shape, (fine_enough,))

    def schema(self):
        return {"$ref": f"#/components/schemas/{self.enum.__name__}"}


class KeyFilter(_ListFilter):
    """Public keys of another collection, any of them; a key that does not exist is refused."""

    field_class = fields.Keys

    def __init__(self, field_name, *, model, **kwargs):
        self.target = model
        super().__init__(field_name, **kwargs)

    def read(self, query, name, release):
        keys = super().read(query, name, release)
        return fields.primary_keys(release, self.target, tuple(keys))


class TextFilter(_ListFilter):
    """Free words, any of them, compared as they are."""

    field_class = fields.Texts


class FlagFilter(Filter):
    """`true` or `false`."""

    field_class = fields.Flag

    def parts(self, value):
        return value, ()

    def row_condition(self, model, shape, values):
        return super().row_condition(model, shape, (shape,))

    def schema(self):
        return {"type": "boolean"}


class ExistsFilter(FlagFilter):
    """Whether rows of `through` point at the record."""

    def condition(self, model, shape, values):
        found = owned(self, Q())
        return found if shape else ~found


class DayFilter(Filter):
    """A calendar day, YYYY-MM-DD."""

    field_class = fields.Day

    def schema(self):
        return {"type": "string", "format": "date"}


class BetweenFilter(Filter):
    """Rows between two places, both included, when the newest stands first."""

    def parts(self, value):
        return None, value

    def row_condition(self, model, shape, values):
        return Q(newest_first__gte=values[0], newest_first__lte=values[1])


class IntegerFilter(Filter):
    """A whole number in a range, both ends included."""

    field_class = fields.Integer

    def schema(self):
        return {"type": "integer", "minimum": self.extra["low"], "maximum": self.extra["high"]}


class YearFilter(_ListFilter):
    """Years that the interval between two columns of dates reaches, any of them."""

    field_class = fields.Integers

    def __init__(self, first, last, **kwargs):
        self.first, self.last = first, last
        # 9999 stands for the end of time in the column of last days.
        super().__init__(first, low=1, high=9998, **kwargs)

    @property
    def columns(self):
        return (self.first, self.last)

    def parts(self, value):
        days = [
            day
            for year in value
            for day in (datetime.date(year, 12, 31), datetime.date(year, 1, 1))
        ]
        return len(value), tuple(days)

    def row_condition(self, model, shape, values):
        wanted = Q()
        for last, first in zip(values[::2], values[1::2], strict=True):
            wanted |= Q(**{f"{self.first}__lte": last, f"{self.last}__gte": first})
        return wanted

    def schema(self):
        return {"type": "integer", "minimum": self.extra["low"], "maximum": self.extra["high"]}


class BoxFilter(Filter):
    """Rows with coordinates inside a box, its edges included. `prefix` leads to the coordinates."""

    field_class = fields.Box

    def __init__(self, prefix="", **kwargs):
        self.prefix = prefix
        super().__init__(**kwargs)

    def parts(self, value):
        west, _, east, _ = value
        # A box across the date line holds what is east of its west edge or west of its east edge.
        return west > east, value

    def row_condition(self, model, shape, values):
        west, south, east, north = values
        latitude, longitude = f"{self.prefix}latitude", f"{self.prefix}longitude"
        inside = Q(**{f"{latitude}__gte": south, f"{latitude}__lte": north})
        after_west, before_east = Q(**{f"{longitude}__gte": west}), Q(**{f"{longitude}__lte": east})
        return inside & (after_west | before_east if shape else after_west & before_east)

    def schema(self):
        number = r"-?\d{1,3}(\.\d{1,12})?"
        return {"type": "string", "pattern": rf"^{number},{number},{number},{number}$"}


class SearchFilter(Filter):
    """Full-text search over the published words of a record."""

    field_class = fields.Search

    def parts(self, value):
        return None, (search.expression(value),)

    def row_condition(self, model, shape, values):
        return Q(**{f"{row_column(model)}__in": search.matching(model, values[0])})

    def schema(self):
        return {"type": "string", "minLength": 1, "maxLength": search.LONGEST}
