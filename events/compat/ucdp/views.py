"""UCDP's `gedevents`: its envelope, its pages and its rows, for clients that were written for it."""

import orjson
from django.db.models import Q
from django.http import HttpResponse

from events.api.problems.errors import NoSuchThing
from events.api.store import releases
from events.api.store.release_cache import remembered
from events.compat import event_versions, left_out
from events.compat.left_out import LeftOut
from events.compat.ucdp import coding, questions
from events.compat.ucdp.coding import DATASET
from events.compat.ucdp.columns import SCHEMA
from events.compat.ucdp.dataset_versions import NoSuchVersion, release_of
from events.compat.views import CompatView

REMEMBERED_QUESTIONS = 32  # each 16 bytes an event that it finds
EVERYTHING = questions.Question()


class GedEventsView(CompatView):
    """UCDP GED as UCDP's own API serves it: pages count from 0, oldest events first, `NextPageUrl` is `""` at the end.

    A version of UCDP GED is read from the newest release that held it, so an older version stays readable after a
    newer one is imported. The slug of a dataset means its events as they are now: events coded here come through
    the crosswalk, and `Attest-Note` counts what is left out, by reason. `NextPageUrl` names the release, so its pages
    show one state of the data, whatever is published meanwhile. For clients that count pages from 1, the same data is
    at `/compat/ucdp/from-1/api/gedevents/{version}`.
    """

    first_page = 0  # what the first page is called

    operation_name = "ucdp_gedevents"
    tag = "compat"
    in_path = {  # noqa: RUF012
        "version": "A version of UCDP GED that was imported, such as `23.1`, or the slug of a dataset."
    }
    problems = ("not-found",)

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
        query = questions.normal(request.query_params)
        asked = questions.read(query, self.first_page)
        standing = releases.current(request)
        slug, release = release_of(version, asked.release, standing)
        found = _found(release, slug, asked.question)
        pages = -(-len(found) // asked.size)
        if asked.page and asked.page >= pages:
            last = max(pages - 1, 0) + self.first_page
            raise NoSuchThing(
                f"There is no page {asked.page + self.first_page}: pages count from {self.first_page}, and with "
                f"pagesize={asked.size} there {'is 1' if pages == 1 else f'are {pages}'} (TotalPages), "
                f"the last one is page={last}.",
                part="page",
            )
        query["release"] = release[0]
        links = {
            f"{name}PageUrl": self._url(query, number) if 0 <= number < pages else ""
            for name, number in (("Previous", asked.page - 1), ("Next", asked.page + 1))
        }
        # Newest first as they are found, oldest first as UCDP has them.
        last = len(found) - asked.page * asked.size
        numbers = found.numbers[max(last - asked.size, 0) : last][::-1]
        rows = coding.rows([state.document for state in event_versions.read(numbers)])
        if len(rows) != len(numbers):
            raise NoSuchVersion(f"Replaced states of release {release[0]} were just deleted.")
        body = {
            "TotalCount": len(found),
            "TotalPages": pages,
            **links,
            "Result": [coding.ordered(row) for row in rows],
        }
        headers = {"Attest-Release": release[0], "Attest-Note": _note(release, slug)}
        return HttpResponse(orjson.dumps(body), content_type="application/json", headers=headers)

    def _url(self, query, page):
        """Return the absolute URL of a page of the same question."""
        query["page"] = page + self.first_page
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode(safe=',')}")


@remembered(REMEMBERED_QUESTIONS)
def _found(release, slug, question):
    """Return the Found events of a dataset in a release that a question selects."""

    def keep(batch):
        rows = coding.rows([state.document for state in batch])
        for state, row in zip(batch, rows, strict=True):
            if not isinstance(row, LeftOut) and question.selects(row, state.document):
                yield state

    ours = slug != DATASET
    condition = coding.OURS & question.of_events() if ours else question.of_originals()
    return event_versions.find(
        release, Q(dataset__slug=slug) & condition, Q(dataset=slug), keep, exact=not ours
    )


@remembered(REMEMBERED_QUESTIONS)
def _note(release, slug):
    """Return what answers of a dataset leave out, by number and reason."""

    def rows(states):
        return coding.rows([state.document for state in states])

    of_dataset = Q(dataset__slug=slug), Q(dataset=slug)
    everything = event_versions.find(release, *of_dataset, list, exact=True)
    told = []
    if slug == DATASET:
        told.append(
            "These are UCDP's own values; events of another dataset are at gedevents/ and its slug."
        )
    if len(_found(release, slug, EVERYTHING)) < len(everything):
        why = left_out.reasons(release, *of_dataset, rows)
        told.append(left_out.listed(f"Events of {slug} that are left out", why))
    return " ".join(told) or "Nothing is left out."
