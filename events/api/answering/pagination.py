"""How a long answer is cut into pages. A page that the caller cannot have is an error, never another page."""

import base64
import binascii
import re
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from urllib.parse import quote

import orjson
from rest_framework.response import Response

from events.api.problems.errors import ParameterError, fault
from events.api.query.ordering import BadPosition
from events.api.store import releases

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
                f"reaches. Follow `next`{_export(order)}."
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


def _export(order):
    """Return what to say of the export of what an order puts in order, where there is one."""
    url = order.collection and f"/api/v1/{order.collection}"
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


@dataclass(frozen=True)
class Stage:
    """A part of the answer: the rows of one tier that some condition selects, in the order of the list."""

    condition: object
    tier: int = 0


@dataclass(frozen=True)
class Page:
    """Rows of one page, in order, and the cursors of its neighbors (None where there is none)."""

    rows: list
    next: str | None
    previous: str | None


def cut(order, position, stages, fetch, others=()):
    """Return the Page at `position` of the rows of all stages, one stage after the other, and of `others` among them.

    `fetch(stage, values, backwards, offset, limit)` returns rows of a stage beyond `values` (None: all of them), as
    tuples that end in the values of the order's terms; `others` are such rows, in order.
    """
    # One row more than asked for tells whether there is a further page.
    wanted, skip = position.size + 1, position.offset
    if others:
        # Of the rows that are skipped, no more than these can be others.
        spare = min(skip, len(others))
        wanted, skip = wanted + spare, skip - spare
    rows, tiers = [], []
    for stage in reversed(stages) if position.backwards else stages:
        values = position.values
        if values is not None and order.by_relevance:
            tier, *values = values
            if (stage.tier < tier) if not position.backwards else (stage.tier > tier):
                continue
            if stage.tier != tier:
                values = None
        # Rows that are skipped can stand in several stages, so that only a single stage can leave them out itself.
        offset, limit = (skip, wanted) if len(stages) == 1 else (0, skip + wanted - len(rows))
        found = fetch(stage, values, position.backwards, offset, limit)
        rows += found
        tiers += [stage.tier] * len(found)
    if len(stages) > 1:
        rows, tiers = rows[skip:], tiers[skip:]
    if others:  # of which an order by relevance knows nothing
        rows = _merge(order, position, rows, others, wanted)[spare:]
        tiers = [0] * len(rows)
    return _page(order, position, rows, tiers)


def _merge(order, position, rows, others, most):
    """Return the first rows of a page with `others` among them: those that stand beyond the page's beginning."""
    at = -len(order.terms)

    def rank(row):
        return order.rank(row[at:])

    merged, backwards = list(rows), position.backwards
    if backwards:
        merged.reverse()
    low, high = 0, len(others)
    if position.values is not None:
        start = order.rank(position.values)
        if backwards:
            high = bisect_left(others, start, key=rank)
        else:
            low = bisect_right(others, start, key=rank)
    # What stands beyond the last of enough rows is on a later page.
    if len(merged) >= most:
        if backwards:
            low = bisect_right(others, rank(merged[0]), key=rank)
        else:
            high = bisect_left(others, rank(merged[-1]), key=rank)
    for row in others[max(low, high - most) : high] if backwards else others[low:high][:most]:
        insort(merged, row, key=rank)
    if backwards:
        merged.reverse()
    return merged[:most]


def _page(order, position, rows, tiers):
    """Return the Page of rows, each of its tier, that were fetched in its direction, one more than it holds at most."""
    further = len(rows) > position.size
    rows, tiers = rows[: position.size], tiers[: position.size]
    if position.backwards:
        rows.reverse()
        tiers.reverse()
        has_next, has_previous = True, further
    else:
        has_next, has_previous = further, position.values is not None or position.offset > 0
    at = -len(order.terms)

    def cursor(end, backwards):
        tier = (tiers[end],) if order.by_relevance else ()
        return encode(tier + tuple(rows[end][at:]), backwards, order)

    return Page(
        rows=list(map(itemgetter(slice(at)), rows)),
        next=cursor(-1, False) if rows and has_next else None,
        previous=cursor(0, True) if rows and has_previous else None,
    )


def cut_rows(queryset, order, position, columns):
    """Return the Page at `position` of a queryset; its rows are tuples of `columns`."""
    return cut(order, position, [Stage(queryset)], partial(fetch_rows, order, columns))


def fetch_rows(order, columns, stage, values, backwards, offset, limit):
    """Fetch rows of a stage whose condition is a queryset, for `cut`.

    It asks even where nothing is missing, so that a page costs the same number of queries whatever its size.
    """
    queryset = stage.condition
    if values is not None:
        queryset = queryset.filter((order.before if backwards else order.after)(values))
    queryset = order.apply(queryset, backwards).values_list(*columns, *order.columns)
    return list(queryset[offset : offset + max(limit, 1)])[: max(limit, 0)]


def links(path, query, page, absolute):
    """Return {"next", "previous"}: the URLs of the neighbors of a page, with all else that was asked."""
    return {
        name: cursor and absolute(f"{path}?{_query(query, cursor)}")
        for name, cursor in (("next", page.next), ("previous", page.previous))
    }


def _query(query, cursor):
    asked = [
        f"{quote(name, ',')}={quote(value, ',')}"
        for name, values in query.lists()
        if name not in ("page", "cursor")
        for value in values
    ]
    return "&".join([*asked, f"cursor={cursor}"])


def envelope(count, neighbors, release, warnings):
    """Return what stands before the results of a page."""
    return {
        "count": count,
        **neighbors,
        "release": release.number if release else None,
        "warnings": list(warnings),
    }


def link_header(neighbors):
    """Return the Link header that repeats the neighbors of a page, or None."""
    return ", ".join(f'<{url}>; rel="{name}"' for name, url in neighbors.items() if url) or None


def answer(request, page, count, results, warnings=()):
    """Return the Response of a page: the envelope around `results`, and its neighbors as links."""
    neighbors = links(request.path, request.query_params, page, request.build_absolute_uri)
    body = envelope(count, neighbors, releases.asked(request), warnings) | {"results": results}
    header = link_header(neighbors)
    return Response(body, headers={"Link": header} if header else {})
