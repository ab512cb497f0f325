"""The pages of the documentation: their links, their commands, and the files that they name."""

import itertools
import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from tests.docs.pages import PAGES, ROOT, text_of

LONGEST_README = 150  # lines
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|<(https?://[^>\s]+)>")
CODE = re.compile(r"^ *```.*?^ *```$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
SERVER = "http://127.0.0.1:8000"
# The coder's codebook is a page too, with a test of its own: its links are checked here.
LINKING = {**PAGES, "fixtures/README.md": ROOT / "fixtures" / "README.md"}


def links_of(path):
    text = CODE.sub("", path.read_text(encoding="utf-8"))
    return [found[1] or found[2] for found in LINK.finditer(text)]


def anchors_of(path):
    """Return the anchors of a page: of its headings, as GitHub and MkDocs make them, and those in HTML."""
    text = path.read_text(encoding="utf-8")
    headings = re.findall(
        r"^#+ (.*)$",
        re.sub(r"^ *```.*?^ *```$", "", text, flags=re.DOTALL | re.MULTILINE),
        re.MULTILINE,
    )
    plain = [
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    ]
    return {*plain, *re.findall(r'<a id="([^"]+)">', text)}


LINKS = sorted({(page, link) for page, path in LINKING.items() for link in links_of(path)})


@pytest.mark.parametrize(("page", "link"), [one for one in LINKS if "://" not in one[1]])
def test_a_link_leads_to_a_file_and_an_anchor(page, link):
    name, _, anchor = link.partition("#")
    target = (LINKING[page].parent / name).resolve() if name else LINKING[page]
    assert target.exists()
    assert target.is_relative_to(ROOT)
    if anchor:
        assert anchor in anchors_of(target)


@pytest.mark.parametrize(
    "path", sorted({one[1].removeprefix(SERVER) for one in LINKS if one[1].startswith(SERVER)})
)
def test_a_link_to_the_server_leads_to_a_view(path):
    try:
        found = resolve(path.partition("#")[0].partition("?")[0])
    except Resolver404:
        pytest.fail(f"Nothing is at {path}")
    assert found.view_name != "unknown"


def test_links_to_other_hosts_are_secure():
    others = [one[1] for one in LINKS if "://" in one[1] and not one[1].startswith(SERVER)]
    assert [one for one in others if not one.startswith("https://")] == []


def test_the_readme_is_short():
    assert len(text_of("README.md").splitlines()) <= LONGEST_README


def test_the_index_leads_to_every_page():
    index = PAGES["docs/index.md"]
    linked = {
        (index.parent / link.partition("#")[0]).resolve()
        for link in links_of(index)
        if "://" not in link
    }
    assert {page for page, path in PAGES.items() if path.resolve() not in linked} == {
        "docs/index.md"
    }


def clicks_to(target):
    """Return how many links lead from README to a page or an anchor of it."""
    start, seen = PAGES["README.md"].resolve(), {PAGES["README.md"].resolve(): 0}
    queue = [start]
    for path in queue:
        for link in links_of(path) if path.suffix == ".md" else []:
            if "://" in link:
                continue
            to = (path.parent / link.partition("#")[0]).resolve()
            if to not in seen:
                seen[to] = seen[path] + 1
                queue.append(to)
    return seen[target.resolve()]


def test_the_ten_tasks_take_the_clicks_that_the_index_says():
    rows = table("| task | page | clicks |", text_of("docs/index.md"))
    index = PAGES["docs/index.md"]
    counted = []
    for task, page, _ in rows:
        (link,) = [found[1] for found in LINK.finditer(page)]
        counted.append([task, str(clicks_to(index.parent / link.partition("#")[0]))])
    assert [[task, clicks] for task, _, clicks in rows] == counted
    assert len(rows) == 10


def table(header, page):
    """Return the rows of the table under `header` on a page, as lists of cells."""
    after = page[page.index(header) + len(header) :].lstrip("\n")
    lines = itertools.takewhile(lambda line: line.startswith("|"), after.splitlines())
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines][1:]


def test_each_command_named_exists():
    named = {name for page in PAGES for name in re.findall(r"manage\.py (\w+)", text_of(page))}
    assert named - set(get_commands()) == set()
    assert {"load_fixtures", "verify_evidence", "import_ucdp", "serve", "republish"} <= named


def test_each_room_of_the_architecture_exists():
    rooms = [
        row[0].strip("`")
        for row in table("| room | what it does |", text_of("docs/architecture.md"))
    ]
    assert [room for room in rooms if not (ROOT / room).exists()] == []
    assert "events/api/answering/" in rooms


def test_each_file_that_a_page_names_exists():
    named = {
        name
        for page in PAGES
        for name in re.findall(
            r"`((?:events|tests|config|examples|docs)/[\w/]+\.(?:py|yaml|md))`", text_of(page)
        )
    }
    assert [name for name in sorted(named) if not Path(ROOT / name).is_file()] == []
    assert "events/api/query/positions.py" in named
