"""The URLs of what a release held: `/api/v1/releases/1/events.csv` and its sisters, the same bytes for ever."""

import hashlib

from django.utils.http import http_date

from config import __version__
from events.api.exports import stream
from events.api.exports.formats import FORMATS
from events.api.exports.views import ExportView
from events.api.http.compression import accepts_gzip
from events.api.http.headers import IMMUTABLE
from events.api.query.parameters import Reading
from events.api.query.question import read_fields
from events.api.store import past, releases, snapshots


class ReleaseExportView(ExportView):
    """All records that a collection had at a release, in one of its formats, by key."""

    action = "export_release"
    problems = ("pruned",)

    def parameters(self, action):
        """Return {name: description} of the query parameters, as OpenAPI has them: there is nothing to select."""
        return {"fields": self.viewset.parameters("list")["fields"]}

    def get(self, request, number, extension):
        """Get all records that stood at a release as one file, streamed: the same bytes whenever it is asked for."""
        release, chosen = releases.in_path(request, number), FORMATS[extension]
        reading = Reading(request.query_params, self.parameters(self.action), self.viewset.lists())
        fields = reading.of(read_fields, self.viewset, reading.sound)
        reading.check()
        snapshot = snapshots.Snapshot()
        if snapshot.is_pruned(release.number):
            snapshot.close()
            raise past.pruned(release, "number")
        sql, values = snapshots.statement_at(self.basename, release.number)

        def make():
            return chosen.write(snapshot.batches(sql, values), self.basename, fields)

        answer = stream.answer(request, snapshot, chosen, self.basename, make, release)
        answer["ETag"] = self._etag(request, release, chosen, fields)
        answer["Last-Modified"] = http_date(release.time.timestamp())
        answer["Cache-Control"] = IMMUTABLE
        return answer

    def _etag(self, request, release, chosen, fields):
        """Return the strong ETag: what the release holds, and what makes bytes of it, which is this program."""
        only = ",".join(sorted(fields)) if fields is not None else ""
        parts = (__version__, release.sha256, self.basename, chosen.name, only)
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
        packed = chosen.compressible and accepts_gzip(request.headers.get("Accept-Encoding", ""))
        return f'"{digest}-gzip"' if packed else f'"{digest}"'
