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


def whole_words(terms):
    """Return the words of terms that each are one whole word that must occur, or None where another is among them."""
    if any(term.prefix or term.excluded or len(term.words) > 1 for term in terms):
        return None
    return tuple(dict.fromkeys(word for term in terms for word in term.words))


def _sqlite(terms, column=None):
    """Return the FTS5 expression for `terms`."""

    def one(term):
        text = '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
        return f"{column} : {text}" if column else text

    wanted = " AND ".join(one(term) for term in terms if not term.excluded)
    unwanted = " OR ".join(one(term) for term in terms if term.excluded)
    return f"(({wanted}) NOT ({unwanted}))" if unwanted else f"({wanted})"


def _postgresql(terms, weight=""):
    """Return the tsquery for `terms`; the words are folded, so that they hold letters and digits only."""

    def one(term):
        suffix = ":" + weight + ("*" if term.prefix else "") if weight or term.prefix else ""
        head = [word + (f":{weight}" if weight else "") for word in term.words[:-1]]
        text = " <-> ".join([*head, term.words[-1] + suffix])
        return f"!({text})" if term.excluded else f"({text})"

    return "(" + " & ".join(one(term) for term in terms) + ")"


def expression(terms):
    """Return what the database's own search is asked for all rows with `terms`."""
    return _postgresql(terms) if connection.vendor == "postgresql" else _sqlite(terms)


def tiers(terms):
    """Return the expressions of the rows with all words in their title, and of the rest."""
    wanted = [term for term in terms if not term.excluded]
    whole = expression(terms)
    # Where nothing may not occur, a row with all words in its title has them all.
    excludes = len(wanted) < len(terms)
    if connection.vendor == "postgresql":
        title = _postgresql(wanted, "A")
        return f"{whole} & {title}" if excludes else title, f"{whole} & !{title}"
    title = _sqlite(wanted, "title")
    return f"{whole} AND {title}" if excludes else title, f"{whole} NOT {title}"


def matching(model, expression):
    """Return a subquery of the rows of `model`, by their `row_column`, whose published words match."""
    name = table(model)
    if connection.vendor == "postgresql":
        sql = f"SELECT row_id FROM {name} WHERE words @@ to_tsquery('simple', %s)"
    else:
        sql = f"SELECT rowid FROM {name} WHERE {name} MATCH %s"
    return RawSQL(sql, [expression])
