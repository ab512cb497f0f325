"""A question to one of ACLED's lists: its parameters, read from a query."""

import re
from dataclasses import dataclass

from django.http import QueryDict

from config.limits import ACLED_ROWS as DEFAULT_LIMIT
from events.api.problems.errors import nearest
from events.compat.acled import operators
from events.compat.acled.inter_codes import COLUMNS as CODES
from events.compat.acled.list_columns import EQUAL, SECOND
from events.compat.acled.operators import Unreadable
from events.compat.reading import Reader

LARGEST_NUMBER = 10**9
LARGEST_CURSOR = 2**53  # what a double tells apart
FORMATS = ("json", "csv")
EXPORT_TYPES = ("dyadic", "monadic")
# Names of accounts, which nothing here needs.
IGNORED = ("key", "email", "terms", "access_token")
# Controls of ACLED's without effect here: the values that are accepted, and what an answer then says.
WITHOUT_EFFECT = {
    "population": (("true", "full"), "population has no effect: there are no such figures here."),
    "maritime_pairs": (("true", "false"), "maritime_pairs has no effect."),
    "with_total": (("true", "false"), None),
}
_WHERE = "_where"
_OR = ":OR:"
_OTHER_COLUMN = re.compile(r"(\w+)=(.*)", re.ASCII | re.DOTALL)


@dataclass(frozen=True)
class Asked:
    """A query, understood in full; `offset` counts rows from the start, `cursor` is a position, or None."""

    conditions: tuple  # of tuples of alternatives
    names: tuple
    limit: int  # 0 for all
    offset: int
    cursor: int | None
    format: str
    monadic: bool
    inter_num: str | None
    messages: tuple


def parameters(listed):
    """Return {name: description} of the parameters of a list of columns, as OpenAPI has them."""
    text = {"type": "string"}
    whole = {"type": "integer", "minimum": 0}
    names = "|".join(listed)
    described = {}
    for name, kind in listed.items():
        described[name] = {
            "description": f"{kind.takes}, several separated by `|` or `:OR:`; compared by {kind.default} unless "
            f"`{name}{_WHERE}` says otherwise.",
            "schema": text | {"pattern": _values(name, kind.pattern)},
        }
        described[f"{name}{_WHERE}"] = {
            "description": f"The comparison for `{name}`.",
            "schema": {"type": "string", "enum": list(kind.operators)},
        }
    described |= {
        "fields": {
            "description": "Only these columns, separated by `|`.",
            "schema": text | {"pattern": rf"^({names})(\|({names}))*$"},
        },
        "limit": {
            "description": f"Rows in the answer, {DEFAULT_LIMIT} without it; 0 for all.",
            "schema": whole | {"maximum": LARGEST_NUMBER, "default": DEFAULT_LIMIT},
        },
        "page": {
            "description": "Number of the page, from 1; one after the last has no rows. Cannot be combined with `cursor`.",
            "schema": whole | {"minimum": 1, "maximum": LARGEST_NUMBER},
        },
        "cursor": {
            "description": (
                "Where the answer begins: 0, then `next_cursor` of the answer before, until it is null. Cannot be "
                "combined with `page`."
            ),
            "schema": whole | {"maximum": LARGEST_CURSOR},
        },
        "_format": {"description": "JSON or CSV.", "schema": {**text, "enum": list(FORMATS)}},
    }
    if "actor2" in listed:
        described |= {
            "export_type": {
                "description": "`monadic` gives a row for each actor of an event, in `actor1`; filters select events.",
                "schema": {**text, "enum": list(EXPORT_TYPES), "default": EXPORT_TYPES[0]},
            },
            "inter_num": {
                "description": f"Whether {', '.join(CODES)} are numbers (1) or names (0); without it, as in "
                "the imported files, and names where some files have names.",
                "schema": {**text, "enum": ["0", "1"]},
            },
        }
    for name, (words, _) in WITHOUT_EFFECT.items():
        described[name] = {
            "description": "Accepted for clients that send it; where it would have an effect, `messages` says so.",
            "schema": {**text, "enum": list(words)},
        }
    for name in IGNORED:
        described[name] = {
            "description": "Accepted and ignored: no account is needed.",
            "schema": text,
        }
    return described


def _values(name, value):
    """Return the pattern of the values of a column; after `:OR:` a client may name the column again."""
    return rf"^{value}((\||{_OR}({name}=)?){value})*$"


def read(query, listed, accepted=None, chosen_format=None):
    """Return a query about a list of columns as `Asked`; raise ParameterError with all its faults.

    `accepted` are the habits of older clients, as {parameter: message}; the URL may say the format.
    """
    messages = []
    query = _known(query, accepted or {}, messages)
    reader = _Reader(query, listed)
    return reader.asked(messages, chosen_format)


def _known(query, habits, messages):
    """Return a query without names of accounts, and without what `habits` accept, which adds its messages."""
    named = QueryDict(mutable=True)
    for name, values in query.lists():
        about = name.removesuffix(_WHERE)
        # Without days, some clients send the operator alone.
        is_open = habits and query.get(about) == "" and query.get(f"{about}{_WHERE}") == "BETWEEN"
        if name in habits:
            messages.append(habits[name])
        elif is_open and name == about:
            messages.append(f"{name} has no values, so it selects nothing: all rows are here.")
        elif name not in IGNORED and not is_open:
            named.setlist(name, values)
    return named


class _Reader(Reader):
    """Reads the values that ACLED's parameters have besides whole numbers and words."""

    def __init__(self, query, listed):
        super().__init__(query, parameters(listed).keys() - set(IGNORED))
        self.listed = listed

    def asked(self, messages, chosen_format):
        limit = self.whole("limit", DEFAULT_LIMIT, 0, LARGEST_NUMBER)
        page = self.whole("page", 1, 1, LARGEST_NUMBER)
        cursor = self.whole("cursor", None, 0, LARGEST_CURSOR)
        if cursor is not None and "page" in self:
            self.fault("page", "Given with a cursor: use one of the two.")
        if limit == 0 and page > 1:
            self.fault("page", "limit=0 asks for all rows, which are one page.")
        if chosen_format and "_format" in self:
            self.fault(
                "_format", f"The URL says {chosen_format} already: leave one of the two out."
            )
        is_monadic = self.word("export_type", EXPORT_TYPES) == "monadic"
        if is_monadic and limit == 1:
            self.fault(
                "limit",
                "export_type=monadic keeps the two rows of an event together: use 2 or more.",
            )
        asked = Asked(
            conditions=tuple(self._conditions()),
            names=self._names(SECOND.values() if is_monadic else ()),
            limit=limit,
            offset=(page - 1) * limit,
            cursor=cursor,
            format=chosen_format or self.word("_format", FORMATS) or "json",
            monadic=is_monadic,
            inter_num=self.word("inter_num", ("0", "1")),
            messages=(*messages, *self._messages()),
        )
        self.raise_faults()
        return asked

    def _conditions(self):
        compared = set()
        for name in filter(self.__contains__, self.listed):
            parts = self._alternatives(name)
            compared |= {column for column, _ in parts}
            alternatives = [self._condition(name, *part) for part in parts]
            if all(alternatives):
                yield operators.any_of(alternatives)
        for name in self.listed:
            where = f"{name}{_WHERE}"
            if where in self and name not in self.query and name not in compared:
                self.fault(where, f"Given without {name}, the value to compare with.")

    def _alternatives(self, name):
        """Return (column, value) of each part of a value that `:OR:` separates: `A:OR:B`, `A:OR:column=B`."""
        first, *rest = self.get(name).split(_OR)
        found = [(name, first)]
        for part in rest:
            match = _OTHER_COLUMN.fullmatch(part)
            column, value = match.groups() if match else (name, part)
            if column in self.listed:
                found.append((column, value))
            else:
                close = nearest(column, self.listed)
                message = f"{column!r}, after {_OR}, is not a column."
                self.fault(name, message, self.listed, close)
        return found

    def _condition(self, asked, name, value):
        """Return the Condition on a column, or None where it has faults; `asked` is the parameter with the value."""
        kind, where = self.listed[name], f"{name}{_WHERE}"
        # Clients write LIKE in either case.
        chosen = (self.get(where) or kind.default).strip().upper()
        is_known = chosen in kind.operators
        if not is_known:
            message = f"{self.query[where]!r} is not an operator of {name}."
            self.fault(where, message, kind.operators)
        try:
            found = operators.read(name, kind, value, chosen if is_known else EQUAL)
        except Unreadable as error:
            for reason in error.args:
                self.fault(asked, reason)
            return None
        return found if is_known else None

    def _names(self, dropped):
        listed = [name for name in self.listed if name not in dropped]
        text = self.get("fields")
        if text is None:
            return tuple(listed)
        wanted = [name.strip() for name in text.split("|")]
        for name in wanted:
            if name in dropped:
                self.fault("fields", f"export_type=monadic has no column {name}.")
            elif name not in listed:
                self.fault("fields", f"{name!r} is not a column.", listed, nearest(name, listed))
        return tuple(name for name in listed if name in wanted)

    def _messages(self):
        for name, (words, message) in WITHOUT_EFFECT.items():
            if self.word(name, words) is not None and message:
                yield message
