"""The fields that a fixture states, and what each may hold, according to the models and their constraints."""

from functools import cache

from django.db import models

from events.loading.wording import an
from events.models.constraints import LANGUAGE, SHA256, SLUG, URL, WIKIDATA
from events.models.words import Word

# Texts of several lines; every other one is a name, a title or the like, and has one line.
PROSE = ("citation", "summary", "note")
# Words that are kept exactly as an article prints them.
AS_PRINTED = ("text",)
EVIDENCE = ("evidence_start", "evidence_end", "evidence_sha256")
EXCERPTS = ("evidence_opening", "evidence_closing")
# The spans of a statement that say who said it.
SOURCE = ("source_start", "source_end", "source_sha256")
CUE = ("cue_start", "cue_end", "cue_sha256")
_PASSAGES = (*EVIDENCE, *EXCERPTS, *SOURCE, *CUE)

PATTERNS_IN_WORDS = {
    SLUG: "lower-case letters a-z, digits and single hyphens, as in 'sergey-lavrov'",
    SHA256: "64 digits 0-9 and a-f",
    WIKIDATA: "Q and digits, as in 'Q159'",
    LANGUAGE: "a language tag of BCP 47, as in 'uk' or 'uk-Latn'",
    URL: "a URL that begins with http:// or https:// and has no blanks",
}
MOST_LISTED = (
    60  # words; a longer list is of codes, and a message says what the field is about instead
)


@cache
def fixture_fields(model):
    """Return {name: field} of what a fixture states of a model, in the order in which it is written.

    The order is the model's own, with the evidence, which models inherit, and other passages after it and the note last.
    """
    columns = [field for field in model._meta.fields if field.editable and not field.primary_key]
    lists = [
        field for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created
    ]

    def place(field):
        passage = _PASSAGES.index(field.name) + 1 if field.name in _PASSAGES else 0
        return field.name == "note", passage, field.creation_counter

    return {field.name: field for field in sorted([*columns, *lists], key=place)}


@cache
def words(field):
    """Return {word: definition} of the closed words that a field can have; {} where they are not closed."""
    if field.many_to_many and issubclass(field.related_model, Word):
        return dict(field.related_model.vocabulary.choices)
    return dict(field.flatchoices) if field.choices else {}


def is_one_line(field):
    """Return whether a text field holds a single line."""
    return field.name not in (*PROSE, *AS_PRINTED)


def wanted(field):
    """Return in words what a field holds."""
    if field.many_to_many:
        return f"a list of {'words' if words(field) else 'references'}, [] for none"
    if field.many_to_one:
        return f'{an(field.related_model._meta.verbose_name)}, as in ["its-key"]'
    if words(field):
        return one_of_words(field)
    if isinstance(field, models.JSONField):
        return "a list of texts" if field.default is list else "an object"
    if isinstance(field, models.DateField):
        return "a date, YYYY-MM-DD"
    if isinstance(field, models.BooleanField):
        return "true or false"
    if isinstance(field, models.IntegerField):
        return "a whole number"
    if isinstance(field, models.FloatField):
        return "a number"
    pattern = patterns(field.model).get(field.name)
    return PATTERNS_IN_WORDS.get(pattern, pattern) if pattern else "a text"


def one_of_words(field):
    """Return in words which closed words a field can have."""
    if len(words(field)) > MOST_LISTED:
        return f"one of its {len(words(field))} codes ({field.help_text.rstrip('.')})"
    return f"one of {', '.join(map(str, words(field)))}"


@cache
def patterns(model):
    """Return {field: regular expression} that the constraints of a model ask for."""
    return {
        lookup.removesuffix("__regex"): value
        for lookup, value in _conditions(model)
        if lookup.endswith("__regex")
    }


@cache
def ranges(model):
    """Return {field: (lowest, highest)} that the constraints of a model allow."""
    bounds = {lookup: value for lookup, value in _conditions(model) if isinstance(value, int)}
    return {
        lookup.removesuffix("__lte"): (bounds[lookup.removesuffix("lte") + "gte"], highest)
        for lookup, highest in bounds.items()
        if lookup.endswith("__lte")
    }


def _conditions(model):
    """Return the (lookup, value) pairs of all check constraints of a model; comparisons of other kinds are left out."""
    pending = [
        constraint.condition
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    ]
    pairs = []
    while pending:
        condition = pending.pop()
        for child in condition.children:
            if isinstance(child, tuple):
                pairs.append(child)
            elif isinstance(child, models.Q):
                pending.append(child)
    return pairs
