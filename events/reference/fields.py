"""The page of fields: every field of every record, from the OpenAPI document."""

from drf_spectacular.generators import SchemaGenerator

from events.api.openapi.closed_lists import CHOICES
from events.api.urls import router
from events.api.views.collections import CollectionViewSet
from events.api.views.parts import PartViewSet
from events.reference.markdown import closed_list, code, page, table

INTRODUCTION = """\
The fields of each record, in the order in which the API returns them. Unknown values are `null` where the type says so. The
[codebook](http://127.0.0.1:8000/api/v1/codebook/) defines the words of closed lists."""
# Types within records, which come after them
INNER = (
    "Evidence",
    "Participant",
    "Fatalities",
    "Report",
    "Claim",
    "StatementEvent",
    "Attribution",
)


def fields():
    """Return the page of fields."""
    schemas = SchemaGenerator().get_schema(request=None, public=True)["components"]["schemas"]
    views = [viewset for _, viewset, _ in router.registry]
    names = [one.model.__name__ for one in views if issubclass(one, CollectionViewSet)]
    names += [f"{one.model.__name__}Row" for one in views if issubclass(one, PartViewSet)]
    inner = [name for name in INNER if name in schemas and name not in names]
    return page("Fields", INTRODUCTION, *(section(name, schemas) for name in (*names, *inner)))


def section(name, schemas):
    """Return the section on one kind of record."""
    rows = [
        (code(field), type_of(schema, schemas), schema.get("description", ""))
        for field, schema in schemas[name]["properties"].items()
    ]
    return f"## {name}\n\n{table(('field', 'type', 'meaning'), rows)}"


def type_of(schema, schemas):
    """Return the type of a field in words: `text or null`, `list of text`, a link to an inner record."""
    words, can_be_null = kinds(schema, schemas)
    return f"{' or '.join(dict.fromkeys(words))}{' or null' if can_be_null else ''}"


def kinds(schema, schemas):
    """Return (words for the types that a schema allows, whether null is one)."""
    can_be_null = bool(schema.get("nullable"))
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        target = schemas[name]
        if target.get("type") == "object":
            return [f"[{name}](#{name.lower()})" if name in INNER else name], can_be_null
        return [f"a word of {closed_list(CHOICES[name])}"], can_be_null
    for key in ("allOf", "oneOf", "anyOf"):
        if key in schema:
            words = []
            for inner in schema[key]:
                found, inner_null = kinds(inner, schemas)
                words += found
                can_be_null |= inner_null
            return words, can_be_null
    if schema.get("enum") == [None]:
        return [], True
    types = schema.get("type", "object")
    types = [types] if isinstance(types, str) else list(types)
    can_be_null |= "null" in types
    words = [word_for(one, schema, schemas) for one in types if one != "null"]
    return words, can_be_null


def word_for(kind, schema, schemas):
    if kind == "array":
        inner, _ = kinds(schema["items"], schemas)
        return f"list of {' or '.join(inner)}"
    if kind == "string":
        return {"date": "day", "date-time": "time", "uri": "URL"}.get(schema.get("format"), "text")
    return {"integer": "whole number", "number": "number", "boolean": "true or false"}.get(
        kind, "object"
    )
