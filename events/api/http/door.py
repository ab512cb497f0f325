"""Lists and records in the time that the database needs to find them: in front of Django, in its process.

What asks for JSON in the ordinary way is answered here, out of the same declarations, by the plan. All else, and
whatever is wrong with a question, is left to the views, whose answers are the same: a test compares the two.
"""

import logging
import re
import time
from functools import lru_cache, partial
from operator import itemgetter

import orjson
from django.core.exceptions import SuspiciousOperation
from django.db import Error, connection
from django.http import QueryDict
from django.utils.encoding import iri_to_uri

from config.requests import log
from events.api.answering import pagination, plan
from events.api.answering.pagination import Stage
from events.api.http import conditional, origins
from events.api.http.compression import compress, may_compress
from events.api.http.headers import address, standing_headers
from events.api.problems.errors import ParameterError
from events.api.query import parameters, search
from events.api.query.question import Question, read_fields
from events.api.store import bitmaps, replicas
from events.api.store.release_cache import remembered
from events.api.store.releases import NUMBER
from events.api.store.sql import document, mark, newest, rows, unpruned
from events.api.urls import COLLECTIONS
from events.documents import embedding
from events.models.constraints import LONGEST_KEY

logger = logging.getLogger("attest.errors")

PREFIX = "/api/v1/"
# What asks for JSON, however it goes on.
JSON = re.compile(r"application/json\s*([;,]|$)")
# Headers that ask for something out of the ordinary.
UNUSUAL = ("HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")
REMEMBERED_COUNTS = 20_000  # numbers with their questions: some megabytes

RECORD = (
    "SELECT document FROM events_version "
    "WHERE collection = {0} AND key = {0} AND last_release_id IS NULL"
)
PAST_RECORD = (
    "SELECT document FROM events_version "
    "WHERE collection = {0} AND key = {0} AND first_release_id <= {0} "
    "AND (last_release_id IS NULL OR last_release_id >= {0})"
)
KEY_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


class Unusual(Exception):
    """A request that is left to the views."""


class Quick:
    """A WSGI application that answers what it can, and hands everything else to another one."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        with replicas.chosen():
            return self._answer(environ, start_response)

    def _answer(self, environ, start_response):
        start = time.perf_counter()
        try:
            status, headers, body, url = answer(environ)
        except (Unusual, ParameterError, plan.CannotBeCompiled, SuspiciousOperation):
            return self.application(environ, start_response)
        except (Error, connection.Database.Error):
            # The views meet the same fault, on a connection of their own, and tell it.
            replicas.give_up() or connection.close()
            return self.application(environ, start_response)
        except Exception:
            # The views answer, or tell their own fault.
            logger.exception("unexpected error on the quick way to %s", environ["PATH_INFO"])
            return self.application(environ, start_response)
        start_response(status, headers)
        log(start, "GET", url, status[:3])
        return [body]


def answer(environ):
    """Return (status, headers, body, URL) of the answer to a request, or raise Unusual."""
    path = environ["PATH_INFO"]
    if (
        environ["REQUEST_METHOD"] != "GET"
        or not path.startswith(PREFIX)
        or any(name in environ for name in UNUSUAL)
        or environ.get("SCRIPT_NAME")
    ):
        raise Unusual
    accept = environ.get("HTTP_ACCEPT", "*/*")
    if accept != "*/*" and not JSON.match(accept):
        raise Unusual
    ask = asked(path)
    scheme, host = address(
        environ.get("HTTP_HOST"),
        environ.get("HTTP_X_FORWARDED_HOST"),
        environ.get("HTTP_X_FORWARDED_PROTO"),
        environ["wsgi.url_scheme"],
    )
    query = environ.get("QUERY_STRING", "")
    full_path = f"{path}?{iri_to_uri(query)}" if query else path
    # What is asked of a past release has its name in it; a % may write it otherwise.
    may_be_past = "release" in query or "%" in query
    for _ in range(conditional.MOST_TRIES):
        release = newest()
        if release is None or replicas.is_too_old(release):
            break
        url = f"{scheme}://{host}{full_path}"
        about = asked_about(query, release) if may_be_past else release
        etag = conditional.etag(about[:2], url, environ.get("HTTP_ACCEPT", ""))
        headers = [
            *standing_headers(about, about != release),
            *origins.headers(environ.get("HTTP_ORIGIN"), PREFIX),
            ("ETag", etag),
        ]
        if "HTTP_IF_NONE_MATCH" in environ:
            told = environ["HTTP_IF_NONE_MATCH"].strip()
            if told == "*":
                break
            if etag in [f"W/{one.strip().removeprefix('W/')}" for one in told.split(",")]:
                return "304 Not Modified", [*headers, ("Content-Length", "0")], b"", full_path
        read = QueryDict(query.encode("latin-1"))
        body, link = ask(read, release, about, f"{scheme}://{host}")
        # What was read before and after one and the same release was read of that release; and nothing was pruned.
        if newest() == release and (about is release or about == unpruned(about.number)):
            return _ok(headers, body, link, environ, full_path)
    raise Unusual


def _ok(headers, body, link, environ, url):
    headers += [("Content-Type", "application/json"), ("Allow", "GET, HEAD, OPTIONS")]
    if link:
        headers.append(("Link", link))
    if may_compress(body, environ.get("HTTP_ACCEPT_ENCODING", "")):
        body = compress(body)
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    return "200 OK", headers, body, url


def asked_about(query, newest):
    """Return the Standing release that a query string asks about; leave to the views what names none of them."""
    named = QueryDict(query.encode("latin-1")).getlist("release")
    if not named:
        return newest
    number = int(named[0]) if NUMBER.fullmatch(named[0]) else None
    found = newest if number == newest.number else number and unpruned(number)
    if not found:
        raise Unusual
    return found


def asked(path):
    """Return the function that answers a path: to (query, newest release, release, site) (body, Link header)."""
    name, _, key = path[len(PREFIX) :].partition("/")
    viewset = COLLECTIONS.get(name)
    if viewset is None or path[-1] != "/":
        raise Unusual
    if not key:
        return partial(page, viewset, path)
    key = key.removesuffix("/")
    if len(key) > LONGEST_KEY or not set(key) <= KEY_LETTERS:
        raise Unusual
    return partial(record, viewset, key)


def record(viewset, key, query, release, about, site):
    """Return the body of one record, and no Link header."""
    _check(query, viewset, "retrieve")
    fields = read_fields(viewset, query)
    names = (viewset.model.collection.value, key)
    if about == release:
        found = rows(RECORD.format(mark()), names)
    else:
        found = rows(PAST_RECORD.format(mark()), (*names, about.number, about.number))
    if not found or found[0][0] is None:
        raise Unusual
    return orjson.dumps(embedding.embed(found[0][0], fields)), None


def page(viewset, path, query, release, about, site):
    """Return the body of a page of records and its Link header."""
    _check(query, viewset, "list")
    number = about.number if "release" in query else None
    question = Question.read(viewset, query, release, number)
    if not question.newest_first:
        raise Unusual
    counted, further = question.counted
    count = further + _count(question, counted, release)
    stages = [Stage(parts, tier) for tier, parts in question.stages()]
    # Of rows that are skipped no documents are read.
    whole = not question.position.offset
    fetch = partial(_fetch, question.filterset, whole)
    found = pagination.cut(question.order, question.position, stages, fetch, question.others)
    warnings = question.warnings(count, bool(found.rows))
    neighbors = pagination.links(path, query, found, lambda url: site + url)
    head = orjson.dumps(pagination.envelope(count, neighbors, about, warnings))[:-1]
    results = [document for (document,) in found.rows]
    if question.past or not whole:
        results = with_versions(results)
    if question.fields is not None:
        results = [orjson.dumps(embedding.embed(one, question.fields)) for one in results]
    body = b"".join((head, b',"results":[', b",".join(results), b"]}"))
    return body, pagination.link_header(neighbors)


def with_versions(results):
    """Return documents with those of the versions that stand among them by their primary keys."""
    keys = [one for one in results if isinstance(one, int)]
    if not keys:
        return results
    marks = ", ".join([mark()] * len(keys))
    found = dict(
        rows(f"SELECT id, {document('document')} FROM events_version WHERE id IN ({marks})", keys)
    )
    return [found[one] if isinstance(one, int) else one for one in results]


def _check(query, viewset, action):
    """Leave a query that has a fault to the views, which tell it."""
    if parameters.size(query) > parameters.LONGEST_QUERY or parameters.find_faults(
        query, *taken(viewset, action)
    ):
        raise Unusual


def _count(question, parts, release):
    """Return the number of rows that parts select: looked up once a release."""
    filterset = question.filterset
    if parts.keys() == {"q"} and connection.vendor == "sqlite":
        words = search.whole_words(question.values["q"])
        if words and len(words) > 1:
            return bitmaps.number(release, filterset._meta.model, words)
    branches = [branch for branch in question.branches(parts) if not _is_empty(branch)]
    if not branches:
        return 0
    shapes = tuple(map(plan.shape_of, branches))
    values = tuple(value for branch in branches for value in plan.values_of(branch))
    return _counted(release, filterset, shapes, values)


def _is_empty(parts):
    low, high = parts["between"][1]
    return low > high


@remembered(REMEMBERED_COUNTS)
def _counted(release, filterset, shapes, values):
    statement = plan.count_statement(connection.vendor, filterset, shapes)
    ((number,),) = rows(statement.sql, statement.parameters(values))
    return number


def _fetch(filterset, whole, stage, values, backwards, offset, limit):
    """Fetch (document, or without `whole` the key of the version; place) of the rows of a stage, for pagination.cut."""
    parts = stage.condition
    low, high = parts["between"][1]
    if values is not None:
        low, high = (
            (low, min(high, values[0] - 1)) if backwards else (max(low, values[0] + 1), high)
        )
    if low > high or limit <= 0:
        return []
    parts = parts | {"between": (None, (low, high))}
    shape = plan.shape_of(parts)
    statement = plan.page_statement(connection.vendor, filterset, shape, backwards, whole)
    found = rows(statement.sql, statement.parameters([*plan.values_of(parts), offset + limit]))
    # In this order they come already; that they must is not said of a join.
    found.sort(key=itemgetter(1), reverse=backwards)
    return found[offset:]


@lru_cache(maxsize=64)
def taken(viewset, action):
    """Return the names of the parameters that an action takes, and of those that are lists."""
    return frozenset(viewset.parameters(action)), frozenset(viewset.lists())
