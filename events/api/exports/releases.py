"""The URLs of past releases as files: `/api/v1/releases/1/events.csv` and others, the same bytes until a value
of theirs is redacted.

They are written once (`kept`), so that they have a length and can be read in parts and resumed.
"""

import contextlib
import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from config import __version__
from config.limits import LONGEST_WAIT as LONG_WAIT
from config.proxy import CLIENT
from events.api.exports import kept, stream
from events.api.exports.formats import FORMATS
from events.api.exports.views import ExportView
from events.api.http import ranges
from events.api.http.headers import PAST
from events.api.http.negotiation import accepts_gzip
from events.api.problems import errors
from events.api.problems.errors import Busy
from events.api.query.parameters import Reading
from events.api.query.question import read_fields
from events.api.store import past, releases, snapshots

# Seconds until a whole file is sent without its length, as it is being written; a small one is complete by then.
SHORT_WAIT = 1
# Bytes that are sent in one piece: they need none of the places for streams, so that clients that read a few columns
# of a Parquet file can have several requests at a time.
LARGEST_PIECE = 4 * 2**20
# Headers that an answer 304 has (RFC 9110, 15.4.5).
KEPT = ("ETag", "Last-Modified", "Cache-Control", "Vary")
# The folders whose code makes the bytes of a file.
MAKERS = ("vocabulary", "models", "documents", "api/exports")


class ReleaseExportView(ExportView):
    """All records that a collection had in a release, in one of its formats, by key."""

    action = "export_release"
    problems = ("pruned", "range-not-satisfiable")

    def parameters(self, action):
        """Return {name: description} of the query parameters, as OpenAPI has them: there is nothing to select."""
        return {"fields": self.viewset.parameters("list")["fields"]}

    def get(self, request, number, extension):
        """Get all records of a release as one file: the same bytes until a redaction, so that parts of it can be read by Range."""
        release, chosen = releases.in_path(request, number), FORMATS[extension]
        reading = Reading(request.query_params, self.parameters(self.action), self.viewset.lists())
        fields = reading.of(read_fields, self.viewset, reading.sound)
        reading.check()
        if release.pruned:
            raise past.pruned(release, "number")
        name = digest(release, self.basename, chosen, fields)
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
            return chosen.write(snapshot.batches(sql, values), self.basename, fields), snapshot

        if request.method == "HEAD" and is_packed:
            return _with(StreamingHttpResponse(), headers | {"Accept-Ranges": "bytes"})
        file = kept.find(f"{name}.{extension}", prepare)
        if file is None:  # it cannot be kept: it is sent as it is made, without a length
            if request.method == "HEAD":
                return _with(StreamingHttpResponse(), headers)
            chunks, snapshot = prepare()
            return _with(stream.response(request, chunks, snapshot, is_packed), headers)
        headers["Accept-Ranges"] = "bytes"
        return _with(_sent(request, file, wanted, is_packed), headers)


def _sent(request, file, wanted, is_packed):
    """Return the response that sends a Kept file, or the part that the Range header `wanted` asks for.

    Close the file in the end.
    """
    with contextlib.ExitStack() as undo:
        undo.callback(file.close)
        needs_length = wanted is not None or request.method == "HEAD"
        if not file.is_complete:
            with stream.place(request.META.get(CLIENT, "")):
                file.wait(LONG_WAIT if needs_length else SHORT_WAIT)
        size = file.size if file.is_complete else None
        if size is None and needs_length:
            raise Busy("The file is being written. Send the request again in a while.")
        try:
            part = ranges.part(wanted, size) if wanted is not None else None
        except ranges.NotSatisfiable:
            answer = errors.response("range-not-satisfiable")
            answer["Content-Range"] = f"bytes */{size}"
            return answer
        first, last = part or (0, size and size - 1)
        length = None if size is None else last - first + 1 if size else 0
        if request.method == "HEAD":
            answer = HttpResponse()
        elif length is not None and length <= LARGEST_PIECE and not is_packed:
            answer = HttpResponse(b"".join(file.chunks(first, length)))
        else:
            answer = stream.response(request, file.chunks(first, length), file, is_packed)
            undo.pop_all()
        if length is not None and not is_packed:
            answer["Content-Length"] = str(length)
        if part is not None:
            answer.status_code = 206
            answer["Content-Range"] = f"bytes {first}-{last}/{size}"
        return answer


@cache
def program():
    """Return a fingerprint of the code that makes the bytes of a file, and of the library that writes Parquet."""
    root, found = Path(__file__).parents[2], hashlib.sha256()
    for folder in MAKERS:
        for file in sorted((root / folder).rglob("*.py")):
            found.update(file.read_bytes())
    return f"{__version__} {version('pyarrow')} {found.hexdigest()}"


def digest(release, collection, chosen, fields):
    """Return the name of a file: what the release holds, what is taken of it, and the program that makes bytes of it."""
    only = ",".join(sorted(fields)) if fields is not None else ""
    redacted = release.redacted.isoformat() if release.redacted else ""
    parts = (program(), release.sha256, redacted, collection, chosen.name, only)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _with(response, headers):
    """Return a response with these headers; an error has its own."""
    if response.status_code < 400:
        for name, value in headers.items():
            response[name] = value
    return response
