"""Real keys, releases and cursors in place of most invented ones, so that requests reach the records."""

import re
import zlib
from functools import cache
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from events.api.query import filters
from events.api.query.filters.kinds import KeyFilter
from events.compat.ucdp.coding import DATASET
from events.models import RECORDS, Dataset, Release, Version

COLLECTIONS = {model.collection.value: model for model in RECORDS}
COLLECTION = re.compile(r"/api/v1/(?:releases/\{number\}/)?(\w+)[/.]")
FILTERS = {one.Meta.model.collection.value: one for one in (
    filters.DatasetFilter, filters.SourceFilter, filters.ArticleFilter, filters.ActorFilter,
    filters.PlaceFilter, filters.StatementFilter, filters.EventFilter,
)}  # fmt: skip
# Of so many requests, one keeps all its invented values.
INVENTED = 5


def model_of(path):
    """Return the model of the collection that a path of the OpenAPI document is about, or None."""
    found = COLLECTION.match(path)
    return COLLECTIONS.get(found[1]) if found else None


def key_filters(path):
    """Return {parameter: model} of the filters whose values are keys."""
    if path == "/api/v1/changes/":
        return {"dataset": Dataset}
    model = model_of(path)
    if not model:
        return {}
    declared = FILTERS[model.collection.value].base_filters
    return {name: one.target for name, one in declared.items() if isinstance(one, KeyFilter)}


def put(case):
    """Give most requests that fit the schema real keys, releases and cursors for their invented ones."""
    path, query = case.operation.path, case.query
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


def _in_path(path, name, newest):
    if name == "key":
        return keys(model_of(path), newest)
    if name == "number":
        return range(1, newest + 1)
    if name == "version":
        datasets = Release.objects.first().datasets
        return [*filter(None, [datasets.get(DATASET)]), *datasets]
    return None


def _put_cursor(case):
    """Replace a cursor by that of the second page of the same list, if it has one, or leave it out."""
    del case.query["cursor"]
    if case.operation.path.startswith("/compat/"):
        case.query["cursor"] = 0
        return
    first = Client().get(case.formatted_path, {**case.query, "page_size": 1})
    following = first.status_code == 200 and first.json()["next"]
    if following:
        case.query["cursor"] = parse_qs(urlsplit(following).query)["cursor"][0]


class _Choice:
    """Choices that a request as it was generated settles, the same in each run."""

    def __init__(self, case):
        self.written = f"{case.path_parameters} {case.query}"

    def number(self, name):
        return zlib.crc32(f"{name} {self.written}".encode("utf-8", "surrogatepass"))

    def of(self, values, name):
        return values[self.number(name) % len(values)]
