"""The headers of requests and answers as the OpenAPI document has them."""

HEADERS = {
    "ETag": {
        "description": "Names this answer; send it back in If-None-Match to be told 304 while it holds.",
        "schema": {"type": "string"},
    },
    "Last-Modified": {
        "description": "When the release that the answer is about was published.",
        "schema": {"type": "string"},
    },
}
RELEASE = {
    "Attest-Release": {
        "description": "The release that the answer is about.",
        "schema": {"type": "integer"},
    },
}
DISPOSITION = RELEASE | {
    "Content-Disposition": {
        "description": "The name of the file, with the release in it.",
        "schema": {"type": "string"},
    },
    "Attest-Note": {
        "description": "What the file may leave out, as `warnings` of the list; only where there is something to say.",
        "schema": {"type": "string"},
    },
}
# A file whose bytes never change can be read in parts.
ACCEPT_RANGES = {
    "Accept-Ranges": {
        "description": "`bytes` where a part can be asked for, which is nearly always.",
        "schema": {"type": "string"},
    },
}
CONTENT_RANGE = {
    "Content-Range": {
        "description": "Which bytes the answer has, and how many the file has.",
        "schema": {"type": "string"},
    },
}
RANGE_PARAMETERS = [
    {
        "name": "Range",
        "in": "header",
        "description": "One range of bytes (RFC 9110, 14): `bytes=0-99`, `bytes=100-`, `bytes=-100`.",
        "schema": {"type": "string"},
    },
    {
        "name": "If-Range",
        "in": "header",
        "description": "The ETag of the part that the client has: the rest comes only if it is of the same file.",
        "schema": {"type": "string"},
    },
]
LINK = {
    "Link": {
        "description": "The next and the previous page (RFC 8288), as in the body.",
        "schema": {"type": "string"},
    }
}
