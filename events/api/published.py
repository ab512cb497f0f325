"""The front door of the API, and what was published when."""

from django.urls import reverse
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSet

from events.api import pagination, parameters, releases
from events.api.codebook import codebook
from events.api.errors import NoSuchThing
from events.api.ordering import Order
from events.api.schema import PageOf, object_of
from events.models import Release
from events.vocabulary import Collection, Operation


class Counts(serializers.DictField):
    """Counts by collection and operation, in their order: PostgreSQL keeps that of no JSON."""

    child = serializers.DictField(child=serializers.IntegerField())

    def to_representation(self, value):
        return {
            collection: {name: value[collection][name] for name in Operation.values}
            for collection in Collection.values
            if collection in value
        }


class Datasets(serializers.DictField):
    """Versions by slug, in its order: PostgreSQL keeps that of no JSON."""

    child = serializers.CharField(allow_null=True)

    def to_representation(self, value):
        return dict(sorted(value.items()))


class ReleaseSerializer(serializers.ModelSerializer):
    """One published load."""

    counts = Counts(help_text=Release._meta.get_field("counts").help_text)
    datasets = Datasets(help_text=Release._meta.get_field("datasets").help_text)

    class Meta:
        model = Release
        fields = ("number", "time", "label", "note", "counts", "datasets", "sha256", "pruned")


class ReleaseViewSet(ViewSet):
    """What was published when, the newest first."""

    serializer_class = ReleaseSerializer
    lookup_field = "number"
    lookup_value_regex = "[^/]+"

    @classmethod
    def parameters(cls, action):
        """Return {name: description} of the query parameters that an action takes."""
        return dict(pagination.PARAMETERS) if action == "list" else {}

    @classmethod
    def answer(cls, action):
        """Return what an action answers, for the schema."""
        return PageOf(ReleaseSerializer) if action == "list" else ReleaseSerializer

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        parameters.check(request, self.parameters(self.action))

    def list(self, request):
        """Return a page of releases, the newest first."""
        order = Order(Release, ("-number",))
        position = pagination.parse(request.query_params, order)
        columns = ReleaseSerializer.Meta.fields
        page = pagination.cut_rows(Release.objects.all(), order, position, columns)
        rows = [dict(zip(columns, row, strict=True)) for row in page.rows]
        results = ReleaseSerializer(rows, many=True).data
        return pagination.answer(request, page, Release.objects.count(), results)

    def retrieve(self, request, number):
        """Return one release."""
        found = None
        if number.isascii() and number.isdigit() and len(number) < 10:
            found = Release.objects.filter(number=number).first()
        if found is None:
            newest = releases.current(request)
            known = f"1 to {newest.number}" if newest else "none yet"
            raise NoSuchThing(
                f"{number!r} is not the number of a release; there are {known}.", "number"
            )
        return Response(ReleaseSerializer(found).data)


class AboutView(APIView):
    """A page of the API about itself: it takes no parameters."""

    operation_name = None

    @classmethod
    def parameters(cls, action):
        return {}

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        parameters.check(request, self.parameters(None))


class FrontDoorView(AboutView):
    """The collections, the current release, and where the docs are."""

    operation_name = "front_door"

    @classmethod
    def answer(cls, action):
        url = {"type": "string", "format": "uri"}
        urls = {"type": "object", "additionalProperties": url}
        release = {"allOf": [{"$ref": "#/components/schemas/Release"}], "nullable": True}
        names = ("releases", "changes", "codebook", "schema", "docs", "redoc")
        return object_of(
            {
                "release": release,
                "collections": urls,
                "aggregates": urls,
                **dict.fromkeys(names, url),
            }
        )

    def get(self, request):
        """Get the list of collections, the current release, and links to docs and schema."""

        def url(name):
            return request.build_absolute_uri(reverse(name))

        release = releases.current(request)
        return Response(
            {
                "release": ReleaseSerializer(release).data if release else None,
                "collections": {name: url(f"{name}-list") for name in Collection.values},
                "aggregates": {name: url(f"{name}-aggregate") for name in ("statements", "events")},
                **{name: url(f"{name}-list") for name in ("releases", "changes")},
                **{name: url(name) for name in ("codebook", "schema", "docs", "redoc")},
            }
        )


class CodebookView(AboutView):
    """Every closed list with the definition of each word, and the crosswalks to other vocabularies."""

    operation_name = "codebook"

    @classmethod
    def answer(cls, action):
        rows = {"type": "array", "items": {"type": "object"}}
        lists = {"type": "object", "additionalProperties": rows}
        names = ("event_types", "countries", "languages", "problems")
        return object_of({"lists": lists, "crosswalks": lists, **dict.fromkeys(names, rows)})

    def get(self, request):
        """Get the vocabulary with its definitions and its equivalents elsewhere."""
        return Response(codebook())
