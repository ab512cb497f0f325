"""How a long answer is cut into pages. A page that the caller cannot have is an error, never another page."""

import base64
import binascii
import re
from dataclasses import dataclass

import orjson
from rest_framework.response import Response

from events.api import releases
from events.api.errors import ParameterError, fault
from events.api.ordering import BadPosition

DEFAULT_SIZE = 100
LARGEST_SIZE = 1000  # a page of the largest records stays within a few megabytes
DEEPEST_OFFSET = 10_000  # rows; the database must step over each of them, a cursor steps over none
LONGEST_CURSOR = 1000  # characters; several times the longest position

_INTEGER = re.compile(r"\d{1,9}", re.ASCII)

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
            "Where the page begins: an opaque word out of `next` or `previous`. Following them costs the same "
            "however far, and skips or repeats no record."
        ),
        "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_CURSOR},
    },
    "page": {
        "description": (
            f"Number of the page, from 1, up to the {DEEPEST_OFFSET:,}th record; beyond that follow `next`."
        ),
        "schema": {"type": "integer", "minimum": 1},
    },
}


@dataclass(frozen=True)
class Position:
    """Where a page begins: `offset` rows from the start, or next to the row with `values`."""

    size: int
    offset: int = 0
    values: tuple | None = None
    backwards: bool = False

    @property
    def number(self):
        return self.offset // self.size + 1


def _whole(query, name, default, low, high):
    text = query.get(name)
    if text is None:
        return default
    if not _INTEGER.fullmatch(text) or not low <= int(text) <= high:
        raise ParameterError(
            [fault(name, f"{text!r} is not a whole number from {low:,} to {high:,}.")]
        )
    return int(text)


def parse(query, order):
    """Return the Position that a query asks for in `order`, or raise ParameterError."""
    size = _whole(query, "page_size", DEFAULT_SIZE, 1, LARGEST_SIZE)
    if "cursor" not in query:
        number = _whole(query, "page", 1, 1, 999_999_999)
        offset = (number - 1) * size
        if offset > DEEPEST_OFFSET:
            message = (
                f"Page {number:,} begins beyond record {DEEPEST_OFFSET:,}, the last that a page number "
                "reaches. Follow `next`, or export every match at once."
            )
            raise ParameterError([fault("page", message)])
        return Position(size, offset=offset)
    if "page" in query:
        raise ParameterError([fault("page", "Given with a cursor: use one of the two.")])
    try:
        values, backwards = decode(query["cursor"], order)
    except BadPosition:
        message = "Not a cursor of this list in this order: take it out of `next` or `previous`."
        raise ParameterError([fault("cursor", message)]) from None
    return Position(size, values=values, backwards=backwards)


def encode(values, backwards, order):
    """Return the cursor of the page that begins next to the row with `values`."""
    written = orjson.dumps([order.name, backwards, *values])
    return base64.urlsafe_b64encode(written).rstrip(b"=").decode()


def decode(cursor, order):
    """Return (values, backwards) of a cursor; raise BadPosition for what `encode` cannot have written."""
    if len(cursor) > LONGEST_CURSOR:
        raise BadPosition
    try:
        written = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        name, backwards, *values = orjson.loads(written)
    except (ValueError, TypeError, binascii.Error):
        raise BadPosition from None
    if name != order.name or not isinstance(backwards, bool) or len(values) != len(order.terms):
        raise BadPosition
    values = tuple(term.to_python(value) for term, value in zip(order.terms, values, strict=True))
    if encode(values, backwards, order) != cursor:
        raise BadPosition
    return values, backwards


@dataclass(frozen=True)
class Page:
    """Rows of one page, in order, and the cursors of its neighbors (None where there is none)."""

    rows: list
    next: str | None
    previous: str | None


def cut(queryset, order, position, columns):
    """Return the Page at `position`; its rows are tuples of `columns`, then the columns of the order."""
    if position.values is not None:
        side = order.before if position.backwards else order.after
        queryset = queryset.filter(side(position.values))
    queryset = order.apply(queryset, position.backwards).values_list(*columns, *order.columns)
    # One row more than asked for tells whether there is a further page.
    rows = list(queryset[position.offset : position.offset + position.size + 1])
    further, rows = len(rows) > position.size, rows[: position.size]
    if position.backwards:
        rows.reverse()
        has_next, has_previous = True, further
    else:
        has_next, has_previous = further, position.values is not None or position.offset > 0
    at = len(columns)
    return Page(
        rows=[row[:at] for row in rows],
        next=encode(rows[-1][at:], False, order) if rows and has_next else None,
        previous=encode(rows[0][at:], True, order) if rows and has_previous else None,
    )


def answer(request, page, count, results, warnings=()):
    """Return the Response of a page: the envelope around `results`, and its neighbors as links."""
    release = releases.current(request)
    links = {"next": _url(request, page.next), "previous": _url(request, page.previous)}
    body = {
        "count": count,
        **links,
        "release": release.number if release else None,
        "warnings": list(warnings),
        "results": results,
    }
    header = ", ".join(f'<{url}>; rel="{name}"' for name, url in links.items() if url)
    return Response(body, headers={"Link": header} if header else {})


def _url(request, cursor):
    """Return the absolute URL of the page at `cursor`, with all else that was asked."""
    if cursor is None:
        return None
    query = request.query_params.copy()
    query.pop("page", None)
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode(safe=',')}")
