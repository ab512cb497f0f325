"""The OpenAPI document of what lies under /ogc, with paths from its landing page on, as clients of OGC read them.

GDAL accepts no other media type than MEDIA_TYPE, and looks there for the parameters of a layer.
"""

import re
from functools import cache

import orjson

from config import __version__
from events.api.openapi import closed_lists
from events.api.openapi.components import problem_components
from events.api.problems.errors import MEDIA_TYPE as PROBLEM_TYPE
from events.api.query.positions import DEFAULT_SIZE, LARGEST_SIZE, PARAMETERS
from events.ogc.collections import VIEWSETS
from events.ogc.items import REPLACED

MEDIA_TYPE = "application/vnd.oai.openapi+json;version=3.0"
JSON, GEOJSON = "application/json", "application/geo+json"

OWN = {
    "bbox": {
        "description": (
            "Features whose point lies in the box west,south,east,north, in decimal degrees; six numbers have heights "
            "beside them, which select nothing."
        ),
        "schema": {
            "type": "array",
            "items": {"type": "number"},
            "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
        },
        "style": "form",
        "explode": False,
    },
    "datetime": {
        "description": (
            "Events whose interval reaches a day, or a range of days: 2022-02-24, 2022-02-24T00:00:00Z, "
            "2022-02-24/2022-03-31, 2022-02-24/.. or ../2022-03-31. Places have no time: each selects them all."
        ),
        "schema": {"type": "string"},
        "style": "form",
        "explode": False,
    },
    "limit": {
        "description": "Features on a page. A larger number means the largest.",
        "schema": {
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST_SIZE,
            "default": DEFAULT_SIZE,
        },
        "style": "form",
        "explode": False,
    },
    "cursor": PARAMETERS["cursor"] | {"description": "Where the page begins, as `next` has it."},
}


def parameters(viewset):
    """Return {name: OpenAPI parameter} of what the items of a collection take."""
    filters = viewset.filterset_class.parameters()
    return {name: one for name, one in filters.items() if name not in REPLACED} | OWN


@cache
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
                    "description": "What was asked for.",
                    "content": {media_type: {"schema": {"type": "object"}}},
                },
                "default": {"description": "What is wrong.", "content": problem},
            },
        }
    }
