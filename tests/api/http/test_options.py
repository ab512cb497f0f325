"""OPTIONS describes a URL, and refuses the parameters that GET refuses there."""

import pytest

from tests.api.refusals import assert_problem

# (URL, a parameter that it takes, or none)
URLS = [
    ("/api/v1/", None),
    ("/api/v1/codebook/", None),
    ("/api/v1/events/", "country=UA"),
    ("/api/v1/events/kyiv-strike/", "fields=code"),
    ("/api/v1/events/kyiv-strike/versions/", "page_size=1"),
    ("/api/v1/events/aggregate/", "by=type"),
    ("/api/v1/events.csv", "country=UA"),
    ("/api/v1/releases/", "page_size=1"),
    ("/api/v1/releases/1/", None),
    ("/api/v1/releases/1/citation/", "style=text"),
    ("/api/v1/releases/1/events.csv", "fields=code"),
    ("/api/v1/changes/", "since=0"),
    ("/api/schema/", "format=json"),
    ("/api/docs/", None),
    ("/api/redoc/", None),
]


@pytest.mark.parametrize(("url", "query"), URLS)
def test_it_is_as_strict_as_get(client, world, url, query):
    assert client.options(url).status_code == 200
    assert client.options(url)["Allow"] == "GET, HEAD, OPTIONS"
    if query:
        assert client.options(f"{url}?{query}").status_code == 200
    assert_problem(client.options(f"{url}?nope=1"), "invalid-parameters", ["nope"])


@pytest.mark.parametrize(("url", "query"), URLS)
def test_a_preflight_is_answered_so_that_a_page_can_read_the_error(client, world, url, query):
    headers = {"origin": "https://a.example", "access-control-request-method": "GET"}
    answer = client.options(f"{url}?nope=1", headers=headers)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
