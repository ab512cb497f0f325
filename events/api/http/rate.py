"""How many requests a client may send: a token bucket for each client, in each process; off by default.

The headers are those of draft-ietf-httpapi-ratelimit-headers: `RateLimit-Policy` says how many (q) in how many seconds
(w), and `RateLimit` how many are left (r) and in how many seconds all are there again (t).
"""

import math
import threading
import time
from collections import OrderedDict

from config.limits import MOST_CLIENTS

WINDOW = 60  # seconds


class Rate:
    """Buckets of `requests` tokens, which fill in WINDOW seconds. A request takes one."""

    def __init__(self, requests, most_clients=MOST_CLIENTS, clock=time.monotonic):
        self.requests, self.most_clients, self.clock = requests, most_clients, clock
        self.policy = ("RateLimit-Policy", f'"client";q={requests};w={WINDOW}')
        self._buckets = (
            OrderedDict()
        )  # client: (tokens, when it had them), the one that was quiet longest first
        self._lock = threading.Lock()

    def take(self, client):
        """Take a token of a client; return (headers, seconds to wait or None where there was one)."""
        speed, now = self.requests / WINDOW, self.clock()
        with self._lock:
            tokens, then = self._buckets.pop(client, (self.requests, now))
            tokens = min(self.requests, tokens + (now - then) * speed)
            is_allowed = tokens >= 1
            tokens -= is_allowed
            self._buckets[client] = tokens, now
            if len(self._buckets) > self.most_clients:
                self._buckets.popitem(last=False)
        full = math.ceil((self.requests - tokens) / speed)
        headers = [self.policy, ("RateLimit", f'"client";r={int(tokens)};t={full}')]
        return headers, None if is_allowed else math.ceil((1 - tokens) / speed)
