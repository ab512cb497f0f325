"""The values of a fixture's fields: each parsed as its model's field needs it, or a problem."""

import datetime
import math
import re
from collections import Counter
from functools import singledispatch

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from events.loading.fixture_fields import (
    MOST_LISTED,
    fixture_fields,
    one_of_words,
    patterns,
    ranges,
    wanted,
    words,
)
from events.loading.read.free_json import unkept
from events.loading.read.text_flaws import flaws_of_line, flaws_of_text
from events.loading.wording import did_you_mean, nearest, printable, shown
from events.models import Event
from events.models.constraints import LANGUAGE
from events.vocabulary import RESERVED_KEYS, is_language, nearest_language

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


# {(model, former name of a field): what to write now}
RENAMED = {(Event, "mode"): "use modes, a list of words"}


class Wrong(Exception):
    """A value that its field cannot have; the arguments say why, one sentence each."""


def values_of(row):
    """Return ({name: value}, problems) of a row: dates as dates, references as keys, faulty ones left out."""
    fields = fixture_fields(row.model)
    values, problems = {}, []
    for name in row.fields:
        if name not in fields:
            problems.append(row.problem(name, _unknown(name, row.model, fields)))
    for name, field in fields.items():
        if name in row.flawed:
            continue
        try:
            values[name] = _value(field, row.fields)
        except Wrong as wrong:
            problems += [row.problem(name, f"{name} {message}") for message in wrong.args]
    return values, problems


def _unknown(name, model, fields):
    if (model, name) in RENAMED:
        return f"{name} is not a field any more; {RENAMED[model, name]}"
    own = {field.name for field in model._meta.get_fields()}
    if name in own - fields.keys():
        return f"{name} is not a field of fixtures: the program sets it; remove it"
    hint = did_you_mean(name, fields) or f"; {model._meta.label_lower} has {', '.join(fields)}"
    return f"unknown field {shown(name)}{hint}"


def _value(field, given):
    if field.name not in given:
        if field.many_to_many:
            return []
        if field.has_default():
            return field.get_default()
        if field.null:
            return None
        raise Wrong(f"is missing; give {wanted(field)}")
    value = given[field.name]
    if value is None and not field.null:
        raise Wrong(f"is null; give {wanted(field)}")
    return None if value is None else parse(field, value)


@singledispatch
def parse(field, value):
    """Return the value that a fixture gives for a field, or raise Wrong; each class of field has its way."""
    raise TypeError(f"no fixture can state a {type(field).__name__}")


@parse.register(models.CharField)
@parse.register(models.TextField)
def _text(field, value):
    _require(isinstance(value, str), field, value)
    if not value:
        raise Wrong(f"is empty; {'say null' if field.null else f'give {wanted(field)}'}")
    if words(field):
        return _choice(field, value)
    if value != value.strip():
        raise Wrong("begins or ends with a blank; remove it")
    if field.max_length and len(value) > field.max_length:
        raise Wrong(f"has {len(value)} characters; {field.max_length} are the most")
    if flaws := list(flaws_of_text(field, value)):
        raise Wrong(*flaws)
    pattern = patterns(field.model).get(field.name)
    if pattern == LANGUAGE and not is_language(value):
        meant = nearest_language(value)
        hint = f"; did you mean {meant!r}?" if meant else ""
        raise Wrong(f"{shown(value)} is not {wanted(field)}{hint}")
    if pattern and not re.search(pattern, value):
        raise Wrong(f"{shown(value)} is not well formed; give {wanted(field)}")
    if field.name == getattr(field.model, "key_name", None) and value in RESERVED_KEYS:
        raise Wrong(f"{shown(value)} is a word of the API's URLs; give another key")
    return value


@parse.register(models.IntegerField)
def _integer(field, value):
    _require(isinstance(value, int) and not isinstance(value, bool), field, value)
    if words(field):
        return _choice(field, value)
    return _in_range(
        field, value, *BaseDatabaseOperations.integer_field_ranges[field.get_internal_type()]
    )


@parse.register(models.FloatField)
def _number(field, value):
    _require(isinstance(value, int | float) and not isinstance(value, bool), field, value)
    low, high = ranges(field.model).get(field.name, (-math.inf, math.inf))
    _in_range(field, value, low, high)
    return float(value)


@parse.register(models.BooleanField)
def _boolean(field, value):
    _require(isinstance(value, bool), field, value)
    return value


@parse.register(models.DateField)
def _date(field, value):
    _require(isinstance(value, str), field, value)
    if not DATE.fullmatch(value):
        raise Wrong(f"{shown(value)} is not a date; write YYYY-MM-DD, as in '2022-02-24'")
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise Wrong(f"{shown(value)} is not a day of the calendar; give one that is") from None


@parse.register(models.JSONField)
def _json(field, value):
    if field.default is not list:
        _require(isinstance(value, dict), field, value)
        wrong = list(unkept(value))
        if wrong:
            raise Wrong(*wrong)
        return value
    _require(isinstance(value, list), field, value)
    wrong = [
        f"holds {shown(item)}; give texts that are not empty and have no blanks at their ends"
        for item in value
        if not isinstance(item, str) or not item or item != item.strip()
    ]
    wrong += [
        f"{shown(item)} {flaw}"
        for item in value
        if isinstance(item, str)
        for flaw in flaws_of_line(item)
    ]
    if wrong:
        raise Wrong(*wrong)
    return _each_once(value)


@parse.register(models.ForeignKey)
def _reference(field, value):
    if isinstance(value, str):
        raise Wrong(f"{shown(value)} is not a reference; write {_as_reference(value)}")
    _require(_is_reference(value), field, value)
    return value[0]


@parse.register(models.ManyToManyField)
def _list(field, value):
    _require(isinstance(value, list), field, value)
    if words(field):
        wrong = [_not_a_word(field, word) for word in value if not _is_word(field, word)]
    else:
        wrong = [
            f"holds {shown(item)}, which is not a reference; write {_as_reference(item)}"
            for item in value
            if not _is_reference(item)
        ]
    if wrong:
        raise Wrong(*wrong)
    return _each_once(value if words(field) else [item[0] for item in value])


def _is_word(field, value):
    return isinstance(value, str) and value in words(field)


def _as_reference(value):
    return f'["{printable(value) if isinstance(value, str) else "its-key"}"]'


def _is_reference(value):
    return isinstance(value, list) and len(value) == 1 and isinstance(value[0], str)


def _each_once(values):
    twice = [value for value, times in Counter(values).items() if times > 1]
    if twice:
        raise Wrong(*(f"holds {shown(value)} twice; keep one" for value in twice))
    return values


def _require(right, field, value):
    if not right:
        raise Wrong(f"is {shown(value)}; give {wanted(field)}")


def _choice(field, value):
    if value in words(field):
        return value
    raise Wrong(_not_a_word(field, value))


def _not_a_word(field, value):
    hint = ""
    if isinstance(value, str) and len(words(field)) <= MOST_LISTED:
        hint = did_you_mean(value, words(field))
    elif isinstance(value, str):
        # Codes are too short to be likened; their names may have been given in their place.
        codes = {label: code for code, label in words(field).items()}
        folded = {code.lower(): code for code in words(field)}
        meant = folded.get(value.lower()) or codes.get(nearest(value, codes))
        hint = f"; did you mean {meant!r}?" if meant else ""
    return f"{shown(value)} is not {one_of_words(field)}{hint}"


def _in_range(field, value, low, high):
    if not low <= value <= high:
        raise Wrong(f"{shown(value)} is out of range; give {wanted(field)} from {low} to {high}")
    return value
