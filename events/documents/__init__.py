"""The JSON of each collection, field by field in reading order. They run when a record is published."""

from events.documents.entities import (
    ActorSerializer,
    ArticleSerializer,
    DatasetSerializer,
    PlaceSerializer,
    SourceSerializer,
)
from events.documents.events import EventSerializer
from events.documents.statements import StatementSerializer

SERIALIZERS = {
    serializer.Meta.model: serializer
    for serializer in (
        DatasetSerializer,
        SourceSerializer,
        ArticleSerializer,
        ActorSerializer,
        PlaceSerializer,
        StatementSerializer,
        EventSerializer,
    )
}

__all__ = [
    "SERIALIZERS",
    "ActorSerializer",
    "ArticleSerializer",
    "DatasetSerializer",
    "EventSerializer",
    "PlaceSerializer",
    "SourceSerializer",
    "StatementSerializer",
]
