"""For programs that look around: the catalog of the APIs of this site (RFC 9727)."""

import orjson
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.api.openapi.views import JSON_TYPE

MEDIA_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'


@require_safe
def api_catalog(request):
    """Return the APIs of this site as a linkset (RFC 9264): where each is, is described, and is explained."""

    def url(path):
        return request.build_absolute_uri(path)

    schema = {"href": url(f"{reverse('schema')}?format=json"), "type": JSON_TYPE}
    docs = {"href": url(reverse("docs")), "type": "text/html"}
    status = {"href": url(reverse("home") + "readyz"), "type": "application/json"}
    described = {
        "href": url(reverse("releases-croissant", args=["latest"])),
        "type": "application/ld+json",
    }
    links = {"service-desc": [schema], "service-doc": [docs], "status": [status]}
    catalog = {
        "linkset": [
            {
                "anchor": url(reverse("front-door")),
                **links,
                "service-meta": [described],
                "license": [{"href": url(f"{reverse('datasets-list')}?fields=slug,title,license")}],
            },
            {"anchor": url(reverse("home") + "compat/"), **links},
            {
                "anchor": url(reverse("home") + "ogc"),
                "service-desc": [{"href": url(reverse("home") + "ogc/api")}],
                "status": [status],
            },
        ]
    }
    answer = HttpResponse(orjson.dumps(catalog), content_type=MEDIA_TYPE)
    answer["Link"] = f'<{url(request.path)}>; rel="api-catalog"'
    return answer
