"""Every address that the URL patterns allow, with the parameters of OpenAPI that lead to other words of the records."""

from itertools import product

from django.urls import URLResolver, get_resolver
from django.utils.regex_helper import normalize

from events.api.exports.formats import FORMATS
from events.api.exports.groups import FORMATS as GROUP_FORMATS
from events.api.exports.options import COLUMNS, JSON
from events.api.urls import COLLECTIONS, PART_ROWS
from events.documents.candidates import Resolution
from events.models import Dataset, Release, Version
from events.ogc.collections import VIEWSETS
from tests.api.openapi.test_openapi import EXPECTED_DOCUMENT, resolved

# Patterns whose answers hold nothing of the records.
WITHOUT_RECORDS = {
    "api/docs/",
    "api/docs/script.js",
    "api/redoc/",
    "api/schema/",
    "compat/acled/oauth/token",
    "errors/",
    "errors/%(name)s",
    "docs",
    "ogc/api",
    "ogc/conformance",
}
# Parameters of addresses that the OpenAPI document does not describe.
UNDESCRIBED = {
    "": {"view": ["statements", "events", "timeline", "map"], "release": []},
    "%(collection)s": {},
    "ogc/collections/%(collection)s/items": {"f": ["json"]},
}


def patterns():
    """Return {path with %(names)s: names} of all URL patterns; what is optional in one is there, and is not."""
    return {path: names for path, names in _below(get_resolver(), "") if "|" not in path}


def _below(resolver, before):
    for pattern in resolver.url_patterns:
        own = before + pattern.pattern.regex.pattern.replace(r"(?=/|$)", "")
        if isinstance(pattern, URLResolver):
            yield from _below(pattern, own)
        elif "(?:api|compat|ogc)" not in own:
            yield from ((path, tuple(names)) for path, names in normalize(own))


def addresses(client, words):
    """Return {address: its pattern}: each pattern with each record and release, and `words` to search for."""
    keys = _keys(client)
    found = {}
    for pattern, names in patterns().items():
        if pattern in WITHOUT_RECORDS:
            continue
        for path in _paths(pattern, names, keys):
            template = "/" + pattern.replace("%(", "{").replace(")s", "}")
            operation = resolved(EXPECTED_DOCUMENT["paths"].get(template, {})).get("get", {})
            taken = {
                one["name"]: one["schema"].get("items", {}).get("enum", [])
                for one in operation.get("parameters", ())
                if one["in"] == "query"
            }
            for query in _queries(taken or UNDESCRIBED.get(pattern, {}), words):
                found[f"/{path}{query}"] = pattern
    return found


def _keys(client):
    """Return {collection, or rows of events: the keys}."""
    keys = {name: set() for name in COLLECTIONS}
    for collection, key in Version.objects.values_list("collection", "key").distinct():
        keys[collection].add(key)
    for name in PART_ROWS:
        rows = client.get(f"/api/v1/{name}/?page_size=1000").json()["results"]
        keys[name] = {row["key"] for row in rows}
    return keys


def _paths(pattern, names, keys):
    """Yield the paths of a pattern."""
    numbers = [*Release.objects.values_list("number", flat=True), "latest"]
    versions = [*Dataset.objects.values_list("slug", flat=True), "25.1"]
    formats = GROUP_FORMATS if "aggregate" in pattern else FORMATS
    first = pattern.removeprefix("api/v1/").partition("/")[0]
    collections = VIEWSETS if pattern.startswith("ogc") else COLLECTIONS
    for collection in collections if "collection" in names else [first]:
        values = {
            "collection": [collection],
            "key": sorted(keys.get(collection, ())),
            "number": numbers,
            "version": versions,
            "extension": ["json", "csv"] if pattern.startswith("compat") else formats,
        }
        for chosen in product(*(values[name] for name in names)):
            yield pattern % dict(zip(names, chosen, strict=True))


def _queries(taken, words):
    """Yield the query strings of an address; `taken` are {parameter: its closed words}."""
    releases = sorted(Release.objects.values_list("number", flat=True))
    yield "?page_size=1000" if "page_size" in taken else ""
    if "by" in taken:
        yield from (f"?by={one}" for one in taken["by"])
        yield from (f"?by={taken['by'][0]}&release={number}" for number in releases)
        return
    for name in ("release", "since"):
        if name in taken:
            yield from (f"?{name}={number}" for number in releases)
    if "resolve" in taken:
        yield from (f"?resolve={rule}" for rule in Resolution.values)
    if "original" in taken:
        yield from (f"?original={form}" for form in (JSON, COLUMNS))
    if "view" in taken:
        yield from (f"?view={view}&release={one}" for view in taken["view"] for one in releases)
        yield from (f"?view={view}&q={word}" for view in taken["view"] for word in words[::9])
    if "f" in taken:
        yield from (f"?f={one}" for one in taken["f"])
    if "q" in taken and "page_size" in taken:
        yield from (f"?q={word}" for word in words)
        yield f"?q={words[0]}&release={releases[-1]}"
