"""What README.md says is run: its examples answer what it prints, and its tables are what the code says."""

import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from config.environment import VARIABLES
from events.api.views import collections

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
# The session of the program's own commands that one section is: each with what it prints.
SECTION = README.partition("## Withdraw, compare, roll back, prune")[2].partition("\n## ")[0]
SESSION = re.findall(r"^\$ \./manage\.py (.*)\n((?:(?!\$ |```).*\n)*)", SECTION, re.MULTILINE)
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
CURL = re.compile(r"\$ curl -s '127\.0\.0\.1:8000(\S+)'\n(.*)", re.DOTALL)
EXAMPLES = {found[1]: found[2] for block in BLOCKS if (found := CURL.fullmatch(block))}
VIEWSETS = (
    collections.DatasetViewSet,
    collections.SourceViewSet,
    collections.ArticleViewSet,
    collections.ActorViewSet,
    collections.PlaceViewSet,
    collections.StatementViewSet,
    collections.EventViewSet,
)
# Asks each path of the data of fixtures/, in a process of its own, so that no other data is there.
ASK = """
import json, sys, django
django.setup()
from django.test import Client
client = Client(HTTP_HOST="127.0.0.1:8000")
answers = {path: client.get(path) for path in sys.argv[1:]}
print(json.dumps({path: [one["Content-Type"], one.getvalue().decode()] for path, one in answers.items()}))
"""


def run(environment, *command):
    return subprocess.run(
        (sys.executable, *command),
        check=True,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


# Examples of what the second load brings, of which only the time is not known beforehand.
SECOND = [path for path in EXAMPLES if "/changes/" in path or "release=" in path]
NOTE = "Its own address writes the name glavcom."


def second_load(folder):
    """Write the fixtures with another note on a source."""
    shutil.copytree(ROOT / "fixtures", folder)
    path = folder / "sources.json"
    items = json.loads(path.read_text(encoding="utf-8"))
    (item,) = (one for one in items if one["fields"]["slug"] == "glavkom")
    item["fields"]["note"] = NOTE
    path.write_text(json.dumps(items), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """The answers to all examples, by path, on a database that holds what `make run` loads."""
    database = tmp_path_factory.mktemp("readme") / "attest.sqlite3"
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "ERROR",
    }
    run(environment, "manage.py", "migrate", "--verbosity", "0")
    run(environment, "manage.py", "load_fixtures")
    first = json.loads(run(environment, "-c", ASK, *(EXAMPLES.keys() - SECOND)))
    run(environment, "manage.py", "load_fixtures", str(second_load(database.parent / "fixtures")))
    second = json.loads(run(environment, "-c", ASK, *SECOND))
    for path in [path for path in SECOND if "/changes/" in path]:
        content_type, body = second[path]
        page = json.loads(body)
        for told, row in zip(json.loads(EXAMPLES[path])["results"], page["results"], strict=True):
            row["time"] = told["time"]
        second[path] = (content_type, json.dumps(page))
    return first | second


def test_the_session_prints_what_is_printed(tmp_path):
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'attest.sqlite3'}",
        "LOG_LEVEL": "ERROR",
    }
    run(environment, "manage.py", "migrate", "--verbosity", "0")
    run(environment, "manage.py", "load_fixtures")
    assert len(SESSION) == 7
    for line, printed in SESSION:
        done = subprocess.run(
            (sys.executable, "manage.py", *shlex.split(line)),
            check=False,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert TIME.sub("", done.stdout + done.stderr) == TIME.sub("", printed)


@pytest.mark.parametrize("path", EXAMPLES)
def test_an_example_answers_what_is_printed(path, answers):
    content_type, body = answers[path]
    if content_type in ("application/json", "application/problem+json"):
        assert json.loads(body) == json.loads(EXAMPLES[path])
    else:
        assert body.splitlines() == EXAMPLES[path].splitlines()


def test_the_examples_are_all_found():
    assert len(EXAMPLES) == 11


def table(header, page=README):
    """Return the rows of the table under `header` on a page, as lists of cells."""
    after = page[page.index(header) + len(header) :].lstrip("\n")
    lines = itertools.takewhile(lambda line: line.startswith("|"), after.splitlines())
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines][1:]


@pytest.mark.parametrize("viewset", VIEWSETS, ids=lambda viewset: viewset.model.collection.value)
def test_the_table_of_filters_is_the_filterset(viewset):
    section = f"**{viewset.model.collection.value}**\n\n"
    assert table(section + "| parameter | takes | selects |") == [
        [f"`{name}`", "list" if one.takes_list else "one value", one.extra["help_text"]]
        for name, one in viewset.filterset_class.base_filters.items()
    ]


def test_the_table_of_variables_is_what_is_read():
    rows = table("| variable | without it | what it is for |")
    assert [(row[0], row[2]) for row in rows] == [(f"`{one.name}`", one.help) for one in VARIABLES]


def test_each_command_named_exists():
    named = set(re.findall(r"manage\.py (\w+)", README))
    assert named - set(get_commands()) == set()
    assert {"load_fixtures", "locate", "verify_evidence", "export_fixtures", "serve"} <= named


def test_each_room_of_the_architecture_exists():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [row[0].strip("`") for row in table("| room | what it does |", page)]
    assert [room for room in rooms if not (ROOT / room).is_dir()] == []
    assert "events/api/answering/" in rooms


def test_each_file_that_the_architecture_names_exists():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:events|tests|config)/[\w/]+\.(?:py|yaml))`", page))
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
    assert "events/api/query/positions.py" in named
