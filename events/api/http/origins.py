"""What lets pages of other hosts read an answer: the headers of django-cors-headers, worked out once an origin."""

import io
from functools import lru_cache

from corsheaders.middleware import CorsMiddleware
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

REMEMBERED_ORIGINS = 100
PREFIX = "access-control-"

_middleware = CorsMiddleware(lambda request: HttpResponse())


def headers(origin, path):
    """Return the headers that a GET from a page of an origin is answered with, as the middleware sets them."""
    if origin is None:
        return ()
    return _headers(
        origin, path, settings.CORS_ALLOW_ALL_ORIGINS, tuple(settings.CORS_ALLOWED_ORIGINS)
    )


@lru_cache(maxsize=REMEMBERED_ORIGINS)
def _headers(origin, path, everyone, origins):
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_ORIGIN": origin}
    answer = _middleware(WSGIRequest({**environ, "wsgi.input": io.BytesIO()}))
    return tuple(item for item in answer.items() if item[0].startswith(PREFIX))
