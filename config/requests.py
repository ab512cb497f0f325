"""One line in the log for each request: what was asked, what was answered, and how long it took."""

import logging
import time

logger = logging.getLogger("attest.requests")

LONGEST_URL = 500  # characters; a query of thousands of parameters is one line all the same


class RequestLog:
    """Middleware that logs `METHOD URL STATUS MILLISECONDS`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        start = time.perf_counter()
        response = self.get_response(request)
        if logger.isEnabledFor(logging.INFO):
            milliseconds = (time.perf_counter() - start) * 1000
            # Percent-encoded as it came, so that nothing in a URL can begin a line of its own.
            url = request.get_full_path()[:LONGEST_URL]
            logger.info("%s %s %s %.1f", request.method, url, response.status_code, milliseconds)
        return response
