"""One page of a list: the one function that answers a question, for the door and for the views."""

from dataclasses import dataclass

import orjson

from config import timing
from events.api.answering import counts, pagination, resolving, warnings
from events.api.answering.rows import fetcher, with_documents
from events.api.query.question import Question
from events.api.store.past import pruned
from events.api.store.releases import ReleaseIdentity
from events.documents.embedding import embed


@dataclass(slots=True)
class Answer:
    """The body of an answer, its Link header, and the newest ReleaseIdentity where its statement read that too."""

    body: bytes
    link: str | None = None
    seen: ReleaseIdentity | None = None


def page(viewset, path, query, newest, about, site):
    """Return the Answer to a query (a QueryDict).

    `newest` is the ReleaseIdentity of the newest release and `about` that of the one that the answer is about;
    `site` is the beginning of absolute URLs. Raise ParameterError with all faults of the query, or Pruned.
    """
    question = Question.read(viewset, query, newest)
    if question.past and about.pruned:
        raise pruned(about)
    timing.mark("plan")
    count = counts.total(question)
    timing.mark("count")
    stages = [pagination.Stage(parts, tier) for tier, parts in question.stages()]
    found = pagination.cut(
        question.order, question.position, stages, fetcher(question), question.others
    )
    told = warnings.of_page(question, count, bool(found.rows)) + resolving.told(question.resolve)
    neighbors = pagination.links(path, query, found, lambda url: site + url)
    timing.mark("fetch")
    head = orjson.dumps(pagination.envelope(count, neighbors, about, told))[:-1]
    results = with_documents([document for (document,) in found.rows])
    if question.resolve:
        results = resolving.shown(results, question.resolve, fields=question.fields)
    elif question.fields is not None:
        results = [orjson.dumps(embed(one, question.fields)) for one in results]
    body = b"".join((head, b',"results":[', b",".join(results), b"]}"))
    return Answer(body, pagination.link_header(neighbors))
