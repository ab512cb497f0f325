"""The full-text index: one table a collection, FTS5 on SQLite and `tsvector` on PostgreSQL.

Both index the same folded words, so that both find the same records.
"""

import re
import unicodedata

from django.db import connections

SEARCHED = ("sources", "articles", "actors", "places", "statements", "events")

_BREAKS = re.compile(r"[\W_]+")


def fold(text):
    """Return the words of `text` in lower case without diacritics, separated by single spaces."""
    if text.isascii():  # most are, and have nothing to take off
        return _BREAKS.sub(" ", text.lower()).strip()
    # Once before the case is folded, as capitals hide in what is decomposed, and once after it.
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _BREAKS.sub(" ", kept).strip()


def table(model):
    """Return the name of the index table of a model's records."""
    return f"events_search_{model.collection}"


def row_column(model):
    """Return the column of a model by which its rows stand in the index: in the order of their pages."""
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
                # The text is folded already, so the tokenizer has only to split at spaces.
                cursor.execute(
                    f"CREATE VIRTUAL TABLE {name} USING fts5("
                    "title, body, tokenize='unicode61 remove_diacritics 0')"
                )


def drop(using):
    """Remove the index tables."""
    with connections[using].cursor() as cursor:
        for collection in SEARCHED:
            cursor.execute(f"DROP TABLE IF EXISTS events_search_{collection}")
