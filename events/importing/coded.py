"""A row of somebody's dataset as our records: what every importer returns, and what is written."""

from dataclasses import dataclass, field
from functools import cache

from events.models import Actor, Article, Event, Place, Source

# What the run itself knows of an event, and what has a place of its own in `Coded`.
_APART = {"code", "dataset", "place"}
# What a column can refer to: an event by its code, and an article's source.
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
    Raises TypeError for a name that is not a column, and for a column that is needed and not named.
    """

    code: str
    columns: dict
    place: dict | None = None
    participants: list = field(default_factory=list)  # (actor, role)
    reports: list = field(default_factory=list)  # (article, role), in order, each article once
    quality: list = field(default_factory=list)

    def __post_init__(self):
        check_columns(Event, tuple(self.columns))
        if self.place:
            check_columns(Place, tuple(self.place))
        for actor, _ in self.participants:
            check_columns(Actor, tuple(actor))
        for article, _ in self.reports:
            check_columns(Article, tuple(article))
            if article["source"]:
                check_columns(Source, tuple(article["source"]))


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
