"""How many records match: counted once per release, from the tally, from bitmaps of words, or from the rows."""

from events.api.answering import bitmaps, plan
from events.api.query import search
from events.api.store import sql
from events.api.store.release_cache import remembered

REMEMBERED_COUNTS = 20_000  # numbers with their questions: some megabytes


def total(question):
    """Return the number of records that match a Question."""
    values = question.values
    if question.release is None:
        return 0  # nothing is published
    if values.keys() == {"q"} and not question.past and sql.vendor() == "sqlite":
        words = search.whole_words(values["q"])
        if words and len(words) > 1:
            return bitmaps.number(question.release, question.filterset._meta.model, words)
    filterset = question.filterset
    if question.past:
        return matching(question.release, filterset, filterset.parts(values), question.past)
    return _number(question.release, filterset, question.parts, question.branches)


def matching(release, filterset, parts, past=None):
    """Return the number of records that parts select, of a past release where one is given."""
    parts, further = past.counted(parts) if past else (parts, 0)
    return further + _number(release, filterset, parts, filterset.branches(parts))


def _number(release, filterset, parts, branches):
    """Return the number of records that parts select, which are also given as `branches`."""
    branches = [one for one in branches if not is_empty(one)]
    if not branches:
        return 0
    shapes = tuple(map(plan.shape_of, branches))
    values = tuple(value for branch in branches for value in plan.values_of(branch))
    try:
        return _counted(release, filterset, shapes, values)
    except plan.CannotBeCompiled:
        rows = filterset._meta.model.objects.filter(filterset.condition(filterset.placed(parts)))
        return rows.filter(current__isnull=False).count()


def is_empty(parts):
    """Return whether parts select from no place at all."""
    if "between" not in parts:
        return False
    low, high = parts["between"][1]
    return low > high


@remembered(REMEMBERED_COUNTS)
def _counted(release, filterset, shapes, values):
    statement = plan.count_statement(sql.vendor(), filterset, shapes)
    ((number,),) = sql.rows(statement.sql, statement.parameters(values))
    return number
