"""The headers of answers, and the address of the site, worked out once: as Django's middleware sets them."""

import io
from functools import lru_cache

from corsheaders.middleware import CorsMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.utils.http import http_date

from config import API_ROOT

# An answer about the newest release may be kept, but only used after asking: a release can come at any moment.
REVALIDATE = "public, no-cache"
# The content of a past release changes only by a redaction. A cache may show what was redacted for this long, one hour.
PAST = "public, max-age=3600"
# Features of the browser that no page here uses, nor any page that frames one.
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
# The policy of pages that keep all style and code in files, so that they need no exception as Swagger UI and ReDoc do.
STRICT = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
VARY = "Accept, Accept-Encoding, origin"
REMEMBERED_HOSTS = 100
REMEMBERED_ORIGINS = 100
REMEMBERED_ROOTS = 4
REMEMBERED_RELEASES = 64
CORS = "access-control-"

_cors = CorsMiddleware(lambda request: HttpResponse())


@lru_cache(maxsize=REMEMBERED_HOSTS)
def host(named, scheme):
    """Return the host that a request names as Django reads it; raise DisallowedHost for one that is not served."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "SERVER_NAME": "",
        "SERVER_PORT": "",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": scheme,
    }
    return WSGIRequest(environ if named is None else {**environ, "HTTP_HOST": named}).get_host()


@lru_cache(maxsize=REMEMBERED_RELEASES)
def of_release(release, is_past):
    """Return {name: value} of the headers that depend on the release alone."""
    return {
        "Last-Modified": http_date(release.modified.timestamp()),
        "Cache-Control": PAST if is_past else REVALIDATE,
    }


@lru_cache(maxsize=2)
def of_site(scheme):
    """Return the headers of every answer to a request by http or https, as the middleware sets them."""
    seconds = settings.SECURE_HSTS_SECONDS
    secure = [("Strict-Transport-Security", f"max-age={seconds}")] if seconds else []
    return (
        *(secure if scheme == "https" else ()),
        ("Permissions-Policy", PERMISSIONS),
        ("Vary", VARY),
        ("Content-Security-Policy", build_policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
    )


def link(own, root):
    """Return the Link header of an answer of the API: its own links, if any, and those of every answer.

    `root` is the path at which the site is mounted, without the last slash.
    """
    return f"{own}, {links(root)}" if own else links(root)


@lru_cache(maxsize=REMEMBERED_ROOTS)
def links(root):
    """Return the links of every answer: where its license, descriptions and docs are."""
    api = root + API_ROOT
    targets = {
        f"{api}datasets/?fields=slug,title,license": "license",
        f"{api}releases/latest/croissant/": "describedby",
        f"{root}/api/schema/": "service-desc",
        f"{root}/api/docs/": "service-doc",
    }
    return ", ".join(f'<{target}>; rel="{relation}"' for target, relation in targets.items())


class Permissions:
    """Middleware that sets the Permissions-Policy header."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response


def of_origin(origin, path):
    """Return the CORS headers of the answer to a GET from a page of an origin."""
    if origin is None:
        return ()
    return _of_origin(
        origin, path, settings.CORS_ALLOW_ALL_ORIGINS, tuple(settings.CORS_ALLOWED_ORIGINS)
    )


@lru_cache(maxsize=REMEMBERED_ORIGINS)
def _of_origin(origin, path, everyone, origins):
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_ORIGIN": origin}
    answer = _cors(WSGIRequest({**environ, "wsgi.input": io.BytesIO()}))
    return tuple(item for item in answer.items() if item[0].startswith(CORS))
