"""The OpenAPI document of what lies under /ogc, with paths from its landing page on, as clients of OGC read them.

GDAL accepts no other media type than MEDIA_TYPE, and looks there for the parameters of a layer.
"""

import re
from functools import lru_cache

import orjson

from config import __version__
from events.api.openapi import closed_lists
from events.api.openapi.components import problem_components
from events.api.problems.errors import MEDIA_TYPE as PROBLEM_TYPE
from events.ogc.collections import VIEWSETS
from events.ogc.parameters import parameters

MEDIA_TYPE = "application/vnd.oai.openapi+json;version=3.0"
JSON, GEOJSON = "application/json", "application/geo+json"
REMEMBERED_SITES = 4  # documents of 30 kB, one for each name of the host


@lru_cache(maxsize=REMEMBERED_SITES)
def document(url):
    """Return the document as JSON; `url` is that of the landing page."""
    paths = {
        "/": _path("landing", "Get the landing page"),
        "/conformance": _path("conformance", "List the conformance classes"),
        "/collections": _path("collections", "List the collections"),
    }
    for name, viewset in VIEWSETS.items():
        at = f"/collections/{name}"
        taken = [{"name": word, "in": "query", **one} for word, one in parameters(viewset).items()]
        key = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
        paths |= {
            at: _path(name, f"Describe the collection of {name}"),
            f"{at}/items": _path(f"{name}_items", f"List {name}", GEOJSON, taken),
            f"{at}/items/{{featureId}}": _path(
                f"{name}_item", f"Get one of the {name}", GEOJSON, [key]
            ),
        }
    found = {
        "openapi": "3.0.3",
        "info": {"title": "Attest: OGC API Features", "version": __version__},
        "servers": [{"url": url.rstrip("/")}],
        "paths": paths,
    }
    schemas = closed_lists.components() | problem_components()
    used, pending = {}, _named(found)
    while pending:
        name = pending.pop()
        if name not in used:
            used[name] = schemas[name]
            pending |= _named(used[name])
    return orjson.dumps(found | {"components": {"schemas": used}})


def _named(schema):
    """Return the names of the components that a schema refers to."""
    return set(re.findall(r"#/components/schemas/(\w+)", orjson.dumps(schema).decode()))


def _path(name, summary, media_type=JSON, taken=()):
    problem = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "get": {
            "operationId": f"ogc_{name}",
            "summary": summary,
            "parameters": list(taken),
            "responses": {
                "200": {
                    "description": "The answer.",
                    "content": {media_type: {"schema": {"type": "object"}}},
                },
                "default": {"description": "The fault, as problem+json.", "content": problem},
            },
        }
    }
