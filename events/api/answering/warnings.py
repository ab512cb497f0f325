"""Sentences on what an answer leaves out."""

from events.api.answering import counts, coverage
from events.api.query.filters.filter import lacking
from events.api.store.release_cache import remembered


def of_page(question, count, found):
    """Return the warnings of a page of `count` matching records; `found` says whether it holds any."""
    warnings = of_values(question.filterset, question.values, question.release, question.past)
    warnings += past_the_end(question.position, found, count, "record")
    if not count:
        warnings += coverage.outside(question)
    return warnings


def past_the_end(position, found, count, word):
    """Return the warning that a page without any of `count` rows begins after the last of them."""
    if found or not position.offset >= count > 0:
        return []
    return [f"Page {position.number:,} is past the last {word}, number {count:,}."]


def of_values(filterset, values, release, past=None):
    """Return the warnings on values of filters: records without a date, which a filter on dates cannot select."""
    asked = [name for name in filterset.day_filters if name in values]
    if not asked or not (_any_undated(release, filterset) or (past and past.any_undated)):
        return []
    rest = {name: value for name, value in values.items() if name not in asked}
    columns = tuple(column for name in asked for column in filterset.base_filters[name].columns)
    parts = filterset.parts(rest) | {"lacking": (columns, ())}
    undated = counts.matching(release, filterset, parts, past)
    if not undated:
        return []
    collection = filterset._meta.model.collection
    message = (
        f"{undated} of the {collection} that match otherwise have no {filterset.dated_by}, "
        f"so that {' and '.join(asked)} cannot select them."
    )
    return [message]


@remembered(16)
def _any_undated(release, filterset):
    """Return whether a release holds records that a filter on dates can never select."""
    return filterset._meta.model.objects.filter(lacking(filterset.dated_columns())).exists()
