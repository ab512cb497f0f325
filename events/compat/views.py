"""What the compatible endpoints have in common: one format whatever a client accepts, and errors of their own."""

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
    """An endpoint in somebody else's shape, errors of its own included.

    A subclass says `operation_name`, `tag`, `parameters()`, `answer()`, `refusals` ({status: description}) with
    `refusal_content`, and `refuse(error)`: the response to what the question is at fault for, or None.
    """

    content_negotiation_class = OnlyJSON
    renderer_classes = (JSONRenderer,)
    schema = CompatSchema()
    in_path = {}  # noqa: RUF012

    def get_exception_handler(self):
        handle = super().get_exception_handler()
        return lambda error, context: self.refuse(error) or handle(error, context)
