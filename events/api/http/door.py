"""The door in front of Django: lists and records in JSON are answered here, without its middleware and routing.

It calls the same functions as the views (`answering.lists.page` and `answering.records.record`), within the same
`conditional.respond`. A request that it does not answer, and every error, goes on to Django.
"""

import logging
import re
import time
from functools import partial

from django.core.exceptions import SuspiciousOperation
from django.db import Error, connection
from django.http import Http404, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.encoding import iri_to_uri
from rest_framework.exceptions import APIException
from rest_framework.settings import api_settings

from config import API_ROOT
from config.requests import ROUTE, TRACED, log
from events.api.answering.lists import page
from events.api.answering.records import record
from events.api.http import headers
from events.api.http.compression import compress, may_compress
from events.api.http.conditional import TOO_SLOW, Conditions, TooManyReleases, respond
from events.api.http.negotiation import choose
from events.api.store import database_file, releases, replicas, statement_time
from events.api.urls import COLLECTIONS

logger = logging.getLogger("attest.errors")

# The media types that the views offer by DRF's settings. Only JSON is answered here.
OFFERED = tuple(one.media_type for one in api_settings.DEFAULT_RENDERER_CLASSES)
JSON = OFFERED[0]
KEY_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
# A query string with nothing to decode.
PLAIN = re.compile(r"[A-Za-z0-9=&,._~:-]*", re.ASCII)
MOST_PLAIN = 100  # pairs; Django has a limit of its own
# The names of the URLs of each collection, as the views' own are.
ROUTES = {name: (f"{name}-list", f"{name}-detail") for name in COLLECTIONS}
REASONS = {200: "200 OK", 304: "304 Not Modified"}


class Elsewhere(Exception):
    """A request that goes on to Django."""


class Made:
    """An Answer, as `respond` expects one."""

    __slots__ = ("answer", "seen")
    status_code = 200

    def __init__(self, answer):
        self.answer, self.seen = answer, answer.seen

    def has_header(self, name):
        return False


class Door:
    """A WSGI application that answers what it can, and hands everything else on to Django's."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        statement_time.begin()
        database_file.follow()
        with replicas.chosen():
            return self._answer(environ, start_response)

    def _answer(self, environ, start_response):
        start = time.perf_counter()
        try:
            status, told, body, url = answer(environ)
        except (Elsewhere, APIException, Http404, SuspiciousOperation, TooManyReleases):
            return self.application(environ, start_response)
        except (Error, connection.Database.Error) as error:
            if found := statement_time.fault(error):
                environ[TOO_SLOW] = found
            else:
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
    if method not in ("GET", "HEAD") or not path.startswith(API_ROOT):
        raise Elsewhere
    if choose(environ.get("HTTP_ACCEPT"), OFFERED) != JSON:
        raise Elsewhere
    ask = _function(path, environ)
    scheme = environ["wsgi.url_scheme"]
    site = f"{scheme}://{headers.host(environ.get('HTTP_HOST'), scheme)}"
    path = environ.get("SCRIPT_NAME", "") + path
    text = environ.get("QUERY_STRING", "")
    full_path = f"{path}?{iri_to_uri(text)}" if text else path
    # A question about a past release has that name in it, or a % that may spell it.
    names_release = "release" in text or "%" in text

    def query():
        return parsed(text)

    def about(newest):
        return releases.asked(query(), newest) if names_release else newest

    def make(newest, release):
        if release is None:
            raise Elsewhere
        return Made(ask(path, query(), newest, release, site))

    conditions = Conditions(environ, method, path, site + full_path, JSON)
    outcome = respond(conditions, about, make)
    if outcome.status not in REASONS:
        raise Elsewhere
    told = [
        *outcome.validators.items(),
        *headers.of_site(scheme),
        *headers.of_origin(environ.get("HTTP_ORIGIN"), API_ROOT),
    ]
    body = b""
    if outcome.status == 200:
        body = _body(outcome.answer.answer, environ, told)
    told.append(("Content-Length", str(len(body))))
    return REASONS[outcome.status], told, b"" if method == "HEAD" else body, full_path


def parsed(text):
    """Return a query string as a QueryDict holds it; the plain ones, which most are, at a quarter of its cost."""
    if not PLAIN.fullmatch(text) or text.count("&") > MOST_PLAIN:
        return QueryDict(text.encode("latin-1"))
    found = {}
    for pair in filter(None, text.split("&")):
        name, _, value = pair.partition("=")
        found.setdefault(name, []).append(value)
    return MultiValueDict(found)


def _function(path, environ):
    """Return the function that answers a path: (path, query, newest release, release, site) to an Answer."""
    name, _, key = path[len(API_ROOT) :].partition("/")
    viewset = COLLECTIONS.get(name)
    if viewset is None or path[-1] != "/":
        raise Elsewhere
    if not key:
        environ[ROUTE] = ROUTES[name][0]
        return partial(page, viewset)
    key = key.removesuffix("/")
    if not KEY_LETTERS.issuperset(key) or key in viewset.list_actions():
        raise Elsewhere
    environ[ROUTE] = ROUTES[name][1]
    return partial(_record, viewset, key)


def _record(viewset, key, path, query, newest, about, site):
    answer = record(viewset, key, query, newest, about)
    if answer is None:
        raise Elsewhere
    return answer


def _body(answer, environ, told):
    """Return the body of an answer as the client accepts it, and add its headers."""
    body = answer.body
    told += [("Content-Type", "application/json"), ("Allow", "GET, HEAD, OPTIONS")]
    told.append(("Link", headers.link(answer.link, environ.get("SCRIPT_NAME", ""))))
    if may_compress(body, environ.get("HTTP_ACCEPT_ENCODING", "")):
        body = compress(body)
        told.append(("Content-Encoding", "gzip"))
    return body
