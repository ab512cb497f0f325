"""The views of what belongs to events: reports, claims and participants, one flat row each."""

from functools import cache

import orjson
from django.utils.functional import classproperty
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from events.api.answering import parts, records
from events.api.answering.sums.part_dimensions import (
    CLAIM_DIMENSIONS,
    PARTICIPANT_DIMENSIONS,
    REPORT_DIMENSIONS,
)
from events.api.exports import options
from events.api.openapi.schema import PageOf
from events.api.problems.errors import NoSuchThing
from events.api.query import filters, positions
from events.api.query.ordering import order_parameter
from events.api.query.parameters import MOST_VALUES, Reading
from events.api.query.question import FIELDS, read_fields
from events.api.store import releases
from events.api.views.aggregates import AggregateMixin
from events.documents import part_rows
from events.documents.embedding import only
from events.models import Event

# {name in `order_by`: column} of what rows of every kind can be sorted by.
ORDER_COLUMNS = {
    "event": "event__code",
    "event_type": "event__type",
    "country": "event__country",
    "start_date": "event__start_date",
}


class PartViewSet(ViewSet):
    """The base of rows of every kind. A subclass names its rows, its filters and its columns of order.

    Rows have no versions: they belong to the published state of their event.
    """

    part = None
    filterset_class = None
    order_columns = ORDER_COLUMNS
    lookup_field = "key"
    lookup_value_regex = "[^/]+"

    @classproperty
    def model(cls):
        return cls.part and cls.part.model

    @classproperty
    def collection_name(cls):
        return cls.part and cls.part.name

    @classproperty
    def serializer_class(cls):
        return cls.part and part_rows.ROW_SERIALIZERS[cls.part.name]

    @classproperty
    def orderable(cls):
        return tuple(cls.order_columns)

    @classproperty
    def default_order(cls):
        return ("event__newest_first", *cls.part.lookups)

    @classmethod
    def published(cls):
        """Return the queryset of the rows of published events."""
        return cls.model.objects.filter(event__newest_first__isnull=False)

    @classmethod
    def parameters(cls, action):
        """Return {name: description} of the query parameters that an action takes, as OpenAPI has them."""
        names = list(cls.serializer_class.Meta.fields)
        schema = {
            "type": "array",
            "items": {"type": "string", "enum": names},
            "minItems": 1,
            "maxItems": MOST_VALUES,
        }
        fields = {"fields": FIELDS | {"schema": schema}}
        if action == "retrieve":
            return {**fields, **releases.PARAMETERS}
        default = "Without it rows of the newest event come first"
        found = {
            **cls.filterset_class.parameters(),
            "order_by": order_parameter("rows", cls.orderable, default),
            **fields,
        }
        if action == "export":
            return found | options.parameters(cls.collection_name)
        return found | ({**releases.PARAMETERS, **positions.PARAMETERS} if action == "list" else {})

    @classmethod
    def lists(cls):
        """Return the names of the parameters that take several values."""
        return {"by", "fields", *cls.filterset_class.lists()}

    @classmethod
    def taken(cls, action):
        """Return the names of the parameters that an action takes, and those of the lists among them."""
        return _taken(cls, action)

    @classmethod
    def answer(cls, action):
        """Return what an action answers, for the schema."""
        return PageOf(cls.serializer_class) if action == "list" else cls.serializer_class

    def list(self, request):
        """Return a page of rows."""
        return parts.page(type(self), request)

    def retrieve(self, request, key):
        """Return one row."""
        newest = releases.current(request)
        reading = Reading(request.query_params, *self.taken("retrieve"))
        fields = reading.of(read_fields, type(self), reading.sound)
        about = reading.of(releases.asked, reading.sound, newest)
        reading.check()
        told = self.part.parsed(key)
        if told is None:
            raise self._missing(key)
        code, identity = told
        records.check_key(_Events, code)
        document, _ = records.stored(Event, code, newest, about)
        if document is None:
            site = f"{request.scheme}://{request.get_host()}"
            raise records.missing(_Events, code, newest, about, site)
        row = self.part.rows(orjson.loads(document)).get(identity)
        if row is None:
            raise self._missing(key)
        return Response(only(row, fields))

    def _missing(self, key):
        form = self.serializer_class().fields["key"].help_text
        return NoSuchThing(f"{key!r} is not the key of any of the {self.part.name}. {form}", "key")


class _Events:
    """The columns of events that the look-up of a row reads."""

    model = Event


@cache
def _taken(viewset, action):
    return frozenset(viewset.parameters(action)), frozenset(viewset.lists())


class PartAggregate(AggregateMixin):
    """Sums of rows: they are of the newest release."""

    dated_by = ("event__start_date", "event__date_precision")
    dataset_column = "event__dataset"

    @classmethod
    def parameters(cls, action):
        found = super().parameters(action)
        if action in ("aggregate", "aggregate_export"):
            return {name: one for name, one in found.items() if name not in releases.PARAMETERS}
        return found


class ReportViewSet(PartAggregate, PartViewSet):
    """Passages of articles that report events, one row each, with the main fields of the event."""

    part = part_rows.REPORTS
    filterset_class = filters.ReportFilter
    order_columns = ORDER_COLUMNS | {
        "article": "article__slug",
        "published_on": "article__published_on",
        "role": "role",
    }
    dimensions = REPORT_DIMENSIONS


class ClaimViewSet(PartAggregate, PartViewSet):
    """Claims of articles and parties about one attribute of an event, one row each, with the event's own values."""

    part = part_rows.CLAIMS
    filterset_class = filters.ClaimFilter
    order_columns = ORDER_COLUMNS | {"article": "article__slug", "attribute": "attribute"}
    dimensions = CLAIM_DIMENSIONS


class ParticipantViewSet(PartAggregate, PartViewSet):
    """Actors and their roles in events, one row each, with the main fields of the event."""

    part = part_rows.PARTICIPANTS
    filterset_class = filters.ParticipantFilter
    order_columns = ORDER_COLUMNS | {"actor": "actor__slug", "role": "role"}
    dimensions = PARTICIPANT_DIMENSIONS
