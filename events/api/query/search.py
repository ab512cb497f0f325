"""A search as what it looks for, and as the databases' own expressions of it: FTS5 on SQLite, tsquery on PostgreSQL.

A search is a Phrase, an All or an Any. `search_syntax` reads it out of a text.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from events.models.search import COLUMNS, table

TITLE = COLUMNS[0]


@dataclass(frozen=True)
class Phrase:
    """Words that must follow one another, the last perhaps only a beginning; in one column, or None for any."""

    words: tuple
    prefix: bool = False
    column: str | None = None


@dataclass(frozen=True)
class All:
    """Searches that must all be met, and others that must not be; at least one must."""

    wanted: tuple
    unwanted: tuple = ()


@dataclass(frozen=True)
class Any:
    """Searches; a record must meet at least one."""

    parts: tuple


def whole_words(query):
    """Return the words of a search for whole words that must all occur, or None for another search."""
    parts, unwanted = (query.wanted, query.unwanted) if isinstance(query, All) else ((query,), ())
    if unwanted or not all(map(_is_word, parts)):
        return None
    return tuple(dict.fromkeys(part.words[0] for part in parts))


def _is_word(part):
    return isinstance(part, Phrase) and part == Phrase(part.words[:1])


def expression(query):
    """Return the database's own expression of a search."""
    return _postgresql(query) if connection.vendor == "postgresql" else _sqlite(query)


def tiers(query):
    """Return the expressions of the rows that a search finds by their title alone, and of the others.

    A word that must not occur must not occur anywhere in either; a field that the search names stays the one it names.
    Where all are named, relevance has nothing to tell apart, and there is one expression.
    """
    whole, title = expression(query), expression(_in_title(query))
    if whole == title:
        return (whole,)
    # A match of the title alone is a match of the whole.
    return (
        title,
        f"{whole} & !{title}" if connection.vendor == "postgresql" else f"{whole} NOT {title}",
    )


def _in_title(query):
    """Return the search with the title as the column of what must occur."""
    if isinstance(query, Phrase):
        return Phrase(query.words, query.prefix, query.column or TITLE)
    if isinstance(query, All):
        return All(tuple(map(_in_title, query.wanted)), query.unwanted)
    return Any(tuple(map(_in_title, query.parts)))


def _sqlite(query):
    if isinstance(query, Phrase):
        text = f'"{" ".join(query.words)}"{"*" if query.prefix else ""}'
        return f"({query.column} : {text})" if query.column else text
    if isinstance(query, Any):
        return f"({' OR '.join(map(_sqlite, query.parts))})"
    text = " AND ".join(map(_sqlite, query.wanted))
    unwanted = " OR ".join(map(_sqlite, query.unwanted))
    return f"(({text}) NOT ({unwanted}))" if unwanted else f"({text})"


def _postgresql(query):
    if isinstance(query, Phrase):
        # Words are letters, marks and digits, which PostgreSQL takes as they are between quotes.
        column = f":{query.column}" if query.column else ""
        beginning = ("" if column else ":") + "*" if query.prefix else ""
        words = [f"'{word}'{column}" for word in query.words]
        return f"({' <-> '.join(words)}{beginning})"
    if isinstance(query, Any):
        return f"({' | '.join(map(_postgresql, query.parts))})"
    wanted = map(_postgresql, query.wanted)
    unwanted = (f"!{_postgresql(part)}" for part in query.unwanted)
    return f"({' & '.join((*wanted, *unwanted))})"


def matching(model, expression):
    """Return a subquery of the rows of `model`, by their `row_column`, whose published words match."""
    name = table(model)
    if connection.vendor == "postgresql":
        sql = f"SELECT row_id FROM {name} WHERE words @@ %s::tsquery"
    else:
        sql = f"SELECT rowid FROM {name} WHERE {name} MATCH %s"
    return RawSQL(sql, [expression])
