"""Writes the log: lines of requests several at a time, warnings and errors at once.

A line by itself costs a call of the system and two switches of threads, which is as much as the answer to a request.
"""

import logging
import multiprocessing.util
import threading
import time
from collections import deque
from datetime import UTC, datetime

import orjson

from config import requests, timing

PAUSE = 0.05  # seconds between two writes; a server that is killed loses the lines of so long


class Lines(logging.StreamHandler):
    """Handler that keeps records below WARNING until its thread writes them, or until something is worse."""

    def __init__(self, stream=None):
        super().__init__(stream)
        self._waiting = deque()
        self._wake = threading.Event()
        self._writer = None

    def emit(self, record):
        record.request_id = timing.current_id()  # its line is made in another thread
        self._waiting.append(record)
        if record.levelno >= logging.WARNING:
            self.flush()
        elif not self._wake.is_set():
            # A process that was forked has no thread of its own yet. The lock of `handle` is held here.
            if self._writer is None or not self._writer.is_alive():
                # Workers of the server end without the shutdown of logging.
                multiprocessing.util.Finalize(None, self.flush, exitpriority=0)
                self._writer = threading.Thread(target=self._write, name="log", daemon=True)
                self._writer.start()
            self._wake.set()

    def _write(self):
        while self._wake.wait():
            time.sleep(PAUSE)
            self._wake.clear()
            self.flush()

    def flush(self):
        """Write what waits; logging calls this when the process ends, too."""
        with self.lock:
            lines = []
            while self._waiting:
                record = self._waiting.popleft()
                try:
                    lines.append(self.format(record) + self.terminator)
                except Exception:  # noqa: BLE001 - a log never ends a request
                    self.handleError(record)
            if not lines:
                return
            try:
                self.stream.write("".join(lines))
                super().flush()
            except Exception:  # noqa: BLE001
                self.handleError(record)


class Formatter(logging.Formatter):
    """Django's formatter, which works the time of a line out once a second, and masks secrets."""

    _second, _text = None, ""

    def formatTime(self, record, datefmt=None):
        second = int(record.created)
        if second != self._second:
            self._text = time.strftime(datefmt or self.default_time_format, self.converter(second))
            self._second = second
        return f"{self._text},{int(record.msecs):03d}"

    def format(self, record):
        line = super().format(record)
        if record.name == requests.logger.name:
            return line  # its URL is masked already
        found = getattr(record, "request_id", None)
        return requests.masked(f"{line} (request {found})" if found else line)


class JSONFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, request_id, and what a request or a trace has."""

    def format(self, record):
        moment = datetime.fromtimestamp(record.created, UTC)
        line = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", None),
        }
        if record.name == requests.logger.name:
            line |= zip(requests.PARTS, record.args, strict=True)
        else:
            line["message"] = requests.masked(line["message"])
        if record.exc_info:
            line["trace"] = requests.masked(self.formatException(record.exc_info))
        return orjson.dumps(line, default=str).decode()
