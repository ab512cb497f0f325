"""`/api/v1/articles/{slug}/annotations/`: what is coded from an article, for tools that read W3C Web Annotations."""

from django.urls import reverse
from rest_framework.decorators import action
from rest_framework.response import Response

from events.api.answering import annotations, records
from events.api.http.rendering import AnnotationRenderer, BrowsableRenderer, JSONRenderer
from events.api.openapi.components import object_of
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
            {"id": URI, "type": {**TEXT, "enum": ["AnnotationCollection"]}, "total": COUNT}
        ),
        "startIndex": COUNT,
        "items": {"type": "array", "items": ANNOTATION},
    }
)


class AnnotationsMixin:
    """Adds the annotations to the viewset of the articles."""

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
        """Return every passage that is coded from an article, as W3C Web Annotations."""
        records.check_key(type(self), key)
        Reading(request.query_params, *self.taken("annotations")).check()
        rows = Article.objects.filter(slug=key, current__isnull=False)
        article = rows.select_related("current").first()
        if article is None:
            newest = releases.current(request)
            site = f"{request.scheme}://{request.get_host()}"
            raise records.missing(type(self), key, newest, newest, site)
        url = request.build_absolute_uri(request.path)
        root = request.build_absolute_uri(reverse("front-door"))
        return Response(annotations.of_article(article, url, root))
