"""The door in front of Django: lists and records in JSON are answered here, without its middleware and routing.

It calls the same functions as the views (`answering.lists.page` and `answering.records.record`), within the same
`conditional.respond`. A request that it does not answer, and every error, goes on to Django.
"""

import logging
import time
from functools import partial

from django.core.exceptions import SuspiciousOperation
from django.db import Error, connection
from django.http import Http404, QueryDict
from django.utils.encoding import iri_to_uri
from rest_framework.exceptions import APIException
from rest_framework.settings import api_settings

from config.requests import TRACED, log
from events.api.answering.lists import page
from events.api.answering.records import record
from events.api.http import headers
from events.api.http.compression import compress, may_compress
from events.api.http.conditional import Conditions, TooManyReleases, respond
from events.api.http.negotiation import choose
from events.api.store import releases, replicas
from events.api.urls import COLLECTIONS

logger = logging.getLogger("attest.errors")

PREFIX = "/api/v1/"
# What the views offer by DRF's settings, of which JSON is answered here.
OFFERED = tuple(one.media_type for one in api_settings.DEFAULT_RENDERER_CLASSES)
JSON = OFFERED[0]
KEY_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
REASONS = {200: "200 OK", 304: "304 Not Modified"}


class Elsewhere(Exception):
    """A request that goes on to Django."""


class Made:
    """An answer as `respond` expects it."""

    __slots__ = ("body", "link")
    status_code = 200

    def __init__(self, body, link=None):
        self.body, self.link = body, link

    def has_header(self, name):
        return False


class Door:
    """A WSGI application that answers what it can, and hands everything else on to Django's."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        with replicas.chosen():
            return self._answer(environ, start_response)

    def _answer(self, environ, start_response):
        start = time.perf_counter()
        try:
            status, told, body, url = answer(environ)
        except (Elsewhere, APIException, Http404, SuspiciousOperation, TooManyReleases):
            return self.application(environ, start_response)
        except (Error, connection.Database.Error):
            # The views meet the same fault, on a connection of their own, and report it.
            replicas.give_up() or connection.close()
            return self.application(environ, start_response)
        except Exception:
            # The views answer, or report their own fault.
            logger.exception("unexpected error at the door: %s", environ["PATH_INFO"])
            environ[TRACED] = True
            return self.application(environ, start_response)
        start_response(status, told)
        log(start, environ["REQUEST_METHOD"], url, status[:3])
        return [body]


def answer(environ):
    """Return (status, headers, body, URL) of the answer to a request, or raise Elsewhere."""
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    if method not in ("GET", "HEAD") or not path.startswith(PREFIX):
        raise Elsewhere
    if choose(environ.get("HTTP_ACCEPT"), OFFERED) != JSON:
        raise Elsewhere
    ask = _function(path)
    scheme = environ["wsgi.url_scheme"]
    site, path = (
        f"{scheme}://{headers.host(environ.get('HTTP_HOST'), scheme)}",
        environ.get("SCRIPT_NAME", "") + path,
    )
    text = environ.get("QUERY_STRING", "")
    query = QueryDict(text.encode("latin-1"))
    full_path = f"{path}?{iri_to_uri(text)}" if text else path

    def make(newest, about):
        if about is None:
            raise Elsewhere
        return Made(*ask(path, query, newest, about, site))

    conditions = Conditions(environ, method, path, site + full_path, JSON)
    outcome = respond(conditions, partial(releases.asked, query), make)
    if outcome.status not in REASONS:
        raise Elsewhere
    told = [
        *outcome.validators.items(),
        *headers.of_site(),
        *headers.of_origin(environ.get("HTTP_ORIGIN"), PREFIX),
    ]
    body = b""
    if outcome.status == 200:
        body = _body(outcome.answer, environ, told)
    told.append(("Content-Length", str(len(body))))
    return REASONS[outcome.status], told, b"" if method == "HEAD" else body, full_path


def _function(path):
    """Return the function that answers a path: (path, query, newest release, release, site) to (body, Link header)."""
    name, _, key = path[len(PREFIX) :].partition("/")
    viewset = COLLECTIONS.get(name)
    if viewset is None or path[-1] != "/":
        raise Elsewhere
    if not key:
        return partial(page, viewset)
    key = key.removesuffix("/")
    if not KEY_LETTERS.issuperset(key) or key in viewset.list_actions():
        raise Elsewhere
    return partial(_record, viewset, key)


def _record(viewset, key, path, query, newest, about, site):
    body = record(viewset, key, query, newest, about)
    if body is None:
        raise Elsewhere
    return body, None


def _body(made, environ, told):
    """Return the body of an answer as the client accepts it, and add its headers."""
    body = made.body
    told += [("Content-Type", "application/json"), ("Allow", "GET, HEAD, OPTIONS")]
    if made.link:
        told.append(("Link", made.link))
    if may_compress(body, environ.get("HTTP_ACCEPT_ENCODING", "")):
        body = compress(body)
        told.append(("Content-Encoding", "gzip"))
    return body
