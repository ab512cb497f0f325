"""The base of the compatible endpoints: one format whatever a client accepts."""

from django.core.exceptions import TooManyFieldsSent
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.views import APIView

from events.api.problems.errors import ParameterError
from events.compat.schema import CompatSchema


class OnlyJSON(BaseContentNegotiation):
    """One renderer, whatever the Accept header says."""

    def select_parser(self, request, parsers):
        return parsers[0]

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class CompatView(APIView):
    """An endpoint in another API's shape. An error is a problem, with the members that clients of that API read.

    A subclass has `operation_name`, `tag`, `parameters()`, `answer()` and, where it can find nothing, `problems`: the
    names of those kinds of problems.
    """

    content_negotiation_class = OnlyJSON
    renderer_classes = (JSONRenderer,)
    schema = CompatSchema()
    in_path = {}  # noqa: RUF012

    problems = ()
    # The schema of the members that `members` adds, or None.
    members_schema = None

    def members(self, lines):
        """Return the members that a client of the other API expects in an error of the query."""
        return {}

    def get_exception_handler(self):
        handle = super().get_exception_handler()

        def answer(error, context):
            if isinstance(error, TooManyFieldsSent):
                error = ParseError("The query string has too many parameters.")
            if isinstance(error, ParameterError):
                error.members = self.members([_line(**one) for one in error.faults])
            elif isinstance(error, ParseError):
                error.members = self.members([str(error.detail)])
            return handle(error, context)

        return answer


def _line(parameter, message, allowed=None, did_you_mean=None):
    hint = f" Did you mean {did_you_mean}?" if did_you_mean else ""
    choice = f" Allowed: {', '.join(allowed)}." if allowed else ""
    return f"{parameter}: {message}{hint}{choice}"
