"""A page of rows: cut out of the stages of an answer, with links to its neighbors and the envelope around it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import itemgetter
from urllib.parse import quote

from rest_framework.response import Response

from events.api.query.positions import encode
from events.api.store import releases


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
    if others:  # an order by relevance has none
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
    # Rows beyond the last of enough rows are on a later page.
    if len(merged) >= most:
        if backwards:
            low = bisect_right(others, rank(merged[0]), key=rank)
        else:
            high = bisect_left(others, rank(merged[-1]), key=rank)
    merged += others[max(low, high - most) : high] if backwards else others[low:high][:most]
    if rows:  # the others are in order
        merged.sort(key=rank)
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


@lru_cache(maxsize=10_000)  # words and days come again and again: some megabytes
def _quoted(text):
    return quote(text, ",")


def _query(query, cursor):
    asked = [
        f"{_quoted(name)}={_quoted(value)}"
        for name, values in query.lists()
        if name not in ("page", "cursor")
        for value in values
    ]
    return "&".join([*asked, f"cursor={cursor}"])


def envelope(count, neighbors, release, warnings):
    """Return the members of a page before its results."""
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
    body = envelope(count, neighbors, releases.about(request), warnings) | {"results": results}
    header = link_header(neighbors)
    return Response(body, headers={"Link": header} if header else {})
