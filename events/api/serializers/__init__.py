"""The JSON of each collection, field by field in reading order. They run when a record is published."""

from events.api.serializers.events import EventSerializer
from events.api.serializers.records import (
    ActorSerializer,
    ArticleSerializer,
    DatasetSerializer,
    PlaceSerializer,
    SourceSerializer,
)
from events.api.serializers.statements import StatementSerializer

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
