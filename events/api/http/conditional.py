"""ETag and Last-Modified out of the release and the request, so that an unchanged answer costs one look-up."""

import hashlib

from django.core.exceptions import SuspiciousOperation
from django.db import Error
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_http_date

from config import __version__
from events.api.problems import errors
from events.api.problems.errors import ParameterError
from events.api.store import releases, replicas

PREFIXES = ("/api/v1/", "/compat/")
CACHE_CONTROL = "public, no-cache"
MOST_TRIES = 3  # how often an answer is made anew because a release came in between
# What a release held never changes.
IMMUTABLE = "public, max-age=31536000, immutable"


class ConditionalGet:
    """Middleware: 304 before a view is looked for, where the client holds this very answer already."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or not request.path.startswith(PREFIXES):
            return self.get_response(request)
        try:
            newest = releases.current(request)
            if replicas.is_too_old(newest) and replicas.give_up():
                del request.release
            release = releases.asked(request)
        except (Error, ParameterError, SuspiciousOperation):
            release = None  # the view will meet the same fault and tell it
        if release is None:
            return self.get_response(request)
        etag, modified = etag_of(request, release), release.time.timestamp()
        keep = IMMUTABLE if releases.is_past(request) else CACHE_CONTROL
        # Only an answer of status 200 ever carried this ETag, so a client that has it asked well; * says nothing.
        if request.headers.get("If-None-Match", "*").strip() != "*":
            unchanged = get_conditional_response(request, etag=etag)
            if unchanged is not None and unchanged.status_code == 304:
                return self._dress(unchanged, etag, modified, keep)
        for _ in range(MOST_TRIES):
            response = self.get_response(request)
            if response.status_code != 200:
                return response
            # A view that reads one snapshot says which release it found there.
            newest = releases.current(request)
            is_too_old = replicas.is_too_old(newest) and replicas.give_up()
            if response.streaming and not is_too_old:
                break
            # What was read before and after one and the same release was read of that release.
            del request.release
            if releases.current(request).number == newest.number and not is_too_old:
                break
            response.close()
        else:
            return errors.response("unavailable", "Releases come faster than they can be read.")
        if response.has_header("ETag"):
            # It is of what never changes, and told so.
            etag, modified = response["ETag"], parse_http_date(response["Last-Modified"])
        else:
            release = releases.asked(request)
            etag, modified = etag_of(request, release), release.time.timestamp()
            keep = IMMUTABLE if releases.is_past(request) else CACHE_CONTROL
            self._dress(response, etag, modified, keep)
        answer = get_conditional_response(request, etag, int(modified), response)
        if answer is not response and hasattr(response, "stream"):
            response.stream.close()  # nobody will read it
        if answer.status_code == 412:
            return errors.response("precondition-failed")
        return answer

    @staticmethod
    def _dress(response, etag, modified, keep):
        response["ETag"] = etag
        response["Last-Modified"] = http_date(modified)
        # What is of today: keep it, but ask each time whether it still holds, for a release can come at any moment.
        response["Cache-Control"] = keep
        patch_vary_headers(response, ("Accept",))
        return response


def etag_of(request, release):
    """Return the ETag of the answer to a Django request at a Release."""
    return etag(
        (release.number, release.sha256),
        f"{request.scheme}://{request.get_host()}{request.get_full_path()}",
        request.headers.get("Accept", ""),
    )


def etag(release, url, accept):
    """Return the weak ETag of the answer to a request at (number, hash) of a release, by this program."""
    parts = (__version__, *map(str, release), url, accept)
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f'W/"{digest[:32]}"'
