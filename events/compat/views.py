"""The base of the compatible endpoints: one format whatever a client accepts, and errors in the other API's shape."""

from django.core.exceptions import TooManyFieldsSent
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.views import APIView

from events.api.problems.errors import PROBLEMS, ParameterError
from events.compat.schema import CompatSchema


class OnlyJSON(BaseContentNegotiation):
    """One renderer, whatever the Accept header says."""

    def select_parser(self, request, parsers):
        return parsers[0]

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class CompatView(APIView):
    """An endpoint in another API's shape, errors included.

    A subclass has `operation_name`, `tag`, `parameters()`, `answer()`, `refusals` ({status: description}) with
    `refusal_content`, and `refuse(error)`: the response to a fault of the query, or None.
    """

    content_negotiation_class = OnlyJSON
    renderer_classes = (JSONRenderer,)
    schema = CompatSchema()
    in_path = {}  # noqa: RUF012

    def get_exception_handler(self):
        handle = super().get_exception_handler()
        return lambda error, context: self.refuse(error) or handle(error, context)


def lines(error):
    """Return the faults of a query as lines of text, none for any other error."""
    if isinstance(error, ParameterError):
        return [_line(**one) for one in error.faults]
    if isinstance(error, ParseError | TooManyFieldsSent):
        return [str(getattr(error, "detail", PROBLEMS["bad-request"][2]))]
    return []


def _line(parameter, message, allowed=None, did_you_mean=None):
    hint = f" Did you mean {did_you_mean}?" if did_you_mean else ""
    choice = f" Allowed: {', '.join(allowed)}." if allowed else ""
    return f"{parameter}: {message}{hint}{choice}"
