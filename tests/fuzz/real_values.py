"""Real keys, releases and cursors in place of most invented ones, so that requests reach the records."""

import json
import re
import zlib
from functools import cache
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from events.api.query.filters.kinds import KeyFilter
from events.api.urls import PART_ROWS, router
from events.compat.ucdp.coding import DATASET
from events.models import Event, Release, Version

VIEWSETS = {name: viewset for name, viewset, _ in router.registry}
# The name of a viewset in a path of an OpenAPI document.
NAMED = re.compile(r"/(?:api/v1|ogc/collections)/(?:releases/\{number\}/)?(\w+)[/.]")
# The parameters of paths that are keys of what a viewset shows.
KEYS = ("key", "featureId")
# Of so many requests, one keeps all its invented values.
INVENTED = 5


def path_of(case):
    """Return the path of a request's operation from the root of the site, with its parameters in braces."""
    return case.operation.schema.get_full_path(case.operation.path)


def viewset_of(path):
    """Return the viewset that a path of an OpenAPI document is about, or None."""
    found = NAMED.match(path)
    return VIEWSETS.get(found[1]) if found else None


def key_filters(path):
    """Return {parameter: model} of the filters whose values are keys."""
    declared = getattr(getattr(viewset_of(path), "filterset_class", None), "base_filters", {})
    return {name: one.target for name, one in declared.items() if isinstance(one, KeyFilter)}


def put(case):
    """Give most requests that fit the schema real keys, releases and cursors for their invented ones."""
    path, query = path_of(case), case.query
    newest = Release.objects.first().number
    choice = _Choice(case)
    if choice.number("kept") % INVENTED == 0:
        return
    for name in case.path_parameters:
        if real := _in_path(path, name, newest):
            case.path_parameters[name] = choice.of(real, name)
    for name, model in key_filters(path).items():
        if name in query and (known := keys(model, newest)):
            some = {choice.of(known, name), choice.of(known, f"{name}, again")}
            query[name] = ",".join(sorted(some))
    for name in {"release", "since"} & set(query):
        query[name] = choice.of(range(1, newest + 1), name)
    if "cursor" in query:
        if "page" in query and choice.number("page") % 2:
            del query["cursor"]
        else:
            query.pop("page", None)
            _put_cursor(case)


@cache
def keys(model, newest):
    """Return the keys of the records of a collection in the newest release."""
    found = Version.objects.filter(collection=model.collection, last_release=None)
    found = found.filter(document__isnull=False).order_by("key")
    return list(found.values_list("key", flat=True))


@cache
def row_keys(part, newest):
    """Return the keys of the rows of one kind, as the documents of events have them."""
    events = Version.objects.filter(collection=Event.collection, last_release=None)
    events = events.filter(document__isnull=False).order_by("key")
    documents = map(json.loads, events.values_list("document", flat=True))
    return [row["key"] for document in documents for row in part.rows(document).values()]


def _in_path(path, name, newest):
    if name in KEYS:
        viewset = viewset_of(path)
        if viewset in PART_ROWS.values():
            return row_keys(viewset.part, newest)
        return keys(viewset.model, newest)
    if name == "number":
        return range(1, newest + 1)
    if name == "version":
        datasets = Release.objects.first().datasets
        return [*filter(None, [datasets.get(DATASET)]), *datasets]
    return None


def _put_cursor(case):
    """Replace a cursor by that of the second page of the same list, if it has one, or leave it out."""
    del case.query["cursor"]
    path = case.operation.schema.get_full_path(case.formatted_path)
    if path.startswith("/compat/"):
        case.query["cursor"] = 0
        return
    size = "limit" if path.startswith("/ogc/") else "page_size"
    first = Client().get(path, {**case.query, size: 1})
    following = first.status_code == 200 and _next(first.json())
    if following:
        case.query["cursor"] = parse_qs(urlsplit(following).query)["cursor"][0]


def _next(page):
    """Return the URL of the next page, or None."""
    if "next" in page:
        return page["next"]
    links = page.get("links", ())  # the last page of annotations has neither
    return next((one["href"] for one in links if one["rel"] == "next"), None)


class _Choice:
    """Choices that a request as it was generated settles, the same in each run."""

    def __init__(self, case):
        self.written = f"{case.path_parameters} {case.query}"

    def number(self, name):
        return zlib.crc32(f"{name} {self.written}".encode("utf-8", "surrogatepass"))

    def of(self, values, name):
        return values[self.number(name) % len(values)]
