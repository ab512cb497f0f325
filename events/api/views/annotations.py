"""`/api/v1/articles/{slug}/annotations/`: what is coded from an article, for tools that read W3C Web Annotations."""

from django.urls import reverse
from rest_framework.decorators import action
from rest_framework.response import Response

from events.api.answering import annotations, pagination, records
from events.api.http.rendering import AnnotationRenderer, BrowsableRenderer, JSONRenderer
from events.api.openapi.components import object_of
from events.api.query import positions
from events.api.query.parameters import Reading
from events.api.store import releases
from events.models import Article

TEXT = {"type": "string"}
URI = {"type": "string", "format": "uri"}
COUNT = {"type": "integer", "minimum": 0}
ANNOTATION = object_of(
    {
        "id": {**URI, "description": "The page, then the record and the path within its JSON."},
        "type": {**TEXT, "enum": ["Annotation"]},
        "motivation": {**TEXT, "enum": ["classifying", "describing"]},
        "body": object_of(
            {
                "id": {**URI, "description": "The URL of the record."},
                "attest:path": {**TEXT, "description": "Where in its JSON the passage is given."},
            }
        ),
        "target": object_of(
            {
                "source": {**URI, "description": "Where the article was published, or its record."},
                "selector": {
                    "type": "array",
                    "items": {"type": "object"},
                    "description": (
                        "A TextPositionSelector with the SHA-256 of the words as `attest:sha256`; then a "
                        "TextQuoteSelector where all words may be given, or a RangeSelector of the first and last ones."
                    ),
                },
            }
        ),
    }
)
PAGE = object_of(
    {
        "@context": {"type": "array", "items": {}, "description": "The context of JSON-LD."},
        "id": URI,
        "type": {**TEXT, "enum": ["AnnotationPage"]},
        "partOf": object_of(
            {
                "id": URI,
                "type": {**TEXT, "enum": ["AnnotationCollection"]},
                "total": COUNT,
                "first": {**URI, "description": "The first page."},
            }
        ),
        "startIndex": {**COUNT, "description": "How many annotations come before this page."},
        "next": {**URI, "description": "The next page, where there is one."},
        "prev": {**URI, "description": "The page before, where there is one."},
        "items": {"type": "array", "items": ANNOTATION},
    }
)
# Without `page_size` a page is as large as it can be: those who read an article want all that is coded from it.
SIZE = positions.LARGEST_SIZE
PARAMETERS = positions.PARAMETERS | {
    "page_size": {
        "description": f"Annotations on a page: 1 to {SIZE:,}.",
        "schema": positions.PARAMETERS["page_size"]["schema"] | {"default": SIZE},
    }
}
PAGE["required"] = [name for name in PAGE["properties"] if name not in ("next", "prev")]


class AnnotationsMixin:
    """Adds the annotations to the viewset of the articles."""

    @classmethod
    def parameters(cls, action):
        return PARAMETERS if action == "annotations" else super().parameters(action)

    @classmethod
    def answer(cls, action):
        return PAGE if action == "annotations" else super().answer(action)

    @classmethod
    def files(cls, action):
        """Return {media type: schema} of the other forms of an answer."""
        if action == "annotations":
            return {AnnotationRenderer.media_type: PAGE}
        return super().files(action)

    @action(detail=True, renderer_classes=[AnnotationRenderer, JSONRenderer, BrowsableRenderer])
    def annotations(self, request, key):
        """Return the passages that are coded from an article, as W3C Web Annotations, a page at a time."""
        records.check_key(type(self), key)
        reading = Reading(request.query_params, *self.taken("annotations"))
        position = reading.of(positions.parse, reading.sound, annotations.ORDER, SIZE)
        reading.check()
        rows = Article.objects.filter(slug=key, current__isnull=False)
        article = rows.select_related("current").first()
        if article is None:
            newest = releases.current(request)
            site = f"{request.scheme}://{request.get_host()}"
            raise records.missing(type(self), key, newest, newest, site)
        page, total = annotations.cut(article, position)
        absolute = request.build_absolute_uri
        neighbors = pagination.links(request.path, request.query_params, page, absolute)
        header = pagination.link_header(neighbors)
        shown = annotations.shown(
            article,
            page,
            total,
            neighbors | {"self": absolute()},
            absolute(request.path),
            absolute(reverse("front-door")),
        )
        return Response(shown, headers={"Link": header} if header else {})
