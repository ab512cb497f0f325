"""The URLs of past releases as files: `/api/v1/releases/1/events.csv` and others, the same bytes until a value
of theirs is redacted.

They are written once (`kept`), so that they have a length and can be read in parts and resumed.
"""

from dataclasses import replace

from django.http import StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from events.api.exports import files, joined, kept, stream
from events.api.exports import options as options_of
from events.api.exports.formats import FORMATS
from events.api.exports.views import ExportView
from events.api.http import ranges
from events.api.http.headers import PAST
from events.api.http.negotiation import accepts_gzip
from events.api.problems import errors
from events.api.query.parameters import Reading
from events.api.query.question import read_fields
from events.api.store import past, releases, snapshots

# Headers that an answer 304 has (RFC 9110, 15.4.5).
KEPT = ("ETag", "Last-Modified", "Cache-Control", "Vary")


class ReleaseExportView(ExportView):
    """All records that a collection had in a release, in one of its formats, by key."""

    action = "export_release"
    problems = ("pruned", "range-not-satisfiable")

    def parameters(self, action):
        """Return {name: description} of the query parameters, as OpenAPI has them: there is nothing to select."""
        fields = {"fields": self.viewset.parameters("list")["fields"]}
        return fields | options_of.parameters(self.basename)

    def get(self, request, number, extension):
        """Get all records of a release as one file: the same bytes until a redaction, so that parts of it can be read by Range."""
        release, chosen = releases.in_path(request, number), FORMATS[extension]
        reading = Reading(request.query_params, self.parameters(self.action), self.viewset.lists())
        fields = reading.of(read_fields, self.viewset, reading.sound)
        read = options_of.reader(self.basename, chosen, self.formats.values())
        options = reading.of(read, reading.sound)
        reading.check()
        options = replace(options, fields=fields)
        if release.pruned:
            raise past.pruned(release, "number")
        name = files.digest(release, self.basename, chosen, options, "by key")
        etag, modified = f'"{name}"', int((release.redacted or release.time).timestamp())
        wanted = request.META.get("HTTP_RANGE") if request.method == "GET" else None
        if not ranges.holds(request.META.get("HTTP_IF_RANGE"), etag, modified):
            wanted = None
        # A part is one of the file itself: what is compressed has other bytes.
        is_packed = (
            wanted is None
            and chosen.compressible
            and accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING"))
        )
        headers = stream.headers(chosen, self.basename, release.number, is_packed) | {
            "ETag": f'"{name}-gzip"' if is_packed else etag,
            "Last-Modified": http_date(modified),
            "Cache-Control": PAST,
        }
        condition = get_conditional_response(request, headers["ETag"], modified)
        if condition is not None and condition.status_code == 412:
            return errors.response("precondition-failed")
        if condition is not None:
            return _with(condition, {name: headers[name] for name in KEPT if name in headers})

        def prepare():
            snapshot = snapshots.Snapshot()
            if snapshot.is_pruned(release.number):  # meanwhile
                snapshot.close()
                raise past.pruned(release, "number")
            sql, values = snapshots.statement_at(self.basename, release.number)
            batches = snapshot.batches(sql, values)
            if options.join:
                batches = joined.batches(batches, snapshot, release.number)
            return chosen.write(batches, self.basename, options), snapshot

        if request.method == "HEAD" and is_packed:
            return _with(StreamingHttpResponse(), headers | {"Accept-Ranges": "bytes"})
        file = kept.find(f"{name}.{extension}", prepare)
        if file is None:  # it cannot be kept: it is sent as it is made, without a length
            if request.method == "HEAD":
                return _with(StreamingHttpResponse(), headers)
            chunks, snapshot = prepare()
            return _with(stream.response(request, chunks, snapshot, is_packed), headers)
        headers["Accept-Ranges"] = "bytes"
        return _with(files.sent(request, file, chosen, is_packed, wanted), headers)


def _with(response, headers):
    """Return a response with these headers; an error has its own."""
    if response.status_code < 400:
        for name, value in headers.items():
            response[name] = value
    return response
