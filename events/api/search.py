"""The small query language of `q`, and the rows that it finds, on SQLite (FTS5) and PostgreSQL (tsvector).

Words must all occur; "words in quotes" must follow one another; `word*` finds what begins so; `-word` must not
occur. Case and diacritics do not count, in any script. Rows that have it all in their title come first.
"""

import re
from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from events.models.search import fold, table

LONGEST = 200  # characters
MOST_TERMS = 10

_TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


class SearchError(ValueError):
    """A search that cannot be asked, with the reason."""


@dataclass(frozen=True)
class Term:
    """Words that must follow one another; the last may be only a beginning; or must not occur at all."""

    words: tuple
    prefix: bool = False
    excluded: bool = False


def parse(text):
    """Return the terms of `text`; raise SearchError where there is nothing to search for."""
    if len(text) > LONGEST:
        raise SearchError(f"{len(text)} characters; at most {LONGEST} are taken.")
    if text.count('"') % 2:
        raise SearchError('A quotation mark is not closed: write "the words".')
    terms = []
    for match in _TERM.finditer(text):
        written = match["phrase"] if match["phrase"] is not None else match["word"]
        words = tuple(fold(written).split())
        if words:
            prefix = match["phrase"] is None and written.endswith("*")
            terms.append(Term(words, prefix, bool(match["minus"])))
    if len(terms) > MOST_TERMS:
        raise SearchError(f"{len(terms)} terms; at most {MOST_TERMS} are taken.")
    if not any(not term.excluded for term in terms):
        raise SearchError("Nothing to search for: give at least one word that must occur.")
    return terms


def _sqlite_match(terms, column=None):
    """Return the FTS5 expression for `terms`."""

    def one(term):
        text = '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
        return f"{column} : {text}" if column else text

    wanted = " AND ".join(one(term) for term in terms if not term.excluded)
    unwanted = [one(term) for term in terms if term.excluded]
    return f"({wanted}) NOT ({' OR '.join(unwanted)})" if unwanted else wanted


def _postgresql_match(terms, weight=""):
    """Return the tsquery for `terms`; the words are folded, so that they hold letters and digits only."""

    def one(term):
        suffix = ":" + weight + ("*" if term.prefix else "") if weight or term.prefix else ""
        head = [word + (f":{weight}" if weight else "") for word in term.words[:-1]]
        text = " <-> ".join([*head, term.words[-1] + suffix])
        return f"!({text})" if term.excluded else f"({text})"

    return " & ".join(one(term) for term in terms)


def matching(model, terms, title_only=False):
    """Return a subquery of the primary keys of `model` whose published words hold `terms`."""
    name = table(model)
    if title_only:
        terms = [term for term in terms if not term.excluded]
    if connection.vendor == "postgresql":
        match = _postgresql_match(terms, "A" if title_only else "")
        return RawSQL(
            f"SELECT record_id FROM {name} WHERE words @@ to_tsquery('simple', %s)", [match]
        )
    match = _sqlite_match(terms, "title" if title_only else None)
    return RawSQL(f"SELECT rowid FROM {name} WHERE {name} MATCH %s", [match])
