"""The URLs of sums as files: `/api/v1/events/aggregate.csv` and its sisters."""

import orjson
from django.http import HttpResponse

from events.api.answering.sums import columns
from events.api.answering.sums.question import SumQuestion
from events.api.exports import delimited, parquet, stream
from events.api.exports.columns import Column
from events.api.exports.taking import Value
from events.api.exports.views import ExportView
from events.api.openapi.schema import Files
from events.api.problems.errors import ParameterError, fault
from events.api.store import releases
from events.api.views.aggregates import groups_of

FORMATS = {one.name: one for one in (delimited.FORMAT, parquet.FORMAT)}
_SCHEMAS = {
    "csv": {
        "type": "string",
        "description": "A table with a row of names, as in the CSV files of the collections.",
    },
    "parquet": {
        "type": "string",
        "format": "binary",
        "description": "The columns of the CSV file, each with its type.",
    },
}


class GroupsView(ExportView):
    """All groups of sums over the records that the filters select, in one file."""

    action = "aggregate_export"

    @property
    def formats(self):
        return FORMATS

    def answer(self, action):
        """Return what there is here, for the schema."""
        return Files({one.media_type: _SCHEMAS[name] for name, one in FORMATS.items()}, {})

    def get(self, request, extension):
        """Get all groups as one file."""
        newest = releases.current(request)
        question = SumQuestion.read(self.viewset, request.query_params, newest, "aggregate_export")
        if question.shape == "matrix" and extension != "csv":
            message = "A matrix is a CSV file: its columns depend on the data."
            raise ParameterError([fault("shape", message)])
        rows, told = groups_of(question, newest)
        body = _table([row[0] for row in rows], question, extension)
        about = releases.about(request)
        answer = HttpResponse(body)
        name = f"{self.basename}-aggregate"
        number = about and about.number
        note = " ".join(told)
        for header, value in stream.headers(
            FORMATS[extension], name, number, is_packed=False, note=note
        ).items():
            answer[header] = value
        return answer


def _table(groups, question, extension):
    """Return the bytes of a file of groups."""
    if question.shape == "matrix":
        side, cells, rows = columns.matrix(question, groups)
        table = [_column(*one) for one in side]
        table += [_column(name, "integer", "", key) for key, name in cells]
    else:
        table = [_column(*one) for one in columns.columns_of(question)]
        rows = [columns.flat(group) for group in groups]
    documents = [orjson.dumps(row, option=orjson.OPT_NON_STR_KEYS) for row in rows]
    if extension == "parquet":
        return parquet.table(documents, table)
    return delimited.header(table) + delimited.lines(documents, table)


def _column(name, kind, description, key=None):
    return Column(name, kind, description, name, Value((key or name,)))
