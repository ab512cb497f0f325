"""The OpenAPI document as a whole: its version, its order, and what several operations share.

drf-spectacular calls `complete` with the document that it made of the views, which is OpenAPI 3.0.
"""

import inspect
import json
from collections import defaultdict

from events.api.openapi import closed_lists
from events.api.openapi.components import problem_components
from events.api.openapi.schema import VERBS
from events.api.urls import router

VERSION = "3.1.0"
ABOUT = "The list of collections, and the codebook."
COMPAT = "The same data in the shapes of UCDP's and ACLED's APIs, for their existing clients."
FIRST = ("statements", "events")


def complete(result, generator, request, public):
    """Return the whole document, in OpenAPI 3.1."""
    result["openapi"] = VERSION
    result["security"] = []  # nothing is secret, so nobody needs a key
    schemas = result["components"]["schemas"] | problem_components() | closed_lists.components()
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    result["tags"] = _tags()
    result["paths"] = _in_order(result["paths"], [one["name"] for one in result["tags"]])
    result["components"]["parameters"] = _share_parameters(result["paths"])
    return _of_3_1(result)


def _tags():
    """Return the tags with their descriptions: statements and events first, then the order of the URLs."""
    described = {name: inspect.getdoc(viewset) for name, viewset, _ in router.registry}
    described |= {"about": ABOUT, "compat": COMPAT}
    names = [*FIRST, *(name for name in described if name not in FIRST)]
    return [{"name": name, "description": described[name]} for name in names]


def _in_order(paths, tags):
    """Return paths in the order of their tags, and within a tag in the order of what they do."""
    verbs = list(VERBS)

    def place(path):
        operation = paths[path]["get"]
        action = operation["operationId"].partition("_")[2]
        return (
            tags.index(operation["tags"][0]),
            verbs.index(action) if action in verbs else len(verbs),
        )

    return {path: paths[path] for path in sorted(paths, key=place)}


def _share_parameters(paths):
    """Replace each parameter that several operations have alike by a reference; return {name: parameter} of these.

    A parameter is named after itself; after its tag too where others of its name differ, and after the first of its
    operations where others of its tag do.
    """
    places, names = defaultdict(list), defaultdict(set)
    for methods in paths.values():
        operation = methods["get"]
        for at, parameter in enumerate(operation.get("parameters", ())):
            text = json.dumps(parameter)
            places[text].append((operation, at))
            names[parameter["name"]].add(text)
    found = {}
    for text, uses in places.items():
        if len(uses) == 1:
            continue
        parameter, operation = json.loads(text), uses[0][0]
        name = parameter["name"]
        if len(names[name]) > 1:
            name = f"{operation['tags'][0]}.{name}"
        if name in found:
            name = f"{operation['operationId']}.{parameter['name']}"
        found[name] = parameter
        for operation, at in uses:
            operation["parameters"][at] = {"$ref": f"#/components/parameters/{name}"}
    return dict(sorted(found.items()))


def _of_3_1(node):
    """Return a part of a document of OpenAPI 3.0 in the words of 3.1: what can be null has null among its types."""
    if isinstance(node, list):
        return [_of_3_1(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    # An example is data: nothing in it is a word of OpenAPI.
    found = {
        name: inner if name in ("example", "examples") else _of_3_1(inner)
        for name, inner in node.items()
    }
    if isinstance(found.get("enum"), list) and len(found["enum"]) == 1:
        # Generators of clients name a class after each list, and one of these would take the name of a component.
        (found["const"],) = found.pop("enum")
    if found.pop("nullable", None) is not True:
        return found
    if "type" in found:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
        return found
    for name in ("$ref", "allOf", "oneOf", "anyOf"):
        if name in found:
            choices = found.pop(name)
            choices = choices if isinstance(choices, list) else [{"$ref": choices}]
            return {"oneOf": [*choices, {"type": "null"}], **found}
    return found
