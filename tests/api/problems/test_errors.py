"""Every error, on every URL under /api/ and /compat/, in the one shape; and nothing else of what went wrong."""

import logging

import pytest
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.db.backends.utils import CursorWrapper

from events.api.answering import lists
from events.api.problems import database, errors
from events.api.store import sql
from events.models import Event
from events.publishing import Withdrawal, publish
from tests.api.refusals import assert_problem

V1 = "/api/v1"
LONG = "a" * 60_000
MANY = "&".join(f"a{number}=1" for number in range(1100))

# (method, URL) -> (problem, parameters at fault)
ERRORS = {
    # parameters
    ("GET", f"{V1}/events/?countri=UA"): ("invalid-parameters", ["countri"]),
    ("HEAD", f"{V1}/events/?countri=UA"): ("invalid-parameters", None),
    ("GET", f"{V1}/events/?type="): ("invalid-parameters", ["type"]),
    ("GET", f"{V1}/events/?q=%00"): ("invalid-parameters", ["q"]),
    ("GET", f"{V1}/events/?q=%FF"): ("invalid-parameters", ["q"]),
    ("GET", f"{V1}/events/?%00=1"): ("invalid-parameters", ["\x00"]),
    ("GET", f"{V1}/events/?actor=nobody"): ("invalid-parameters", ["actor"]),
    ("GET", f"{V1}/events/?type=x&country=y"): ("invalid-parameters", ["type", "country"]),
    ("GET", f"{V1}/events/invasion/?type=ASSAULT"): ("invalid-parameters", ["type"]),
    ("GET", f"{V1}/events/nope/?type=ASSAULT"): ("invalid-parameters", ["type"]),
    ("GET", f"{V1}/events/aggregate/"): ("invalid-parameters", ["by"]),
    ("GET", f"{V1}/?format=json"): ("invalid-parameters", ["format"]),
    ("GET", f"{V1}/codebook/?list=topic"): ("invalid-parameters", ["list"]),
    ("GET", f"{V1}/releases/1/?x=1"): ("invalid-parameters", ["x"]),
    # requests that are too much
    ("GET", f"{V1}/events/?{MANY}"): ("bad-request", []),
    ("GET", f"{V1}/events/?q={LONG}{LONG}"): ("bad-request", []),
    ("GET", f"{V1}/?x={LONG}"): ("bad-request", []),
    # nothing there
    ("GET", f"{V1}/events/nope/"): ("not-found", ["key"]),
    ("GET", f"{V1}/events/nope/versions/"): ("not-found", ["key"]),
    ("GET", f"{V1}/events/Invasion/"): ("not-found", ["key"]),
    ("GET", f"{V1}/events/invasion%0A/"): ("not-found", ["key"]),
    ("GET", f"{V1}/events/%00/"): ("not-found", ["key"]),
    ("GET", f"{V1}/events/invasion%00/versions/"): ("not-found", ["key"]),
    ("GET", f"{V1}/events/%FF/"): ("not-found", ["key"]),
    ("GET", f"{V1}/events/{LONG}/"): ("not-found", ["key"]),
    ("GET", f"{V1}/events/..%2F..%2Fetc/"): ("not-found", ["path"]),
    ("GET", f"{V1}/events/invasion%2Fversions/x/"): ("not-found", ["path"]),
    ("GET", f"{V1}/events/invasion/nope/"): ("not-found", ["path"]),
    ("GET", f"{V1}/events/invasion/%0A"): ("not-found", []),
    ("GET", f"{V1}/releases/99/"): ("not-found", ["number"]),
    ("GET", f"{V1}/event/"): ("not-found", ["path"]),
    ("GET", f"{V1}/nope/"): ("not-found", ["path"]),
    ("GET", f"{V1}/nope"): ("not-found", ["path"]),
    ("GET", f"{V1}/nope/?x=1"): ("not-found", ["path"]),
    ("GET", f"{V1}//events/"): ("not-found", ["path"]),
    ("HEAD", f"{V1}/nope/"): ("not-found", None),
    ("POST", f"{V1}/nope/"): ("not-found", ["path"]),
    ("GET", "/api/v2/events/"): ("not-found", ["path"]),
    ("GET", "/api/"): ("not-found", ["path"]),
    ("GET", "/api"): ("not-found", ["path"]),
    ("GET", "/compat/"): ("not-found", ["path"]),
    ("GET", "/compat/nope/api/x"): ("not-found", ["path"]),
    # other methods
    ("POST", f"{V1}/events/"): ("method-not-allowed", []),
    ("POST", f"{V1}/events/?type=ASSAULT"): ("method-not-allowed", []),
    ("PUT", f"{V1}/events/invasion/"): ("method-not-allowed", []),
    ("PATCH", f"{V1}/events/invasion/"): ("method-not-allowed", []),
    ("DELETE", f"{V1}/events/invasion/?x=1"): ("method-not-allowed", []),
    ("TRACE", f"{V1}/events/"): ("method-not-allowed", []),
    ("POST", f"{V1}/events/invasion/versions/"): ("method-not-allowed", []),
    ("POST", f"{V1}/statements/aggregate/"): ("method-not-allowed", []),
    ("POST", f"{V1}/releases/"): ("method-not-allowed", []),
    ("POST", f"{V1}/codebook/"): ("method-not-allowed", []),
    ("POST", f"{V1}/"): ("method-not-allowed", []),
    ("POST", f"{V1}/events"): ("method-not-allowed", []),
    ("POST", "/api/schema/"): ("method-not-allowed", []),
    ("POST", "/api/docs/"): ("method-not-allowed", []),
    ("POST", "/api/redoc/"): ("method-not-allowed", []),
}


@pytest.mark.parametrize(
    ("asked", "told"), ERRORS.items(), ids=lambda pair: " ".join(map(repr, pair))[:70]
)
def test_an_error_is_told_in_the_one_shape(client, world, asked, told):
    (method, url), (name, parameters) = asked, told
    answer = client.generic(method, url)
    if method == "HEAD":
        assert answer.status_code == errors.PROBLEMS[name][0]
        assert answer.content == b""
        return
    assert_problem(answer, name, parameters)
    assert "ETag" not in answer
    if name == "method-not-allowed":
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


ACCEPTS = {
    ("/api/v1/events/", "text/csv"): "not-acceptable",
    ("/api/v1/codebook/", "application/xml"): "not-acceptable",
    ("/api/v1/nope/", "text/csv"): "not-acceptable",
    ("/api/schema/", "text/html"): "not-acceptable",
    ("/api/docs/", "application/json"): "not-acceptable",
    ("/api/redoc/", "application/json"): "not-acceptable",
}


@pytest.mark.parametrize(("asked", "name"), ACCEPTS.items(), ids=" ".join)
def test_a_format_that_is_not_offered_is_told_in_the_one_shape(client, world, asked, name):
    url, accept = asked
    assert_problem(client.get(url, headers={"accept": accept}), name, ["Accept"])


@pytest.mark.parametrize(
    ("url", "status"),
    {
        "/api/v1/events/?countri=UA": 400,
        "/api/v1/events/nope/": 404,
        "/api/v1/nope/": 404,
        "/compat/nope/": 404,
    }.items(),
)
def test_a_browser_gets_a_page_of_the_same_error(client, world, url, status):
    answer = client.get(url, headers={"accept": "text/html"})
    assert (answer.status_code, answer["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert f"&quot;status&quot;: {status}" in answer.content.decode()


def test_an_unknown_host_is_refused(client, world):
    answer = client.get("/api/v1/events/", headers={"host": "evil.example"})
    assert_problem(answer, "bad-request")
    assert "evil" not in answer.content.decode()


def test_a_url_outside_the_api_that_leads_nowhere_is_a_plain_text(client, world):
    answer = client.get("/nope")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")


REDIRECTS = {
    "/api/v1": "/api/v1/",
    "/api/v1/events": "/api/v1/events/",
    "/api/v1/events?country=UA&q=%D0%9A%D0%B8%D1%97%D0%B2": (
        "/api/v1/events/?country=UA&q=%D0%9A%D0%B8%D1%97%D0%B2"
    ),
    "/api/v1/events?countri=UA": "/api/v1/events/?countri=UA",
    "/api/v1/events/invasion": "/api/v1/events/invasion/",
    "/api/v1/events/invasion?countri=UA": "/api/v1/events/invasion/?countri=UA",
    "/api/v1/events/invasion/versions?page=1": "/api/v1/events/invasion/versions/?page=1",
    "/api/v1/events/aggregate?by=type": "/api/v1/events/aggregate/?by=type",
    "/api/v1/releases/1": "/api/v1/releases/1/",
    "/api/v1/releases/1/citation?style=text": "/api/v1/releases/1/citation/?style=text",
    "/api/v1/codebook": "/api/v1/codebook/",
    "/api/schema": "/api/schema/",
    "/api/docs": "/api/docs/",
}


@pytest.mark.parametrize(("url", "location"), REDIRECTS.items(), ids=REDIRECTS)
def test_a_missing_slash_is_put_in_with_the_query_as_it_was(client, world, url, location):
    for answer in (client.get(url), client.head(url)):
        assert (answer.status_code, answer["Location"]) == (301, location)


# URLs without a slash that lead nowhere with one: (URL, part of the path, what was probably meant)
NOWHERE = [
    ("/api/v1/events/nope", "key", None),
    ("/api/v1/events/invasio", "key", "invasion"),
    ("/api/v1/events/nope?country=UA", "key", None),
    ("/api/v1/events/a%3Fb", "key", None),
    ("/api/v1/events/a%23b?q=a%26b", "key", None),
    ("/api/v1/events/nope/versions", "key", None),
    ("/api/v1/releases/99", "number", None),
    ("/api/v1/releases/99/citation", "number", None),
    ("/api/v1/event", "path", "/api/v1/events/"),
    ("/api/v1/release", "path", "/api/v1/releases/"),
    ("/api/v1/codebok", "path", "/api/v1/codebook/"),
    # A record with an extension: the hint is the URL of the record
    ("/api/v1/events/invasion.json", "path", "/api/v1/events/invasion/"),
    ("/api/v1/events/invasion.json?fields=code", "path", "/api/v1/events/invasion/"),
    ("/api/v1/releases/1.json", "path", "/api/v1/releases/1/"),
    ("/api/v1/events/nope.json", "key", None),
    ("/api/v1/events/invasion.json/", "key", "invasion"),
    ("/api/v1/events/invasion.csv", "key", "invasion"),
    ("/api/v1/events.json", "extension", "ndjson"),
]


@pytest.mark.parametrize(("url", "part", "meant"), NOWHERE, ids=lambda one: str(one)[:60])
def test_what_leads_nowhere_is_not_redirected(client, world, url, part, meant):
    answer = client.get(url)
    (entry,) = assert_problem(answer, "not-found", [part])
    assert (entry.get("did_you_mean"), "Location" in answer) == (meant, False)
    assert client.head(url).status_code == 404


def test_a_list_with_an_extension_is_told_where_its_json_is(client, world):
    body = client.get("/api/v1/events.json").json()
    assert body["detail"] == (
        "'json' is not a format of the events; there are csv, ndjson, geojson, parquet, xlsx. "
        "Their list is JSON itself: /api/v1/events/."
    )


def test_a_withdrawn_record_is_gone_without_its_slash_too(client, world):
    Event.objects.get(code="port-threat").delete()
    publish({}, {("events", "port-threat"): Withdrawal("Coded twice.")})
    told = [client.get(f"/api/v1/events/port-threat{slash}") for slash in ("", "/")]
    assert [answer.status_code for answer in told] == [410, 410]
    assert told[0].json() == told[1].json()
    assert told[0]["Link"] == told[1]["Link"]


def test_a_browser_gets_the_page_of_what_leads_nowhere(client, world):
    answer = client.get("/api/v1/events/nope", headers={"accept": "text/html"})
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize(
    "url", ["/events/", "/events/invasion/", "/events/aggregate/?by=type", "/"]
)
def test_a_database_that_is_away_is_told_and_when_to_come_again(
    client, world, monkeypatch, url, error
):
    def refuse(*args, **kwargs):
        raise error("connection to server at 10.0.0.7 failed: password")

    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", refuse)
        patch.setattr(sql, "rows", refuse)
        answer = client.get(f"/api/v1{url}")
    assert_problem(answer, "unavailable")
    assert answer["Retry-After"] == "5"
    assert "10.0.0.7" not in answer.content.decode()
    assert "ETag" not in answer


@pytest.mark.parametrize(
    "url", ["/events/aggregate/?by=type", "/events.csv", "/events/?page_size=1&page=2"]
)
def test_what_is_remembered_does_not_hide_that_the_database_is_away(
    client, world, monkeypatch, url
):
    def refuse(*args, **kwargs):
        raise OperationalError("unable to open database file")

    for _ in range(2):  # the second answer comes from memory or from a kept file
        assert client.get(f"/api/v1{url}").status_code == 200
    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", refuse)
        patch.setattr(sql, "rows", refuse)
        assert_problem(client.get(f"/api/v1{url}"), "unavailable")


DRIVER = connection.Database
# The exception, and whether it is the database that failed
FAILURES = [
    (DatabaseError("database disk image is malformed"), True),
    (DRIVER.DatabaseError("file is not a database"), True),
    (DRIVER.OperationalError("unable to open database file"), True),
    (DRIVER.InterfaceError("the connection is closed"), True),
    (ProgrammingError('relation "events_event" does not exist'), True),
    (ProgrammingError('syntax error at or near "SELCT"'), False),
    (IntegrityError("UNIQUE constraint failed"), False),
    (DRIVER.IntegrityError("UNIQUE constraint failed"), False),
    (DataError("integer out of range"), False),
    (ValueError("does not exist"), False),
]


@pytest.mark.parametrize(("error", "away"), FAILURES, ids=str)
def test_which_failures_are_the_database_s(error, away):
    assert database.is_away(error) == away


@pytest.mark.parametrize(
    ("url", "content_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/api/v1/events/", "application/problem+json"),
        ("/api/v1/events/?release=1", "application/problem+json"),
        ("/api/v1/releases/1/events.ndjson", "application/problem+json"),
        ("/compat/ucdp/api/gedevents/23.1?pagesize=1", "application/problem+json"),
        ("/api/v1/", "application/problem+json"),
    ],
)
def test_a_damaged_file_is_503_everywhere_and_logged_once(
    client, world, monkeypatch, caplog, url, content_type
):
    def refuse(*args, **kwargs):
        raise DatabaseError(f"database disk image is malformed {url}")

    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", refuse)
        patch.setattr(sql, "rows", refuse)
        answers = [client.get(url) for _ in range(3)]
    assert [(one.status_code, one["Content-Type"], one["Retry-After"]) for one in answers] == [
        (503, content_type, "5")
    ] * 3
    worse = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert [one.getMessage() for one in worse] == [
        f"database: database disk image is malformed {url}"
    ]


def test_a_fault_of_the_program_is_in_the_log_and_not_in_the_answer(
    client, world, monkeypatch, caplog
):
    def fail(*args):
        raise RuntimeError("the secret of /srv/attest")

    monkeypatch.setattr(lists, "with_documents", fail)
    with caplog.at_level(logging.ERROR, "attest.errors"):
        answer = client.get("/api/v1/events/")
    assert_problem(answer, "internal-error")
    assert "secret" not in answer.content.decode()
    assert "ETag" not in answer
    # One trace, and no other line above the one of the request.
    (record,) = (record for record in caplog.records if record.levelno >= logging.WARNING)
    assert record.name == "attest.errors"
    assert record.getMessage() == "unexpected error in /api/v1/events/"
    assert "the secret of /srv/attest" in str(record.exc_info[1])


def test_a_fault_outside_the_views_is_told_in_the_one_shape(client, world, monkeypatch):
    def fail(*args):
        raise RuntimeError("the secret of /srv/attest")

    monkeypatch.setattr("events.api.http.conditional.etag", fail)
    client.raise_request_exception = False
    answer = client.get("/api/v1/events/")
    assert_problem(answer, "internal-error")
    assert "secret" not in answer.content.decode()


def test_every_problem_can_be_made():
    # 410 is in test_withdrawn.py and test_changes.py, 412 in test_conditional.py, 416 in test_ranges.py, 429 in test_edge.py.
    made = {name for name, _ in ERRORS.values()} | set(ACCEPTS.values())
    elsewhere = {
        "withdrawn",
        "pruned",
        "precondition-failed",
        "range-not-satisfiable",
        "too-many-requests",
        "internal-error",
        "unavailable",
    }
    assert made | elsewhere == set(errors.PROBLEMS)


def test_a_status_is_that_of_one_problem_but_for_two_kinds_of_400_and_of_410():
    statuses = [kind.status for kind in errors.PROBLEMS.values()]
    assert sorted(statuses) == [400, 400, 404, 405, 406, 410, 410, 412, 416, 429, 500, 503]
