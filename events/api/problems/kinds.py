"""The kinds of problem, each with its page at `/errors/{name}`."""

from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of problem: HTTP status, title, what causes it, a request that has it, and what to do about it."""

    status: int
    title: str
    cause: str
    example: str
    remedy: str


PROBLEMS = {
    "invalid-parameters": Kind(
        400,
        "Invalid parameters",
        "This URL does not accept a parameter or a value of the query string. `errors` names every fault.",
        "GET /api/v1/events/?countri=UA&type=RIOT",
        "Correct the parameters that `errors` names. `allowed` lists the values of each, which /api/v1/codebook/ defines, and "
        "`did_you_mean` is the closest one. Attest ignores no parameter: a misspelled filter would otherwise return all "
        "records.",
    ),
    "bad-request": Kind(
        400,
        "Bad request",
        "The request cannot be read: the query is too long, has too many parameters, or names a host that this "
        "server does not serve; or a header of the proxy in front of the server cannot be read.",
        "GET /api/v1/events/?q= followed by more than 16,384 bytes",
        "Shorten the query, for example by splitting a long list of keys over several requests. If `detail` speaks of "
        "the host, the operator has to add it to ALLOWED_HOSTS.",
    ),
    "not-found": Kind(
        404,
        "Not found",
        "Nothing has this URL.",
        "GET /api/v1/events/no-such-event/",
        "Check the path. `errors` says which part is wrong and what it could be. /api/v1/ lists all collections.",
    ),
    "method-not-allowed": Kind(
        405,
        "Method not allowed",
        "The API is read-only: GET, HEAD and OPTIONS.",
        "POST /api/v1/events/",
        "Use GET. Data are loaded with the commands of manage.py, never over HTTP.",
    ),
    "not-acceptable": Kind(
        406,
        "Not acceptable",
        "This URL has no format that the Accept header of the request allows.",
        "GET /api/v1/events/ with Accept: text/csv",
        "Accept application/json, or leave the header out. Files have URLs of their own, such as /api/v1/events.csv.",
    ),
    "withdrawn": Kind(
        410,
        "Withdrawn",
        "The record was published and has been withdrawn since. Its versions are kept.",
        "GET /api/v1/events/a-withdrawn-event/",
        "Follow `merged_into_url` to the record that replaces it, if there is one. `versions/` below its URL shows what "
        "was published.",
    ),
    "pruned": Kind(
        410,
        "Pruned",
        "The answer would need states that were published once and have been deleted to save space.",
        "GET /api/v1/events/?release=1 after manage.py prune_versions",
        "Use a newer release. /api/v1/releases/ shows which releases are still whole (`pruned` is false).",
    ),
    "precondition-failed": Kind(
        412,
        "Precondition failed",
        "The answer is not the one that If-Match or If-Unmodified-Since requires.",
        'GET /api/v1/events/ with If-Match: "x"',
        "Request the URL without the condition to get the present answer with its ETag.",
    ),
    "range-not-satisfiable": Kind(
        416,
        "Range not satisfiable",
        "The file ends before the bytes that the Range header requests.",
        "GET /api/v1/releases/1/events.csv with Range: bytes=999999999-",
        "Read the length of the file in the Content-Range header, after `*/`. A download that has that many bytes is "
        "complete.",
    ),
    "too-many-requests": Kind(
        429,
        "Too many requests",
        "This client sends more requests than the operator allows.",
        "More requests in a minute than the RateLimit-Policy header says (q)",
        "Send the request again after the number of seconds in the Retry-After header. The RateLimit header says how "
        "many requests are left (r). For all the data, use one export instead of many requests.",
    ),
    "internal-error": Kind(
        500,
        "Internal error",
        "The server failed. The fault is in its log.",
        "Any request that meets a fault in the program",
        "Report `request_id` to the operator, who finds the trace in the log by it. The X-Request-ID header of the answer has "
        "the same id.",
    ),
    "unavailable": Kind(
        503,
        "Unavailable",
        "The database cannot be reached at the moment, it worked on the request for too long, or too much is running at "
        "once.",
        "Any request while the database restarts; a fourth export while three are running",
        "Repeat the request after the number of seconds in the Retry-After header. If `detail` speaks of seconds, narrow "
        "the query with filters.",
    ),
}
