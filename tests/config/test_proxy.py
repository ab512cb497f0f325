"""Where the site is: what counts of the headers that a proxy sets, and that every link follows it."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.proxy import HOST_FAULT, Site
from config.wsgi import django_application
from events.api.http.door import Door
from tests.api.http.test_door import ask

HOST, PROTO, PORT, PREFIX = (
    f"HTTP_X_FORWARDED_{name}" for name in ("HOST", "PROTO", "PORT", "PREFIX")
)


def seen(is_behind_proxy=True, root_path="", **environ):
    """Return (scheme, host, path of the site, path) as the application sees them, or the fault."""
    found = {}

    def application(environ, start_response):
        found.update(environ)
        return []

    environ = {
        "HTTP_HOST": "own.example",
        "wsgi.url_scheme": "http",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/api/v1/",
        **environ,
    }
    Site(application, is_behind_proxy, root_path)(environ, None)
    assert not any(name.startswith("HTTP_X_FORWARDED") for name in found)
    if HOST_FAULT in found:
        assert found["HTTP_HOST"] == ""
        return found[HOST_FAULT]
    return tuple(
        found[name] for name in ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO")
    )


OWN = ("http", "own.example", "", "/api/v1/")
# (headers, what the application sees behind a proxy)
SEEN = [
    ({}, OWN),
    ({HOST: "a.example"}, ("http", "a.example", "", "/api/v1/")),
    ({HOST: "a.example:8443"}, ("http", "a.example:8443", "", "/api/v1/")),
    ({HOST: "[2001:db8::1]:80"}, ("http", "[2001:db8::1]:80", "", "/api/v1/")),
    ({PROTO: "https"}, ("https", "own.example", "", "/api/v1/")),
    ({PROTO: "HTTPS"}, ("https", "own.example", "", "/api/v1/")),
    ({PROTO: "http", "wsgi.url_scheme": "https"}, OWN),
    ({PREFIX: "/attest"}, ("http", "own.example", "/attest", "/api/v1/")),
    ({PREFIX: "/attest/"}, ("http", "own.example", "/attest", "/api/v1/")),
    ({PREFIX: "/a/b.c/~d"}, ("http", "own.example", "/a/b.c/~d", "/api/v1/")),
    ({PREFIX: "/"}, OWN),
    # The nearest proxy's entry is the last
    ({HOST: "evil.example, a.example"}, ("http", "a.example", "", "/api/v1/")),
    ({HOST: "evil.example,a.example"}, ("http", "a.example", "", "/api/v1/")),
    ({HOST: "not a host, a.example"}, ("http", "a.example", "", "/api/v1/")),
    ({PROTO: "http, https"}, ("https", "own.example", "", "/api/v1/")),
    ({PROTO: "https, http"}, OWN),
    ({PORT: "1, 8443"}, ("http", "own.example:8443", "", "/api/v1/")),
    ({PREFIX: "//evil.example, /attest"}, ("http", "own.example", "/attest", "/api/v1/")),
    ({PREFIX: "/attest, /"}, OWN),
    # The port
    ({PORT: "8443"}, ("http", "own.example:8443", "", "/api/v1/")),
    ({PORT: "80"}, OWN),
    ({PORT: "443"}, ("http", "own.example:443", "", "/api/v1/")),
    ({PORT: "443", PROTO: "https"}, ("https", "own.example", "", "/api/v1/")),
    ({PORT: "80", PROTO: "https"}, ("https", "own.example:80", "", "/api/v1/")),
    ({PORT: "65535"}, ("http", "own.example:65535", "", "/api/v1/")),
    ({PORT: "8443", "HTTP_HOST": "own.example:8000"}, ("http", "own.example:8443", "", "/api/v1/")),
    ({PORT: "8443", HOST: "a.example:1"}, ("http", "a.example:8443", "", "/api/v1/")),
    ({PORT: "8443", HOST: "[::1]"}, ("http", "[::1]:8443", "", "/api/v1/")),
    ({PORT: "8443", HOST: "[::1]:80"}, ("http", "[::1]:8443", "", "/api/v1/")),
    # Empty is the same as not sent
    ({HOST: "", PROTO: " ", PORT: "", PREFIX: ""}, OWN),
    # A proxy may leave the path in the URL or take it out
    ({PREFIX: "/attest", "PATH_INFO": "/attest/api/v1/"}, ("http", "own.example", "/attest", "/api/v1/")),
    ({PREFIX: "/attest", "PATH_INFO": "/attest"}, ("http", "own.example", "/attest", "/")),
    ({PREFIX: "/attest", "PATH_INFO": "/attest/"}, ("http", "own.example", "/attest", "/")),
    ({PREFIX: "/attest", "PATH_INFO": "/attested/"}, ("http", "own.example", "/attest", "/attested/")),
    # A header that cannot be read is named
    ({HOST: "a.example,"}, "X-Forwarded-Host ends in ''. It must be HOST or HOST:PORT."),
    ({HOST: "https://a.example"}, "X-Forwarded-Host ends in 'https://a.example'. It must be HOST or HOST:PORT."),
    ({HOST: "a.example/b"}, "X-Forwarded-Host ends in 'a.example/b'. It must be HOST or HOST:PORT."),
    ({PROTO: "wss"}, "X-Forwarded-Proto ends in 'wss'. It must be http or https."),
    ({PORT: "0"}, "X-Forwarded-Port ends in '0'. It must be a number from 1 to 65535."),
    ({PORT: "65536"}, "X-Forwarded-Port ends in '65536'. It must be a number from 1 to 65535."),
    ({PORT: "²"}, "X-Forwarded-Port ends in '²'. It must be a number from 1 to 65535."),
    ({PREFIX: "attest"}, "X-Forwarded-Prefix ends in 'attest'. It must be a path like /attest."),
    ({PREFIX: "//evil.example"}, "X-Forwarded-Prefix ends in '//evil.example'. It must be a path like /attest."),
    ({PREFIX: "/a/../b"}, "X-Forwarded-Prefix ends in '/a/../b'. It must be a path like /attest."),
    ({PREFIX: "/a?b"}, "X-Forwarded-Prefix ends in '/a?b'. It must be a path like /attest."),
    ({PREFIX: "/a\nb"}, r"X-Forwarded-Prefix ends in '/a\nb'. It must be a path like /attest."),
    ({PREFIX: "/" + "a" * 300 + "?"}, f"X-Forwarded-Prefix ends in '/{'a' * 99}'. It must be a path like /attest."),
]  # fmt: skip


@pytest.mark.parametrize(("environ", "site"), SEEN, ids=lambda one: str(one)[:70])
def test_behind_a_proxy(environ, site):
    assert seen(**environ) == site


@pytest.mark.parametrize("environ", [one for one, _ in SEEN], ids=lambda one: str(one)[:70])
def test_without_a_proxy_nothing_that_a_client_sends_counts(environ):
    sent = {name: value for name, value in environ.items() if name.startswith("HTTP_X_")}
    assert seen(is_behind_proxy=False, **sent) == OWN


ROOTS = [
    ({}, "/api/v1/"),
    ({"PATH_INFO": "/attest/api/v1/"}, "/api/v1/"),
    ({"PATH_INFO": "/attest"}, "/"),
    ({PREFIX: "/other"}, "/api/v1/"),
]


@pytest.mark.parametrize("is_behind_proxy", [True, False])
@pytest.mark.parametrize(("environ", "path"), ROOTS, ids=str)
def test_root_path_goes_before_the_header(environ, path, is_behind_proxy):
    assert seen(is_behind_proxy, "/attest", **environ) == ("http", "own.example", "/attest", path)


# Servers that tell the target of a request as it was sent: (what they tell, the host that counts)
TARGETS = [
    ({"REQUEST_URI": "/api/v1/?q=http://a.example/"}, "own.example"),
    ({"REQUEST_URI": "http://other.example/api/v1/"}, "other.example"),
    ({"RAW_URI": "http://other.example:81/api/v1/?a=b"}, "other.example:81"),
    ({"RAW_URI": "*"}, "own.example"),
]


@pytest.mark.parametrize(("environ", "host"), TARGETS, ids=str)
def test_the_host_of_an_absolute_target_counts(environ, host):
    assert seen(is_behind_proxy=False, **environ)[1] == host


@given(st.text(), st.text(), st.text(), st.text())
def test_no_header_breaks_it(host, proto, port, prefix):
    found = seen(**{HOST: host, PROTO: proto, PORT: port, PREFIX: prefix})
    if not isinstance(found, str):
        scheme, _, root, _ = found
        assert scheme in ("http", "https")
        assert re.fullmatch(r"(/[^/]+)*", root)


PROXIED = Site(Door(django_application), is_behind_proxy=True)
FORWARDED = {HOST: "evil.example, a.example", PROTO: "https", PORT: "8443", PREFIX: "/attest"}
ROOT = "https://a.example:8443/attest/"
# The answers under a path, and every URL of this site in them
LINKED = [
    "/api/v1/",
    "/api/v1/events/?page_size=1",
    "/api/v1/events/?page_size=1&page=2",
    "/api/v1/changes/?since=0&page_size=1&collection=events",
    "/api/v1/releases/",
    "/api/v1/releases/1/citation/",
    "/api/v1/changes/?since=0&page_size=1",
]


@pytest.fixture
def hosts(settings):
    settings.ALLOWED_HOSTS = ["a.example", "own.example"]


def proxied(url, **environ):
    path, _, query = url.partition("?")
    closed = []

    def application(environ, start_response):
        body = PROXIED(environ, start_response)
        closed.append(getattr(body, "close", lambda: None))
        return body

    answer = ask(application, path, query, **FORWARDED | environ)
    closed[0]()
    return answer


@pytest.mark.parametrize("url", LINKED)
def test_every_link_leads_to_the_site_as_its_clients_see_it(world, hosts, url):
    status, headers, body = proxied(url)
    assert status == "200 OK"
    links = re.findall(r'https?://[^"\s>]+', body.decode() + headers.get("link", ""))
    own = [link for link in links if "example" in link.split("/")[2] or "/api/" in link]
    assert own
    assert [link for link in own if not link.startswith(ROOT)] == []


def test_a_link_can_be_followed(world, hosts):
    _, _, body = proxied("/api/v1/events/?page_size=1")
    following = json.loads(body)["next"].removeprefix(ROOT[: -len("attest/")].rstrip("/"))
    status, _, body = proxied(following)
    assert (status, len(json.loads(body)["results"])) == ("200 OK", 1)


def test_a_redirect_stays_under_the_path(world, hosts):
    for url, location in {
        "/api/v1/events": "/attest/api/v1/events/",
        "/api/v1/events/kyiv-strike?fields=code": "/attest/api/v1/events/kyiv-strike/?fields=code",
    }.items():
        status, headers, _ = proxied(url)
        assert (status, headers["location"]) == ("301 Moved Permanently", location)


def test_problems_name_urls_under_the_path(world, hosts):
    problems = {
        "/api/v1/event/": ("errors/not-found", "/attest/api/v1/events/"),
        "/api/v1/events/kyiv-strike.json": (
            "errors/not-found",
            "/attest/api/v1/events/kyiv-strike/",
        ),
    }
    for url, (kind, meant) in problems.items():
        body = json.loads(proxied(url)[2])
        assert body["type"] == f"/attest/{kind}"
        assert body["errors"][0]["did_you_mean"] == meant


@pytest.mark.parametrize(
    "url", ["/", "/errors/withdrawn", "/api/docs/", "/api/redoc/", "/api/v1/events/"]
)
def test_a_page_refers_to_nothing_outside_the_path(world, hosts, url):
    status, _, body = proxied(url, HTTP_ACCEPT="text/html")
    assert status == "200 OK"
    addresses = re.findall(r'(?:href|src|spec-url)="([^"#]+)', body.decode())
    addresses = [one for one in addresses if not one.startswith(("data:", "http"))]
    assert addresses
    outside = [one for one in addresses if one.startswith("/") and not one.startswith("/attest/")]
    assert outside == []
    for address in addresses:
        path = address.replace("&amp;", "&").removeprefix("/attest")
        status = proxied(path, HTTP_ACCEPT="*/*")[0]
        # The example of an error leads to one.
        assert status == "200 OK" or (url.startswith("/errors/") and status[0] == "4"), address


def test_a_host_that_is_not_allowed_is_told_with_its_header(world, hosts):
    for environ, detail in (
        ({HOST: "evil.example"}, "The X-Forwarded-Host header names no host of this server."),
        ({HOST: "", "HTTP_HOST": "evil.example"}, "The Host header names no host of this server."),
        ({PROTO: "wss"}, "X-Forwarded-Proto ends in 'wss'. It must be http or https."),
    ):
        status, headers, body = proxied("/api/v1/events/", **environ)
        assert (status, headers["content-type"]) == ("400 Bad Request", "application/problem+json")
        assert json.loads(body)["detail"].startswith(detail)
        assert proxied("/healthz", **environ)[0] == "200 OK"
