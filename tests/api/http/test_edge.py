"""The outermost layer of the server: ids of requests, the rate of each client, and what answers say of both."""

import json
import re

import pytest

from config import timing
from config.proxy import CLIENT, Site, client
from events.api.http.edge import Edge
from events.api.http.rate import Rate
from events.api.problems.kinds import PROBLEMS

PAGE = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/api/v1/events/",
    "QUERY_STRING": "q=a",
    "wsgi.url_scheme": "http",
    "HTTP_ORIGIN": "https://a.example",
    CLIENT: "192.0.2.1",
}


def application(environ, start_response):
    timing.mark("plan")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [timing.current_id().encode()]


def asked(site, **environ):
    """Return (status, headers, body) of an answer."""
    told = []
    body = b"".join(
        site(PAGE | environ, lambda status, headers, *rest: told.append((status, headers)))
    )
    ((status, headers),) = told
    assert len(dict(headers)) == len(headers)
    return status, dict(headers), body


def test_each_request_has_an_id_of_its_own():
    site = Edge(application)
    found = [asked(site) for _ in range(3)]
    ids = [headers["X-Request-ID"] for _, headers, _ in found]
    assert len(set(ids)) == 3
    assert [body.decode() for *_, body in found] == ids


@pytest.mark.parametrize(
    ("given", "is_behind_proxy", "is_kept"),
    [
        ("4bf92f3577b34da6", True, True),
        ("4bf92f3577b34da6", False, False),
        ("short", True, False),
        ("a\nb-of-several-lines", True, False),
        ("x" * 129, True, False),
    ],
)
def test_the_id_of_a_proxy_is_kept(given, is_behind_proxy, is_kept):
    _, headers, _ = asked(Edge(application, 0, is_behind_proxy), HTTP_X_REQUEST_ID=given)
    assert (headers["X-Request-ID"] == given) is is_kept


def test_an_answer_says_how_long_its_parts_took():
    _, headers, _ = asked(Edge(application))
    assert re.fullmatch(
        r"plan;dur=\d+\.\d\d, db;dur=0\.00, total;dur=\d+\.\d\d", headers["Server-Timing"]
    )


def test_there_is_no_limit_unless_one_is_set():
    _, headers, _ = asked(Edge(application))
    assert not [name for name in headers if name.startswith("RateLimit")]


def test_one_request_too_many_gets_429():
    site = Edge(application, rate=2)
    left = [asked(site)[1]["RateLimit"] for _ in range(2)]
    assert left == ['"client";r=1;t=30', '"client";r=0;t=60']
    status, headers, body = asked(site)
    assert status == "429 Too Many Requests"
    assert headers["RateLimit-Policy"] == '"client";q=2;w=60'
    assert headers["RateLimit"] == '"client";r=0;t=60'
    assert headers["Retry-After"] == "30"
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["X-Content-Type-Options"] == "nosniff"
    problem = json.loads(body)
    assert list(problem) == ["type", "title", "status", "detail", "errors", "request_id"]
    assert problem["request_id"] == headers["X-Request-ID"]
    assert problem["type"] == "/errors/too-many-requests"
    assert problem["title"] == PROBLEMS["too-many-requests"].title
    assert "in 30 seconds" in problem["detail"]


def test_the_kind_of_problem_is_below_the_path_of_the_site():
    site = Edge(application, rate=1)
    asked(site)
    _, _, body = asked(site, SCRIPT_NAME="/attest")
    assert json.loads(body)["type"] == "/attest/errors/too-many-requests"


def test_a_head_has_no_body():
    site = Edge(application, rate=1)
    asked(site)
    status, headers, body = asked(site, REQUEST_METHOD="HEAD")
    assert (status, body) == ("429 Too Many Requests", b"")
    assert int(headers["Content-Length"]) > 0


def test_a_refused_request_has_its_line(caplog):
    caplog.set_level("INFO", "attest.requests")
    site = Edge(application, rate=1)
    asked(site)
    asked(site)
    (record,) = caplog.records
    assert record.getMessage().startswith("GET /api/v1/events/?q=a 429 ")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_never_refused(path):
    site = Edge(application, rate=1)
    assert {asked(site, PATH_INFO=path)[0] for _ in range(3)} == {"200 OK"}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_liveness_is_answered_before_anything_else_and_as_the_view_does(method, client, caplog):
    caplog.set_level("INFO", "attest.requests")
    noted = []
    site = Edge(None, noted=lambda *told: noted.append(told[:3]))
    status, headers, body = asked(site, REQUEST_METHOD=method, PATH_INFO="/healthz")
    view = client.generic(method, "/healthz")
    assert (status, json.loads(body or "{}")) == ("200 OK", json.loads(view.content or "{}"))
    for name in ("Content-Type", "X-Content-Type-Options", "Referrer-Policy"):
        assert headers[name] == view[name]
    assert int(headers["Content-Length"]) == len(client.get("/healthz").content.replace(b" ", b""))
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Request-ID"]
    assert noted == [(method, "/healthz", "200")]
    assert caplog.records[0].getMessage().startswith(f"{method} /healthz 200 ")


def test_other_methods_of_liveness_are_for_the_view():
    assert asked(Edge(application), PATH_INFO="/healthz", REQUEST_METHOD="POST")[0] == "200 OK"


def test_a_bucket_fills_with_time():
    now = [0.0]
    rate = Rate(60, clock=lambda: now[0])
    assert [rate.take("a")[1] for _ in range(61)] == [None] * 60 + [1]
    assert rate.take("b")[1] is None
    now[0] = 1.0
    assert [rate.take("a")[1] for _ in range(2)] == [None, 1]
    now[0] = 1000.0
    assert [rate.take("a")[1] for _ in range(61)] == [None] * 60 + [1]


def test_clients_are_not_counted_without_end():
    rate = Rate(1, most_clients=2)
    for name in "abc":
        rate.take(name)
    assert list(rate._buckets) == ["b", "c"]


CLIENTS = [
    ("", "192.0.2.1", "192.0.2.1"),
    ("198.51.100.7", "192.0.2.1", "198.51.100.7"),
    ("203.0.113.9, 198.51.100.7", "192.0.2.1", "198.51.100.7"),
    ("unknown", "192.0.2.1", "192.0.2.1"),
    ("", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("2001:db8:1:2:ffff::1", "::1", "2001:db8:1:2::/64"),
    ("", "::ffff:192.0.2.1", "192.0.2.1"),
    ("", "", ""),
]


@pytest.mark.parametrize(("forwarded_for", "address", "name"), CLIENTS)
def test_a_client_is_an_address_or_a_network(forwarded_for, address, name):
    assert client(forwarded_for, address) == name


@pytest.mark.parametrize(
    ("is_behind_proxy", "name"), [(True, "198.51.100.7"), (False, "192.0.2.1")]
)
def test_only_a_proxy_says_who_the_client_is(is_behind_proxy, name):
    seen = []
    site = Site(lambda environ, start_response: seen.append(environ[CLIENT]) or [], is_behind_proxy)
    site(PAGE | {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "198.51.100.7"}, None)
    assert seen == [name]


def test_what_is_measured_is_noted():
    noted = []
    site = Edge(application, noted=lambda *told: noted.append(told))
    asked(site)
    ((method, route, status, seconds, database),) = noted
    assert (method, route, status, database) == ("GET", "other", "200", 0.0)
    assert 0 < seconds < 1
