"""The headers of requests and answers as the OpenAPI document has them."""

HEADERS = {
    "ETag": {
        "description": "Names this answer; send it back in If-None-Match to get 304 while the answer is the same.",
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
        "description": "The `warnings` of the list, if the file leaves something out.",
        "schema": {"type": "string"},
    },
}
# A file whose bytes never change can be read in parts.
ACCEPT_RANGES = {
    "Accept-Ranges": {
        "description": "`bytes` if a client can request a part, which is nearly always.",
        "schema": {"type": "string"},
    },
}
CONTENT_RANGE = {
    "Content-Range": {
        "description": "The bytes of the answer, and the length of the file.",
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
_RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds after which to send the request again.",
        "schema": {"type": "integer", "minimum": 1},
    }
}
# {kind of problem: the headers that its answer has}
OF_PROBLEMS = {
    "too-many-requests": _RETRY_AFTER
    | {
        "RateLimit": {
            "description": "Requests that are left (r), and seconds until all are available again (t).",
            "schema": {"type": "string"},
        },
        "RateLimit-Policy": {
            "description": "Requests that a client may send (q) in how many seconds (w).",
            "schema": {"type": "string"},
        },
    },
    "unavailable": _RETRY_AFTER,
}
