"""Where a page begins: read out of `page_size`, `page` and `cursor`. A page that does not exist is an error."""

import base64
import binascii
import re
from dataclasses import dataclass

import orjson

from config import API_ROOT
from config.limits import DEEPEST_OFFSET, LONGEST_CURSOR
from config.limits import DEFAULT_PAGE as DEFAULT_SIZE
from config.limits import LARGEST_PAGE as LARGEST_SIZE
from config.proxy import mounted
from events.api.problems.errors import ParameterError, fault
from events.api.query.ordering import BadPosition

LARGEST_PAGE = 999_999_999  # more than any list has

_INTEGER = re.compile(r"[1-9]\d{0,8}", re.ASCII)

PARAMETERS = {
    "page_size": {
        "description": f"Records on a page: 1 to {LARGEST_SIZE}.",
        "schema": {
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST_SIZE,
            "default": DEFAULT_SIZE,
        },
    },
    "cursor": {
        "description": (
            "Where the page begins: an opaque text from `next` or `previous`. Every page costs the same, however "
            "deep, and no record is skipped or repeated. Cannot be combined with `page`."
        ),
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": LONGEST_CURSOR},
    },
    "page": {
        "description": (
            f"Number of the page, from 1, up to record {DEEPEST_OFFSET:,}; beyond that follow `next`. Cannot be "
            "combined with `cursor`."
        ),
        "schema": {"type": "integer", "minimum": 1, "maximum": DEEPEST_OFFSET + 1},
    },
}


@dataclass(frozen=True)
class Position:
    """Where a page begins: `offset` rows from the start, or right after (or before) the row with `values`."""

    size: int
    offset: int = 0
    values: tuple | None = None
    backwards: bool = False

    @property
    def number(self):
        return self.offset // self.size + 1


def parse(query, order=None, default=DEFAULT_SIZE):
    """Return the Position that a query asks for in `order`; raise ParameterError with all its faults.

    `default` is the size of a page that the query does not state. Without `order`, because its own text is faulty, a cursor is not looked at.
    """
    faults = []
    size = _whole(query, "page_size", default, LARGEST_SIZE, faults)
    number = _whole(query, "page", 1, LARGEST_PAGE, faults)
    offset = (number - 1) * size
    if offset > DEEPEST_OFFSET:
        message = (
            f"Page {number:,} begins beyond record {DEEPEST_OFFSET:,}, the last one that a page number can "
            f"reach. Follow `next`{_export(order)}."
        )
        faults.append(fault("page", message))
    values, backwards = None, False
    if "cursor" in query:
        if "page" in query and not any(one["parameter"] == "page" for one in faults):
            faults.append(fault("page", "Given with a cursor. Use one of the two."))
        if order is not None:
            try:
                values, backwards = decode(query["cursor"], order)
            except BadPosition:
                message = (
                    "Not a cursor of this list in this order. Take it from `next` or `previous`."
                )
                faults.append(fault("cursor", message))
    if faults:
        raise ParameterError(faults)
    return Position(size, offset, values, backwards)


def _whole(query, name, default, high, faults):
    """Return the whole number of a parameter, from 1 to `high`; add a fault and return the default for anything else."""
    text = query.get(name)
    if text is None:
        return default
    if _INTEGER.fullmatch(text) and int(text) <= high:
        return int(text)
    faults.append(fault(name, f"{text!r} is not a whole number from 1 to {high:,}."))
    return default


def _export(order):
    """Return the hint at the export of the collection that an order sorts, where there is one."""
    url = order and order.collection and f"{mounted(API_ROOT)}{order.collection}"
    return f", or take every match at once: {url}.csv, {url}.ndjson" if url else ""


def encode(values, backwards, order):
    """Return the cursor of the page that begins next to the row with `values`."""
    written = orjson.dumps([order.name, backwards, *values])
    return base64.urlsafe_b64encode(written).rstrip(b"=").decode()


def decode(cursor, order):
    """Return (values, backwards) of a cursor; raise BadPosition for what `encode` cannot have written.

    In an order by relevance the first value is the tier.
    """
    if len(cursor) > LONGEST_CURSOR:
        raise BadPosition
    try:
        written = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        name, backwards, *values = orjson.loads(written)
    except (ValueError, TypeError, binascii.Error):
        raise BadPosition from None
    if name != order.name or not isinstance(backwards, bool):
        raise BadPosition
    tier = []
    if order.by_relevance:
        tier, values = values[:1], values[1:]
        if tier not in ([0], [1]) or isinstance(tier[0], bool):
            raise BadPosition
    if len(values) != len(order.terms):
        raise BadPosition
    values = [term.to_python(value) for term, value in zip(order.terms, values, strict=True)]
    values = (*tier, *values)
    if encode(values, backwards, order) != cursor:
        raise BadPosition
    return values, backwards
