"""Discovery by programs: robots.txt, the catalog of APIs, links in headers, the dataset in JSON-LD."""

import re
from urllib.robotparser import RobotFileParser

import pytest

from config.proxy import Site
from config.wsgi import django_application
from events.api.http import headers
from tests.api.http.test_door import ask

CATALOG = "/.well-known/api-catalog"
RELATIONS = ["license", "describedby", "service-desc", "service-doc"]


def test_robots_may_read_records_and_not_queries(client):
    robots = RobotFileParser()
    robots.parse(b"".join(client.get("/robots.txt")).decode().splitlines())
    for path in ("/", "/events/kyiv-strike", "/api/v1/events/kyiv-strike/", "/api/docs/"):
        assert robots.can_fetch("any", path), path
    for path in ("/compat/ucdp/api/gedevents/25.1", "/ogc/collections"):
        assert not robots.can_fetch("any", path), path


def urls(value):
    if isinstance(value, dict):
        return [url for name, inner in value.items() for url in urls(inner)]
    if isinstance(value, list):
        return [url for inner in value for url in urls(inner)]
    return [value] if value.startswith("http") else []


def test_the_catalog_leads_to_each_api_and_its_docs(client, world):
    answer = client.get(CATALOG)
    assert answer["Content-Type"].startswith("application/linkset+json; profile=")
    contexts = answer.json()["linkset"]
    assert [one["anchor"] for one in contexts] == [
        "http://testserver/api/v1/",
        "http://testserver/compat/",
        "http://testserver/ogc",
    ]
    for context in contexts:
        for target in urls({name: one for name, one in context.items() if name != "anchor"}):
            assert client.get(target.removeprefix("http://testserver")).status_code == 200, target
    head = client.head(CATALOG)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Link"] == f'<http://testserver{CATALOG}>; rel="api-catalog"'
    assert client.post(CATALOG).status_code == 405


def test_the_catalog_names_the_path_at_which_the_site_is_mounted(db):
    _, _, body = ask(Site(django_application, root_path="/attest"), CATALOG, "")
    assert b'/attest/api/v1/"' in body
    _, _, body = ask(Site(django_application), CATALOG, "")
    assert b"/attest/" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events/",
        "/events/?page_size=1",
        "/events/kyiv-strike/",
        "/codebook/",
        "/claims/",
        "/events.csv",
    ],
)
def test_every_answer_links_to_its_license_and_its_descriptions(get, client, path):
    answer = get(path)
    found = re.findall(r'<([^>]+)>; rel="([^"]+)"', answer["Link"])
    found = [one for one in found if one[1] not in ("next", "previous")]
    assert [relation for _, relation in found] == RELATIONS
    for target, _ in found:
        assert client.get(target).status_code == 200, target


def test_the_links_cost_no_query_and_are_made_once():
    assert headers.links("/attest") is headers.links("/attest")
    assert "</attest/api/schema/>" in headers.links("/attest")


def test_a_release_is_a_dataset_with_its_files_and_their_columns(get, client):
    answer = get("/releases/latest/croissant/")
    assert answer["Content-Type"] == "application/ld+json"
    dataset = answer.json()
    assert dataset["@type"] == "sc:Dataset"
    assert dataset["url"] == "http://testserver/api/v1/releases/1/"
    assert "https://spdx.org/licenses/CC-BY-4.0.html" in dataset["license"]
    files = {one["@id"]: one for one in dataset["distribution"]}
    assert len(files) == 7 * 4 + 2  # GeoJSON for two
    for name in ("events.csv", "events.geojson", "places.parquet"):
        file = client.get(files[name]["contentUrl"].removeprefix("http://testserver"))
        assert file["Content-Type"].partition(";")[0] == files[name]["encodingFormat"]
        file.getvalue()
    for records in dataset["recordSet"]:
        file = get(f"/releases/1/{records['name']}.csv").getvalue().decode()
        columns = [one["source"]["extract"]["column"] for one in records["field"]]
        assert file.splitlines()[0].lstrip("\ufeff").split(",") == columns
