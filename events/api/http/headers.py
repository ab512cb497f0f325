"""What of an answer depends on the site and the release alone: its address and the headers."""

import io
from functools import lru_cache

from csp.utils import build_policy
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import http_date

from events.api.http import conditional

REMEMBERED_HOSTS = 100
REMEMBERED_RELEASES = 64


@lru_cache(maxsize=REMEMBERED_HOSTS)
def address(host, forwarded_host, forwarded_scheme, scheme):
    """Return (scheme, host) of the site as Django sees it; raise DisallowedHost for one that it does not serve."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "SERVER_NAME": "",
        "SERVER_PORT": "",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": scheme,
        "HTTP_HOST": host,
        "HTTP_X_FORWARDED_HOST": forwarded_host,
        "HTTP_X_FORWARDED_PROTO": forwarded_scheme,
    }
    request = WSGIRequest({name: value for name, value in environ.items() if value is not None})
    return request.scheme, request.get_host()


@lru_cache(maxsize=REMEMBERED_RELEASES)
def standing_headers(release, is_past):
    """Return the headers of every answer about a release, as the middleware sets them."""
    return (
        ("Last-Modified", http_date(release.time.timestamp())),
        ("Cache-Control", conditional.IMMUTABLE if is_past else conditional.CACHE_CONTROL),
        ("Vary", "Accept, Accept-Encoding, origin"),
        ("Content-Security-Policy", build_policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
    )
