"""ACLED's lists: their columns, their pages and their variants, for clients that were written for them."""

from bisect import bisect_right

from events.api.problems.errors import Busy
from events.api.store import releases
from events.compat import event_versions
from events.compat.acled import (
    answers,
    coding,
    inter_codes,
    list_columns,
    lists,
    questions,
)
from events.compat.acled.answers import Page
from events.compat.views import CompatView
from events.models.fields import RECORDS_A_DAY

# A cursor is the place of the last row in fewer bits, so that it is exact where numbers are doubles.
CURSORS_A_DAY = 2**31
# Spellings of clients that were written before 2025: CRAN's acled.api writes the name of a parameter so.
HABITS = {
    "?export_type": "?export_type is ignored, as by ACLED; export_type=monadic gives a row for each actor."
}
CODES_AS = {"0": inter_codes.as_names, "1": inter_codes.as_numbers}


class AcledView(CompatView):
    """A list of ACLED's. A subclass names its `columns`, and picks its rows."""

    tag = "compat"
    columns = None
    # The variant for clients that were written before 2025: all values are strings, and an error is an object.
    as_strings = False
    members_schema = answers.ERROR

    @classmethod
    def parameters(cls, action):
        """Return {name: description} of the query parameters, as OpenAPI has them."""
        return questions.parameters(cls.columns)

    @classmethod
    def answer(cls, action):
        """Return the content of an answer, for the schema."""
        return {
            "application/json": {"schema": answers.schema(cls.columns)},
            "text/csv": {"schema": {"type": "string"}},
        }

    def get(self, request, extension=None):
        habits = HABITS if self.as_strings else None
        asked = questions.read(request.query_params, self.columns, habits, extension)
        release = releases.current(request)
        page = self.page(release, asked) if release else Page(0, 0, (), None)
        page = page._replace(batches=self._shaped(page.batches, asked))
        note = lists.note(release) if release else "Nothing is published yet."
        messages = [note, *asked.messages]
        headers = {"Attest-Note": " ".join(messages)}
        if release:
            headers["Attest-Release"] = release[0]
        if asked.format == "csv":
            headers["Content-Disposition"] = f'attachment; filename="{self.operation_name}.csv"'
            chunks, media_type = answers.delimited(page, asked.names), "text/csv; charset=utf-8"
        else:
            chunks = answers.envelope(page, messages, self.operation_name)
            media_type = "application/json"
        return answers.response(request, chunks, page.count, media_type, headers)

    def page(self, release, asked):
        """Return the Page of a release that a query asks for."""
        rows = lists.selected(self.rows(release), asked.conditions)
        start = asked.offset if asked.cursor is None else asked.cursor
        end = start + (asked.limit or max(len(rows), 1))
        picked = rows[start:end]
        return Page(len(rows), len(picked), [picked], end if end < len(rows) else None)

    def _shaped(self, batches, asked):
        """Yield lists of rows with the columns that a query asks for, in the form of this variant."""
        for rows in batches:
            rows = [list_columns.ordered(row, self.columns, asked.names) for row in rows]
            yield [_strings(row) for row in rows] if self.as_strings else rows

    def members_of(self, problem):
        """Return the members of an error of ACLED's API, for a problem of the query."""
        if problem["status"] != 400:
            return {}
        found = answers.error_members(problem)
        if self.as_strings:
            found["error"] = {"status": 400, "message": found["message"]}
        return found


class EventsView(AcledView):
    """ACLED's events as ACLED's own API serves them, newest first, and events coded here by the crosswalk.

    `messages` counts what is left out, by reason. Pages by `cursor` skip and repeat nothing, whatever is published
    meanwhile; pages by `page` are of the release that `Attest-Release` names. At `/compat/acled/strings/acled/read`
    all values are strings and an absent one is `""`, for clients that were written for ACLED's API before 2025.
    """

    operation_name = "acled_acled"
    columns = list_columns.EVENTS

    def get(self, request, extension=None):
        """Get events, in ACLED's own shape."""
        return super().get(request, extension)

    def page(self, release, asked):
        found = lists.events(release, asked.conditions, asked.monadic)
        start = (
            asked.offset if not asked.cursor else bisect_right(found.places, _place(asked.cursor))
        )
        end = start + (asked.limit or max(len(found), 1))
        # The two rows of an event that is there for each actor stay on one page.
        start, end = (_between_events(found.numbers, at) for at in (start, end))
        following = _cursor(found.places[end - 1]) if end < len(found) else None
        numbers = found.numbers[start:end]
        codes = asked.inter_num or ("0" if lists.has_names(release) else None)
        batches = _batches(numbers, CODES_AS.get(codes, dict), asked.monadic)
        return Page(len(found), len(numbers), batches, following)


class DeletedView(AcledView):
    """Events that ACLED's list held once and that were withdrawn since, the last ones first."""

    operation_name = "acled_deleted"
    columns = list_columns.DELETED
    rows = staticmethod(lists.deleted)

    def get(self, request, extension=None):
        """Get events that were deleted, in ACLED's own shape."""
        return super().get(request, extension)


class _CountView(AcledView):
    """A list that counts events; a subclass names it."""

    counted = None

    def rows(self, release):
        return lists.counted(release)[self.counted]


class CountryView(_CountView):
    """The number of events of each country in ACLED's list, and their first and last day."""

    operation_name, counted = "acled_country", "country"
    columns = list_columns.COUNTRIES

    def get(self, request, extension=None):
        """Get the countries of the events, in ACLED's own shape."""
        return super().get(request, extension)


class RegionView(_CountView):
    """The number of events of each region in ACLED's list, and their first and last day."""

    operation_name, counted = "acled_region", "region"
    columns = list_columns.REGIONS

    def get(self, request, extension=None):
        """Get the regions of the events, in ACLED's own shape."""
        return super().get(request, extension)


class ActorView(_CountView):
    """The number of events of each actor in ACLED's list, as one of its two sides, and their first and last day."""

    operation_name, counted = "acled_actor", "actor"
    columns = list_columns.ACTORS

    def get(self, request, extension=None):
        """Get the actors of the events, in ACLED's own shape."""
        return super().get(request, extension)


class ActorTypeView(_CountView):
    """The number of events of each type of actor in ACLED's list, and their first and last day."""

    operation_name, counted = "acled_actortype", "actortype"
    columns = list_columns.ACTOR_TYPES

    def get(self, request, extension=None):
        """Get the types of actors of the events, in ACLED's own shape."""
        return super().get(request, extension)


def _between_events(numbers, at):
    return at + 1 if 0 < at < len(numbers) and numbers[at] == numbers[at - 1] else at


def _batches(numbers, codes, for_each_actor):
    """Yield lists of the rows of these states, with their codes as `codes` changes them."""
    sides = coding.sides if for_each_actor else lambda row: (row,)
    left = len(once := list(dict.fromkeys(numbers)))
    for states in event_versions.batches(once):
        left -= len(states)
        yield [side for row in coding.rows(states) for side in sides(codes(row))]
    if left:
        # A release came meanwhile, and the states that it replaced were deleted at once.
        raise Busy("The data changed while it was read. Ask again.")


def _strings(row):
    return {name: "" if value is None else str(value) for name, value in row.items()}


def _cursor(place):
    day, row = divmod(place, RECORDS_A_DAY)
    return day * CURSORS_A_DAY + row


def _place(cursor):
    day, row = divmod(cursor, CURSORS_A_DAY)
    return day * RECORDS_A_DAY + row
