"""The headers that keep a browser safe, on every answer, errors and files among them."""

import pytest

from config.wsgi import application

HEADERS = {
    "Content-Security-Policy": {
        "default-src 'self'",
        "img-src 'self' data:",
        "style-src 'self' 'unsafe-inline'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    },
    "Permissions-Policy": {"camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY"},
    "Referrer-Policy": {"same-origin"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
}

# The pages of the data have scripts and styles in files of their own, and need nothing else.
PAGE = HEADERS | {
    "Content-Security-Policy": {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    }
}


def test_a_page_of_the_data_carries_a_stricter_policy(ask):
    response = ask("get", "/")
    assert response.status_code == 200
    assert carried(response) == PAGE


# (method, URL, headers of the request, status)
ANSWERS = [
    ("get", "/healthz", {}, 200),
    ("get", "/readyz", {}, 200),
    ("get", "/api/v1/", {}, 200),
    ("head", "/api/v1/", {}, 200),
    ("get", "/api/v1/", {"accept": "text/html"}, 200),
    ("get", "/api/v1/events/", {}, 200),
    ("get", "/api/v1/events/", {"accept-encoding": "gzip"}, 200),
    ("get", "/api/schema/", {}, 200),
    ("get", "/api/docs/", {}, 200),
    ("get", "/api/redoc/", {}, 200),
    ("get", "/static/api/redoc.js", {}, 200),
    ("get", "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui.css", {}, 200),
    ("get", "/api/v1/events", {}, 301),
    ("get", "/api/v1/events/?nope=1", {}, 400),
    ("get", "/", {"host": "elsewhere.example"}, 400),
    ("get", "/api/v1/", {"host": "elsewhere.example"}, 400),
    ("get", "/static/api/redoc.js", {"host": "elsewhere.example"}, 400),
    ("get", "/api/v1/events/none/", {}, 404),
    ("get", "/nowhere", {}, 404),
    ("get", "/static/nowhere.js", {}, 404),
    ("post", "/", {}, 405),
    ("post", "/api/v1/events/", {}, 405),
    ("get", "/api/v1/events/", {"accept": "image/png"}, 406),
    (
        "options",
        "/api/v1/events/",
        {"origin": "https://a.example", "access-control-request-method": "GET"},
        200,
    ),
]


@pytest.mark.parametrize(("method", "url", "headers", "status"), ANSWERS)
def test_an_answer_carries_them(ask, method, url, headers, status):
    response = ask(method, url, **headers)
    assert response.status_code == status
    assert carried(response) == HEADERS


def test_an_answer_that_has_not_changed_carries_them(ask):
    etag = ask("get", "/api/v1/events/").headers["ETag"]
    response = ask("get", "/api/v1/events/", **{"if-none-match": etag})
    assert response.status_code == 304
    assert carried(response) == HEADERS


@pytest.mark.parametrize("url", ["/", "/api/v1/events/"])
def test_a_failure_carries_them(ask, client, monkeypatch, url):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    for view in ("events.explorer.views.render", "events.api.views.collections.page"):
        monkeypatch.setattr(view, fail)
    client.raise_request_exception = False
    response = ask("get", url)
    assert response.status_code == 500
    assert carried(response) == HEADERS


def carried(response):
    return {
        name: {part.strip() for part in response.headers.get(name, "").split(";")}
        for name in HEADERS
    }


def test_no_answer_sets_a_cookie(ask):
    for method, url, headers, _ in ANSWERS:
        assert not ask(method, url, **headers).cookies


# (origin that asks, URL, origin that may read the answer)
ORIGINS = [
    ("https://a.example", "/api/v1/", "*"),
    ("null", "/api/v1/events/", "*"),
    ("https://a.example", "/api/v1/events/?nope=1", "*"),
    ("https://a.example", "/", None),
]


@pytest.mark.parametrize(("origin", "url", "allowed"), ORIGINS)
def test_pages_of_other_hosts_may_read_the_api(ask, origin, url, allowed):
    response = ask("get", url, origin=origin)
    assert response.headers.get("Access-Control-Allow-Origin") == allowed
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_page_of_another_host_may_read_every_header_that_matters(ask):
    response = ask("get", "/api/v1/", origin="https://a.example")
    exposed = set(response.headers["Access-Control-Expose-Headers"].split(", "))
    assert {"Retry-After", "ETag", "Link", "Content-Range", "Accept-Ranges"} <= exposed


SENT = [
    "cache-control",
    "range, if-range",
    "x-requested-with",
    "pragma, if-none-match",
    "authorization, traceparent",
    "x-nobody-knows",
]


@pytest.mark.parametrize("names", SENT)
@pytest.mark.parametrize("url", ["/api/v1/events/", "/api/v1/events.csv", "/compat/nope"])
def test_a_page_of_another_host_may_send_what_fetch_libraries_send(ask, url, names):
    response = ask(
        "options",
        url,
        origin="https://a.example",
        **{"access-control-request-method": "GET", "access-control-request-headers": names},
    )
    assert response.status_code == 200
    allowed = set(response.headers["Access-Control-Allow-Headers"].split(", "))
    # A star stands for every name but Authorization (Fetch, 4.8).
    assert {"*", "authorization"} <= allowed
    assert names == "x-nobody-knows" or set(names.split(", ")) <= allowed


@pytest.mark.parametrize("url", ["/", "/api/v1/events/"])
def test_only_an_answer_by_https_says_that_the_host_has_it(client, world, url):
    environ = client.get(url, headers={"host": "testserver"}).wsgi_request.environ
    assert strict_transport(environ) is None
    assert strict_transport({**environ, "wsgi.url_scheme": "https"}) == "max-age=2592000"


def strict_transport(environ):
    """Return the header of the answer of the whole WSGI application."""
    told = []
    # The answer is not closed: that would close the connection of the test, which is in a transaction.
    application(environ, lambda status, headers, *rest: told.append((status, headers)))
    ((status, headers),) = told
    assert status == "200 OK"
    return dict(headers).get("Strict-Transport-Security")
