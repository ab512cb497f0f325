"""The full-text index: one table a collection, FTS5 on SQLite and `tsvector` on PostgreSQL.

Both index the same words, so that both find the same records. The words come from `folding`; text without spaces is
indexed by pairs of characters, so that a word inside it is found.
"""

import re

from django.db import connections

from events.models.folding import UNSPACED, fold

# collection: the fields of its records that `q` searches. The words of the first are what a record is called or says.
SEARCHED = {
    "sources": ("name", "homepage"),
    "articles": ("title", "source", "byline", "summary"),
    "actors": ("name",),
    "places": ("name", "admin1"),
    "statements": ("text", "speaker", "addressee", "reporting_verb"),
    "events": ("title", "place", "participant", "text"),
}
# The columns of those fields, in order, by the names that PostgreSQL gives them as weights.
COLUMNS = "abcd"
# Marks where a phrase must not reach across. Nothing folds to it, so that no search finds it.
GAP = "\ue000"
# Characters of a word that count: no query is longer, and PostgreSQL refuses words of 2,047 bytes.
LONGEST_WORD = 250

_RUN = re.compile(f"[{UNSPACED}]+")
_RUN_AT_END = re.compile(f"[{UNSPACED}]+$")


def words_of(text):
    """Return the words of `text` as they are indexed, separated by single spaces."""
    words = fold(text)
    if not words.isascii():
        words = " ".join(_RUN.sub(_pairs, words).split())
    if len(words) > LONGEST_WORD:
        words = " ".join(word[:LONGEST_WORD] for word in words.split())
    return words


def phrase_of(text):
    """Return (words of `text` as a query looks for them, whether the last is only a beginning)."""
    words = words_of(text).split()
    run = _RUN_AT_END.search(fold(text))
    if run is None:
        return words, False
    # A searched text may go on after the last character, which therefore ends no run in the query.
    return (words, True) if len(run[0]) == 1 else (words[:-1], False)


def _pairs(run):
    """Return each character of a run with its next one. The last one is alone, so that it is found too."""
    run = run[0]
    return f" {' '.join(run[at : at + 2] for at in range(len(run)))} "


def table(model):
    """Return the name of the index table of a model's records."""
    return f"events_search_{model.collection}"


def row_column(model):
    """Return the column of a model that its index rows are numbered by: they then have the order of its pages."""
    names = {field.name for field in model._meta.fields}
    return "newest_first" if "newest_first" in names else "pk"


def create(using):
    """Make the index tables of every collection that `q` searches."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for collection in SEARCHED:
            name = f"events_search_{collection}"
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"CREATE TABLE {name} (row_id bigint PRIMARY KEY, words tsvector NOT NULL)"
                )
                cursor.execute(f"CREATE INDEX {name}_words ON {name} USING gin (words)")
            else:
                # This tokenizer splits at spaces alone, as all that is not ASCII is a letter to it: the others go by
                # a table of letters of their own. Nothing is ranked by length, so that none is stored.
                cursor.execute(
                    f"CREATE VIRTUAL TABLE {name} USING fts5("
                    f"{', '.join(COLUMNS)}, tokenize='ascii', columnsize=0)"
                )


def drop(using):
    """Remove the index tables."""
    with connections[using].cursor() as cursor:
        for collection in SEARCHED:
            cursor.execute(f"DROP TABLE IF EXISTS events_search_{collection}")
