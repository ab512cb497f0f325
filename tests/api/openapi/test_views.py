"""The schema and the pages that show it, as a client fetches them."""

import gzip
import json
import re

import pytest
import yaml

from config.proxy import Site
from config.wsgi import django_application
from events.api.openapi import views
from tests.api.http.test_door import ask
from tests.api.refusals import assert_problem

URL = "/api/schema/"
YAML, JSON = "application/vnd.oai.openapi", "application/vnd.oai.openapi+json"
# (query, Accept, media type)
FORMATS = [
    ("", None, YAML),
    ("", "*/*", YAML),
    ("", "application/json", "application/json"),
    ("", JSON, JSON),
    ("", "application/yaml", "application/yaml"),
    ("", "application/yaml;q=0.5, application/json", "application/json"),
    ("", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", YAML),
    ("?format=yaml", None, YAML),
    ("?format=json", None, JSON),
    ("?format=json", YAML, JSON),
    ("?format=json", "text/html", JSON),
]


@pytest.mark.parametrize(("query", "accept", "media_type"), FORMATS)
def test_its_format_is_the_one_that_is_asked_for(client, query, accept, media_type):
    headers = {} if accept is None else {"accept": accept}
    for answer in (
        client.get(URL + query, headers=headers),
        client.head(URL + query, headers=headers),
    ):
        assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
    answer = client.get(URL + query, headers=headers)
    read = json.loads if media_type.endswith("json") else yaml.safe_load
    assert read(answer.content)["openapi"].startswith("3.")


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("?format=xml", "format", ["yaml", "json"]),
        ("?format=", "format", None),
        ("?format=json&format=yaml", "format", None),
        ("?nope=1", "nope", ["format"]),
        ("?lang=de", "lang", ["format"]),
        ("?version=2", "version", ["format"]),
    ],
)
def test_a_parameter_that_it_does_not_take_is_refused(client, query, parameter, allowed):
    (entry,) = assert_problem(client.get(URL + query), "invalid-parameters", [parameter])
    assert entry.get("allowed") == allowed


@pytest.mark.parametrize("url", ["/api/docs/", "/api/docs/script.js", "/api/redoc/"])
def test_the_pages_take_no_parameters(client, url):
    assert client.get(url).status_code == 200
    for query in ("nope=1", "script=", "lang=de"):
        name = query.partition("=")[0]
        (entry,) = assert_problem(client.get(f"{url}?{query}"), "invalid-parameters", [name])
        assert entry["message"] == "This URL takes no parameters."


def test_it_is_made_once(client, monkeypatch):
    before = client.get(URL)

    def fail(*arguments, **options):
        raise AssertionError("made again")

    monkeypatch.setattr(views.SchemaGenerator, "get_schema", fail)
    monkeypatch.setattr(views.FORMATS["yaml"], "render", fail)
    assert client.get(URL).content == before.content


def test_what_a_client_has_is_not_sent_again(client):
    whole = client.get(URL)
    assert whole["Cache-Control"] == "public, no-cache"
    held = client.get(URL, headers={"if-none-match": whole["ETag"]})
    assert (held.status_code, held.content, held["ETag"]) == (304, b"", whole["ETag"])
    other = client.get(f"{URL}?format=json", headers={"if-none-match": whole["ETag"]})
    assert other.status_code == 200


def test_it_is_compressed(client):
    plain = client.get(URL)
    packed = client.get(URL, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) * 4 < len(plain.content)
    assert {"Accept", "Accept-Encoding"} <= set(packed["Vary"].split(", "))


def test_it_names_the_path_at_which_the_site_is_mounted(db):
    mounted = Site(django_application, root_path="/attest")
    body = json.loads(ask(mounted, URL, "format=json")[2])
    assert body["servers"] == [{"url": "/attest"}]
    body = json.loads(ask(Site(django_application), URL, "format=json")[2])
    assert body["servers"] == [{"url": "/"}]


def test_swagger_ui_starts_by_a_script_of_this_site(client):
    page = client.get("/api/docs/").content.decode()
    scripts = re.findall(r'<script src="([^"]+)"', page)
    assert scripts[-1] == "/api/docs/script.js"
    assert "<script>" not in page  # which the Content-Security-Policy would stop
    script = client.get(scripts[-1])
    assert script["Content-Type"] == "text/javascript; charset=utf-8"
    assert 'url: "/api/schema/"' in script.content.decode()
