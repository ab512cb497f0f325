"""The URLs of exports: `/api/v1/events.csv` and its sisters."""

from dataclasses import replace

from django.http import StreamingHttpResponse
from django.urls import reverse
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.views import APIView

from events.api.answering import counts, resolving, warnings
from events.api.exports import files, joined, kept, stream, xlsx
from events.api.exports import options as options_of
from events.api.exports.formats import FORMATS, formats_of
from events.api.http.negotiation import accepts_gzip
from events.api.http.rendering import JSONRenderer
from events.api.openapi.schema import Files
from events.api.problems.errors import Busy, NoSuchThing, nearest
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

    def get(self, request, extension):
        """Get every match of the filters as one file, streamed, all of one release."""
        chosen, release = FORMATS[extension], releases.current(request)
        further = options_of.reader(self.basename, chosen, self.formats.values())
        elsewhere = {
            "release": "This URL takes no release. A past release has a URL of its own, without filters: "
            f"{reverse('releases-list')}{{number}}/{self.basename}.{extension}."
        }
        question = self.question(request.query_params, release, further, elsewhere)
        if chosen.most_rows is not None and (number := self.count(question)) > chosen.most_rows:
            raise xlsx.too_many_rows(number)
        made = chosen, replace(question.further, fields=question.fields)
        is_packed = chosen.compressible and accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING"))
        note = " ".join(self.warnings(question, release))
        if request.method == "HEAD":
            return self._with_headers(StreamingHttpResponse(), chosen, release, is_packed, note)
        if chosen.kept and release and self.is_whole(question, request.query_params):
            name = files.digest(release, self.basename, *made, "as in the list")
            file = kept.find(
                f"{name}.{extension}", lambda: self._begun(question, *made, release)[:2]
            )
            if file is not None:
                answer = files.sent(request, file, chosen, is_packed)
                answer["Accept-Ranges"] = "none"  # the next release is another file at this URL
                return self._with_headers(answer, chosen, release, is_packed, note)
        chunks, snapshot, newest = self._begun(question, *made)
        answer = stream.response(request, chunks, snapshot, is_packed)
        return self._with_headers(answer, chosen, newest, is_packed, note)

    def question(self, query, release, further, elsewhere):
        """Return what a query asks for; `further` reads the Options, and `elsewhere` is as in Reading."""
        return Question.read(self.viewset, query, release, "export", further, elsewhere)

    @staticmethod
    def is_whole(question, query):
        """Return whether a query selects all records, in the order of the list."""
        return not question.parts and not question.resolve and "order_by" not in query

    @staticmethod
    def count(question):
        """Return how many records match."""
        return counts.total(question)

    @staticmethod
    def warnings(question, release):
        """Return sentences on what the filters cannot select."""
        told = warnings.of_values(question.filterset, question.values, release)
        return [*told, *resolving.told(question.resolve)]

    def batches(self, question, snapshot):
        """Return the Batches of the documents that match."""
        filterset = question.filterset
        condition = filterset.condition(filterset.placed(question.parts))
        rows = self.viewset.model.objects.filter(condition, current__isnull=False)
        batches = snapshot.batches(*snapshots.statement(question.order.apply(rows)))
        if not question.resolve:
            return batches
        return snapshots.Batches(
            lambda: (resolving.shown(one, question.resolve, snapshot) for one in batches)
        )

    def _begun(self, question, chosen, options, release=None):
        """Return (chunks of a file, the Snapshot that they are read from, its newest ReleaseIdentity).

        Raise Busy where `release` is given and is no longer the newest.
        """
        snapshot = snapshots.Snapshot()
        try:
            newest = snapshot.newest()
            if release and newest != release:
                raise Busy("A release was published meanwhile. Send the request again.")
            batches = self.batches(question, snapshot)
            if options.join:
                batches = joined.batches(batches, snapshot, newest.number if newest else 0)
            return chosen.write(batches, self.basename, options), snapshot, newest
        except BaseException:
            snapshot.close()
            raise

    def _with_headers(self, answer, chosen, release, is_packed, note):
        """Return an answer with the headers of a file of a ReleaseIdentity, unless it is an error."""
        if answer.status_code == 200:
            number = release and release.number
            told = stream.headers(chosen, self.basename, number, is_packed, note)
            for name, value in told.items():
                answer[name] = value
            answer.release = release
        return answer
