"""How to cite a release or a record: `citation/`, in all styles or in one."""

import orjson
from django.urls import reverse
from rest_framework.decorators import action
from rest_framework.response import Response

from events.api.answering import citations
from events.api.answering.record_citations import of_record, title_of
from events.api.answering.records import check_key, missing, stored
from events.api.http.rendering import (
    BibTeXRenderer,
    BrowsableRenderer,
    CSLRenderer,
    JSONRenderer,
    TextRenderer,
)
from events.api.problems.errors import ParameterError, fault, nearest
from events.api.query.parameters import Reading
from events.api.store import releases
from events.models import Dataset, Release

# The formats of a citation.
STYLES = {one.format: one for one in (TextRenderer, BibTeXRenderer, CSLRenderer)}
STYLE = {
    "style": {
        "description": "Only the citation in this style, as a file. Without it all of them, in JSON.",
        "schema": {"type": "string", "enum": list(STYLES)},
    }
}
RENDERERS = [JSONRenderer, *STYLES.values(), BrowsableRenderer]


class Styled:
    """Renders the action `citation` of a viewset in the style that the query names, and describes that action."""

    @classmethod
    def parameters(cls, action):
        return STYLE if action == "citation" else {}

    @classmethod
    def answer(cls, action):
        return citations.SCHEMA

    @classmethod
    def files(cls, action):
        """Return {media type: schema} of the other forms of an answer."""
        return citations.FILES if action == "citation" else {}

    def perform_content_negotiation(self, request, force=False):
        style = STYLES.get(request.query_params.get("style"))
        if self.action == "citation" and style:
            return style(), style.media_type
        return super().perform_content_negotiation(request, force)


def check_style(query):
    """Raise ParameterError for a style that does not exist."""
    style = query.get("style")
    if style is not None and style not in STYLES:
        message = f"{style!r} is not a style of citation."
        raise ParameterError([fault("style", message, STYLES, nearest(style, STYLES))])


class RecordCitation(Styled):
    """Adds `citation/` to a record of a collection."""

    @action(detail=True, renderer_classes=RENDERERS)
    def citation(self, request, key):
        """Return the citation of one record in the newest release."""
        check_key(type(self), key)
        reading = Reading(request.query_params, *self.taken("citation"))
        reading.of(check_style, reading.sound)
        reading.check()
        newest = releases.current(request)
        body, _ = stored(self.model, key, newest, newest)
        if body is None:
            site = f"{request.scheme}://{request.get_host()}"
            raise missing(type(self), key, newest, newest, site)
        record, name = orjson.loads(body), self.collection_name
        dataset = record if self.model is Dataset else None
        if record.get("dataset"):
            dataset = orjson.loads(stored(Dataset, record["dataset"], newest, newest)[0])
        # The page of the record, which says the same citation.
        url = request.build_absolute_uri(reverse("record", args=(name, key)))
        release = Release.objects.get(number=newest.number)
        return Response(of_record(title_of(name, record), key, url, release, dataset))
