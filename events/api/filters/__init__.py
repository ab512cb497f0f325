"""The declared filters of each collection: one filter, one parameter; nothing else reads it."""

from events.api.filters.changes import ChangeFilter
from events.api.filters.collections import (
    ActorFilter,
    ArticleFilter,
    DatasetFilter,
    PlaceFilter,
    SourceFilter,
)
from events.api.filters.events import EventFilter
from events.api.filters.filterset import CollectionFilter
from events.api.filters.statements import StatementFilter

__all__ = [
    "ActorFilter",
    "ArticleFilter",
    "ChangeFilter",
    "CollectionFilter",
    "DatasetFilter",
    "EventFilter",
    "PlaceFilter",
    "SourceFilter",
    "StatementFilter",
]
