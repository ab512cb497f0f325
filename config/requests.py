"""One line in the log for each request: its URL, the status of the answer, and how long it took."""

import logging
import re
import time

logger = logging.getLogger("attest.requests")

# Credentials of other APIs, which their clients send. Nothing here needs them, and the log must not keep them.
_NAMES = (
    r"(?:api|access|secret|private)?[_-]?key|(?:access|refresh|auth|id)?[_-]?token|email|user(?:name)?|login|"
    r"pass(?:word|wd|phrase)?|pwd|secret|client[_-]secret|authorization|credentials?|sig(?:nature)?|jwt|session(?:id)?"
)
_SECRET = re.compile(rf"([?&;](?:{_NAMES})=)[^&;\s]*", re.IGNORECASE)
# In texts of any kind: `password=...`, `"token": "..."`, `Bearer ...`, and the password in the URL of a database.
_IN_TEXT = (
    (re.compile(rf"(\b(?:{_NAMES})[\"']?\s?[=:]\s?[\"']?)[^\s\"'&,;]+", re.IGNORECASE), r"\1..."),
    (re.compile(r"\b(Bearer|Basic) [\w.~+/=-]+"), r"\1 ..."),
    (re.compile(r"(\w://[^\s/:@]*:)[^\s/@]+(?=@)"), r"\1..."),
)
# One of them is in each of those names.
_HINTS = (
    "key",
    "token",
    "mail",
    "user",
    "login",
    "pass",
    "pwd",
    "secret",
    "auth",
    "cred",
    "sig",
    "jwt",
    "session",
)
ROUTE = "attest.route"  # in the environ: the name of the URL, for the metrics
TRACED = "attest.traced"  # in the environ: whether the trace of a fault is in the log already
PARTS = ("method", "url", "status", "milliseconds")  # of the line of a request
LONGEST_URL = 500  # characters; a query of thousands of parameters is one line all the same


class OnlyTraces(logging.Filter):
    """Lets through what has a trace; a status alone is in the line of the request."""

    def filter(self, record):
        return bool(record.exc_info)


class RequestLog:
    """Middleware that logs `METHOD URL STATUS MILLISECONDS`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        start = time.perf_counter()
        response = self.get_response(request)
        if request.resolver_match is not None:
            request.META[ROUTE] = request.resolver_match.view_name
        log(start, request.method, request.get_full_path(), response.status_code)
        return response


def _shown(url):
    """Return a URL without the secrets in its query. Most have no name that looks like one, which is quick to see."""
    if "=" in url:
        lowered = url.lower()
        for hint in _HINTS:
            if hint in lowered:
                return _SECRET.sub(r"\1...", url)
    return url


def masked(text):
    """Return a text of the log without the secrets in it."""
    for pattern, shown in _IN_TEXT:
        text = pattern.sub(shown, text)
    return text


def log(start, method, url, status):
    """Log a request that began at `start` (time.perf_counter), with its URL percent-encoded."""
    if logger.isEnabledFor(logging.INFO):
        milliseconds = (time.perf_counter() - start) * 1000
        told = (method, _shown(url)[:LONGEST_URL], int(status), milliseconds)
        # Logger.info would look for the line of the program that calls it, which is always this one.
        record = logger.makeRecord(
            logger.name, logging.INFO, __file__, 0, "%s %s %s %.1f", told, None
        )
        logger.handle(record)
