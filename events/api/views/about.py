"""The API about itself: its front door, and the codebook."""

from csp.decorators import csp_replace
from django.urls import reverse
from rest_framework.response import Response
from rest_framework.views import APIView

from config.proxy import mounted
from events.api.answering import codebook_page
from events.api.answering.codebook import codebook
from events.api.exports.formats import formats_of
from events.api.http.headers import STRICT
from events.api.http.rendering import JSONRenderer, PageRenderer
from events.api.openapi.components import object_of
from events.api.query import parameters
from events.api.store import releases
from events.api.views.releases import ReleaseSerializer
from events.documents.part_rows import ROW_SERIALIZERS
from events.models import Release
from events.vocabulary import Collection


class AboutView(APIView):
    """A page of the API about itself: it takes no parameters."""

    operation_name = None

    @classmethod
    def parameters(cls, action):
        return {}

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        parameters.check(request, self.parameters(None))


class PageView(AboutView):
    """A page of the API about itself that a browser gets as `template_name`, and everything else as JSON."""

    renderer_classes = (JSONRenderer, PageRenderer)
    template_name = None

    @classmethod
    def as_view(cls, **initkwargs):
        return csp_replace(STRICT)(super().as_view(**initkwargs))

    def shown(self, data):
        """Return what the template shows of an answer."""
        return data


class FrontDoorView(AboutView):
    """The collections, the current release, and where the docs are."""

    name = "API root"  # the heading of the browsable page, and its place in the breadcrumbs
    operation_name = "front_door"

    @classmethod
    def answer(cls, action):
        url = {"type": "string", "format": "uri"}
        urls = {"type": "object", "additionalProperties": url}
        release = {"allOf": [{"$ref": "#/components/schemas/Release"}], "nullable": True}
        names = ("releases", "changes", "coverage", "codebook", "schema", "docs", "redoc")
        return object_of(
            {
                "release": release,
                "collections": urls,
                "rows": urls,
                "aggregates": urls,
                "exports": {"type": "object", "additionalProperties": urls},
                **dict.fromkeys(names, url),
            }
        )

    def get(self, request):
        """Get the list of collections, the current release, and links to docs and schema."""

        def url(name, **parts):
            return request.build_absolute_uri(reverse(name, kwargs=parts))

        newest = releases.current(request)
        release = newest and Release.objects.get(number=newest.number)
        return Response(
            {
                "release": release
                and ReleaseSerializer(release, context={"request": request}).data,
                "collections": {name: url(f"{name}-list") for name in Collection.values},
                "rows": {name: url(f"{name}-list") for name in ROW_SERIALIZERS},
                "aggregates": {
                    name: url(f"{name}-aggregate")
                    for name in ("statements", "events", *ROW_SERIALIZERS)
                },
                **{name: url(f"{name}-list") for name in ("releases", "changes", "coverage")},
                "exports": {
                    name: {
                        extension: url(f"{name}-export", extension=extension)
                        for extension in formats_of(name)
                    }
                    for name in (*Collection.values, *ROW_SERIALIZERS)
                },
                **{name: url(name) for name in ("codebook", "schema", "docs", "redoc")},
            }
        )


class CodebookView(PageView):
    """Every closed list with the definition of each word, and the crosswalks to other vocabularies."""

    operation_name = "codebook"
    template_name = "codebook/page.html"

    @classmethod
    def answer(cls, action):
        rows = {"type": "array", "items": {"type": "object"}}
        lists = {"type": "object", "additionalProperties": rows}
        names = ("event_types", "countries", "languages", "problems")
        grouped = ("lists", "crosswalks", "columns")
        return object_of({**dict.fromkeys(grouped, lists), **dict.fromkeys(names, rows)})

    def get(self, request):
        """Get the vocabulary with its definitions and its equivalents elsewhere."""
        return Response(codebook())

    def shown(self, data):
        return {"lists": codebook_page.lists(mounted("/"))}
