"""The rows of one stage of a list: by the compiled plan, or by the ORM for a question that cannot be compiled."""

from functools import partial
from operator import itemgetter

from events.api.answering import pagination, plan
from events.api.answering.counts import is_empty
from events.api.store import sql


def fetcher(question):
    """Return the function that fetches rows of a stage of a Question, as `pagination.cut` calls it.

    The rows are (document, *values of the order) where newest rows come first and none are skipped, so that a page is
    one statement; otherwise they begin with the key of a version.
    """
    return partial(_fetch, question)


def with_documents(found):
    """Return documents in place of the keys of versions among them."""
    keys = [one for one in found if isinstance(one, int)]
    if not keys:
        return found
    marks = ", ".join([sql.mark()] * len(keys))
    documents = dict(
        sql.rows(
            f"SELECT id, {sql.document('document')} FROM events_version WHERE id IN ({marks})", keys
        )
    )
    return [documents[one] if isinstance(one, int) else one for one in found]


def _fetch(question, stage, values, backwards, offset, limit):
    parts = stage.condition
    if limit <= 0 or is_empty(parts):
        return []
    newest_first = question.newest_first
    if newest_first and values is not None:
        # The rows beyond a place are a smaller range of places.
        low, high = parts["between"][1]
        low, high = (
            (low, min(high, values[0] - 1)) if backwards else (max(low, values[0] + 1), high)
        )
        if low > high:
            return []
        parts, values = parts | {"between": (None, (low, high))}, None
    try:
        return _planned(question, parts, values, backwards, offset, limit)
    except plan.CannotBeCompiled:
        filterset = question.filterset
        published = filterset._meta.model.objects.filter(current__isnull=False)
        stage = pagination.Stage(published.filter(filterset.condition(parts)))
        columns = ("current_id",)
        return pagination.fetch_rows(
            question.order, columns, stage, values, backwards, offset, limit
        )


def _planned(question, parts, values, backwards, offset, limit):
    """Fetch rows by the compiled plan; raise CannotBeCompiled."""
    beside = [value for value in values or () if value is not None]
    whole = question.newest_first and not question.position.offset
    statement = plan.page_statement(
        sql.vendor(),
        question.filterset,
        plan.shape_of(parts),
        question.order,
        (backwards, tuple(map(type, values or ()))),
        whole,
    )
    bound = [*plan.values_of(parts), *map(plan.adapted, beside), limit, offset]
    found = sql.rows(statement.sql, statement.parameters(bound))
    if whole:
        # They come in this order already, but a join does not promise it.
        found.sort(key=itemgetter(1), reverse=backwards)
    return found
