"""The OpenAPI document: drf-spectacular describes the serializers, the views say what they take and answer.

A view has `parameters(action)`, the query parameters as OpenAPI has them, and `answer(action)`: a serializer,
a `PageOf` one, or a schema written out.
"""

from dataclasses import dataclass
from itertools import groupby

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from events.api.answering.codebook import LISTS
from events.api.exports.description import row_components
from events.api.openapi.components import object_of, problem_components, schema_of_problems
from events.api.problems import errors


@dataclass(frozen=True)
class PageOf:
    """A page whose results are what `serializer` gives, or what `schema` says."""

    serializer: type = None
    schema: dict = None
    name: str = None


@dataclass(frozen=True)
class Files:
    """One file of any of some formats: `content` is {media type: serializer of each of its records, or schema}."""

    content: dict


VERBS = {
    "list": "List {}",
    "retrieve": "Get one of the {}",
    "versions": "List the published states of one of the {}",
    "citation": "Get the citation of one of the {}",
    "aggregate": "Count {} by their attributes",
    "export": "Export {} as a file",
    "export_release": "Export {} of a release as a file",
}
# What each operation can fail with; those with a key in their path also with 404 and 410, and a view adds its `problems`.
FAULTS = (
    "invalid-parameters",
    "method-not-allowed",
    "not-acceptable",
    "precondition-failed",
    "internal-error",
    "unavailable",
)

HEADERS = {
    "ETag": {
        "description": "Names this answer; send it back in If-None-Match to be told 304 while it holds.",
        "schema": {"type": "string"},
    },
    "Last-Modified": {
        "description": "When the release that the answer is about was published.",
        "schema": {"type": "string"},
    },
}
DISPOSITION = {
    "Content-Disposition": {
        "description": "The name of the file, with the release in it.",
        "schema": {"type": "string"},
    },
    "Attest-Release": {
        "description": "The release that the file is of.",
        "schema": {"type": "integer"},
    },
    "Attest-Note": {
        "description": "What the file may leave out, as `warnings` of the list; only where there is something to say.",
        "schema": {"type": "string"},
    },
}
# A file whose bytes never change can be read in parts.
RANGES = {
    "Accept-Ranges": {
        "description": "`bytes` where a part can be asked for, which is nearly always.",
        "schema": {"type": "string"},
    },
    "Content-Range": {
        "description": "Which bytes the answer has, and how many the file has; only in a part.",
        "schema": {"type": "string"},
    },
}
RANGE_PARAMETERS = [
    {
        "name": "Range",
        "in": "header",
        "description": "One range of bytes (RFC 9110, 14): `bytes=0-99`, `bytes=100-`, `bytes=-100`.",
        "schema": {"type": "string"},
    },
    {
        "name": "If-Range",
        "in": "header",
        "description": "The ETag of the part that the client has: the rest comes only if it is of the same file.",
        "schema": {"type": "string"},
    },
]
IN_PATH = {
    "key": "The public key of the record.",
    "number": "The number of the release.",
    "extension": "The format of the file.",
}
LINK = {
    "Link": {
        "description": "The next and the previous page (RFC 8288), as in the body.",
        "schema": {"type": "string"},
    }
}


class Schema(AutoSchema):
    """Describes a view of the API by what it says of itself."""

    @property
    def action(self):
        return getattr(self.view, "action", None) or "retrieve"

    def get_operation_id(self):
        return "_".join(self.names)

    @property
    def names(self):
        """Return the words that name the operation: `events`, `list`."""
        if hasattr(self.view, "basename"):
            return self.view.basename, self.action
        return (self.view.operation_name,)

    def get_summary(self):
        name, *_ = self.names
        verb = VERBS[self.action] if hasattr(self.view, "basename") else self.view.get.__doc__
        return verb.format(name).rstrip(".")

    def get_tags(self):
        return [self.names[0] if hasattr(self.view, "basename") else "about"]

    def get_auth(self):
        return []

    def _get_parameters(self):
        taken = [
            {"name": name, "in": "query", **described}
            for name, described in self.view.parameters(self.action).items()
        ]
        in_path = [
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": description,
                "schema": {"type": "string"} | self._allowed(name),
            }
            for name, description in IN_PATH.items()
            if f"{{{name}}}" in self.path
        ]
        return in_path + taken + (RANGE_PARAMETERS if self._has_ranges else [])

    @property
    def _has_ranges(self):
        return self.action == "export_release"

    def _allowed(self, name):
        """Return the part of the schema of a part of the path that says what it can be."""
        return {"enum": list(self.view.formats)} if name == "extension" else {}

    def _get_response_bodies(self, direction="response"):
        answer = self.view.answer(self.action)
        content, headers = {"application/json": answer, **self._files()}, HEADERS
        if isinstance(answer, PageOf):
            headers = HEADERS | LINK
        elif isinstance(answer, Files):
            content, headers = answer.content, HEADERS | DISPOSITION
        ok = {
            "description": "What was asked for.",
            "headers": headers,
            "content": {
                media_type: {"schema": self._schema_of(one)} for media_type, one in content.items()
            },
        }
        by_status = groupby(self._faults(), lambda name: errors.PROBLEMS[name][0])
        part = {}
        if self._has_ranges:
            ok["headers"] = headers | RANGES
            binary = {"schema": {"type": "string", "format": "binary"}}
            part = {
                "206": {
                    "description": "The part that the Range header asks for.",
                    "headers": ok["headers"],
                    "content": dict.fromkeys(content, binary),
                }
            }
        return {
            "200": ok,
            **part,
            "304": {"description": "The answer that the client has still holds."},
        } | {str(status): self._fault(list(names)) for status, names in by_status}

    @staticmethod
    def _fault(names):
        """Return the response of the problems that have one status."""
        schema = schema_of_problems(names)
        return {
            "description": " ".join(errors.PROBLEMS[name][2] for name in names),
            "content": {errors.MEDIA_TYPE: {"schema": schema}},
        }

    def _files(self):
        """Return {media type: schema} of the other forms of an answer, where a view says that it has any."""
        files = getattr(self.view, "files", None)
        return files(self.action) if files else {}

    def _faults(self):
        # The URL of a file says what it is, whatever `Accept` asks for.
        is_file = "{extension}" in self.path
        faults = tuple(name for name in FAULTS if not (is_file and name == "not-acceptable"))
        if "{" in self.path:
            faults += ("not-found",)
        if self.action == "retrieve" and "{key}" in self.path:
            faults += ("withdrawn",)
        if self.action in ("list", "retrieve") and "release" in self.view.parameters(self.action):
            faults += ("pruned",)
        faults += getattr(self.view, "problems", ())
        return sorted(faults, key=lambda name: errors.PROBLEMS[name][0])

    def _schema_of(self, answer):
        if isinstance(answer, dict):
            return answer
        if isinstance(answer, PageOf):
            return self._page_of(answer)
        return self.resolve_serializer(answer, "response").ref

    def _page_of(self, answer):
        """Return a reference to the component of a page."""
        if answer.serializer is not None:
            item = self.resolve_serializer(answer.serializer, "response")
            name, schema = f"{item.name}Page", item.ref
        else:
            name, schema = answer.name, answer.schema
        page = ResolvedComponent(
            name=name,
            type=ResolvedComponent.SCHEMA,
            schema=page_of(schema),
            object=name,
        )
        self.registry.register_on_missing(page)
        return page.ref


def page_of(item):
    """Return the schema of a page of `item`."""
    link = {"type": "string", "format": "uri", "nullable": True}
    properties = {
        "count": {"type": "integer", "minimum": 0, "description": "How many match in all."},
        "next": {**link, "description": "The next page; null on the last one."},
        "previous": {**link, "description": "The page before; null on the first one."},
        "release": {
            "type": "integer",
            "nullable": True,
            "description": "The release that the answer is about; null before the first one.",
        },
        "warnings": {
            "type": "array",
            "items": {"type": "string"},
            "description": "What the answer may leave out.",
        },
        "results": {"type": "array", "items": item, "description": "What is on this page."},
    }
    return object_of(properties)


def complete_components(result, generator, request, public):
    """Make the components say all: no field is ever left out, and what may be null is said in full.

    And add what no serializer field stands for: the shape of errors, and lists of words used in lists only.
    """
    schemas = result["components"]["schemas"]
    for schema in schemas.values():
        if "properties" in schema:
            schema["required"] = list(schema["properties"])
        for described in schema.get("properties", {}).values():
            # What a column can hold is not the same in every database.
            described.pop("minimum", None)
            described.pop("maximum", None)
            if described.get("format") == "int64":
                del described["format"]
    _allow_null(result)
    schemas |= problem_components() | row_components()
    for enum in LISTS.values():
        schemas.setdefault(enum.__name__, _enumeration(enum))
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    return result


def _allow_null(node):
    """Write each nullable reference so that null is valid: `nullable` alone adds it to a `type` only."""
    if isinstance(node, list):
        for inner in node:
            _allow_null(inner)
    elif isinstance(node, dict):
        if node.get("nullable") and "allOf" in node:
            node["oneOf"] = [*node.pop("allOf"), {"enum": [None]}]
        for inner in node.values():
            _allow_null(inner)


def _enumeration(enum):
    """Return the component of a closed list, in the form that drf-spectacular gives to the others."""
    lines = "\n".join(f"* `{word.value}` - {word.label}" for word in enum)
    kind = "integer" if isinstance(next(iter(enum)).value, int) else "string"
    return {"enum": enum.values, "type": kind, "description": lines}
