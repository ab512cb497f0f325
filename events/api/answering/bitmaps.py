"""Which rows hold a word, on SQLite: the total of a search for several words is the size of what they have in common.

FTS5 walks the rows of both words for each such total, a common one's hundreds of thousands. Read once for a release,
they are bitmaps that are compared in microseconds.
"""

from array import array

from pyroaring import BitMap

from events.api.query.search import Phrase, expression
from events.api.store import sql
from events.api.store.release_cache import remembered
from events.models.fields import RECORDS_A_DAY
from events.models.search import table

# Each a bit a row at most, and two bytes for each row that holds it: 50 KB of 400,000 rows.
REMEMBERED_WORDS = 256


def number(release, model, words):
    """Return how many rows of a model hold all of several words, of any release that is the newest."""
    first, *others = (_rows_with(release, model, word) for word in words)
    return BitMap.intersection(first, *others[:-1]).intersection_cardinality(others[-1])


@remembered(REMEMBERED_WORDS)
def _rows_with(release, model, word):
    # Of a place the lower half is the primary key (NewestFirst).
    name = table(model)
    statement = f"SELECT rowid & {RECORDS_A_DAY - 1} FROM {name} WHERE {name} MATCH ?"
    found = sql.rows(statement, (expression(Phrase((word,))),))
    return BitMap(array("I", [row for (row,) in found]))
