"""Filters by identifiers of one form: those of other datasets, hashes, addresses."""

import re

from django import forms

from events.api.query.filters import form_fields
from events.api.query.filters.filter import Filter, ListFilter


class Code(forms.Field):
    """One text of a form; `form` says it in words."""

    def __init__(self, *, pattern, form, **kwargs):
        self.pattern, self.form = re.compile(pattern.removesuffix("$"), re.ASCII), form
        super().__init__(**kwargs)

    def clean(self, value):
        if value is not None and not self.pattern.fullmatch(value):
            form_fields.refuse(f"{value!r} is not {self.form}.")
        return value


class Codes(forms.Field):
    """A list of texts of one form."""

    widget = form_fields.ListWidget

    def __init__(self, *, pattern, form, **kwargs):
        self.one = Code(pattern=pattern, form=form)
        super().__init__(**kwargs)

    def clean(self, value):
        return None if value is None else [self.one.clean(word) for word in value]


class CodeFilter(ListFilter):
    """Identifiers of one form, any of them. `form` says it in words, with an example."""

    field_class = Codes

    def __init__(self, field_name, *, pattern, form, **kwargs):
        super().__init__(field_name, pattern=pattern, form=form, **kwargs)

    def schema(self):
        return {"type": "string", "pattern": self.extra["pattern"]}


class NumberFilter(ListFilter):
    """Whole numbers of a column, any of them."""

    field_class = form_fields.Integers

    def schema(self):
        return {"type": "integer", "minimum": self.extra["low"], "maximum": self.extra["high"]}


class ExactFilter(Filter):
    """One text of a form, compared as it is: commas belong to it."""

    field_class = Code
    picks = True

    def __init__(self, field_name, *, pattern, form, **kwargs):
        super().__init__(field_name, pattern=pattern, form=form, **kwargs)

    def schema(self):
        return {"type": "string", "pattern": self.extra["pattern"]}
