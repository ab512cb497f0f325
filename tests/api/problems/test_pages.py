"""The `type` of every problem is a URL that a person and a program can open."""

import re

import pytest

from events.api.problems.kinds import PROBLEMS


@pytest.mark.parametrize("name", PROBLEMS)
def test_the_type_of_a_problem_has_a_page_and_the_same_in_json(client, world, name):
    url, kind = f"/errors/{name}", PROBLEMS[name]
    page = client.get(url, headers={"accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page["Content-Type"]) == (200, "text/html; charset=utf-8")
    text = page.content.decode()
    assert f"<h1>{kind.title}</h1>" in text
    assert "`" not in text
    assert client.get(url).json() == {"name": name, **kind._asdict()}


def test_an_error_leads_to_its_page(client, world):
    refused = client.get("/api/v1/events/?countri=UA")
    assert client.get(refused.json()["type"]).json()["title"] == "Invalid parameters"


def test_all_pages_are_listed(client, world):
    listed = client.get("/errors/").json()["problems"]
    assert [one["name"] for one in listed] == list(PROBLEMS)
    page = client.get("/errors/", headers={"accept": "text/html"}).content.decode()
    assert all(f'href="/errors/{name}"' in page for name in PROBLEMS)


def test_an_unknown_name_is_not_found(client, world):
    assert client.get("/errors/no-such-problem").status_code == 404
    page = client.get("/errors/no-such-problem", headers={"accept": "text/html"})
    assert page.status_code == 404


@pytest.mark.parametrize("url", ["/errors/", "/errors/withdrawn"])
def test_a_page_takes_no_parameters(client, url):
    for ask in (client.get, client.options):
        answer = ask(f"{url}?nope=1")
        assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "nope")


def test_a_page_links_its_example_and_the_codebook(client):
    page = client.get("/errors/invalid-parameters", headers={"accept": "text/html"})
    links = re.findall(r'href="([^"]*)"><code>', page.content.decode())
    assert links == ["/api/v1/codebook/", "/api/v1/events/?countri=UA&amp;type=RIOT"]
    assert "unsafe-inline" not in page["Content-Security-Policy"]
