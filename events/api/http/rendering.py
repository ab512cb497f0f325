"""Answers to bytes: JSON for programs, DRF's browsable page of the same answer for people."""

from functools import cache

import orjson
from django.template import loader
from rest_framework.renderers import (
    BaseRenderer,
    BrowsableAPIRenderer,
    TemplateHTMLRenderer,
)

from events.api.http.links import files, linked, operation


class JSONRenderer(BaseRenderer):
    """JSON in UTF-8; stored documents go out as they are."""

    media_type = "application/json"
    format = "json"
    # JSON is UTF-8 by its own standard and its media type has no charset parameter (RFC 8259).
    charset = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else orjson.dumps(data)


class TextRenderer(BaseRenderer):
    """A citation in words."""

    media_type = "text/plain"
    format = "text"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else f"{data['text']}\n".encode()


class BibTeXRenderer(BaseRenderer):
    """A citation as a .bib file."""

    media_type = "application/x-bibtex"
    format = "bibtex"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else data["bibtex"].encode()


class CSLRenderer(JSONRenderer):
    """A citation as items of CSL-JSON, which reference managers read."""

    media_type = "application/vnd.citationstyles.csl+json"
    format = "csl"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else orjson.dumps(data["csl"])


class LinkedDataRenderer(JSONRenderer):
    """JSON-LD, such as the description of a release."""

    media_type = "application/ld+json"
    format = "jsonld"


class AnnotationRenderer(LinkedDataRenderer):
    """W3C Web Annotations in JSON-LD."""

    media_type = f'{LinkedDataRenderer.media_type}; profile="http://www.w3.org/ns/anno.jsonld"'


class PageRenderer(TemplateHTMLRenderer):
    """The page that a view makes itself of its answer, for a browser."""

    def get_template_context(self, data, renderer_context):
        return renderer_context["view"].shown(data)


@cache
def form_class_of(filterset):
    """Return the form of a FilterSet, made once: a FilterSet copies all its filters for every form that it makes."""
    return filterset(None).get_form_class()


class BrowsableRenderer(BrowsableAPIRenderer):
    """The page that a browser gets: the same answer, indented, with the form of its filters."""

    # Replaces the answer in DRF's template, which would look for URLs in it word by word: most of the cost of a page.
    _CONTENT = "[the answer]"

    def get_default_renderer(self, view):
        return _IndentedRenderer()

    def get_content(self, renderer, data, accepted_media_type, renderer_context):
        content = super().get_content(renderer, data, accepted_media_type, renderer_context)
        view = renderer_context["view"]
        self._content = linked(content, getattr(view, "basename", None))
        return self._CONTENT

    def get_context(self, data, accepted_media_type, renderer_context):
        view, query = renderer_context["view"], renderer_context["request"].query_params
        return super().get_context(data, accepted_media_type, renderer_context) | {
            "files": files(view, query),
            "operation": operation(view),
        }

    def render(self, *arguments, **named):
        before, content, after = super().render(*arguments, **named).partition(self._CONTENT)
        return before + self._content + after if content else before

    def get_breadcrumbs(self, request):
        # A part of the path by itself can lead nowhere, to a view without a name.
        return [(name, url) for name, url in super().get_breadcrumbs(request) if name]

    def get_filter_form(self, data, view, request):
        """Return the form of the filters of a list, bound to the query."""
        filterset = getattr(view, "filterset_class", None)
        if filterset is None or getattr(view, "action", None) not in ("list", "aggregate"):
            return None
        query = request.query_params
        others = [
            (name, value)
            for name, values in query.lists()
            if name not in filterset.base_filters and name not in ("page", "cursor")
            for value in values
        ]
        context = {"form": form_class_of(filterset)(query), "others": others}
        element = loader.render_to_string("rest_framework/filter_form.html", context)
        return loader.render_to_string(self.filter_template, {"elements": [element]})

    def show_form_for_method(self, view, method, request, obj):
        return method == "OPTIONS"

    def get_rendered_html_form(self, data, view, method, request):
        return None

    def get_raw_data_form(self, data, view, method, request):
        return None


class _IndentedRenderer(JSONRenderer):
    """JSON for reading."""

    def render(self, data, accepted_media_type=None, renderer_context=None):
        # Stored documents are indented with the rest only once they are parsed.
        return orjson.dumps(orjson.loads(orjson.dumps(data)), option=orjson.OPT_INDENT_2)
