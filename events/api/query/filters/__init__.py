"""The declared filters of each collection: one filter, one parameter; nothing else reads it."""

from events.api.query.filters.changes import ChangeFilter
from events.api.query.filters.coverage import CoverageFilter
from events.api.query.filters.entities import (
    ActorFilter,
    ArticleFilter,
    DatasetFilter,
    PlaceFilter,
    SourceFilter,
)
from events.api.query.filters.events import EventFilter
from events.api.query.filters.filterset import CollectionFilter
from events.api.query.filters.parts import ClaimFilter, ParticipantFilter, ReportFilter
from events.api.query.filters.statements import StatementFilter

__all__ = [
    "ActorFilter",
    "ArticleFilter",
    "ChangeFilter",
    "ClaimFilter",
    "CollectionFilter",
    "CoverageFilter",
    "DatasetFilter",
    "EventFilter",
    "ParticipantFilter",
    "PlaceFilter",
    "ReportFilter",
    "SourceFilter",
    "StatementFilter",
]
