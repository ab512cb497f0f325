"""In which format, and to which method, an answer is given."""

import html
import re

import pytest

from events.api.http.links import linked
from events.api.urls import PART_ROWS
from events.vocabulary import (
    Collection,
    ParticipantRole,
    ReportRole,
    StatementLinkRelation,
    StatementRelation,
)
from tests.api.openapi.test_openapi import OPERATIONS, under_v1
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


@pytest.mark.parametrize(
    ("url", "title"),
    [("/api/v1/", "API root – Attest"), ("/api/v1/events/", "Event List – Attest")],
)
def test_the_title_of_a_page_names_it_and_the_site(client, world, url, title):
    page = client.get(url, headers={"accept": "text/html"}).content.decode()
    assert f"<title>{title}</title>" in page


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


@pytest.mark.parametrize(("json", "page"), LINKED.items())
def test_a_text_that_is_a_url_is_a_link(json, page):
    assert linked(json) == page


KEYS_LINKED = {
    ('{"code": "a-b"}', "events"): "/api/v1/events/a-b/",
    ('{"code": "a-b"}', "statements"): "/api/v1/statements/a-b/",
    ('{"part_of": "nato"}', "actors"): "/api/v1/actors/nato/",
    ('{"part_of": "the-war"}', "events"): "/api/v1/events/the-war/",
    ('{"key": "a-b.report.1"}', "reports"): "/api/v1/reports/a-b.report.1/",
    ('{"event": "a-b"}', "reports"): "/api/v1/events/a-b/",
    ('{"place": null}', "events"): None,
    ('{"title": "a-b"}', "events"): None,
    ('{"speaker": "A b"}', "statements"): None,
    ('{"source": {"start": 1}}', "statements"): None,
}


@pytest.mark.parametrize(("json", "collection"), KEYS_LINKED)
def test_a_key_is_a_link_to_its_record(json, collection):
    found = re.findall(r'href="([^"]*)"', linked(json, collection))
    expected = KEYS_LINKED[json, collection]
    assert found == ([expected] if expected else [])


def test_each_key_of_a_list_is_a_link():
    page = linked('{"addressees": [\n  "nato",\n  "ukraine"\n]}', "statements")
    assert re.findall(r'href="([^"]*)"[^>]*>([^<]*)<', page) == [
        ("/api/v1/actors/nato/", "nato"),
        ("/api/v1/actors/ukraine/", "ukraine"),
    ]


WORDS_LINKED = {
    ('{"type": "ASSAULT"}', "events"): ["event_type-ASSAULT"],
    ('{"modes": ["aerial", "drone"]}', "events"): ["event_mode-aerial", "event_mode-drone"],
    ('{"quad_class": 4}', "events"): ["quad_class-4"],
    ('{"country": "UA"}', "places"): ["countries-UA"],
    ('{"role": "actor"}', "events"): ["participant_role-actor"],
    ('{"role": "primary"}', "events"): ["report_role-primary"],
    ('{"act": "COMMENT"}', "statements"): ["statement_act-COMMENT"],
    ('{"kind": "person"}', "actors"): ["actor_kind-person"],
    ('{"kind": "newspaper"}', "sources"): ["source_kind-newspaper"],
    ('{"type": "RIOT"}', "events"): [],
    ('{"allowed": ["stated", "inferred", "reference"]}', "events"): [
        "basis-stated",
        "basis-inferred",
        "basis-reference",
    ],
    ('{"allowed": ["code", "title"]}', "events"): [],
}


@pytest.mark.parametrize(("json", "collection"), WORDS_LINKED)
def test_a_closed_word_is_a_link_to_its_definition(json, collection):
    found = re.findall(r'href="/api/v1/codebook/#([^"]*)"', linked(json, collection))
    assert found == WORDS_LINKED[json, collection]


def test_no_word_is_in_both_lists_of_a_name():
    """Records hold words of two lists under `role` and `relation`; the word alone then says which list."""
    assert not set(ParticipantRole.values) & set(ReportRole.values)
    assert not set(StatementRelation.values) & set(StatementLinkRelation.values)


def test_the_kind_of_a_problem_is_a_link_to_its_page():
    page = linked('{"type": "/attest/errors/not-found"}')
    assert 'href="/attest/errors/not-found"' in page
    assert "href" not in linked('{"type": "//elsewhere.example/errors/not-found"}')


@pytest.mark.parametrize("path", [f"/api/v1/{name}/" for name in (*Collection.values, *PART_ROWS)])
def test_every_link_of_a_list_leads_to_something(client, world, path):
    page = client.get(path, headers={"accept": "text/html"}).content.decode()
    words = set(re.findall(r'href="/api/v1/codebook/#([^"]*)"', page))
    book = client.get("/api/v1/codebook/", headers={"accept": "text/html"}).content.decode()
    assert words - set(re.findall(r' id="([^"]+)"', book)) == set()
    links = {one for one in re.findall(r'href="(/api/v1/[^"#]*)"', page) if one != path}
    assert len(links) > 4
    for url in links:
        assert client.head(html.unescape(url)).status_code == 200, url


# {URL: links to its files}
FILES = {
    "/api/v1/events/?country=UA,RU&order_by=code&page_size=1&page=1": [
        f"/api/v1/events.{name}?country=UA,RU&order_by=code"
        for name in ("csv", "ndjson", "geojson", "parquet")
    ],
    "/api/v1/claims/": [f"/api/v1/claims.{name}" for name in ("csv", "ndjson", "parquet")],
    "/api/v1/events/aggregate/?by=type&release=1": [
        f"/api/v1/events/aggregate.{name}?by=type&release=1" for name in ("csv", "parquet")
    ],
    # A file of these records at a past release does not exist.
    "/api/v1/events/?release=1": [],
    "/api/v1/events/kyiv-strike/": [],
    "/api/v1/releases/": [],
}


@pytest.mark.parametrize(("url", "files"), FILES.items())
def test_a_page_links_to_the_files_of_the_same_question(client, world, url, files):
    page = client.get(url, headers={"accept": "text/html"}).content.decode()
    assert [
        html.unescape(one)
        for one in re.findall(
            r'href="(/[^"]*\.\w+(?:\?[^"]*)?)">(?:csv|ndjson|geojson|parquet)<', page
        )
    ] == files


@pytest.mark.parametrize("path", [path for path in OPERATIONS if "{extension}" not in path])
def test_a_page_links_to_the_docs_of_its_operation(client, world, path):
    operation = OPERATIONS[path]
    url = "/api/v1" + under_v1(path) + ("?by=dataset" if path.endswith("/aggregate/") else "")
    page = client.get(url, headers={"accept": "text/html"}).content.decode()
    assert f'href="/api/docs/#/{operation["tags"][0]}/{operation["operationId"]}"' in page


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
