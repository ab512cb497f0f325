"""A row of somebody's dataset as our records: what every importer returns, and what is written."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from events.importing.problem import Unreadable, shown
from events.models import Actor, Article, Event, Place, Source

# Controls, and marks that change the order in which letters are shown: two names that look alike would differ.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# Fields that the run itself knows of an event, and those that have a place of their own in `Coded`.
_APART = {"code", "dataset", "place"}
# The models to which a column can refer: an event by its code, and an article's source.
_REFERRED = (None, Event, Source)


def _fields(model):
    """Return the fields of a model that an importer may code: those that the program does not fill itself."""
    return [
        column
        for column in model._meta.concrete_fields
        if column.editable
        and not column.primary_key
        and column.related_model in _REFERRED
        and not (model is Event and column.name in _APART)
    ]


# Columns of an event that name another event, by its code.
REFERENCES = tuple(column.name for column in _fields(Event) if column.related_model is Event)


@dataclass(slots=True)
class Coded:
    """One event with all that it refers to.

    `columns` are the event's own columns, by the names of the model's fields, without `code`, `dataset` and `place`.
    `part_of` and `same_as` are codes of events, of these files or in the tables. An import leaves alone a column that
    no row names, so all rows of an importer name the same columns. Sources, articles, actors and places are
    {field: value} with their `slug`; an article's `source` is one of them, or None.
    Raises TypeError for a name that is not a column, and for a column that is needed and not named; Unreadable for the
    name of an actor, place or source that holds characters which nobody sees.
    """

    code: str
    columns: dict
    place: dict | None = None
    participants: list = field(default_factory=list)  # (actor, role)
    reports: list = field(default_factory=list)  # (article, role), in order, each article once
    modes: list = field(default_factory=list)
    quality: list = field(default_factory=list)

    def __post_init__(self):
        check_columns(Event, tuple(self.columns))
        for model, record in self._records():
            check_columns(model, tuple(record))
            if match := _UNSEEN.search(record.get("name") or ""):
                raise Unreadable(_unseen(model, record["name"], match[0]))

    def _records(self):
        """Yield (model, record) of all that the event refers to."""
        if self.place:
            yield Place, self.place
        for actor, _ in self.participants:
            yield Actor, actor
        for article, _ in self.reports:
            yield Article, article
            if article["source"]:
                yield Source, article["source"]


def _unseen(model, name, letter):
    """Return what is wrong with a name that holds a character which nobody sees."""
    called = unicodedata.name(letter, "a control character").lower()
    return (
        f"the {model._meta.verbose_name} {shown(name)} holds U+{ord(letter):04X} ({called}), which is not shown; "
        "take it out of the name"
    )


@cache
def check_columns(model, names):
    """Raise TypeError unless the names are columns of the model, with all that it needs."""
    fields = _fields(model)
    if unknown := set(names) - {column.name for column in fields}:
        raise TypeError(
            f"{model.__name__} has no column {', '.join(sorted(unknown))}: an importer may code "
            f"{', '.join(column.name for column in fields)}"
        )
    needed = {column.name for column in fields if not column.null and not column.has_default()}
    if missing := needed - set(names):
        raise TypeError(f"{model.__name__} needs the column {', '.join(sorted(missing))}")
