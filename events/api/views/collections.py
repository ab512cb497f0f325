"""The views of the seven collections: a page, one record, its versions."""

from functools import cache

import orjson
from django.utils.functional import classproperty
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from events import documents
from events.api.answering import coverage, pagination, records, resolving
from events.api.answering.lists import page
from events.api.answering.sums.dimensions import EVENT_DIMENSIONS, STATEMENT_DIMENSIONS, TALLIED
from events.api.answering.versions import (
    BEFORE,
    CHANGED,
    REDACTIONS,
    described,
    document_of,
    kept,
    redactions_of,
    tell,
)
from events.api.exports import options
from events.api.openapi.components import object_of
from events.api.openapi.schema import PageOf
from events.api.problems.errors import NoSuchThing, ParameterError
from events.api.query import filters, positions
from events.api.query.ordering import order_of, order_parameter
from events.api.query.parameters import MOST_VALUES, Reading
from events.api.query.question import FIELDS
from events.api.store import releases
from events.api.views.aggregates import AggregateMixin
from events.api.views.annotations import AnnotationsMixin
from events.api.views.citations import RecordCitation
from events.api.views.coverage import OF_ARTICLE
from events.models import Article, Version

VERSION = {
    **described(Version, "first_release", type="integer"),
    **described(Version, "last_release", type="integer", nullable=True),
    **described(Version, "operation", ref="Operation"),
    **described(Version, "reason", type="string", nullable=True),
    **described(Version, "merged_into", type="string", nullable=True),
    "changed": CHANGED,
    **described(Version, "sha256", type="string", nullable=True),
    "redactions": REDACTIONS,
}


class CollectionViewSet(RecordCitation, ViewSet):
    """The base of every collection. A subclass names its serializer, its filters and its columns of order."""

    serializer_class = None
    filterset_class = None
    # Names that `order_by` takes besides the key.
    order_fields = ()
    default_order = ()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"

    @classproperty
    def model(cls):
        return cls.serializer_class.Meta.model

    @classproperty
    def collection_name(cls):
        return cls.model.collection.value

    @classmethod
    def published(cls):
        """Return the queryset of the published records of a collection whose default order is by day."""
        return cls.model.objects.filter(newest_first__isnull=False)

    @classproperty
    def orderable(cls):
        return (*cls.order_fields, cls.model.key_name)

    @classmethod
    def parameters(cls, action):
        """Return {name: description} of the query parameters that an action takes, as OpenAPI has them."""
        record = cls.serializer_class.Meta.fields
        fields = FIELDS | {
            "schema": {
                "type": "array",
                "items": {"type": "string", "enum": list(record)},
                "minItems": 1,
                "maxItems": MOST_VALUES,
            }
        }
        if action == "retrieve":
            return {"fields": fields, **releases.PARAMETERS}
        if action == "versions":
            return dict(positions.PARAMETERS)
        if action in ("list", "export"):
            return {
                **cls.filterset_class.parameters(),
                "order_by": cls._order_parameter(searched=action == "list"),
                "fields": fields,
                **(
                    {**releases.PARAMETERS, **positions.PARAMETERS}
                    if action == "list"
                    else options.parameters(cls.collection_name)
                ),
            }
        return super().parameters(action)

    @classmethod
    def lists(cls):
        """Return the names of the parameters that take several values."""
        return {"by", "fields", *cls.filterset_class.lists()}

    @classmethod
    def answer(cls, action):
        """Return what an action answers, for the schema."""
        if action == "citation":
            return super().answer(action)
        if action == "versions":
            name = cls.model.__name__
            schema = object_of(VERSION | {"document": document_of(name)})
            return PageOf(schema=schema, name=f"{name}Version")
        return PageOf(cls.serializer_class) if action == "list" else cls.serializer_class

    @classmethod
    def _order_parameter(cls, searched):
        dated = cls.default_order == ("newest_first",)
        default = "the newest comes first" if dated else f"the order is `{cls.model.key_name}`"
        relevance = ", and with `q` relevance comes before that" if searched else ""
        return order_parameter("records", cls.orderable, f"Without it {default}{relevance}")

    @classmethod
    def taken(cls, action):
        """Return the names of the parameters that an action takes, and those of the lists among them."""
        return _taken(cls, action)

    @classmethod
    def list_actions(cls):
        """Return the words that follow the collection in a URL in the place of a key."""
        return _list_actions(cls)

    def list(self, request):
        """Return a page of records."""
        answer = page(type(self), *_asked(request))
        headers = {"Link": answer.link} if answer.link else {}
        return Response(orjson.Fragment(answer.body), headers=headers)

    def retrieve(self, request, key):
        """Return one record."""
        _, query, newest, about, site = _asked(request)
        answer = records.record(type(self), key, query, newest, about)
        if answer is None:
            raise records.missing(type(self), key, newest, about, site)
        return Response(orjson.Fragment(answer.body))

    @action(detail=True)
    def versions(self, request, key):
        """Return every published state of one record, newest first."""
        records.check_key(type(self), key)
        reading = Reading(request.query_params, *self.taken("versions"))
        order = order_of(Version, ("-id",))
        position = reading.of(positions.parse, reading.sound, order)
        reading.check()
        # All that is read belongs to this release, so that one that comes in between changes nothing of the answer.
        release = releases.current(request)
        newest = release.number if release else 0
        versions = records.versions_of(type(self), key).filter(first_release_id__lte=newest)
        count = versions.count()
        if not count:
            raise records.no_such_record(type(self), key)
        columns = [name for name in VERSION if name not in ("changed", "redactions")]
        columns += ["before", "document"]
        annotated = versions.annotate(before=BEFORE)
        found = pagination.cut_rows(annotated, order, position, ["pk", *columns])
        redactions = redactions_of([pk for pk, *_ in found.rows])
        results = [
            tell(dict(zip(columns, row, strict=True)), redactions.get(pk, ()))
            for pk, *row in found.rows
        ]
        for result in results:
            if result["last_release"] is not None and result["last_release"] >= newest:
                result["last_release"] = None
        # Last of all: what is pruned while the rest is read could be missing from it.
        return pagination.answer(request, found, count, results, kept(versions))


@cache
def _taken(viewset, action):
    return frozenset(viewset.parameters(action)), frozenset(viewset.lists())


@cache
def _list_actions(viewset):
    return frozenset(one.url_path for one in viewset.get_extra_actions() if not one.detail)


def _asked(request):
    """Return (path, query, newest release, requested release, beginning of URLs) of a DRF request."""
    try:
        about = releases.about(request)
    except ParameterError:
        about = None  # reported with all other faults of the query
    site = f"{request.scheme}://{request.get_host()}"
    return request.path, request.query_params, releases.current(request), about, site


class DatasetViewSet(CollectionViewSet):
    """Bodies of records: who coded them, and the license under which others may use them."""

    serializer_class = documents.DatasetSerializer
    filterset_class = filters.DatasetFilter


class SourceViewSet(CollectionViewSet):
    """Outlets and other bodies that publish articles."""

    serializer_class = documents.SourceSerializer
    filterset_class = filters.SourceFilter
    order_fields = ("country",)


class ArticleViewSet(AnnotationsMixin, CollectionViewSet):
    """Published texts: their address, length and hash. The API never has the texts themselves."""

    serializer_class = documents.ArticleSerializer
    filterset_class = filters.ArticleFilter
    order_fields = ("published_on",)

    @classmethod
    def answer(cls, action):
        return OF_ARTICLE if action == "coverage" else super().answer(action)

    @action(detail=True)
    def coverage(self, request, key):
        """Return the share of the text of an article that the records account for."""
        records.check_key(type(self), key)
        Reading(request.query_params, *self.taken("coverage")).check()
        row = Article.objects.filter(slug=key, current__isnull=False).first()
        if row is None:
            newest = releases.current(request)
            raise records.missing(type(self), key, newest, newest, _asked(request)[-1])
        if row.characters is None:
            raise NoSuchThing(f"The text of {key!r} was not read, so that nothing of it is coded.")
        return Response(*coverage.of_articles([(row.slug, row.characters)]))


class ActorViewSet(CollectionViewSet):
    """Persons, states, organizations, groups, and collectives that are not named."""

    serializer_class = documents.ActorSerializer
    filterset_class = filters.ActorFilter
    order_fields = ("country",)


class PlaceViewSet(CollectionViewSet):
    """Points and areas."""

    serializer_class = documents.PlaceSerializer
    filterset_class = filters.PlaceFilter
    order_fields = ("country",)


class StatementViewSet(AggregateMixin, CollectionViewSet):
    """Public statements: who said what, to whom and in which words, as one article reports it."""

    serializer_class = documents.StatementSerializer
    filterset_class = filters.StatementFilter
    order_fields = ("stated_on",)
    default_order = ("newest_first",)
    dimensions = STATEMENT_DIMENSIONS
    dated_by = ("stated_on", "stated_precision")


class EventViewSet(AggregateMixin, CollectionViewSet):
    """Events that happened, or that are proposed, threatened or denied, with every article that reports them."""

    serializer_class = documents.EventSerializer
    filterset_class = filters.EventFilter
    order_fields = ("start_date", "end_date", "country", "type", "fatalities_best")
    default_order = ("newest_first",)
    dimensions = EVENT_DIMENSIONS
    dated_by = ("start_date", "date_precision")
    tallied = TALLIED
    counts_fatalities = True

    @classmethod
    def parameters(cls, action):
        found = super().parameters(action)
        if action in ("list", "export"):
            found["resolve"] = resolving.parameter(resolving.IN_RECORDS)
        elif action in ("aggregate", "aggregate_export"):
            found["resolve"] = resolving.parameter(resolving.IN_SUMS)
        return found
