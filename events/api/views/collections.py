"""The views of the seven collections: a page, one record, its versions."""

from functools import partial

from django.utils.functional import classproperty
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from events import documents
from events.api.answering import pagination
from events.api.answering.pagination import Stage
from events.api.answering.versions import BEFORE, CHANGED, described, kept, tell, withdrawn
from events.api.openapi.schema import PageOf, object_of
from events.api.problems.errors import NoSuchThing
from events.api.query import filters, parameters
from events.api.query.filters.form_fields import nearest_key
from events.api.query.ordering import Order
from events.api.query.question import Question, read_fields
from events.api.store import past, releases
from events.api.views.aggregates import (
    EVENT_DIMENSIONS,
    STATEMENT_DIMENSIONS,
    TALLIED,
    AggregateMixin,
)
from events.documents import embedding
from events.models import Version
from events.models.constraints import LONGEST_KEY

FIELDS = {
    "description": "Only these fields of each record, comma-separated.",
    "schema": {"type": "array", "items": {"type": "string"}},
    "style": "form",
    "explode": False,
}


VERSION = {
    **described(Version, "first_release", type="integer"),
    **described(Version, "last_release", type="integer", nullable=True),
    **described(Version, "operation", ref="Operation"),
    **described(Version, "reason", type="string", nullable=True),
    **described(Version, "merged_into", type="string", nullable=True),
    "changed": CHANGED,
    **described(Version, "sha256", type="string", nullable=True),
}


class CollectionViewSet(ViewSet):
    """What every collection does. A subclass names its serializer, its filters and what orders it."""

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
    def orderable(cls):
        return (*cls.order_fields, cls.model.key_name)

    @classmethod
    def parameters(cls, action):
        """Return {name: description} of the query parameters that an action takes, as OpenAPI has them."""
        record = cls.serializer_class.Meta.fields
        fields = FIELDS | {
            "schema": {"type": "array", "items": {"type": "string", "enum": list(record)}}
        }
        if action == "retrieve":
            return {"fields": fields, **releases.PARAMETERS}
        if action == "versions":
            return dict(pagination.PARAMETERS)
        if action in ("list", "export"):
            return {
                **{
                    name: one.parameter(name)
                    for name, one in cls.filterset_class.base_filters.items()
                },
                "order_by": cls._order_parameter(searched=action == "list"),
                "fields": fields,
                **({**releases.PARAMETERS, **pagination.PARAMETERS} if action == "list" else {}),
            }
        return {}

    @classmethod
    def lists(cls):
        """Return the names of the parameters that take several values."""
        return {"by", "fields", *cls.filterset_class.lists()}

    @classmethod
    def answer(cls, action):
        """Return what an action answers, for the schema."""
        if action == "versions":
            record = {"allOf": [{"$ref": f"#/components/schemas/{cls.model.__name__}"}]}
            schema = object_of(VERSION | {"document": record | {"nullable": True}})
            return PageOf(schema=schema, name=f"{cls.model.__name__}VersionPage")
        return PageOf(cls.serializer_class) if action == "list" else cls.serializer_class

    @classmethod
    def _order_parameter(cls, searched):
        names = ", ".join(f"`{name}`" for name in cls.orderable)
        dated = cls.default_order == ("newest_first",)
        default = "the newest stands first" if dated else f"the order is `{cls.model.key_name}`"
        relevance = ", and with `q` relevance comes before that" if searched else ""
        name = f"-?({'|'.join(cls.orderable)})"
        return {
            "description": (
                f"What orders the records: {names}, comma-separated; - before a name reverses it, and records "
                f"without a value come last. Without it {default}{relevance}."
            ),
            "schema": {"type": "string", "pattern": f"^{name}(,{name})*$"},
        }

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        parameters.check(request, self.parameters(parameters.action_of(self)), self.lists())
        key = kwargs.get("key", "")
        if len(key) > LONGEST_KEY or "\x00" in key:
            # Not looked up: PostgreSQL refuses a NUL, and SQLite to search for a text of any length.
            message = f"A {self.model.key_name} has at most {LONGEST_KEY} characters, and no NUL."
            raise NoSuchThing(message, part="key")

    def list(self, request):
        """Return a page of records."""
        if "release" not in request.query_params:
            return self._list(request)
        about = releases.asked(request)
        answer = self._list(request, about.number)
        # Last of all: what is pruned while the rest is read could be missing from it.
        about.refresh_from_db(fields=("pruned",))
        if about.pruned and releases.is_past(request):
            raise past.pruned(about)
        return answer

    def _list(self, request, number=None):
        release = releases.identity(releases.current(request))
        question = Question.read(type(self), request.query_params, release, number)
        parts, further = question.counted
        count = self.filterset_class.count(parts) + further
        rows = self.model.objects.filter(current__isnull=False)
        filterset = self.filterset_class
        stages = [
            Stage(rows.filter(filterset.condition(filterset.placed(parts))), tier)
            for tier, parts in question.tiers()
        ]
        fetch = partial(pagination.fetch_rows, question.order, ("current_id",))
        page = pagination.cut(question.order, question.position, stages, fetch, question.others)
        results = embedding.of_versions([current for (current,) in page.rows], question.fields)
        warnings = question.warnings(count, bool(results))
        return pagination.answer(request, page, count, results, warnings)

    def retrieve(self, request, key):
        """Return one record."""
        fields = read_fields(type(self), request.query_params)
        if "release" in request.query_params:
            version = past.version_at(self._versions(key), releases.asked(request))
        else:
            version = self._versions(key).filter(last_release=None).first()
        if version is None:
            raise self._no_such_record(key)
        if version.document is None:
            raise withdrawn(version, request.build_absolute_uri)
        return Response(embedding.embed(version.document, fields))

    @action(detail=True)
    def versions(self, request, key):
        """Return every published state of one record, the newest first."""
        # All that is read belongs to this release, so that one that comes in between changes nothing of the answer.
        release = releases.current(request)
        newest = release.number if release else 0
        versions = self._versions(key).filter(first_release_id__lte=newest)
        count = versions.count()
        if not count:
            raise self._no_such_record(key)
        order = Order(Version, ("-id",))
        position = pagination.parse(request.query_params, order)
        columns = [name for name in VERSION if name != "changed"] + ["before", "document"]
        page = pagination.cut_rows(versions.annotate(before=BEFORE), order, position, columns)
        results = [tell(dict(zip(columns, row, strict=True))) for row in page.rows]
        for result in results:
            if result["last_release"] is not None and result["last_release"] >= newest:
                result["last_release"] = None
        # Last of all: what is pruned while the rest is read could be missing from it.
        return pagination.answer(request, page, count, results, kept(versions))

    def _versions(self, key):
        return Version.objects.filter(collection=self.model.collection, key=key)

    def _no_such_record(self, key):
        name = self.model.key_name
        return NoSuchThing(
            f"{key!r} is not the {name} of any of the {self.model.collection}.",
            part="key",
            did_you_mean=nearest_key(self.model, key),
        )


class DatasetViewSet(CollectionViewSet):
    """Who coded the records, and under which licence they may be used."""

    serializer_class = documents.DatasetSerializer
    filterset_class = filters.DatasetFilter


class SourceViewSet(CollectionViewSet):
    """Outlets and bodies that publish."""

    serializer_class = documents.SourceSerializer
    filterset_class = filters.SourceFilter
    order_fields = ("country",)


class ArticleViewSet(CollectionViewSet):
    """Published texts, and what finds a passage in them again; not the texts themselves."""

    serializer_class = documents.ArticleSerializer
    filterset_class = filters.ArticleFilter
    order_fields = ("published_on",)


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
    """Who said what, to whom, in which words, as one article reports it."""

    serializer_class = documents.StatementSerializer
    filterset_class = filters.StatementFilter
    order_fields = ("stated_on",)
    default_order = ("newest_first",)
    dimensions = STATEMENT_DIMENSIONS


class EventViewSet(AggregateMixin, CollectionViewSet):
    """What happened, is proposed, threatened or denied, with every article that reports it."""

    serializer_class = documents.EventSerializer
    filterset_class = filters.EventFilter
    order_fields = ("start_date", "end_date", "country", "type", "fatalities_best")
    default_order = ("newest_first",)
    dimensions = EVENT_DIMENSIONS
    tallied = TALLIED
    counts_fatalities = True
