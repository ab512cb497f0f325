"""The OpenAPI document: drf-spectacular describes the serializers, the views say what they take and answer.

A view has `parameters(action)`, the query parameters as OpenAPI has them, and `answer(action)`: a serializer,
a `PageOf` one, or a schema written out.
"""

from dataclasses import dataclass
from itertools import groupby

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from events.api.openapi import examples
from events.api.openapi.components import (
    page_of,
    partial,
    reference,
    schema_of_problems,
    whole_or_partial,
)
from events.api.openapi.headers import (
    ACCEPT_RANGES,
    CONTENT_RANGE,
    DISPOSITION,
    HEADERS,
    LINK,
    OF_PROBLEMS,
    RANGE_PARAMETERS,
)
from events.api.problems.errors import MEDIA_TYPE
from events.api.problems.kinds import PROBLEMS


@dataclass(frozen=True)
class PageOf:
    """A page whose results are what `serializer` gives, or what `schema` says; the component is then named `name`.

    `parts` are {name: schema} of further components that the schema refers to.
    """

    serializer: type = None
    schema: dict = None
    name: str = None
    parts: dict = None


@dataclass(frozen=True)
class Files:
    """One file of any of some formats: `content` is {media type: schema}, and `parts` are as those of PageOf."""

    content: dict
    parts: dict


# In the order of operations within a tag.
VERBS = {
    "list": "List {}",
    "retrieve": "Get one of the {}",
    "aggregate": "Count {} by their attributes",
    "export": "Export {} as a file",
    "aggregate_export": "Count {} by their attributes, as a file",
    "versions": "List the published states of one of the {}",
    "annotations": "List the annotations of one of the {}",
    "coverage": "Get the coverage of one of the {}",
    "citation": "Get the citation of one of the {}",
    "croissant": "Get the description of one of the {} in JSON-LD",
    "export_release": "Export {} of a release as a file",
}
# The problems of each operation; those with a key in their path also have 404 and most 410, and a view adds its `problems`.
FAULTS = (
    "invalid-parameters",
    "method-not-allowed",
    "not-acceptable",
    "precondition-failed",
    "too-many-requests",
    "internal-error",
    "unavailable",
)
# A part of a file, which begins and ends anywhere.
_PART = {"type": "string"}
_BINARY = {"type": "string", "format": "binary"}
# Actions on a record that exist only while it does; its versions stay.
OF_CURRENT = ("retrieve", "annotations", "coverage", "citation")
IN_PATH = {
    "key": "The public key of the record.",
    "number": "The number of the release; without a file name also `latest`, for the newest one.",
    "extension": "The format of the file.",
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

    def get_extensions(self):
        # The values that Swagger UI fills in when a reader tries the operation out: static/api/docs.js.
        query = examples.query(self.get_operation_id(), self.get_tags()[0])
        return {"x-example-query": query} if query else {}

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
        found = in_path + taken + (RANGE_PARAMETERS if self._has_ranges else [])
        return [one | self._example(one["name"]) for one in found]

    def _example(self, name):
        value = examples.value(self.get_tags()[0], name, self.action)
        return {} if value is None else {"example": value}

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
            self._components(answer.parts)
        ok = {
            "description": "The answer.",
            "headers": self._headers(headers),
            "content": {
                media_type: {"schema": self._schema_of(one)} | self._examples(media_type)
                for media_type, one in content.items()
            },
        }
        by_status = groupby(self._faults(), lambda name: PROBLEMS[name].status)
        part = {}
        if self._has_ranges:
            ok["headers"] = self._headers(headers | ACCEPT_RANGES)
            parts = {one: _PART if one.startswith("text/") else _BINARY for one in content}
            part = {
                "206": {
                    "description": "The part that the Range header requests.",
                    "headers": self._headers(headers | ACCEPT_RANGES | CONTENT_RANGE),
                    "content": {one: {"schema": schema} for one, schema in parts.items()},
                }
            }
        return {
            "200": ok,
            **part,
            "304": self._not_modified(),
        } | {str(status): self._fault(list(names)) for status, names in by_status}

    def _examples(self, media_type):
        """Return the examples of a form of the answer, where it can be written down."""
        found = examples.of_response(self.get_operation_id(), media_type)
        return {"examples": found} if found else {}

    def _headers(self, headers):
        """Return references to headers, which are components."""
        return {
            name: self._component(name, header, ResolvedComponent.HEADER).ref
            for name, header in headers.items()
        }

    def _not_modified(self):
        response = {"description": "The answer has not changed since the client got it."}
        return self._component("NotModified", response, ResolvedComponent.RESPONSE).ref

    def _fault(self, names):
        """Return a reference to the response of the problems that have one status."""
        content = {"schema": schema_of_problems(names)}
        shown = {name: example for name in names for example in examples.of_problem(name).values()}
        response = {
            "description": " ".join(PROBLEMS[name].cause for name in names),
            "content": {MEDIA_TYPE: content | ({"examples": shown} if shown else {})},
        }
        if headers := {
            key: value for name in names for key, value in OF_PROBLEMS.get(name, {}).items()
        }:
            response["headers"] = self._headers(headers)
        name = "Or".join(name.title().replace("-", "") for name in names)
        return self._component(name, response, ResolvedComponent.RESPONSE).ref

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
        if self.action in OF_CURRENT and "{key}" in self.path:
            faults += ("withdrawn",)
        if "release" in self.view.parameters(self.action):
            faults += ("pruned",)
        faults += getattr(self.view, "problems", ())
        return sorted(faults, key=lambda name: PROBLEMS[name].status)

    def _schema_of(self, answer):
        """Return the schema of an answer, for every value of the parameters."""
        if isinstance(answer, dict):
            return answer
        if not isinstance(answer, PageOf):
            return self._record(answer, "")
        if answer.serializer is not None:
            return self._record(answer.serializer, "Page")
        self._components({**(answer.parts or {}), answer.name: answer.schema})
        return self._component(f"{answer.name}Page", page_of(reference(answer.name))).ref

    def _record(self, serializer, suffix):
        """Return the schema of a record, or with "Page" of a page of records.

        `fields` leaves fields out, and so does a past release that had fewer fields.
        """
        whole = self.resolve_serializer(serializer, "response")
        if suffix:
            self._component(whole.name + suffix, page_of(whole.ref))
        if not {"fields", "release"} & set(self.view.parameters(self.action)):
            return reference(whole.name + suffix)
        some = {name: value for name, value in whole.schema.items() if name != "required"}
        some |= {"minProperties": 1, "description": f"Some of the fields of `{whole.name}`."}
        self._component(partial(whole.name), some)
        if suffix:
            self._component(partial(whole.name + suffix), page_of(reference(partial(whole.name))))
        return whole_or_partial(whole.name + suffix)

    def _components(self, schemas):
        for name, schema in schemas.items():
            self._component(name, schema)

    def _component(self, name, schema, type=ResolvedComponent.SCHEMA):
        """Return the component with this name, registered once."""
        component = ResolvedComponent(name=name, type=type, schema=schema, object=name)
        self.registry.register_on_missing(component)
        return component

    def _map_serializer(self, serializer, direction, bypass_extensions=False):
        """Return the schema of a serializer: no field is ever left out, and no column has bounds.

        What a column can hold is not the same in every database.
        """
        schema = super()._map_serializer(serializer, direction, bypass_extensions)
        schema["required"] = list(schema["properties"])
        for described in schema["properties"].values():
            for name in ("minimum", "maximum", "readOnly"):
                described.pop(name, None)
            if described.get("format") == "int64":
                del described["format"]
        return schema
