"""The project's own fixtures, edited and loaded again: every account of what changed says exactly that."""

import hashlib
import io
import json
import shutil
from pathlib import Path

import orjson
import pytest
from django.core.management import call_command

from tests.publishing import oracle

FIXTURES = Path(__file__).parents[2] / "fixtures"
DOCUMENT = "moscow-rejects-guarantees-for-ukraine.json"


class Files:
    """A copy of fixtures/ that a coder edits."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(FIXTURES, folder)

    def load(self):
        call_command("load_fixtures", self.folder, "--withdraw-missing", stdout=io.StringIO())

    def edit(self, file, change):
        """Write back what `change` makes of the items of a file."""
        path = self.folder / file
        items = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(change(items), ensure_ascii=False, indent=2), encoding="utf-8")

    def set(self, file, key, **fields):
        def change(items):
            (item,) = (one for one in items if key_of(one) == key)
            item["fields"] |= fields
            return items

        self.edit(file, change)


def key_of(item):
    return item["fields"].get("code") or item["fields"].get("slug")


def add_statement(items):
    (known,) = (one for one in items if key_of(one) == "biden-backs-guarantees")
    fields = known["fields"] | {"code": "biden-backs-guarantees-again"}
    return [*items, known | {"fields": fields}]


def leave_statement_out(items):
    gone = "russia-will-not-bend"
    return [
        one for one in items if key_of(one) != gone and one["fields"].get("statement") != [gone]
    ]


@pytest.fixture
def ask(empty, client, tmp_path):
    """The API after two loads. Nothing but the five records that are edited shows anything of the edits."""
    files = Files(tmp_path / "fixtures")
    files.load()
    files.set("actors.json", "nato", note="Thirty-two members.")
    files.set(DOCUMENT, "ukraine-western-aid", title="Western aid", summary=None)
    files.set(DOCUMENT, "biden-backs-guarantees", text="Biden stands behind guarantees.")
    files.edit(DOCUMENT, add_statement)
    files.edit(DOCUMENT, leave_statement_out)
    files.load()
    return lambda path: client.get(f"/api/v1{path}").json()


@pytest.fixture
def before():
    """The values that the fixtures have."""
    documents = {}
    for file in FIXTURES.glob("*.json"):
        for item in json.loads(file.read_text(encoding="utf-8")):
            documents[item["model"], key_of(item)] = item["fields"]
    return {
        "note": documents["events.actor", "nato"].get("note"),
        "title": documents["events.event", "ukraine-western-aid"]["title"],
        "summary": documents["events.event", "ukraine-western-aid"].get("summary"),
        "text": documents["events.statement", "biden-backs-guarantees"]["text"],
    }


@pytest.fixture
def story(before):
    """(collection, key, operation, what changed) of the second load."""
    after = {
        "note": "Thirty-two members.",
        "title": "Western aid",
        "summary": None,
        "text": "Biden stands behind guarantees.",
    }
    assert all(before[name] != after[name] for name in after)

    def changed(*names):
        return {name: {"old": before[name], "new": after[name]} for name in names}

    return [
        ("actors", "nato", "change", changed("note")),
        ("events", "ukraine-western-aid", "change", changed("title", "summary")),
        ("statements", "biden-backs-guarantees", "change", changed("text")),
        ("statements", "biden-backs-guarantees-again", "add", None),
        ("statements", "russia-will-not-bend", "withdraw", None),
    ]


def test_the_feed(ask, story):
    page = ask("/changes/?since=1")
    columns = ("collection", "key", "operation", "changed")
    assert [tuple(row[name] for name in columns) for row in page["results"]] == story
    assert (page["count"], page["release"], page["next"]) == (5, 2, None)
    for row in page["results"]:
        if row["operation"] == "withdraw":
            assert row["document"] is row["sha256"] is None
        else:
            assert row["document"] == ask(f"/{row['collection']}/{row['key']}/")


def test_the_versions_of_each_record(ask, story):
    for collection, key, operation, changed in story:
        rows = ask(f"/{collection}/{key}/versions/")["results"]
        told = [
            (row["first_release"], row["last_release"], row["operation"], row["changed"])
            for row in rows
        ]
        first = [] if operation == "add" else [(1, 1, "add", None)]
        assert told == [(2, None, operation, changed), *first]


def test_the_counts_of_the_release(ask):
    nothing = {"add": 0, "change": 0, "withdraw": 0}
    counts = dict.fromkeys(
        ("datasets", "sources", "articles", "actors", "places", "statements", "events"), nothing
    )
    assert ask("/releases/2/")["counts"] == counts | {
        "actors": nothing | {"change": 1},
        "statements": {"add": 1, "change": 1, "withdraw": 1},
        "events": nothing | {"change": 1},
    }


def test_the_command_that_compares_releases(ask, story):
    out = io.StringIO()
    call_command("diff_releases", 1, 2, "--json", stdout=out)
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    columns = ("collection", "key", "operation", "changes")
    assert sorted(tuple(row[name] for name in columns[:3]) for row in told) == sorted(
        row[:3] for row in story
    )
    assert {(row["collection"], row["key"]): row["changes"] for row in told} == {
        (collection, key): changed for collection, key, _, changed in story
    }


def test_the_first_release_is_still_there_whole(ask, before):
    """The five records as they stood, in lists and by themselves."""
    codes = {"biden-backs-guarantees", "biden-backs-guarantees-again", "russia-will-not-bend"}

    def stand(path):
        page = ask(path)
        return {one["code"]: one["text"] for one in page["results"] if one["code"] in codes}

    first, second = stand("/statements/?release=1"), stand("/statements/")
    assert set(first) == codes - {"biden-backs-guarantees-again"}
    assert set(second) == codes - {"russia-will-not-bend"}
    assert first["biden-backs-guarantees"] == before["text"]
    assert second["biden-backs-guarantees"] == "Biden stands behind guarantees."
    assert ask("/actors/nato/?release=1")["note"] == before["note"]
    event = ask("/events/ukraine-western-aid/?release=1")
    assert (event["title"], event["summary"]) == (before["title"], before["summary"])
    assert ask("/statements/russia-will-not-bend/?release=1")["code"] == "russia-will-not-bend"


@pytest.mark.parametrize("number", [1, 2])
def test_the_lists_of_a_release_have_its_hash(ask, number):
    lines = []
    for collection in ask("/")["collections"]:
        for record in ask(f"/{collection}/?release={number}&page_size=1000")["results"]:
            key = record.get("code") or record["slug"]
            lines.append((collection, key, hashlib.sha256(orjson.dumps(record)).hexdigest()))
    assert oracle.hash_of(lines) == ask(f"/releases/{number}/")["sha256"]


@pytest.mark.parametrize("number", [1, 2])
def test_the_exports_of_a_release_have_its_hash(ask, client, number):
    lines = []
    for collection in ask("/")["collections"]:
        export = client.get(f"/api/v1/releases/{number}/{collection}.ndjson")
        for line in export.getvalue().splitlines():
            record = json.loads(line)
            key = record.get("code") or record["slug"]
            lines.append((collection, key, hashlib.sha256(line).hexdigest()))
    assert oracle.hash_of(lines) == ask(f"/releases/{number}/")["sha256"]
