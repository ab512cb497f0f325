"""Compressed answers: gzip by ISA-L, which costs a fraction of the page, where zlib costs more than all of it."""

from django.utils.cache import patch_vary_headers
from isal import isal_zlib

from events.api.http.negotiation import accepts_gzip, needs_gzip

SMALLEST = 1400  # bytes; what fits into one packet gains nothing
LEVEL = 1  # measured on pages of events: a sixth of the cost of zlib's level 1, and smaller
_GZIP = 31  # zlib's word for the gzip format


def may_compress(body, accept_encoding):
    """Return whether a body goes out in gzip to a client that sends this Accept-Encoding header, or None."""
    return (len(body) >= SMALLEST and accepts_gzip(accept_encoding)) or needs_gzip(accept_encoding)


def compress(body):
    """Return the body in gzip."""
    return isal_zlib.compress(body, LEVEL, _GZIP)


def compressed(chunks):
    """Yield the chunks of a body in gzip. What breaks off has no end, so that nobody takes it for the whole."""
    packer = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, _GZIP)
    for chunk in chunks:
        packed = packer.compress(chunk)
        if packed:
            yield packed
    yield packer.flush()


class Compress:
    """Middleware that compresses what the views answer. (There is no secret in an answer that its size could tell.)"""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.streaming or any(
            map(response.has_header, ("Content-Encoding", "Accept-Ranges"))
        ):
            return response  # a client may ask for parts of it, by the numbers of its own bytes
        patch_vary_headers(response, ("Accept-Encoding",))
        if may_compress(response.content, request.META.get("HTTP_ACCEPT_ENCODING")):
            response.content = compress(response.content)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
        return response
