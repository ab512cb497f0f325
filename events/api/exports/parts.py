"""The URLs of rows as files: `/api/v1/reports.csv` and its sisters."""

import orjson

from events.api.answering.parts import VERSION, PartQuestion, shown
from events.api.exports.views import ExportView
from events.api.store import snapshots
from events.api.store.sql import compiled


class PartExportView(ExportView):
    """Every row that the filters select, in one format."""

    def question(self, query, release, further, elsewhere):
        return PartQuestion.read(self.viewset, query, release, "export", further, elsewhere)

    @staticmethod
    def count(question):
        return question.rows().count()

    @staticmethod
    def warnings(question, release):
        return question.warnings()

    def batches(self, question, snapshot):
        rows = question.order.apply(question.rows())
        lookups = self.viewset.part.lookups
        sql, parameters = compiled(rows.values_list(VERSION, *lookups))
        return snapshots.Batches(
            lambda: (
                [orjson.dumps(row) for row in shown(question, pairs, snapshot.documents)]
                for pairs in snapshot.rows(sql, parameters)
            )
        )
