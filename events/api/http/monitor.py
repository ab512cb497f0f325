"""A port for monitors: /healthz, /readyz and /metrics in threads of their own, whatever the threads of the site do."""

import json
import logging
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from django.db import connections

from events.api.http import health, metrics
from events.api.store import database_file, statement_time

logger = logging.getLogger("attest.errors")


class _Handler(BaseHTTPRequestHandler):
    timeout = 10  # seconds for a client to send its request
    server_version, sys_version = "Attest", ""

    def do_GET(self):
        url = urlsplit(self.path)
        statement_time.begin()
        database_file.follow()
        try:
            status, content_type, body = self._answer(url.path, parse_qs(url.query))
        except Exception:
            logger.exception("unexpected error in %s", url.path)
            status, content_type, body = 500, "text/plain", b"The fault is in the log.\n"
        finally:
            connections.close_all()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET

    def _answer(self, path, query):
        if path == "/metrics":
            return 200, metrics.CONTENT_TYPE, metrics.text()
        if path == "/healthz":
            return 200, "application/json", json.dumps(health.LIVE).encode()
        if path == "/readyz":
            status, body = health.readiness(is_deep=query.get("deep") == ["1"])
            return status, "application/json", json.dumps(body).encode()
        return 404, "text/plain", b"There are /healthz, /readyz and /metrics.\n"

    def log_message(self, *arguments):
        """Monitors come every few seconds, and their requests are not those of the site."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Each process of the server listens: the one that a request comes to answers for all.
    allow_reuse_port = True

    def __init__(self, address):
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)


def start(address):
    """Answer at (host, port) from now on; return the server. Raise OSError where that is not possible."""
    server = _Server(address)
    Thread(target=server.serve_forever, name="monitor", daemon=True).start()
    return server
