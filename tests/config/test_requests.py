"""The log of requests: one line each, whatever was asked."""

import re

import pytest

from config.requests import LONGEST_URL

LINE = re.compile(r"(?P<asked>.*) (?P<status>\d{3}) (?P<milliseconds>\d+\.\d)", re.ASCII)

# (method, URL, what the line says before the time)
ASKED = [
    ("get", "/healthz", "GET /healthz 200"),
    ("head", "/healthz", "HEAD /healthz 200"),
    ("get", "/api/v1/events/?country=UA", "GET /api/v1/events/?country=UA 200"),
    ("get", "/api/v1/events/?countri=UA", "GET /api/v1/events/?countri=UA 400"),
    ("get", "/api/v1/events", "GET /api/v1/events 301"),
    ("get", "/api/v1/events/none/", "GET /api/v1/events/none/ 404"),
    ("post", "/api/v1/events/", "POST /api/v1/events/ 405"),
    ("get", "/nowhere", "GET /nowhere 404"),
    ("get", "/static/api/redoc.js", "GET /static/api/redoc.js 200"),
    ("get", "/nowhere?a=%0A%0D%1B[31m", "GET /nowhere?a=%0A%0D%1B[31m 404"),
    (
        "get",
        "/compat/acled/api/acled/read?Key=k1&limit=1&email=a%40b",
        "GET /compat/acled/api/acled/read?Key=...&limit=1&email=... 400",
    ),
    (
        "post",
        "/compat/acled/oauth/token?username=a&password=b&refresh_token=c",
        "POST /compat/acled/oauth/token?username=...&password=...&refresh_token=... 400",
    ),
    ("get", "/%0A%1B[2J", "GET /%0A%1B%5B2J 404"),
]


@pytest.fixture
def log(caplog):
    """Return the messages in the log of requests."""
    caplog.set_level("INFO", "attest.requests")

    def messages():
        return [one.getMessage() for one in caplog.records if one.name == "attest.requests"]

    return messages


@pytest.mark.parametrize(("method", "url", "line"), ASKED)
def test_a_request_is_a_line(ask, log, method, url, line):
    ask(method, url)
    (message,) = log()
    found = LINE.fullmatch(message)
    assert f"{found['asked']} {found['status']}" == line


@pytest.mark.parametrize("character", ["\n", "\r", "\x1b", "\x00", "\x7f", "\x85", "\u2028"])
def test_no_character_begins_another_line_or_drives_a_terminal(db, client, log, character):
    client.get("/nowhere", QUERY_STRING=f"a={character}FAKE GET / 200")
    (message,) = log()
    assert message.isascii()
    assert message.isprintable()


@pytest.mark.parametrize("length", [LONGEST_URL - 1, LONGEST_URL, LONGEST_URL + 1, 20_000])
def test_a_long_url_is_cut(ask, log, length):
    url = "/nowhere?a=".ljust(length, "b")
    ask("get", url)
    (message,) = log()
    assert LINE.fullmatch(message)["asked"] == f"GET {url[:LONGEST_URL]}"


def test_nothing_is_logged_above_the_level_of_requests(ask, caplog, log):
    caplog.set_level("WARNING", "attest.requests")
    ask("get", "/healthz")
    assert log() == []


# Mistakes of clients, and how the server answers: (URL, headers, status)
MISTAKES = [
    ("/api/v1/", {"host": "other.example"}, 400),
    ("/", {"host": "other.example"}, 400),
    ("/", {"host": ""}, 400),
    ("/healthz", {"host": "other.example"}, 200),
    ("/api/v1/events/?" + "a=1&" * 1100, {}, 400),
    ("/api/v1/events/none/", {}, 404),
    ("/api/v1/events/", {"accept": "text/csv"}, 406),
    ("/api/v1/events/", {"if-match": '"other"'}, 412),
    ("/nowhere", {}, 404),
]


@pytest.mark.parametrize(("url", "headers", "status"), MISTAKES, ids=lambda one: str(one)[:40])
def test_a_mistake_of_a_client_is_one_line_in_all_logs(ask, caplog, url, headers, status):
    caplog.set_level("INFO")
    assert ask("get", url, **headers).status_code == status
    (record,) = caplog.records
    assert (record.name, record.exc_info) == ("attest.requests", None)


@pytest.mark.parametrize(
    "broken",
    [
        "events.explorer.views.render",
        "events.api.views.collections.page",
        "events.api.http.conditional.etag",
    ],
)
def test_a_fault_has_one_trace_and_its_request_one_line(ask, client, caplog, monkeypatch, broken):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(broken, fail)
    client.raise_request_exception = False
    caplog.set_level("INFO")
    url = "/" if "explorer" in broken else "/api/v1/events/"
    assert ask("get", url).status_code == 500
    assert [record.name for record in caplog.records if not record.exc_info] == ["attest.requests"]
    (trace,) = (record for record in caplog.records if record.exc_info)
    assert trace.exc_info[0] is ZeroDivisionError
