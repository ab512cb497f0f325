"""The handler of the log: which lines it keeps for a moment, and when it writes them."""

import io
import json
import logging
import subprocess
import sys
import threading
import time

import pytest

from config import timing
from config.log_lines import Formatter, JSONFormatter, Lines


@pytest.fixture
def log():
    """Return (logger, stream) of a logger with a handler of its own."""
    stream = io.StringIO()
    handler = Lines(stream)
    logger = logging.Logger("lines")  # noqa: LOG001 - one that pytest's own handlers do not hear
    logger.addHandler(handler)
    yield logger, stream
    handler.flush()


def test_lines_are_written_in_order_soon_after(log):
    logger, stream = log
    for number in range(3):
        logger.info("line %d", number)
    deadline = time.monotonic() + 10
    while stream.getvalue().count("\n") < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert stream.getvalue() == "line 0\nline 1\nline 2\n"


@pytest.mark.parametrize("level", ["warning", "error", "critical"])
def test_what_is_worse_is_written_at_once_after_what_waits(log, level):
    logger, stream = log
    logger.info("before")
    getattr(logger, level)("worse")
    assert stream.getvalue() == "before\nworse\n"


def test_a_record_that_cannot_be_formatted_loses_no_other(log, monkeypatch, capsys):
    logger, stream = log
    logger.info("one")
    logger.info("%d", "not a number")
    logger.warning("two")
    assert stream.getvalue() == "one\ntwo\n"
    assert "not a number" in capsys.readouterr().err


def test_a_process_that_ends_writes_what_waits():
    program = (
        "import logging, sys; from config.log_lines import Lines; "
        "logging.basicConfig(level='INFO', handlers=[Lines(sys.stdout)], format='%(message)s'); "
        "logging.info('the last line')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "the last line\n", "")


@pytest.mark.parametrize(
    ("created", "shown"),
    [
        (0.0, "1970-01-01 00:00:00,000"),
        (1.25, "1970-01-01 00:00:01,250"),
        (1.5, "1970-01-01 00:00:01,500"),
    ],
)
def test_a_line_begins_with_its_time(created, shown):
    formatter = Formatter("{asctime}", style="{")
    formatter.converter = time.gmtime
    for moment in (created + 60, created):
        record = logging.makeLogRecord({"created": moment, "msecs": moment % 1 * 1000})
        line = formatter.format(record)
    assert line == shown


# (text, what the log has of it)
SECRETS = [
    ("GET /a?api_key=hush&b=1", "GET /a?api_key=...&b=1"),
    ("token=hush", "token=..."),
    ("password: hush", "password: ..."),
    ("{'access_key': 'hush', 'b': 1}", "{'access_key': '...', 'b': 1}"),
    ('"client_secret": "hush"', '"client_secret": "..."'),
    ("Authorization: Bearer hush", "Authorization: ... hush"),
    ("sent Bearer hush.hush-hush", "sent Bearer ..."),
    ("postgres://attest:hush@db/attest", "postgres://attest:...@db/attest"),
    ("the monkey=banana, the keyhole=1", "the monkey=banana, the keyhole=1"),
    ("https://a.example/b@c:d", "https://a.example/b@c:d"),
]


@pytest.mark.parametrize(("text", "shown"), SECRETS)
@pytest.mark.parametrize("form", [Formatter("{message}", style="{"), JSONFormatter()])
def test_no_log_has_a_secret(form, text, shown):
    line = form.format(logging.makeLogRecord({"name": "attest.errors", "msg": text}))
    assert (json.loads(line)["message"] if line.startswith('{"') else line) == shown


def test_a_trace_has_no_secret_either():
    try:
        raise ValueError("password=hush")
    except ValueError:
        record = logging.makeLogRecord(
            {"name": "attest.errors", "msg": "failed", "exc_info": sys.exc_info()}
        )
    for form in (Formatter("{message}", style="{"), JSONFormatter()):
        line = form.format(record)
        assert "ValueError: password=..." in line
        assert "\\n" in line or "\n" in line


def test_a_line_says_which_request_it_is_about(log, monkeypatch):
    monkeypatch.setattr(timing, "_request", timing._Request())
    logger, stream = log
    logger.handlers[0].setFormatter(JSONFormatter())
    found = timing.begin()
    logger.warning("inside")
    outside = threading.Thread(target=logger.warning, args=("outside",))
    outside.start()
    outside.join()
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line["request_id"] for line in lines] == [found, None]
    assert set(lines[0]) == {"time", "level", "logger", "message", "request_id"}
