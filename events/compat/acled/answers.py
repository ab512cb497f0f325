"""The bodies of ACLED's answers: the envelope or a CSV, made in chunks, and streamed where they are long."""

import csv
import io
from contextlib import ExitStack
from typing import NamedTuple

import orjson
from django.http import HttpResponse, StreamingHttpResponse

from config.limits import ACLED_ROWS_IN_MEMORY as MOST_IN_MEMORY
from events.api.exports.stream import Stream

ERROR = {
    "type": "object",
    "properties": {
        "success": {"type": "boolean"},
        "message": {"type": "string"},
        "error": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"status": {"type": "integer"}, "message": {"type": "string"}},
                "required": ["status", "message"],
            },
        },
    },
    "required": ["success", "message", "error"],
}


class Page(NamedTuple):
    """A page of rows: how many rows there are on all pages and on this one, and where the next one begins."""

    total: int
    count: int
    batches: object  # an iterable of lists of rows
    following: int | None


def schema(columns):
    """Return the schema of the envelope around rows of these columns."""
    row = {"type": "object", "properties": {name: kind.schema for name, kind in columns.items()}}
    whole, text = {"type": "integer"}, {"type": "string"}
    properties = {
        "status": whole,
        "success": {"type": "boolean"},
        "last_update": {"type": "integer", "nullable": True},
        "count": whole,
        "total_count": whole,
        "messages": {"type": "array", "items": text},
        "data": {"type": "array", "items": row},
        "filename": text,
        "next_cursor": {"type": "integer", "nullable": True},
        "data_query_restrictions": {"type": "object"},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def envelope(page, messages, name):
    """Yield the chunks of a page in JSON."""
    head = {
        "status": 200,
        "success": True,
        # ACLED does not document its unit, so this says nothing.
        "last_update": None,
        "count": page.count,
        "total_count": page.total,
        "messages": messages,
    }
    tail = {"filename": name, "next_cursor": page.following, "data_query_restrictions": {}}
    separator = orjson.dumps(head)[:-1] + b',"data":['
    for rows in page.batches:
        if rows:
            yield separator + orjson.dumps(rows)[1:-1]
            separator = b","
    yield (b"" if separator == b"," else separator) + b"]," + orjson.dumps(tail)[1:]


def delimited(page, names):
    """Yield the chunks of a page as CSV."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    for rows in page.batches:
        writer.writerows(rows)
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()


def response(request, chunks, count, media_type, headers):
    """Return the response of so many rows: whole, or streamed where they are too many to hold."""
    if count <= MOST_IN_MEMORY:
        return HttpResponse(b"".join(chunks), content_type=media_type, headers=headers)
    answer = StreamingHttpResponse(content_type=media_type, headers=headers)
    if request.method != "HEAD":
        # States never change, so the stream needs no snapshot; where some are deleted meanwhile, it breaks off.
        answer.stream = Stream(request, ExitStack())
        answer.stream.start(chunks)
        answer.streaming_content = answer.stream
    return answer


def error_members(problem):
    """Return the members of an error that ACLED's API has besides `status`, from the body of a problem."""
    lines = [_line(**one) for one in problem["errors"]] or [problem["detail"]]
    return {
        "success": False,
        "message": " ".join(lines),
        "error": [{"status": 400, "message": line} for line in lines],
    }


def _line(parameter, message, allowed=None, did_you_mean=None):
    hint = f" Did you mean {did_you_mean}?" if did_you_mean else ""
    choice = f" Allowed: {', '.join(allowed)}." if allowed else ""
    return f"{parameter}: {message}{hint}{choice}"
