"""UCDP's `gedevents`: its envelope, its pages and its rows, for clients that were written for it."""

import orjson
from django.core.exceptions import TooManyFieldsSent
from django.db.models import Q
from django.http import HttpResponse
from rest_framework.exceptions import ParseError

from events.api.problems.errors import PROBLEMS, ParameterError
from events.api.query import parameters
from events.api.store import releases
from events.api.store.release_cache import remembered
from events.compat import event_versions
from events.compat.faults import line
from events.compat.ucdp import coding, questions
from events.compat.ucdp.coding import DATASET
from events.compat.ucdp.columns import SCHEMA
from events.compat.ucdp.dataset_versions import NoSuchVersion, release_of
from events.compat.views import CompatView

REMEMBERED_QUESTIONS = 32  # each 16 bytes an event that it finds
EVERYTHING = questions.Question()


class NoSuchPage(Exception):
    """A page that is not there."""


class GedEventsView(CompatView):
    """UCDP GED as UCDP's own API serves it: pages count from 0, oldest events first, `NextPageUrl` `""` at the end.

    A version of UCDP GED is answered from the newest release that held it, so that an older one stays readable
    after a newer one was imported. The slug of a dataset stands for its events as they are now: those of our own
    coding come through the crosswalk, and `Attest-Note` says what is left out. `NextPageUrl` names the release, so
    that whoever follows it sees one state of the data, whatever is published meanwhile.
    """

    operation_name = "ucdp_gedevents"
    tag = "compat"
    in_path = {  # noqa: RUF012
        "version": "A version of UCDP GED that was imported, such as `23.1`, or the slug of a dataset."
    }
    refusals = {  # noqa: RUF012
        400: "The query asks something that this URL does not answer; a line for each fault.",
        404: "There is no such version, or no such page of it: pages count from 0.",
    }
    refusal_content = {"text/plain": {"schema": {"type": "string"}}}  # noqa: RUF012

    @classmethod
    def parameters(cls, action):
        """Return {name: description} of the query parameters, as OpenAPI has them."""
        return questions.PARAMETERS

    @classmethod
    def answer(cls, action):
        """Return the content of an answer, for the schema."""
        total = {"type": "integer", "minimum": 0}
        row = {"type": "object", "properties": SCHEMA, "required": list(SCHEMA)}
        properties = {
            "TotalCount": total,
            "TotalPages": total,
            "PreviousPageUrl": {"type": "string"},
            "NextPageUrl": {"type": "string"},
            "Result": {"type": "array", "items": row},
        }
        schema = {"type": "object", "properties": properties, "required": list(properties)}
        return {"application/json": {"schema": schema}}

    def get(self, request, version):
        """Get events of UCDP GED, in UCDP's own shape."""
        if parameters.size(request.query_params) > parameters.LONGEST_QUERY:
            raise ParseError(f"The query has more than {parameters.LONGEST_QUERY:,} bytes.")
        query = questions.normal(request.query_params)
        asked = questions.read(query)
        standing = releases.current(request)
        slug, release = release_of(version, asked.release, standing)
        found = _found(release, slug, asked.question)
        pages = -(-len(found) // asked.size)
        if asked.page and asked.page >= pages:
            raise NoSuchPage(
                f"There is no page {asked.page}: pages count from 0, and with pagesize={asked.size} there "
                f"{'is 1' if pages == 1 else f'are {pages}'} (TotalPages), the last one is page={max(pages - 1, 0)}."
            )
        query["release"] = release[0]
        links = {
            f"{name}PageUrl": _url(request, query, number) if 0 <= number < pages else ""
            for name, number in (("Previous", asked.page - 1), ("Next", asked.page + 1))
        }
        # Newest first as they are found, oldest first as UCDP has them.
        last = len(found) - asked.page * asked.size
        numbers = found.numbers[max(last - asked.size, 0) : last][::-1]
        rows = coding.rows([state.document for state in event_versions.read(numbers)])
        if len(rows) != len(numbers):
            raise NoSuchVersion(f"States of release {release[0]} have just been deleted here.")
        body = {
            "TotalCount": len(found),
            "TotalPages": pages,
            **links,
            "Result": [coding.ordered(row) for row in rows],
        }
        headers = {"Attest-Release": release[0], "Attest-Note": _note(release, slug)}
        return HttpResponse(orjson.dumps(body), content_type="application/json", headers=headers)

    def refuse(self, error):
        """Return a refusal as UCDP tells one, as plain text; None for what is no fault of the question."""
        if isinstance(error, ParameterError):
            text = "\n".join(map(line, error.faults))
        elif isinstance(error, ParseError | TooManyFieldsSent):
            text = str(getattr(error, "detail", PROBLEMS["bad-request"][2]))
        elif isinstance(error, NoSuchVersion | NoSuchPage):
            return _plain(404, str(error))
        else:
            return None
        return _plain(400, text)


@remembered(REMEMBERED_QUESTIONS)
def _found(release, slug, question):
    """Return the Found events of a dataset in a release that a question selects."""

    def keep(batch):
        rows = coding.rows([state.document for state in batch])
        for state, row in zip(batch, rows, strict=True):
            if row is not None and question.selects(row, state.document):
                yield state

    ours = slug != DATASET
    condition = coding.OURS & question.of_events() if ours else question.of_originals()
    return event_versions.find(
        release, Q(dataset__slug=slug) & condition, Q(dataset=slug), keep, exact=not ours
    )


@remembered(REMEMBERED_QUESTIONS)
def _note(release, slug):
    """Return what answers of a dataset leave out."""
    everything = event_versions.find(
        release, Q(dataset__slug=slug), Q(dataset=slug), list, exact=True
    )
    left_out = len(everything) - len(_found(release, slug, EVERYTHING))
    if slug != DATASET:
        return (
            f"{left_out} of {len(everything)} events of {slug} are left out: {coding.WHY_LEFT_OUT}."
        )
    note = "These are UCDP's own values; events of another dataset are at gedevents/ and its slug."
    return f"{note} Events without such values, left out: {left_out}." if left_out else note


def _url(request, query, page):
    """Return the absolute URL of a page of the same question."""
    query["page"] = page
    return request.build_absolute_uri(f"{request.path}?{query.urlencode(safe=',')}")


def _plain(status, text):
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
