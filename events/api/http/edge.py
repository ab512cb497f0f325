"""The outermost layer of a server: each request gets an id, its share of the rate, and a note of how long it took.

An id that a proxy sends as X-Request-ID is kept; a client's own is not believed.
"""

import re
import time
from http import HTTPStatus

import orjson
from django.template.defaultfilters import pluralize
from django.urls import set_script_prefix
from django.utils.encoding import iri_to_uri

from config import API_ROOT, timing
from config.proxy import CLIENT
from config.requests import ROUTE, log
from events.api.http import headers, health
from events.api.http.health import ALIVE, PROBES
from events.api.http.lane import is_costly, lane, learn, turns
from events.api.http.rate import Rate
from events.api.problems import errors
from events.api.problems.errors import Busy

LIVE = orjson.dumps(health.LIVE)
REQUEST_ID = re.compile(r"[\w.-]{8,128}", re.ASCII)


class Edge:
    """A WSGI layer; `rate` is the requests of a client in a minute, 0 for any number.

    `noted(method, route, status, seconds, database seconds)` is called once an answer begins.
    """

    def __init__(self, application, rate=0, is_behind_proxy=False, noted=None):
        self.application, self.is_behind_proxy, self.noted = application, is_behind_proxy, noted
        self.rate = Rate(rate) if rate else None

    def __call__(self, environ, start_response):
        given = environ.get("HTTP_X_REQUEST_ID") if self.is_behind_proxy else None
        found = timing.begin(given if given and REQUEST_ID.fullmatch(given) else None)
        own = [("X-Request-ID", found)]

        def started(status, told, *arguments):
            value, seconds = timing.server_timing()
            if self.noted is not None:
                route = environ.get(ROUTE, "other")
                self.noted(environ["REQUEST_METHOD"], route, status[:3], seconds, timing.database())
            return start_response(status, [*told, *own, ("Server-Timing", value)], *arguments)

        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if path in PROBES:
            if path == ALIVE and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
                return _alive(environ, started)
            return self.application(environ, started)
        if self.rate is not None:
            of_rate, wait = self.rate.take(environ.get(CLIENT, ""))
            own += of_rate
            if wait is not None:
                detail = f"This client has sent more requests than it may. Send the next one in {wait} second{pluralize(wait)}."
                return _problem(environ, started, "too-many-requests", detail, wait)
        try:
            if not is_costly(path, query):
                with turns:
                    return self.application(environ, started)
            with lane.place():
                begun = time.perf_counter()
                answer = self.application(environ, started)
        except Busy as error:
            return _problem(environ, started, "unavailable", str(error.detail), errors.RETRY_AFTER)
        learn(path, query, time.perf_counter() - begun)
        return answer


def _alive(environ, start_response):
    """Answer as `health.live` does, in a tenth of a millisecond: a busy process has no more for a probe."""
    start = time.perf_counter()
    environ[ROUTE] = ALIVE
    told = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(LIVE))),
        ("Cache-Control", "no-store"),
        *headers.of_site(environ["wsgi.url_scheme"]),
    ]
    start_response("200 OK", told)
    log(start, environ["REQUEST_METHOD"], ALIVE, 200)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else LIVE]


def _problem(environ, start_response, name, detail, wait):
    """Answer a problem with nothing of Django: the limit is there to save its cost."""
    start = time.perf_counter()
    mount, query = environ.get("SCRIPT_NAME", ""), environ.get("QUERY_STRING", "")
    set_script_prefix(f"{mount}/")  # for the URL of the kind of problem
    body = orjson.dumps(errors.problem(name, detail))
    status = errors.PROBLEMS[name].status
    told = [
        ("Content-Type", errors.MEDIA_TYPE),
        ("Content-Length", str(len(body))),
        ("Retry-After", str(wait)),
        ("Cache-Control", "no-store"),
        *headers.of_site(environ["wsgi.url_scheme"]),
        *headers.of_origin(environ.get("HTTP_ORIGIN"), API_ROOT),
    ]
    start_response(f"{status} {HTTPStatus(status).phrase}", told)
    url = iri_to_uri(mount + environ["PATH_INFO"] + (f"?{query}" if query else ""))
    log(start, environ["REQUEST_METHOD"], url, status)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
