"""In which format, and to which method, an answer is given."""

import pytest

from events.api.http.rendering import linked
from tests.api.refusals import assert_problem

URLS = [
    "/api/v1/",
    "/api/v1/events/",
    "/api/v1/events/kyiv-strike/",
    "/api/v1/events/kyiv-strike/versions/",
    "/api/v1/events/aggregate/?by=type",
    "/api/v1/releases/",
    "/api/v1/releases/1/",
    "/api/v1/codebook/",
]


@pytest.mark.parametrize("url", URLS)
def test_head_gets_the_headers_and_no_body(client, world, url):
    whole, head = client.get(url), client.head(url)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Last-Modified", "Cache-Control"):
        assert head[name] == whole[name]


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("accept", ["text/html", BROWSER])
@pytest.mark.parametrize("url", URLS)
def test_a_browser_gets_a_page_of_the_same_answer(client, world, url, accept):
    answer = client.get(url, headers={"accept": accept})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert b"<!DOCTYPE html>" in answer.content


def test_the_page_holds_the_record_and_nothing_to_write_with(client, world):
    answer = client.get("/api/v1/events/kyiv-strike/", headers={"accept": "text/html"})
    page = answer.content.decode()
    assert "Ракети над Києвом" in page
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert f'method="{method}"' not in page
    assert not answer.cookies


LINKED = {
    '{"a": "https://a.example/?b=1&c=2"}': (
        '{&quot;a&quot;: &quot;<a href="https://a.example/?b=1&amp;c=2" rel="nofollow">'
        "https://a.example/?b=1&amp;c=2</a>&quot;}"
    ),
    '"see http://a.example"': "&quot;see http://a.example&quot;",
    '"javascript:alert(1)"': "&quot;javascript:alert(1)&quot;",
    '"https://a.example/<b>"': (
        '&quot;<a href="https://a.example/&lt;b&gt;" rel="nofollow">https://a.example/&lt;b&gt;</a>&quot;'
    ),
    # An escaped quotation mark does not end a text.
    r'"https://a.example/\"><script>"': r"&quot;https://a.example/\&quot;&gt;&lt;script&gt;&quot;",
    "[null, 1]": "[null, 1]",
}


@pytest.mark.parametrize(("json", "html"), LINKED.items())
def test_a_text_that_is_a_url_is_a_link(json, html):
    assert linked(json) == html


def test_the_answer_stands_in_its_place_whatever_the_query_says(client, world):
    page = client.get(
        "/api/v1/actors/?q=%5Bthe+answer%5D", headers={"accept": "text/html"}
    ).content.decode()
    assert page.count("&quot;errors&quot;: [") == 1


ACCEPTED = {
    None: "application/json",
    "*/*": "application/json",
    "application/*": "application/json",
    "application/json": "application/json",
    "application/json; charset=utf-8": "application/json",
    "application/json;q=0.1, text/csv": "application/json",
    "text/*": "text/html; charset=utf-8",
}


@pytest.mark.parametrize(("accept", "content_type"), ACCEPTED.items(), ids=str)
def test_the_format_is_the_one_that_is_accepted(client, world, accept, content_type):
    headers = {} if accept is None else {"accept": accept}
    answer = client.get("/api/v1/events/", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, content_type)
    assert "Accept" in answer["Vary"]


@pytest.mark.parametrize("accept", ["text/csv", "application/xml", "image/png", "nonsense"])
def test_a_format_that_is_not_offered_is_told(get, accept):
    assert_problem(get("/events/", accept=accept), "not-acceptable", ["Accept"])


def test_options_tells_what_the_url_is(client, world):
    answer = client.options("/api/v1/events/?type=ASSAULT")
    assert answer.status_code == 200
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_page_of_another_host_may_read_the_api(get):
    answer = get("/events/", origin="https://example.org")
    assert answer["Access-Control-Allow-Origin"] == "*"
    exposed = answer["Access-Control-Expose-Headers"].split(", ")
    assert {"ETag", "Last-Modified", "Link"} <= set(exposed)
