"""ACLED's lists: their envelope, their operators and their pages, for clients that were written for them."""

import csv
import io
from bisect import bisect_right

import orjson
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpResponse
from rest_framework.exceptions import ParseError

from events.api.problems.errors import PROBLEMS, Busy, ParameterError, fault
from events.api.query import parameters
from events.api.store import releases
from events.compat import event_versions
from events.compat.acled import coding, list_columns, lists, questions
from events.compat.acled.questions import MOST_ROWS
from events.compat.faults import line
from events.compat.views import CompatView
from events.models.fields import RECORDS_A_DAY

# A cursor is the place of the last row in fewer bits, so that it is exact where numbers are doubles.
CURSORS_A_DAY = 2**31
_ERROR = {
    "type": "object",
    "properties": {
        "status": {"type": "integer"},
        "success": {"type": "boolean"},
        "message": {"type": "string"},
        "error": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"status": {"type": "integer"}, "message": {"type": "string"}},
                "required": ["status", "message"],
            },
        },
    },
    "required": ["status", "success", "message", "error"],
}


class AcledView(CompatView):
    """A list of ACLED's. A subclass names its `columns`, and picks its rows."""

    tag = "compat"
    columns = None
    refusals = {  # noqa: RUF012
        400: "The query asks something that this URL does not answer; an entry of `error` for each fault."
    }
    refusal_content = {"application/json": {"schema": _ERROR}}  # noqa: RUF012

    @classmethod
    def parameters(cls, action):
        """Return {name: description} of the query parameters, as OpenAPI has them."""
        return questions.parameters(cls.columns)

    @classmethod
    def answer(cls, action):
        """Return the content of an answer, for the schema."""
        row = {"type": "object", "properties": {n: kind.schema for n, kind in cls.columns.items()}}
        whole, text = {"type": "integer"}, {"type": "string"}
        properties = {
            "status": whole,
            "success": {"type": "boolean"},
            "last_update": {"type": "integer", "nullable": True},
            "count": whole,
            "total_count": whole,
            "messages": {"type": "array", "items": text},
            "data": {"type": "array", "items": row},
            "filename": text,
            "next_cursor": {"type": "integer", "nullable": True},
            "data_query_restrictions": {"type": "object"},
        }
        schema = {"type": "object", "properties": properties, "required": list(properties)}
        return {"application/json": {"schema": schema}, "text/csv": {"schema": text}}

    def get(self, request):
        if parameters.size(request.query_params) > parameters.LONGEST_QUERY:
            raise ParseError(f"The query has more than {parameters.LONGEST_QUERY:,} bytes.")
        asked = questions.read(request.query_params, self.columns)
        release = releases.current(request)
        if release is None:
            total, rows, following, note = 0, [], None, "Nothing is published yet."
        else:
            total, rows, following = self.pick(release, asked)
            note = lists.note(release)
        rows = [list_columns.ordered(row, self.columns, asked.names) for row in rows]
        messages = [note, *asked.messages]
        headers = {"Attest-Note": " ".join(messages)}
        if release:
            headers["Attest-Release"] = release[0]
        if asked.format == "csv":
            headers["Content-Disposition"] = f'attachment; filename="{self.operation_name}.csv"'
            body, media_type = _csv(asked.names, rows), "text/csv; charset=utf-8"
        else:
            body, media_type = self._envelope(total, rows, messages, following), "application/json"
        return HttpResponse(body, content_type=media_type, headers=headers)

    def pick(self, release, asked):
        """Return (number of all rows, rows of this page, next cursor) of what is asked of a release."""
        rows = lists.selected(self.rows(release), asked.conditions)
        start = asked.offset if asked.cursor is None else asked.cursor
        end = start + (asked.limit or _all(len(rows)))
        return len(rows), rows[start:end], end if end < len(rows) else None

    def _envelope(self, total, rows, messages, following):
        return orjson.dumps(
            {
                "status": 200,
                "success": True,
                # ACLED's unit is not documented, so that nothing is said.
                "last_update": None,
                "count": len(rows),
                "total_count": total,
                "messages": messages,
                "data": rows,
                "filename": self.operation_name,
                "next_cursor": following,
                "data_query_restrictions": {},
            }
        )

    def refuse(self, error):
        """Return a refusal as ACLED tells one; None for what is no fault of the question."""
        if isinstance(error, ParameterError):
            told = [line(one) for one in error.faults]
        elif isinstance(error, ParseError | TooManyFieldsSent):
            told = [str(getattr(error, "detail", PROBLEMS["bad-request"][2]))]
        else:
            return None
        body = {
            "status": 400,
            "success": False,
            "message": " ".join(told),
            "error": [{"status": 400, "message": one} for one in told],
        }
        return HttpResponse(orjson.dumps(body), content_type="application/json", status=400)


class EventsView(AcledView):
    """ACLED's events as ACLED's own API serves them, newest first, and events of our own coding by the crosswalk.

    What the crosswalk has no equivalent for is left out, and `messages` says so. Pages by `cursor` skip and repeat
    nothing whatever is published meanwhile; pages by `page` are of the release that `Attest-Release` names.
    """

    operation_name = "acled_acled"
    columns = list_columns.EVENTS

    def get(self, request):
        """Get events, in ACLED's own shape."""
        return super().get(request)

    def pick(self, release, asked):
        found = lists.events(release, asked.conditions)
        start = (
            asked.offset if not asked.cursor else bisect_right(found.places, _place(asked.cursor))
        )
        end = start + (asked.limit or _all(len(found)))
        numbers = found.numbers[start:end]
        picked = event_versions.read(numbers)
        if len(picked) < len(numbers):
            # A release came meanwhile, and what it replaced was deleted at once.
            raise Busy("The data changed while it was read. Ask again.")
        following = _cursor(found.places[end - 1]) if end < len(found) else None
        return len(found), coding.rows(picked), following


class DeletedView(AcledView):
    """Events that ACLED's list held once and that have been withdrawn since, the last ones first."""

    operation_name = "acled_deleted"
    columns = list_columns.DELETED
    rows = staticmethod(lists.deleted)

    def get(self, request):
        """Get events that were deleted, in ACLED's own shape."""
        return super().get(request)


class _CountView(AcledView):
    """A list that counts events; a subclass names it."""

    counted = None

    def rows(self, release):
        return lists.counted(release)[self.counted]


class CountryView(_CountView):
    """The number of events of each country in ACLED's list, and their first and last day."""

    operation_name, counted = "acled_country", "country"
    columns = list_columns.COUNTRIES

    def get(self, request):
        """Get the countries of the events, in ACLED's own shape."""
        return super().get(request)


class RegionView(_CountView):
    """The number of events of each region in ACLED's list, and their first and last day."""

    operation_name, counted = "acled_region", "region"
    columns = list_columns.REGIONS

    def get(self, request):
        """Get the regions of the events, in ACLED's own shape."""
        return super().get(request)


class ActorView(_CountView):
    """The number of events of each actor in ACLED's list, as one of its two sides, and their first and last day."""

    operation_name, counted = "acled_actor", "actor"
    columns = list_columns.ACTORS

    def get(self, request):
        """Get the actors of the events, in ACLED's own shape."""
        return super().get(request)


class ActorTypeView(_CountView):
    """The number of events of each type of actor in ACLED's list, and their first and last day."""

    operation_name, counted = "acled_actortype", "actortype"
    columns = list_columns.ACTOR_TYPES

    def get(self, request):
        """Get the types of actors of the events, in ACLED's own shape."""
        return super().get(request)


def _all(number):
    """Return the number of all rows; raise ParameterError where that is too many for one answer."""
    if number > MOST_ROWS:
        message = f"All rows are {number:,}, and at most {MOST_ROWS:,} are given at once: follow next_cursor."
        raise ParameterError([fault("limit", message)])
    return max(number, 1)


def _cursor(place):
    day, row = divmod(place, RECORDS_A_DAY)
    return day * CURSORS_A_DAY + row


def _place(cursor):
    day, row = divmod(cursor, CURSORS_A_DAY)
    return day * RECORDS_A_DAY + row


def _csv(names, rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
