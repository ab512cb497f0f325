"""Parts of a file by the Range and If-Range headers (RFC 9110, 14 and 13.1.5).

One range of bytes is a part. Several at once, other units and what cannot be read are ignored, as the RFC allows:
the answer is then the whole file.
"""

import re

from django.utils.http import parse_http_date_safe

_RANGE = re.compile(
    r"bytes\s*=\s*(?:(\d{1,19})-(\d{0,19})|-(\d{1,19}))\s*", re.ASCII | re.IGNORECASE
)


class NotSatisfiable(Exception):
    """The file has none of the bytes that a range asks for."""


def part(header, size):
    """Return (first, last) of the bytes that a Range header asks for, of a file of `size` bytes; None for the whole.

    Raise NotSatisfiable.
    """
    found = _RANGE.fullmatch(header.strip())
    if not found:
        return None
    first, last, suffix = found.groups()
    if suffix is not None:
        if int(suffix) == 0 or size == 0:
            raise NotSatisfiable
        return max(size - int(suffix), 0), size - 1
    first, last = int(first), int(last) if last else None
    if last is not None and last < first:
        return None
    if first >= size:
        raise NotSatisfiable
    return first, size - 1 if last is None else min(last, size - 1)


def holds(if_range, etag, modified):
    """Return whether an If-Range header (None: not sent) names the file with this strong ETag and time (in seconds)."""
    if if_range is None:
        return True
    if_range = if_range.strip()
    if if_range.startswith(('"', "W/")):
        return if_range == etag
    return parse_http_date_safe(if_range) == int(modified)
