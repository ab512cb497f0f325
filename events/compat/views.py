"""The base of the compatible endpoints: one format whatever a client accepts."""

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.views import APIView

from events.compat.schema import CompatSchema


class OnlyJSON(BaseContentNegotiation):
    """One renderer, whatever the Accept header says."""

    def select_parser(self, request, parsers):
        return parsers[0]

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class CompatView(APIView):
    """An endpoint in another API's shape; its errors are problems, as everywhere.

    A subclass has `operation_name`, `tag`, `parameters()`, `answer()` and, where it can find nothing, `problems`: the
    names of those kinds of problems. `members_of` (events/api/problems/errors.py) adds what clients of that API read.
    """

    content_negotiation_class = OnlyJSON
    renderer_classes = (JSONRenderer,)
    schema = CompatSchema()
    in_path = {}  # noqa: RUF012
    problems = ()
    # The schema of the members that a 400 has besides those of a problem, or None.
    members_schema = None
