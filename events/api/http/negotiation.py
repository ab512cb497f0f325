"""Content negotiation by RFC 9110 12.4.2, 12.5.1 and 12.5.3: the one reader of `Accept` and `Accept-Encoding`.

Django's, Werkzeug's and DRF's readings let `*/*` bring back what `;q=0` excludes, and know nothing of codings.
Three rules go beyond the RFC. A member of the list that cannot be read is passed over, and so is a header that is
longer than any client's. `*` means `*/*`, and `q=.2` means `q=0.2`, for Java's own client sends both. A range with
a parameter that no representation here has (`application/json; charset=utf-8`) means the type itself.
"""

import re
from functools import lru_cache

from django.urls import Resolver404, resolve
from rest_framework.negotiation import DefaultContentNegotiation

from config.limits import LONGEST_HEADER
from events.api.problems.errors import NotAcceptable

REMEMBERED_HEADERS = 1000  # readings; at most 2 MB of headers

_TOKEN = r"[\w!#$%&'*+.^`|~-]+"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_MEMBER = re.compile(rf'(?:[^,"]|{_QUOTED})+')
_PARAMETER = re.compile(rf"\s*;\s*(?:({_TOKEN})=({_TOKEN}|{_QUOTED})|(?=;|\s*$))", re.ASCII)
_MEDIA_RANGE = re.compile(rf"{_TOKEN}/{_TOKEN}", re.ASCII)
_CODING = re.compile(_TOKEN, re.ASCII)
_QUALITY = re.compile(r"0?\.\d+|[01](?:\.\d*)?", re.ASCII)

# How closely a range names a type: `*/*`, `text/*`, `text/html; level=1` for any text/html, `text/html`, and
# `text/html; level=1` for that one.
ANYTHING, SAME_KIND, OTHER_PARAMETERS, SAME_TYPE, SAME_PARAMETERS = range(5)


def choose(accept, offered):
    """Return the one of the media types `offered` that an Accept header (None: not sent) prefers, or None.

    Among those of the highest quality, one that the header names goes before one that it only allows by `*`, and
    then the first that is offered.
    """
    if accept is None or not accept.strip():
        return offered[0]
    return _choose(accept, offered) if len(accept) <= LONGEST_HEADER else None


@lru_cache(maxsize=REMEMBERED_HEADERS)
def _choose(accept, offered):
    ranges = [
        (value if "/" in value else "*/*", parameters, quality)
        for value, parameters, quality in _members(accept)
        if value == "*" or _MEDIA_RANGE.fullmatch(value)
    ]
    best, chosen = (0, ANYTHING), None
    for media_type in offered:
        closeness, quality = _rank(media_type, ranges)
        if quality > 0 and (chosen is None or (quality, closeness) > best):
            best, chosen = (quality, closeness), media_type
    return chosen


def accepts_gzip(accept_encoding):
    """Return whether an Accept-Encoding header (None: not sent) takes gzip, and prefers it to no coding."""
    return _codings(accept_encoding)[0]


def needs_gzip(accept_encoding):
    """Return whether an Accept-Encoding header takes gzip and excludes what has no coding."""
    return _codings(accept_encoding)[1]


def _codings(accept_encoding):
    if not accept_encoding or len(accept_encoding) > LONGEST_HEADER:
        return False, False
    return _read_codings(accept_encoding)


@lru_cache(maxsize=REMEMBERED_HEADERS)
def _read_codings(accept_encoding):
    """Return (gzip is taken and preferred, no coding is excluded)."""
    qualities = {}
    for value, _, quality in _members(accept_encoding):
        if _CODING.fullmatch(value):
            name = value.removeprefix("x-") if value == "x-gzip" else value
            qualities[name] = max(quality, qualities.get(name, 0))
    others = qualities.get("*", 0)
    gzip = qualities.get("gzip", others)
    # A body without a coding is always acceptable, unless its name or `*` excludes it.
    identity = qualities.get("identity", 0 if others == 0 and "*" in qualities else None)
    return gzip > 0 and (identity is None or gzip >= identity), gzip > 0 and identity == 0


def _members(header):
    """Yield (value, {parameter: value}, quality) of the members of a list that can be read, in lower case."""
    for member in _MEMBER.findall(header):
        value, semicolon, rest = member.partition(";")
        parameters, end = {}, 0
        while found := _PARAMETER.match(semicolon + rest, end):
            if found[1]:
                text = found[2]
                text = re.sub(r"\\(.)", r"\1", text[1:-1]) if text[0] == '"' else text
                parameters[found[1].lower()] = text
            end = found.end()
        quality = parameters.pop("q", "1")
        if (semicolon + rest)[end:].strip() or not _QUALITY.fullmatch(quality):
            continue
        if float(quality) <= 1:
            yield value.strip().lower(), parameters, float(quality)


def _rank(media_type, ranges):
    """Return (closeness, quality) of the range that names a media type most closely; quality 0 where none does."""
    name, own, _ = next(_members(media_type))
    kind = f"{name.partition('/')[0]}/*"
    best = (ANYTHING, 0)
    for value, parameters, quality in ranges:
        if value == name and not parameters:
            closeness = SAME_TYPE
        elif value == name and parameters.items() <= own.items():
            closeness = SAME_PARAMETERS
        elif value == name and quality > 0:
            closeness = OTHER_PARAMETERS
        elif value == kind:
            closeness = SAME_KIND
        elif value == "*/*":
            closeness = ANYTHING
        else:
            continue
        best = max(best, (closeness, quality))
    return best


def chosen_at(path, accept):
    """Return the media type that the view at a path chooses for an Accept header, or "" where none is acceptable."""
    try:
        view = resolve(path).func
    except Resolver404:
        return ""
    offers = getattr(view, "initkwargs", {}).get("renderer_classes") or getattr(
        getattr(view, "cls", None), "renderer_classes", ()
    )
    return (choose(accept, tuple(one.media_type for one in offers)) if offers else "") or ""


class Negotiation(DefaultContentNegotiation):
    """DRF's choice of a renderer, by `choose`. A view's first renderer answers a client without an Accept header."""

    def select_renderer(self, request, renderers, format_suffix=None):
        offered = tuple(renderer.media_type for renderer in renderers)
        chosen = choose(request.META.get("HTTP_ACCEPT"), offered)
        if chosen is None:
            raise NotAcceptable(offered)
        return renderers[offered.index(chosen)], chosen
