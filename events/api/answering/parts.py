"""Rows of reports, claims and participants: found in the tables, shown as the documents of their events have them."""

from dataclasses import dataclass

import orjson

from events.api.answering import pagination
from events.api.answering.warnings import past_the_end
from events.api.problems.errors import ParameterError, fault
from events.api.query import ordering, positions
from events.api.query.parameters import Reading
from events.api.query.question import read_fields
from events.api.store import past, releases
from events.api.store.release_cache import remembered
from events.api.store.sql import document, mark
from events.api.store.sql import rows as rows_of_sql
from events.documents.embedding import only
from events.models import Event

REMEMBERED_COUNTS = 1000  # numbers with their questions
VERSION = "event__current_id"


@dataclass
class PartQuestion:
    """A question for rows that is understood in full. `number` is that of a past release, or None."""

    viewset: type
    parts: dict
    order: ordering.Order
    position: positions.Position | None
    fields: frozenset | None
    newest: object
    number: int | None = None
    # The values of further parameters, as their reader returns them.
    further: object = None
    # No rule resolves the rows that it chooses from.
    resolve = None

    @classmethod
    def read(cls, viewset, query, newest, action="list", further=None, elsewhere=None):
        """Return the PartQuestion of a query (a QueryDict); raise ParameterError with all its faults.

        `further` reads what other parameters the action takes, and `elsewhere` is as in Reading.
        """
        reading = Reading(query, *viewset.taken(action), elsewhere)
        sound, filterset = reading.sound, viewset.filterset_class
        number = reading.of(_past, viewset, sound, newest) if action == "list" else None
        values = reading.of(filterset.read, sound, newest)
        order = reading.of(
            ordering.parse,
            sound.get("order_by"),
            viewset.model,
            viewset.orderable,
            viewset.default_order,
            False,
            number,
            viewset.order_columns,
        )
        position = reading.of(positions.parse, sound, order) if action == "list" else None
        fields = reading.of(read_fields, viewset, sound)
        more = further and reading.of(further, sound)
        reading.check()
        parts = filterset.parts(values)
        return cls(viewset, parts, order, position, fields, newest, number, more)

    def rows(self, condition=None):
        """Return the queryset of the published rows that match, or that meet another condition."""
        if condition is None:
            condition = self.viewset.filterset_class.condition(self.parts)
        rows = self.viewset.published().filter(condition)
        if self.number:
            last = past.last_version(self.newest, self.number)
            rows = rows.filter(event__current_id__lte=last)
        return rows

    def warnings(self):
        """Return sentences on what filters on dates cannot select."""
        undated = _undated(self.newest, self.viewset, tuple(self.parts.items()), self.number)
        if not undated:
            return []
        asked = [name for name in ("date_from", "date_to") if name in self.parts]
        message = (
            f"{undated} of the {self.viewset.collection_name} that match otherwise belong to events without a "
            f"start_date, so that {' and '.join(asked)} cannot select them."
        )
        return [message]


def _past(viewset, query, newest):
    """Return the number of the past release that a query asks for, or None; refuse one that is not known exactly."""
    about = releases.asked(query, newest)
    if about is None or about == newest:
        return None
    changed = past.changed_since(newest, about.number)[Event.collection]
    if changed["change"] + changed["withdraw"]:
        message = (
            f"Events have changed since release {about.number}, so that its {viewset.collection_name} cannot be listed. "
            f"The events of that release hold them: {past.export(about.number, Event)}."
        )
        raise ParameterError([fault("release", message)])
    return about.number


def page(viewset, request):
    """Return the Response that is a page of rows."""
    newest = releases.current(request)
    question = PartQuestion.read(viewset, request.query_params, newest)
    rows = question.rows()
    columns = (VERSION, *viewset.part.lookups)
    found = pagination.cut_rows(rows, question.order, question.position, columns)
    count = _total(newest, viewset, tuple(question.parts.items()), question.number)
    told = question.warnings() + past_the_end(question.position, found.rows, count, "row")
    return pagination.answer(request, found, count, shown(question, found.rows, _documents), told)


def shown(question, pairs, documents):
    """Return flat rows. `pairs` are (version, *identity) of each, `documents` returns {version: document} of versions."""
    part, fields = question.viewset.part, question.fields
    texts = documents({version for version, *_ in pairs})
    by_version = {version: part.rows(orjson.loads(text)) for version, text in texts.items()}
    found = (by_version[version].get(tuple(map(str, told))) for version, *told in pairs)
    # The rest is not published yet.
    return [only(row, fields) for row in found if row is not None]


def _documents(versions):
    if not versions:
        return {}
    marks = ", ".join([mark()] * len(versions))
    sql = f"SELECT id, {document('document')} FROM events_version WHERE id IN ({marks})"
    return dict(rows_of_sql(sql, sorted(versions)))


@remembered(REMEMBERED_COUNTS)
def _total(newest, viewset, parts, number):
    question = PartQuestion(viewset, dict(parts), None, None, None, newest, number)
    return question.rows().count()


@remembered(REMEMBERED_COUNTS)
def _undated(newest, viewset, parts, number):
    question = PartQuestion(viewset, dict(parts), None, None, None, newest, number)
    condition = viewset.filterset_class.undated(question.parts)
    return 0 if condition is None else question.rows(condition).count()
