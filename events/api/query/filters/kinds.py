"""The kinds of filter: each turns a value into a condition on the rows, and describes itself for the schema."""

import datetime

from django.db.models import Q

from events.api.query import search, search_syntax
from events.api.query.filters import form_fields, patterns, public_keys
from events.api.query.filters.filter import Filter, ListFilter, lacking, owned
from events.models.constraints import LONGEST_KEY
from events.models.search import SEARCHED, row_column
from events.models.source import COUNTRY_CHOICES
from events.vocabulary import COUNTRY_BY_NAME_OR_ALPHA3


class WordFilter(ListFilter):
    """Closed words, any of them: those of `enum`, a class in the vocabulary."""

    field_class = form_fields.Words

    def __init__(self, field_name, *, enum, **kwargs):
        self.component = enum.__name__
        super().__init__(field_name, choices=enum.choices, **kwargs)

    def schema(self):
        return {"$ref": f"#/components/schemas/{self.component}"}


class CountryFilter(ListFilter):
    """Countries by ISO 3166-1 alpha-2, any of them."""

    field_class = form_fields.Words

    def __init__(self, field_name="country", **kwargs):
        super().__init__(
            field_name, choices=COUNTRY_CHOICES, others=COUNTRY_BY_NAME_OR_ALPHA3, **kwargs
        )

    def schema(self):
        return {"$ref": "#/components/schemas/Country"}


class AtLeastFilter(Filter):
    """A closed word of an ordered list, finest first: rows that are at least as fine."""

    field_class = form_fields.Word

    def __init__(self, field_name, *, enum, **kwargs):
        self.enum = enum
        super().__init__(field_name, "in", choices=enum.choices, **kwargs)

    def parts(self, value):
        return value, ()

    def row_condition(self, model, shape, values):
        return super().row_condition(model, shape, (self._fine_enough(shape),))

    def value_test(self, shape, values):
        return super().value_test(shape, (self._fine_enough(shape),))

    def _fine_enough(self, word):
        return self.enum.values[: self.enum.values.index(word) + 1]

    def schema(self):
        return {"$ref": f"#/components/schemas/{self.enum.__name__}"}


class KeyFilter(ListFilter):
    """Public keys of another collection, any of them; a key that does not exist is refused."""

    field_class = form_fields.Keys

    def __init__(self, field_name, *, model, **kwargs):
        self.target = model
        super().__init__(field_name, **kwargs)

    def read(self, query, name, release):
        return public_keys.primary_keys(release, self.target, tuple(self.said(query, name)))

    def read_at(self, query, name, release, number):
        keys = tuple(self.said(query, name))
        return public_keys.primary_keys_at(release, self.target, number, keys), keys

    def schema(self):
        return {"type": "string", "pattern": patterns.KEY, "maxLength": LONGEST_KEY}

    def parameter(self, name):
        described = super().parameter(name)
        described["description"] += " A key that does not exist is refused."
        return described


class TextFilter(ListFilter):
    """Free words, any of them, compared as they are."""

    field_class = form_fields.Texts

    def schema(self):
        return {"type": "string", "pattern": patterns.WORD}


class FlagFilter(Filter):
    """`true` or `false`."""

    field_class = form_fields.Flag

    def parts(self, value):
        return value, ()

    def row_condition(self, model, shape, values):
        return super().row_condition(model, shape, (shape,))

    def value_test(self, shape, values):
        return super().value_test(shape, (shape,))

    def schema(self):
        return {"type": "boolean"}


class IndexedFlagFilter(FlagFilter):
    """`true` or `false` of a column with an index, which SQLite takes for `IN (1)` and not for the bare column."""

    def row_condition(self, model, shape, values):
        return Q(**{f"{self.field_name}__in": (shape,)})


class ExistsFilter(FlagFilter):
    """Whether rows of `through` point at the record."""

    def condition(self, model, shape, values):
        found = owned(self, Q())
        return found if shape else ~found


class DayFilter(Filter):
    """A calendar day, YYYY-MM-DD."""

    field_class = form_fields.Day

    def schema(self):
        return {"type": "string", "format": "date"}


class BetweenFilter(Filter):
    """Rows whose column is between two values, both included."""

    def parts(self, value):
        return None, value

    def row_condition(self, model, shape, values):
        low, high = values
        return Q(**{f"{self.field_name}__gte": low, f"{self.field_name}__lte": high})


class UntilFilter(Filter):
    """Rows whose state was published by a release: the one with this last version, or an earlier one.

    Loads are published one after the other, so that later releases have the versions with higher numbers.
    """

    def row_condition(self, model, shape, values):
        return Q(current_id__lte=values[0])


class LackingFilter(Filter):
    """Rows without a value in one of the columns that the shape names."""

    def parts(self, value):
        return value, ()

    def row_condition(self, model, shape, values):
        return lacking(shape)

    def test(self, shape, values):
        return lambda document: any(document[column] is None for column in shape)


class IntegerFilter(Filter):
    """A whole number in a range, both ends included."""

    field_class = form_fields.Integer

    def schema(self):
        return {"type": "integer", "minimum": self.extra["low"], "maximum": self.extra["high"]}


class YearFilter(ListFilter):
    """Years that the interval between two columns of dates reaches, any of them."""

    picks = False
    field_class = form_fields.Integers

    def __init__(self, first, last, **kwargs):
        self.first, self.last = first, last
        # 9999 means the end of time in the column of last days.
        super().__init__(first, low=1, high=9998, **kwargs)

    @property
    def columns(self):
        return (self.first, self.last)

    @property
    def needs(self):
        return self.columns

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

    def test(self, shape, values):
        years = list(zip(values[::2], values[1::2], strict=True))

        def holds(document):
            first, last = document[self.first], document[self.last]
            return None not in (first, last) and any(
                first <= end and last >= start for end, start in years
            )

        return holds

    def schema(self):
        return {"type": "integer", "minimum": self.extra["low"], "maximum": self.extra["high"]}


class BoxFilter(Filter):
    """Rows with coordinates inside a box, its edges included. `prefix` leads to the coordinates."""

    field_class = form_fields.Box

    def __init__(self, prefix="", **kwargs):
        self.prefix = prefix
        super().__init__(**kwargs)

    @property
    def needs(self):
        return ("latitude", "longitude")

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

    def test(self, shape, values):
        west, south, east, north = values

        def holds(document):
            latitude, longitude = document["latitude"], document["longitude"]
            if latitude is None or not south <= latitude <= north:
                return False
            after_west, before_east = longitude >= west, longitude <= east
            return after_west or before_east if shape else after_west and before_east

        return holds

    def schema(self):
        return {"type": "string", "pattern": patterns.BOX}


class SearchFilter(Filter):
    """Full-text search over the published words of the records of a model."""

    field_class = form_fields.Search

    def __init__(self, *, model, help_text, **kwargs):
        fields = SEARCHED[model.collection]
        named = f"Fields that can be named, as in `{fields[0]}:word`: {', '.join(fields)}."
        super().__init__(fields=fields, help_text=f"{help_text} {named}", **kwargs)

    def parts(self, value):
        return None, (search.expression(value),)

    def row_condition(self, model, shape, values):
        return Q(**{f"{row_column(model)}__in": search.matching(model, values[0])})

    def schema(self):
        return {"type": "string", "pattern": patterns.TEXT, "maxLength": search_syntax.LONGEST}
