"""The schema and the pages that show it: as strict about parameters as all else, and made once per process."""

import hashlib
import threading
from functools import cache, lru_cache

import orjson
from django.http import HttpResponse
from django.urls import get_script_prefix, reverse
from django.utils.cache import get_conditional_response
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.settings import spectacular_settings
from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.response import Response

from events.api.http.headers import REVALIDATE
from events.api.http.rendering import JSONRenderer
from events.api.problems.errors import ParameterError, fault, nearest
from events.api.views.about import AboutView

JSON_TYPE = OpenApiJsonRenderer.media_type
# The renderer of each value of `format`.
FORMATS = {"yaml": OpenApiYamlRenderer, "json": OpenApiJsonRenderer}
FORMAT = {
    "format": {
        "description": "The format, whatever the Accept header says; without either it is YAML.",
        "schema": {"type": "string", "enum": list(FORMATS)},
    }
}
REMEMBERED_DOCUMENTS = 8  # two formats for each path at which the site is mounted; 0.5 MB each
_lock = threading.Lock()  # drf-spectacular changes its views while it reads them


@cache
def _schema():
    return SchemaGenerator().get_schema(request=None, public=True)


@lru_cache(maxsize=REMEMBERED_DOCUMENTS)
def document(name, root):
    """Return (bytes, ETag) of the schema in a format, of a site that is mounted at the path `root`."""
    with _lock:
        schema = _schema()
        if root != "/":
            schema = {**schema, "servers": [{"url": root.rstrip("/")}]}
        # JSON without indents: two fifths of the bytes.
        body = orjson.dumps(schema) if name == "json" else FORMATS[name]().render(schema, None, {})
    body = body if isinstance(body, bytes) else body.encode()
    return body, f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'


class SchemaView(AboutView):
    """The OpenAPI document."""

    schema = None
    renderer_classes = (
        OpenApiYamlRenderer,
        OpenApiYamlRenderer2,
        OpenApiJsonRenderer,
        OpenApiJsonRenderer2,
    )

    @classmethod
    def parameters(cls, action):
        return FORMAT

    def perform_content_negotiation(self, request, force=False):
        chosen = FORMATS.get(request.query_params.get("format"))
        if chosen:
            return chosen(), chosen.media_type
        return super().perform_content_negotiation(request, force)

    def get(self, request):
        """Get the schema as OpenAPI 3."""
        named = request.query_params.get("format")
        if named is not None and named not in FORMATS:
            message = f"{named!r} is not a format of the schema."
            raise ParameterError([fault("format", message, FORMATS, nearest(named, FORMATS))])
        renderer = request.accepted_renderer
        name = "json" if "json" in renderer.format else "yaml"
        body, etag = document(name, get_script_prefix())
        response = HttpResponse(body, content_type=renderer.media_type)
        response["Content-Disposition"] = f'inline; filename="attest.{name}"'
        response["Cache-Control"], response["ETag"] = REVALIDATE, etag
        return get_conditional_response(request, etag, response=response)


class PageView(AboutView):
    """A page, which has no other form; only what OPTIONS says of it is JSON."""

    schema = None

    def perform_content_negotiation(self, request, force=False):
        if request.method == "OPTIONS":
            return JSONRenderer(), JSONRenderer.media_type
        return super().perform_content_negotiation(request, force)


class DocsView(PageView, SpectacularSwaggerSplitView):
    """Swagger UI, whose script has a URL of its own."""

    def get(self, request):
        """Show Swagger UI."""
        response = super().get(request)
        response.data["script_url"] = reverse("docs-script")
        return response


class ScriptRenderer(TemplateHTMLRenderer):
    """A script out of a template."""

    media_type = "text/javascript"
    format = "js"


class DocsScriptView(DocsView):
    """The script that starts Swagger UI."""

    renderer_classes = (ScriptRenderer,)

    def get(self, request):
        """Get the script."""
        settings = spectacular_settings
        return Response(
            {
                "schema_url": self._get_schema_url(request),
                "settings": self._dump(settings.SWAGGER_UI_SETTINGS),
                "oauth2_config": self._dump(settings.SWAGGER_UI_OAUTH2_CONFIG),
                "csrf_header_name": self._get_csrf_header_name(),
                "schema_auth_names": self._dump(self._get_schema_auth_names()),
            },
            template_name=self.template_name_js,
        )


class RedocView(PageView, SpectacularRedocView):
    """ReDoc."""
