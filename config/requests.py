"""One line in the log for each request: its URL, the status of the answer, and how long it took."""

import logging
import re
import time

logger = logging.getLogger("attest.requests")

# Credentials of other APIs, which their clients send. Nothing here needs them, and the log must not keep them.
_SECRET = re.compile(
    r"([?&](?:key|email|username|password|(?:access_|refresh_)?token)=)[^&]*", re.IGNORECASE
)
TRACED = "attest.traced"  # in the environ: whether the trace of a fault is in the log already
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
        log(start, request.method, request.get_full_path(), response.status_code)
        return response


def log(start, method, url, status):
    """Log a request that began at `start` (time.perf_counter), with its URL percent-encoded."""
    if logger.isEnabledFor(logging.INFO):
        milliseconds = (time.perf_counter() - start) * 1000
        told = (method, _SECRET.sub(r"\1...", url)[:LONGEST_URL], status, milliseconds)
        # Logger.info would look for the line of the program that calls it, which is always this one.
        record = logger.makeRecord(
            logger.name, logging.INFO, __file__, 0, "%s %s %s %.1f", told, None
        )
        logger.handle(record)
