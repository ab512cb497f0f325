"""The URLs of rows as files: `/api/v1/reports.csv` and its sisters."""

import orjson

from events.api.answering.parts import VERSION, PartQuestion, shown
from events.api.exports.formats import FORMATS
from events.api.exports.views import ExportView
from events.api.http.negotiation import accepts_gzip
from events.api.store import releases, snapshots


class PartExportView(ExportView):
    """Every row that the filters select, in one format."""

    def get(self, request, extension):
        """Get every row that the filters select as one file, streamed, all of one release."""
        chosen, newest = FORMATS[extension], releases.current(request)
        question = PartQuestion.read(self.viewset, request.query_params, newest, "export")
        note = " ".join(question.warnings())
        rows = question.order.apply(question.rows())
        sql, parameters = snapshots.compiled(rows.values_list(VERSION, *self.viewset.part.lookups))
        is_packed = chosen.compressible and accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING"))
        snapshot = snapshots.Snapshot()
        try:
            release = snapshot.newest()
            batches = (
                [orjson.dumps(row) for row in shown(question, pairs, snapshot.documents)]
                for pairs in snapshot.rows(sql, parameters)
            )
            chunks = chosen.write(batches, self.basename, question.fields)
        except BaseException:
            snapshot.close()
            raise
        number = release and release.number
        return self.sent(request, chunks, snapshot, (chosen, number, is_packed, note), release)
