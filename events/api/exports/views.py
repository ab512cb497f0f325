"""The URLs of exports: `/api/v1/events.csv` and its sisters."""

from django.http import StreamingHttpResponse
from django.urls import reverse
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.views import APIView

from events.api.answering import resolving, warnings
from events.api.exports import stream
from events.api.exports.formats import FORMATS, formats_of
from events.api.http.negotiation import accepts_gzip
from events.api.http.rendering import JSONRenderer
from events.api.openapi.schema import Files
from events.api.problems.errors import NoSuchThing, ParameterError, fault, nearest
from events.api.query.question import Question
from events.api.store import releases, snapshots


class ByURL(BaseContentNegotiation):
    """The URL says which format is meant, so that nothing is read out of `Accept`."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class ExportView(APIView):
    """Every match of the filters of a collection, in one of its formats."""

    viewset = None
    action = "export"
    content_negotiation_class = ByURL
    # Of what is no file: a fault, and what OPTIONS tells.
    renderer_classes = (JSONRenderer,)

    @property
    def basename(self):
        return self.viewset.collection_name

    @property
    def formats(self):
        """{extension: Format} of what there is here."""
        return formats_of(self.basename)

    def answer(self, action):
        """Return what there is here, for the schema."""
        formats, parts = self.formats.values(), {}
        for one in formats:
            parts |= one.components(self.basename)
        return Files({one.media_type: one.schema(self.basename) for one in formats}, parts)

    def parameters(self, action):
        """Return {name: description} of the query parameters, as OpenAPI has them."""
        return self.viewset.parameters(action)

    def initial(self, request, *args, extension, **kwargs):
        super().initial(request, *args, **kwargs)
        if extension not in self.formats:
            known = ", ".join(self.formats)
            message = f"{extension!r} is not a format of the {self.basename}; there are {known}."
            if extension == "json" and self.action == "export":
                message += f" Their list is JSON itself: {reverse(f'{self.basename}-list')}."
            raise NoSuchThing(message, "extension", nearest(extension, self.formats))
        if self.action == "export" and "release" in request.query_params:
            message = (
                "This URL takes no release. A past release has a URL of its own, without filters: "
                f"{reverse('releases-list')}{{number}}/{self.basename}.{extension}."
            )
            allowed = sorted(self.parameters(self.action))
            raise ParameterError([fault("release", message, allowed)])

    def get(self, request, extension):
        """Get every match of the filters as one file, streamed, all of one release."""
        viewset, chosen = self.viewset, FORMATS[extension]
        release = releases.current(request)
        question = Question.read(viewset, request.query_params, release, "export")
        filterset = question.filterset
        condition = filterset.condition(filterset.placed(question.parts))
        rows = viewset.model.objects.filter(condition, current__isnull=False)
        told = warnings.of_values(filterset, question.values, release)
        note = " ".join([*told, *resolving.told(question.resolve)])
        sql, parts = snapshots.statement(question.order.apply(rows))
        is_packed = chosen.compressible and accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING"))
        snapshot = snapshots.Snapshot()
        try:
            newest = snapshot.newest()
            batches = snapshot.batches(sql, parts)
            if question.resolve:
                batches = (resolving.shown(one, question.resolve, snapshot) for one in batches)
            chunks = chosen.write(batches, self.basename, question.fields)
        except BaseException:
            snapshot.close()
            raise
        number = newest and newest.number
        return self.sent(request, chunks, snapshot, (chosen, number, is_packed, note), newest)

    def sent(self, request, chunks, snapshot, told, newest):
        """Return the response that streams chunks; `told` is (Format, number of the release, is_packed, note)."""
        chosen, number, is_packed, note = told
        if request.method == "HEAD":
            snapshot.close()
            answer = StreamingHttpResponse()
        else:
            answer = stream.response(request, chunks, snapshot, is_packed)
        for name, value in stream.headers(chosen, self.basename, number, is_packed, note).items():
            answer[name] = value
        answer.release = newest
        return answer
