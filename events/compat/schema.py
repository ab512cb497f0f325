"""The compatible endpoints in the OpenAPI document."""

import inspect

from events.api.openapi.components import PROBLEM
from events.api.openapi.headers import HEADERS, RELEASE
from events.api.openapi.schema import FAULTS as FAULTS_OF_API
from events.api.openapi.schema import Schema
from events.api.problems.errors import MEDIA_TYPE
from events.api.problems.kinds import PROBLEMS

# There is one format, whatever a client accepts.
FAULTS = tuple(name for name in FAULTS_OF_API if name != "not-acceptable")
NOTE = {
    "Attest-Note": {
        "description": "The number of events left out, by reason, and the parameters that have no effect.",
        "schema": {"type": "string"},
    },
}


class CompatSchema(Schema):
    """Describes a view by its own declarations."""

    def get_tags(self):
        return [self.view.tag]

    def get_description(self):
        return inspect.getdoc(type(self.view))

    def _get_parameters(self):
        in_path = [
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": description,
                "schema": {"type": "string"},
            }
            for name, description in self.view.in_path.items()
        ]
        taken = self.view.parameters(self.action).items()
        found = in_path + [{"name": name, "in": "query", **described} for name, described in taken]
        return [one | self._example(one["name"], one["schema"]) for one in found]

    def _example(self, name, schema):
        if "default" in schema:
            return {"example": schema["default"]}
        if name == "fields":
            return {"example": "|".join(list(self.view.columns)[:2])}
        return super()._example(name) or {"example": schema.get("enum", ["ignored"])[0]}

    def _get_response_bodies(self, direction="response"):
        ok = {
            "description": "The answer.",
            "headers": self._headers(HEADERS | RELEASE) | NOTE,
            "content": {
                media_type: content | self._examples(media_type)
                for media_type, content in self.view.answer(self.action).items()
            },
        }
        names = (*FAULTS, *self.view.problems)
        problems = {str(PROBLEMS[name].status): self._fault([name]) for name in names}
        if members := self.view.members_schema:
            content = {"schema": {"allOf": [PROBLEM, members]}} | self._examples(MEDIA_TYPE)
            problems["400"] = {
                "description": "The query has faults; `error` has an entry for each, too.",
                "content": {MEDIA_TYPE: content},
            }
        not_modified = {"304": self._not_modified()}
        return {"200": ok} | dict(sorted((not_modified | problems).items()))
