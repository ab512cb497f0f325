"""What is asked of one of ACLED's lists: its parameters, read out of a query."""

import re
from dataclasses import dataclass

from django.http import QueryDict

from events.api.problems.errors import ParameterError, fault, nearest
from events.api.query.parameters import find_faults
from events.compat.acled import operators
from events.compat.acled.operators import Unreadable

DEFAULT_LIMIT = 5000
MOST_ROWS = 50_000  # in one answer, some tens of megabytes; beyond that there is the cursor
FORMATS = ("json", "csv")
# Names of accounts, which are needed nowhere here.
IGNORED = ("key", "email", "terms", "access_token")
# Controls of ACLED's that change nothing here: values that are taken, and what an answer then says.
WITHOUT_EFFECT = {
    "export_type": (("dyadic",), None),
    "inter_num": (("0", "1"), "inter_num has no effect: kinds of actor are as they were coded."),
    "population": (("true", "full"), "population has no effect: there are no such figures here."),
    "maritime_pairs": (("true", "false"), "maritime_pairs has no effect."),
    "with_total": (("true", "false"), None),
}
_WHERE = "_where"
_WHOLE = re.compile(r"[0-9]{1,16}", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """A query, understood in full; `offset` counts rows from the start, `cursor` is a position, or None."""

    conditions: tuple
    names: tuple
    limit: int  # 0 for all
    offset: int
    cursor: int | None
    format: str
    messages: tuple


def parameters(listed):
    """Return {name: description} of the parameters of a list of columns, as OpenAPI has them."""
    text = {"type": "string"}
    whole = {"type": "integer", "minimum": 0}
    described = {}
    for name, kind in listed.items():
        described[name] = {
            "description": f"{kind.takes}, several separated by `|`; compared by {kind.default} unless "
            f"`{name}{_WHERE}` says otherwise.",
            "schema": text,
        }
        described[f"{name}{_WHERE}"] = {
            "description": f"How `{name}` is compared.",
            "schema": {"type": "string", "enum": list(kind.operators)},
        }
    described |= {
        "fields": {"description": "Only these columns, separated by `|`.", "schema": text},
        "limit": {
            "description": f"Rows in the answer, {DEFAULT_LIMIT} without it; 0 for all, up to {MOST_ROWS:,}.",
            "schema": whole | {"maximum": MOST_ROWS, "default": DEFAULT_LIMIT},
        },
        "page": {
            "description": "Number of the page, from 1; one after the last has no rows.",
            "schema": whole | {"minimum": 1},
        },
        "cursor": {
            "description": "Where the answer begins: 0, then `next_cursor` of the answer before, until it is null.",
            "schema": whole,
        },
        "_format": {"description": "JSON or CSV.", "schema": {**text, "enum": list(FORMATS)}},
    }
    for name, (words, _) in WITHOUT_EFFECT.items():
        described[name] = {
            "description": "Accepted for the sake of clients; it has no effect, and where it would, `messages` says so.",
            "schema": {**text, "enum": list(words)},
        }
    for name in IGNORED:
        described[name] = {
            "description": "Accepted and ignored: no account is needed.",
            "schema": text,
        }
    return described


def read(query, listed):
    """Return what a query is Asked of a list of columns; raise ParameterError with all its faults."""
    query = _without_accounts(query)
    allowed = parameters(listed).keys() - set(IGNORED)
    faults = find_faults(query, allowed)
    if faults:
        raise ParameterError(faults)
    reader = _Reader(query, listed)
    asked = reader.asked()
    if reader.faults:
        raise ParameterError(reader.faults)
    return asked


def _without_accounts(query):
    named = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in IGNORED:
            named.setlist(name, values)
    return named


class _Reader:
    """Reads the values of a query, and keeps the faults."""

    def __init__(self, query, listed):
        self.query = query
        self.listed = listed
        self.faults = []

    def asked(self):
        limit = self._whole("limit", DEFAULT_LIMIT, 0, MOST_ROWS)
        page = self._whole("page", 1, 1, 10**9)
        cursor = self._whole("cursor", None, 0, 2**53)
        if cursor is not None and "page" in self.query:
            self._fault("page", "Given with a cursor: use one of the two.")
        if limit == 0 and page > 1:
            self._fault("page", "There is one page of all rows: limit=0 asks for all of them.")
        return Asked(
            conditions=tuple(self._conditions()),
            names=self._names(),
            limit=limit,
            offset=(page - 1) * limit,
            cursor=cursor,
            format=self._word("_format", FORMATS) or "json",
            messages=tuple(self._messages()),
        )

    def _conditions(self):
        for name, kind in self.listed.items():
            where = f"{name}{_WHERE}"
            if name not in self.query:
                if where in self.query:
                    self._fault(where, f"Given without {name}, the value to compare with.")
                continue
            # Clients write LIKE in either case.
            chosen = self.query.get(where, kind.default).strip().upper()
            if chosen not in kind.operators:
                message = f"{self.query[where]!r} is not an operator of {name}."
                self._fault(where, message, kind.operators)
                continue
            try:
                yield operators.read(name, kind, self.query[name], chosen)
            except Unreadable as reason:
                self._fault(name, str(reason))

    def _names(self):
        if "fields" not in self.query:
            return tuple(self.listed)
        wanted = [name.strip() for name in self.query["fields"].split("|")]
        for name in wanted:
            if name not in self.listed:
                close = nearest(name, self.listed)
                self._fault("fields", f"{name!r} is not a column.", self.listed, close)
        return tuple(name for name in self.listed if name in wanted)

    def _messages(self):
        for name, (words, message) in WITHOUT_EFFECT.items():
            if self._word(name, words) is not None and message:
                yield message

    def _word(self, name, words):
        text = self.query.get(name)
        if text is not None and text.lower() not in words:
            self._fault(name, f"{text!r} is not offered here.", words)
        return text and text.lower()

    def _whole(self, name, default, low, high):
        text = self.query.get(name)
        if text is None:
            return default
        if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
            self._fault(name, f"{text!r} is not a whole number from {low:,} to {high:,}.")
            return default
        return int(text)

    def _fault(self, name, message, allowed=None, close=None):
        self.faults.append(fault(name, message, allowed, close))
