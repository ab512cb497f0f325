"""Kept files as responses: their names, and how they are sent in whole or in part."""

import contextlib
import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.http import HttpResponse

from config import __version__
from config.limits import LONGEST_WAIT as LONG_WAIT
from config.proxy import CLIENT
from events.api.exports import stream
from events.api.http import ranges
from events.api.problems import errors
from events.api.problems.errors import Busy

# Seconds until a whole file is sent without its length, as it is being written; a small one is complete by then.
SHORT_WAIT = 1
# Bytes that are sent in one piece: they need none of the places for streams, so that clients that read a few columns
# of a Parquet file can have several requests at a time.
LARGEST_PIECE = 4 * 2**20
# The sources of the bytes of a file: folders of code, and libraries.
MAKERS = ("vocabulary", "models", "documents", "api/exports")
LIBRARIES = ("pyarrow", "xlsxwriter")


def sent(request, file, chosen, is_packed, wanted=None):
    """Return the response that sends a Kept file in a Format, or the part that the Range header `wanted` asks for.

    Close the file in the end.
    """
    with contextlib.ExitStack() as undo:
        undo.callback(file.close)
        needs_end = wanted is not None or request.method == "HEAD" or chosen.made_at_end
        if not file.is_complete:
            with stream.place(request.META.get(CLIENT, "")):
                file.wait(LONG_WAIT if needs_end else SHORT_WAIT)
        size = file.size if file.is_complete else None
        if size is None and needs_end:
            raise Busy("The file is being written. Send the request again in a while.")
        try:
            part = ranges.part(wanted, size) if wanted is not None else None
        except ranges.NotSatisfiable:
            answer = errors.response("range-not-satisfiable")
            answer["Content-Range"] = f"bytes */{size}"
            return answer
        first, last = part or (0, size and size - 1)
        length = None if size is None else last - first + 1 if size else 0
        if request.method == "HEAD":
            answer = HttpResponse()
        elif length is not None and length <= LARGEST_PIECE and not is_packed:
            answer = HttpResponse(b"".join(file.chunks(first, length)))
        else:
            answer = stream.response(request, file.chunks(first, length), file, is_packed)
            undo.pop_all()
        if length is not None and not is_packed:
            answer["Content-Length"] = str(length)
        if part is not None:
            answer.status_code = 206
            answer["Content-Range"] = f"bytes {first}-{last}/{size}"
        return answer


@cache
def program():
    """Return a fingerprint of the code that makes the bytes of a file, and of the libraries that write some."""
    root, found = Path(__file__).parents[2], hashlib.sha256()
    for folder in MAKERS:
        for file in sorted((root / folder).rglob("*.py")):
            found.update(file.read_bytes())
    libraries = [version(name) for name in LIBRARIES]
    return " ".join([__version__, *libraries, found.hexdigest()])


def digest(release, collection, chosen, options, order):
    """Return the name of a file: what the release holds, what is taken of it, and the program that makes bytes of it.

    `order` is the name of the order of the records.
    """
    redacted = release.redacted.isoformat() if release.redacted else ""
    parts = (program(), release.sha256, redacted, collection, chosen.name, options.name, order)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
