"""The documentation as a site: MkDocs builds it, the server shows it, and it needs no other host."""

import os
import re
import subprocess
import sys

import pytest

from tests.docs.pages import PAGES, ROOT

ELSEWHERE = re.compile(r'(?:src|<link[^>]* href)="(?:https?:)?//[^"]*')


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "docs"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)],
        check=False,
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture
def served(site, settings, client):
    """The client of a server that found the built site when it started."""
    settings.DOCS_ROOT = site
    return client


def test_each_page_is_on_the_site(site):
    names = [
        page.removeprefix("docs/").removesuffix(".md") for page in PAGES if page != "README.md"
    ]
    names = ["" if name == "index" else name for name in names]
    assert [name for name in [*names, "coding"] if not (site / name / "index.html").is_file()] == []


def test_no_page_loads_anything_from_another_host_or_has_an_inline_script(site):
    faults = []
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        scripts = re.findall(r"<script([^>]*)>", html)
        inline = [one for one in scripts if "src=" not in one and "application/json" not in one]
        faults += [(path.name, one) for one in [*ELSEWHERE.findall(html), *inline]]
    assert faults == []


def test_a_link_to_the_server_is_relative(site):
    html = (site / "reference" / "fields" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../../api/v1/codebook/"' in html
    assert "127.0.0.1:8000/api" not in html


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/docs/", "Ten tasks"),
        ("/docs/tour/", "A tour in five minutes"),
        ("/docs/reference/errors/", "invalid-parameters"),
    ],
)
def test_the_server_shows_the_site(served, path, text):
    response = served.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/html")
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert text in response.getvalue().decode()


def test_the_address_without_its_slash_leads_to_the_site(served):
    response = served.get("/docs")
    assert response.status_code in (301, 302)
    assert response["Location"].endswith("docs/")


def test_a_page_that_the_site_does_not_have_is_a_404(served):
    assert served.get("/docs/no-such-page/").status_code == 404


def test_without_a_site_the_server_says_how_to_build_it(settings, client, tmp_path):
    settings.DOCS_ROOT = tmp_path / "none"
    response = client.get("/docs/")
    assert response.status_code == 404
    assert "make docs" in response.content.decode()
