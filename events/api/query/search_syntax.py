"""The query language of `q`: a text in, a search out, or a refusal that says what to write instead.

    any   = all { "OR" all }
    all   = item { [ "AND" ] item }
    item  = [ "-" | "NOT" ] [ field ":" ] ( "(" any ")" | "words in quotes" [ "*" ] | word [ "*" ] )

So AND, which need not be written, binds more tightly than OR. Operators are in capitals; in lower case they are words.
A field before parentheses is the field of every word in them.
"""

import re
from dataclasses import dataclass

from config.limits import DEEPEST_SEARCH as DEEPEST
from config.limits import LONGEST_SEARCH as LONGEST
from config.limits import MOST_TERMS
from events.api.problems.errors import nearest
from events.api.query import search_refusals as refusals
from events.api.query.search import All, Any, Phrase
from events.api.query.search_refusals import LOWER_CASE, SearchError
from events.models.folding import HEBREW_QUOTE
from events.models.search import COLUMNS, phrase_of

NOTHING = "Nothing to search for: give at least one word that must occur."
UNCLOSED = "A parenthesis is not closed."
# Phones and word processors write curved quotation marks.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_TOKEN = re.compile(r'\s*(?:"(?P<phrase>[^"]*)"(?P<star>\*?)|(?P<sign>[()])|(?P<word>[^\s()"]+))')
_SIGN = re.compile(r"-|([^\W\d]\w*):")
_OPERATORS = frozenset(("AND", "OR", "NOT"))
_EXCLUDES = frozenset(("-", "NOT"))
_ENDS = frozenset((")", "OR", None))


@dataclass(frozen=True)
class _Token:
    """An operator, a parenthesis, a field or a term, by what is written; of a term its words, of a field its column."""

    written: str | None
    words: tuple = ()
    prefix: bool = False
    column: str | None = None

    @property
    def kind(self):
        return "term" if self.words else "field" if self.column else self.written


def parse(text, fields):
    """Return the search that a text asks for in records with these searched fields, or raise SearchError."""
    if len(text) > LONGEST:
        raise SearchError(f"The search has {len(text)} characters; at most {LONGEST} are allowed.")
    text = HEBREW_QUOTE.sub("״", text.translate(_QUOTES))
    if text.count('"') % 2:
        raise SearchError('A quotation mark is not closed: write "the words".')
    tokens = list(_tokens(text, fields))
    terms = sum(token.kind == "term" for token in tokens)
    if terms > MOST_TERMS:
        raise SearchError(
            f"The search has {terms} words and phrases; at most {MOST_TERMS} are allowed."
        )
    if any(token.written == "NEAR" for token in tokens[1:-1]):
        refusals.refuse_near()
    return _Parser(tokens).whole()


def _tokens(text, fields):
    at = 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        if match["sign"]:
            yield _Token(match["sign"])
        elif match["word"]:
            yield from _word_tokens(match["word"], text[at : at + 1], fields)
        else:
            yield _phrase_token(match["phrase"], bool(match["star"]))


def _phrase_token(quoted, star):
    words, prefix = phrase_of(quoted)
    quoted = f'"{quoted}"'
    if "*" in quoted:
        advice = 'a star goes after the quotation mark, as in "two wor"*.'
        raise SearchError(f"{quoted} cannot be read: {advice}")
    if not words:
        raise SearchError(f"{quoted} cannot be read: it holds no letters or digits.")
    return _Token(quoted, tuple(words), prefix or star)


def _word_tokens(written, following, fields):
    """Yield the tokens of a text without spaces; `following` is the character right after it."""
    # A dash alone is punctuation, as in "Government of Ukraine - DPR".
    excludes = following in ("(", '"') or phrase_of(written)[0]
    while excludes and (sign := _SIGN.match(written)):
        yield _Token("-") if sign[0] == "-" else _field_token(sign[1], fields)
        written = written[sign.end() :]
    if not written or written in _OPERATORS:
        yield from [_Token(written)] if written else ()
        return
    refusals.refuse_foreign(written)
    if following == "(":
        refusals.refuse_called(written)
    words, prefix = phrase_of(written)
    if words:
        yield _Token(written, tuple(words), prefix or written.endswith("*"))
    else:
        refusals.refuse_symbols(written)


def _field_token(name, fields):
    if name not in fields:
        raise SearchError(
            f"{name + ':'!r} is not a field of the search: write {fields[0]}:word, or put words with a "
            "colon in quotes. Filters are parameters of their own.",
            fields,
            nearest(name, fields),
        )
    return _Token(f"{name}:", column=COLUMNS[fields.index(name)])


class _Parser:
    """Reads tokens by the grammar, one after the other."""

    def __init__(self, tokens):
        self.tokens = [*tokens, _Token(None)]
        self.at = self.depth = 0

    @property
    def kind(self):
        return self.tokens[self.at].kind

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def whole(self):
        query = self.any()
        if self.kind == ")":
            raise SearchError("A parenthesis is closed that is not open.")
        return query

    def any(self, column=None):
        parts = [self.all(column)]
        while self.kind == "OR":
            self.take()
            parts.append(self.all(column))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def all(self, column):
        before = self.tokens[self.at - 1].kind if self.at else None
        wanted, unwanted = [], []
        while self.kind not in _ENDS:
            if self.kind == "AND" and (wanted or unwanted):
                self.need(self.take(), "a word on both sides")
            excluded = self.excluded()
            query = self.item(column)
            if excluded:
                unwanted.append(query)
            elif isinstance(query, All):  # which finds the same without its parentheses
                wanted += query.wanted
                unwanted += query.unwanted
            else:
                wanted.append(query)
        if not wanted:
            self.refuse_nothing(before, unwanted)
        if len(wanted) == 1 and not unwanted:
            return wanted[0]
        return All(tuple(wanted), tuple(unwanted))

    def refuse_nothing(self, before, unwanted):
        """Refuse what lies between the kind of token `before` and this one: no word in it must occur."""
        if "OR" in (before, self.kind) and not unwanted:
            raise SearchError(f"OR needs a word on both sides. {LOWER_CASE}")
        if before == "(" and self.kind is None:
            raise SearchError(UNCLOSED)
        if before == "(" and not unwanted:
            raise SearchError("There is nothing to search for in the parentheses.")
        if before is None and self.kind is None:
            raise SearchError(NOTHING)
        raise SearchError(
            "Each side of OR and each pair of parentheses needs at least one word that must occur."
        )

    def need(self, operator, what):
        """Refuse an operator that has no word before it, or none after it."""
        if self.kind in _ENDS or self.kind == "AND":
            advice = f" {LOWER_CASE}" if operator.written in _OPERATORS else ""
            raise SearchError(f"{operator.written} needs {what}.{advice}")

    def excluded(self):
        """Return whether the next item must not occur."""
        if self.kind not in _EXCLUDES:
            return False
        operator = self.take()
        if self.kind in _EXCLUDES:
            raise SearchError("Two exclusions follow one another: write one, or none.")
        self.need(operator, "a word after it")
        return True

    def item(self, column):
        token = self.take()
        if token.kind == "term":
            return Phrase(token.words, token.prefix, column)
        if token.kind == "(":
            return self.parentheses(column)
        if token.kind == "AND":
            raise SearchError(f"AND needs a word on both sides. {LOWER_CASE}")
        if column:
            raise SearchError(f"{token.written} cannot follow another field.")
        if self.kind in _EXCLUDES:
            raise SearchError(f"Write -{token.written}word where a word must not occur in a field.")
        self.need(token, "a word after it")
        return self.item(token.column)

    def parentheses(self, column):
        self.depth += 1
        if self.depth > DEEPEST:
            raise SearchError(f"At most {DEEPEST} parentheses are allowed in one another.")
        query = self.any(column)
        if self.kind != ")":
            raise SearchError(UNCLOSED)
        self.take()
        self.depth -= 1
        return query
