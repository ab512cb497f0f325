"""Form fields: the texts that a parameter takes, and their values in Python. Each names the right choice when it refuses."""

import datetime
import math
import re
from types import MappingProxyType

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe

from events.api.problems.errors import nearest
from events.api.query import parameters, search_syntax
from events.vocabulary import in_usual_case, is_language, nearest_language

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INTEGER = re.compile(r"0|-?[1-9]\d{0,9}", re.ASCII)
NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,12})?", re.ASCII)


def refuse(message, allowed=None, did_you_mean=None):
    """Raise what errors.py turns into one entry of a problem."""
    raise ValidationError(
        message, params={"allowed": allowed, "did_you_mean": did_you_mean}, code="invalid"
    )


class ReadsList:
    """Reads a parameter that may be repeated, comma-separated, or both."""

    def value_from_datadict(self, data, files, name):
        return parameters.split(data.getlist(name)) if name in data else None


class ListWidget(ReadsList, forms.TextInput):
    """A line of text: values with commas between them."""

    def format_value(self, value):
        return ",".join(value) if value else None


class WordsWidget(ReadsList, forms.SelectMultiple):
    """A box from which several words can be selected.

    Written here, and not by Django's templates: those render a list of countries in milliseconds, one option at a time.
    """

    def render(self, name, value, attrs=None, renderer=None):
        selected = set(value or ())
        options = "".join(
            f'<option value="{word}" selected>{word}</option>'
            if word in selected
            else f'<option value="{word}">{word}</option>'
            for word, _ in self.choices
        )
        # Closed words need no escaping, and names of parameters are our own.
        return mark_safe(f'<select name="{name}" id="id_{name}" multiple>{options}</select>')


class Words(forms.Field):
    """A list of closed words. `others` are {what people write in their place, in lower case: the word}."""

    def __init__(self, *, choices, others=MappingProxyType({}), **kwargs):
        self.words = {str(value): value for value, _ in choices}
        self.others = others
        super().__init__(widget=WordsWidget(choices=_named(choices)), **kwargs)

    def clean(self, value):
        if value is None:
            return None
        for word in value:
            if word not in self.words:
                refuse(
                    f"{word!r} is not one of the words that this parameter takes.",
                    allowed=self.words,
                    did_you_mean=self._meant(word),
                )
        return [self.words[word] for word in value]

    def _meant(self, word):
        found = self.others.get(word.casefold()) or nearest(word, self.words)
        return found or self.others.get(nearest(word, self.others))


def _named(choices):
    """Return choices that show the words themselves: their labels are whole definitions."""
    return [(value, value) for value, _ in choices]


class Word(forms.Field):
    """One closed word."""

    def __init__(self, *, choices, **kwargs):
        self.words = Words(choices=choices, required=False)
        super().__init__(widget=forms.Select(choices=[("", ""), *_named(choices)]), **kwargs)

    def clean(self, value):
        return None if value is None else self.words.clean([value])[0]


class Keys(forms.Field):
    """A list of public keys of one collection."""

    widget = ListWidget


class Texts(forms.Field):
    """A list of free words, compared as they are."""

    widget = ListWidget


class Languages(forms.Field):
    """A list of language tags of BCP 47, in any case."""

    widget = ListWidget

    def clean(self, value):
        if value is None:
            return None
        tags = [in_usual_case(tag) for tag in value]
        for said, tag in zip(value, tags, strict=True):
            if not is_language(tag):
                refuse(
                    f"{said!r} is not a language tag of BCP 47, like uk or uk-Latn.",
                    did_you_mean=nearest_language(said),
                )
        return tags


class Flag(forms.Field):
    """`true` or `false`."""

    widget = forms.Select(choices=[("", ""), ("true", "true"), ("false", "false")])

    def clean(self, value):
        if value not in (None, "true", "false"):
            refuse(f"{value!r} is neither true nor false.", allowed=("true", "false"))
        return None if value is None else value == "true"


class Day(forms.Field):
    """A calendar day written YYYY-MM-DD and no other way: 03/02/2024 is two different days."""

    widget = forms.DateInput(attrs={"type": "date"})

    def clean(self, value):
        if value is None:
            return None
        if not _DAY.fullmatch(value):
            refuse(f"{value!r} is not a day written YYYY-MM-DD, like 2022-02-24.")
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            refuse(f"{value!r} is not a day of the calendar.")


class Integer(forms.Field):
    """A whole number in a range."""

    def __init__(self, *, low, high, **kwargs):
        self.low, self.high = low, high
        super().__init__(**kwargs)

    def clean(self, value):
        if value is None:
            return None
        if not _INTEGER.fullmatch(value) or not self.low <= int(value) <= self.high:
            refuse(f"{value!r} is not a whole number from {self.low} to {self.high}.")
        return int(value)


class Integers(forms.Field):
    """A list of whole numbers in a range."""

    widget = ListWidget

    def __init__(self, *, low, high, **kwargs):
        self.one = Integer(low=low, high=high)
        super().__init__(**kwargs)

    def clean(self, value):
        return None if value is None else [self.one.clean(word) for word in value]


class Box(forms.Field):
    """`west,south,east,north` in decimal degrees; west may be greater than east, across the date line."""

    def clean(self, value):
        if value is None:
            return None
        parts = [part.strip() for part in value.split(",")]
        if len(parts) != 4 or not all(NUMBER.fullmatch(part) for part in parts):
            refuse(f"{value!r} is not west,south,east,north in decimal degrees, like 22,44,40,53.")
        west, south, east, north = (float(part) for part in parts)
        if not all(math.fabs(angle) <= 180 for angle in (west, east)):
            refuse("West and east must lie between -180 and 180.")
        if not all(math.fabs(angle) <= 90 for angle in (south, north)):
            refuse("South and north must lie between -90 and 90.")
        if south > north:
            refuse(
                f"South ({parts[1]}) lies north of north ({parts[3]}); write west,south,east,north."
            )
        # One meridian is both 180 and -180. A box that ends or begins there crosses the date line by a hair.
        if east == 180 and west != -180:
            east = -180.0
        elif west == -180 and east != 180:
            west = 180.0
        return west, south, east, north


class Search(forms.Field):
    """Words to search for, in records with these searched fields."""

    def __init__(self, *, fields, **kwargs):
        self.fields = fields
        super().__init__(**kwargs)

    def clean(self, value):
        if value is None:
            return None
        try:
            return search_syntax.parse(value, self.fields)
        except search_syntax.SearchError as error:
            refuse(str(error), error.allowed, error.did_you_mean)
