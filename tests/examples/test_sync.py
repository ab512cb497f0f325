"""examples/sync.py: a copy in an SQLite file, current by the change feed, whatever happens in between."""

import hashlib
import io
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import requests
from requests.adapters import BaseAdapter

from events.models import Actor, Event, Place, Release, Version
from events.publishing import Withdrawal, publish
from events.publishing.prune import prune
from events.publishing.redaction import redact
from examples import sync
from tests.publishing.secrets import found_in, publish_them, redact_all, secrets

SITE = "http://testserver"


class InProcess(BaseAdapter):
    """Answers requests out of the views of this process, so that they read the test's own transaction."""

    def __init__(self, client):
        super().__init__()
        self.client, self.asked, self.before = client, [], lambda url: None

    def send(self, request, **kwargs):
        parts = urlsplit(request.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        self.asked.append(path)
        self.before(path)
        answer = self.client.get(path)
        response = requests.Response()
        response.status_code, response.reason = answer.status_code, answer.reason_phrase
        response.url, response.headers = (
            request.url,
            requests.structures.CaseInsensitiveDict(answer.headers),
        )
        response.raw = io.BytesIO(answer.getvalue())
        return response

    def close(self):
        pass


@pytest.fixture
def site(client, world):
    return InProcess(client)


@pytest.fixture
def run(site, tmp_path):
    """Bring the copy up to date; return what is told of it."""
    session = requests.Session()
    session.mount(SITE, site)
    return lambda page_size=1000: sync.sync(session, SITE, tmp_path / "copy.sqlite3", page_size)


@pytest.fixture
def copied(tmp_path):
    """Return what is in the copy: {(collection, key): document}, of which none has another hash than its own."""

    def read():
        database = sqlite3.connect(tmp_path / "copy.sqlite3")
        rows = database.execute("SELECT collection, key, document, sha256 FROM records").fetchall()
        database.close()
        assert all(sync.sha256_of(document) == sha256 for _, _, document, sha256 in rows)
        return {(collection, key): document for collection, key, document, _ in rows}

    return read


def standing():
    """Return what is published, as it stands in the database."""
    versions = Version.objects.filter(last_release=None, document__isnull=False)
    return {(one.collection, one.key): one.document for one in versions}


def edit():
    """Publish three releases: records that change, one that is withdrawn, and one that comes back."""
    Event.objects.filter(code="invasion").update(title="The invasion")
    Place.objects.filter(slug="kyiv").update(
        latitude=0.00001, longitude=-1e-7, admin1='Київ «\\»\t"'
    )
    publish()
    threat = Event.objects.get(code="port-threat")
    values = {"dataset": threat.dataset, "type": "THREATEN", "quad_class": 3, "title": "Ports"}
    threat.delete()
    publish(withdrawn={("events", "port-threat"): Withdrawal("Told twice.", "invasion")})
    Event.objects.create(code="port-threat", **values)
    Actor.objects.filter(slug="sergey-lavrov").update(name="Sergej Lawrow")
    publish()


def test_a_first_run_copies_everything(run, copied):
    assert run() == (
        "Changes: 45 add, 0 change, 0 withdraw. The copy is release 1: 45 records, verified."
    )
    assert copied() == standing()


@pytest.mark.parametrize("page_size", [1, 7, 1000])
def test_a_later_run_brings_what_changed_since(run, copied, site, page_size):
    run()
    edit()
    site.asked.clear()
    # Two events show where Kyiv lies; an event and two statements, what the speaker is called.
    assert run(page_size) == (
        "Changes: 1 add, 8 change, 1 withdraw. The copy is release 4: 45 records, verified."
    )
    assert copied() == standing()
    feed = [path for path in site.asked if path.startswith("/api/v1/changes/")]
    assert len(feed) == {1: 10, 7: 2, 1000: 1}[page_size]
    assert all("since=1" in path for path in feed)


def test_a_run_with_nothing_new_changes_nothing(run, copied):
    run()
    before = copied()
    assert (
        run()
        == "Changes: 0 add, 0 change, 0 withdraw. The copy is release 1: 45 records, verified."
    )
    assert copied() == before


def test_before_anything_is_published_there_is_nothing_to_copy(run, copied):
    Version.objects.all().delete()
    Release.objects.all().delete()
    assert run() == "Nothing is published yet."
    assert copied() == {}


class PulledOut(Exception):
    """The plug."""


@pytest.mark.parametrize("requests_answered", range(1, 7))
def test_a_run_that_is_interrupted_goes_on_where_it_stopped(run, copied, site, requests_answered):
    """Wherever it stops, with a load that is published before it goes on."""
    run()
    edit()
    site.asked.clear()

    def pull_out(path):
        if len(site.asked) > requests_answered:
            raise PulledOut

    site.before = pull_out
    with pytest.raises(PulledOut):
        run(page_size=2)
    done = [path for path in site.asked[:-1] if path.startswith("/api/v1/changes/")]
    Event.objects.filter(code="invasion").update(title="Invaded")
    publish()
    site.asked.clear()
    site.before = lambda path: None
    run(page_size=2)
    again = [path for path in site.asked if path.startswith("/api/v1/changes/")]
    assert not set(done) & set(again)
    assert copied() == standing()


def test_a_page_is_taken_whole_or_not_at_all(run, copied, site, monkeypatch):
    run()
    before = copied()
    edit()
    put, calls = sync.Copy.put, []

    def stop_at_the_third(self, *arguments):
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        put(self, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(sync.Copy, "put", stop_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert copied() == before
    run()
    assert copied() == standing()


def test_loads_that_are_published_between_pages_are_copied_too(run, copied, site):
    titles = iter(("Second", "Third", "Fourth"))

    def load(path):
        if path.startswith("/api/v1/changes/") and (title := next(titles, None)):
            Event.objects.filter(code="invasion").update(title=title)
            publish()

    site.before = load
    assert run(page_size=20) == (
        "Changes: 45 add, 3 change, 0 withdraw. The copy is release 4: 45 records, verified."
    )
    assert copied() == standing()


@pytest.mark.parametrize("held", [False, True], ids=["nothing", "an old release"])
def test_a_copy_of_what_was_pruned_starts_over(run, copied, site, held):
    if held:
        run()
    edit()
    prune(4)

    def load(path):
        """Publish while everything is sent."""
        if path == "/api/v1/articles.ndjson":
            Event.objects.filter(code="invasion").update(title="Invaded")
            Place.objects.filter(slug="kyiv").update(admin1="Kyiv")
            publish()

    site.before = load
    first, second = run().splitlines()
    assert first == (
        f"Started over, with everything: since: Not every change after release {int(held)} is kept: states up to "
        "release 3 have been pruned. Ask for since=3 or later; or begin with all records of release 4, and go on with "
        "since=4."
    )
    assert second == (
        "Changes: 0 add, 2 change, 0 withdraw. The copy is release 5: 45 records, verified."
    )
    assert copied() == standing()


def test_a_document_that_is_not_what_its_hash_says_is_not_taken(run, copied):
    run()
    before = copied()
    Event.objects.filter(code="invasion").update(title="The invasion")
    publish()
    forged = Version.objects.get(key="invasion", first_release=2)
    Version.objects.filter(pk=forged.pk).update(
        document=forged.document.replace("The invasion", "The liberation")
    )
    with pytest.raises(sync.Failed) as failed:
        run()
    assert str(failed.value) == (
        "the document of events/invasion of release 2 is not the one that its hash is of; nothing of it is kept"
    )
    assert copied() == before


def older():
    """Make the newest release one that an older version of the program published."""
    lines = sorted(
        f"{one.collection} {one.key} {one.sha256}\n"
        for one in Version.objects.filter(last_release=None, document__isnull=False)
    )
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    number = Release.objects.first().number
    Release.objects.filter(number=number).update(sha256=digest, hash_recipe="lines")
    return digest


def test_releases_of_both_recipes_are_verified(run, copied, monkeypatch):
    computed, of_copy = [], sync.Copy.content_hash

    def content_hash(self, recipe):
        computed.append((recipe, of_copy(self, recipe)))
        return computed[-1][1]

    monkeypatch.setattr(sync.Copy, "content_hash", content_hash)
    first = older()
    assert run().endswith("The copy is release 1: 45 records, verified.")
    Event.objects.filter(code="invasion").update(title="The invasion")
    second = publish().sha256
    assert run().endswith("The copy is release 2: 45 records, verified.")
    assert computed == [("lines", first), ("blocks", second)]
    assert copied() == standing()


def test_a_site_that_names_no_recipe_has_the_first(monkeypatch):
    older_site = SimpleNamespace(json=lambda: {"number": 1, "sha256": "abc"})
    monkeypatch.setattr(sync, "ask", lambda *asked: older_site)
    assert sync.release_hash(None, SITE, 1) == ("abc", "lines")


def test_a_recipe_that_the_program_does_not_know_is_told(run, monkeypatch):
    monkeypatch.delitem(sync.RECIPES, "blocks")
    with pytest.raises(sync.Failed) as failed:
        run()
    assert str(failed.value) == (
        "release 1 has its hash by the recipe 'blocks', which this program does not know: get a newer one from where "
        "you got it"
    )


# Records as (collection, key, the beginning of their sha256): the blocks that they are cut into.
CUTS = [
    ([], []),
    ([("actors", "a", "0f")], [1]),
    ([("actors", "a", "00")], [1]),
    ([("actors", "a", "00"), ("actors", "b", "0f")], [2]),
    ([("actors", "a", "0f"), ("actors", "b", "00")], [1, 1]),
    ([("actors", "a", "f0"), ("actors", "b", "f0"), ("events", "a", "f0")], [2, 1]),
    ([("actors", "a", "f0"), ("events", "a", "00"), ("events", "b", "00")], [1, 1, 1]),
]


@pytest.mark.parametrize(("records", "sizes"), CUTS)
def test_the_recipes_step_by_step(records, sizes):
    records = [(*names, begins + "7" * 62) for *names, begins in records]
    lines = [f"{' '.join(record)}\n" for record in records]
    assert sync.hash_of_lines(records) == sync.sha256_of("".join(lines))
    pending = iter(lines)
    blocks = ["".join(next(pending) for _ in range(size)) for size in sizes]
    hashes = "".join(f"{sync.sha256_of(block)}\n" for block in blocks)
    assert sync.hash_of_blocks(records) == sync.sha256_of(hashes)


PAGE = (Path(__file__).parents[2] / "docs" / "history.md").read_text(encoding="utf-8")
BY_HAND = re.search(r"^\$ (sqlite3 -separator (?:.*\|\n)*.*)$", PAGE, re.MULTILINE)[1]
TOOLS = ("sh", "sqlite3", "awk", "cut", "sha256sum")


@pytest.mark.parametrize("recipe", ["blocks", "lines"])
def test_the_recipes_of_the_page_on_history(run, tmp_path, recipe):
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")
    # Many records, so that some blocks begin within a collection.
    Actor.objects.bulk_create(
        Actor(slug=f"actor-{number}", name=str(number), kind="unknown") for number in range(600)
    )
    expected, command = publish().sha256, BY_HAND
    run()
    if recipe == "lines":
        expected = older()
        steps = [
            step for step in BY_HAND.split(" |") if not step.lstrip().startswith(("awk", "cut"))
        ]
        # `awk` has a bar in itself.
        command = f"{steps[0]} | {steps[-1]}"
    done = subprocess.run(
        ["sh", "-c", command], check=True, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout == f"{expected}  -\n"


def test_a_copy_that_lost_a_record_is_told(run, tmp_path):
    run()
    database = sqlite3.connect(tmp_path / "copy.sqlite3")
    with database:
        database.execute("DELETE FROM records WHERE key = 'invasion'")
    database.close()
    with pytest.raises(sync.Failed, match="the copy is not release 1: its content has the hash"):
        run()


def test_another_history_is_told_before_anything_is_changed(run, copied):
    run()
    edit()
    Release.objects.filter(number=1).update(sha256="0" * 64)
    before = copied()
    with pytest.raises(sync.Failed) as failed:
        run()
    assert str(failed.value) == (
        f"release 1 of {SITE} is not the one that this copy holds: make a new copy"
    )
    assert copied() == before


def test_a_site_that_lost_its_last_releases_is_told(run):
    edit()
    run()
    Version.objects.filter(first_release=4).delete()
    Release.objects.filter(number=4).delete()
    with pytest.raises(sync.Failed) as failed:
        run()
    assert str(failed.value) == ("number: Release '4' does not exist. Releases: 1 to 3.")


def test_a_site_that_is_not_there_is_told(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sync, "Retry", lambda **options: 0)
    with io.StringIO() as told:
        told.write(sync.main(["http://127.0.0.1:9", str(tmp_path / "copy.sqlite3")]))
        assert told.getvalue().startswith("The copy could not be brought up to date: ")
        assert "Connection refused" in told.getvalue()


# Texts of documents as they stand, whatever is around them.
PAGES = {
    '{"results":[]}': [],
    '{"count": 1, "results": [ {"document": {"a": 1.0e-5} , "x": "]}"} ] , "next": null}': ['{"a": 1.0e-5}'],
    '{"results":[{"changed":{"document":{"old":{"document":7},"new":[]}},"document":{"b":"\\"document\\":{}"}}]}': [
        '{"b":"\\"document\\":{}"}'
    ],
    '{"results":[{"document":null},{"document":{}}],"warnings":[]}': ["null", "{}"],
}  # fmt: skip


@pytest.mark.parametrize(("page", "texts"), PAGES.items(), ids=PAGES)
def test_the_very_text_of_each_document_is_found(page, texts):
    assert list(sync.documents(page)) == texts


def test_a_redaction_reaches_the_copy_and_its_file(run, copied, tmp_path):
    run()
    name = Actor.objects.get(slug="sergey-lavrov").name
    redact(Actor, "sergey-lavrov", "name", "Asked for.")
    assert run().splitlines()[0] == (
        "Redacted by the site, and removed from the copy: name of actors/sergey-lavrov (Asked for.)."
    )
    assert copied() == standing()
    assert f'"name":"{name}"'.encode() not in (tmp_path / "copy.sqlite3").read_bytes()
    assert "Redacted" not in run()


def test_a_copy_from_the_beginning_is_verified_after_a_redaction(run, copied):
    edit()
    redact(Actor, "sergey-lavrov", "name", "Asked for.")
    assert run().endswith("verified.")
    assert copied() == standing()


def test_copies_are_verified_when_every_field_is_redacted(run, copied, tmp_path):
    run()
    every = secrets()
    publish_them(every)
    run()
    file = tmp_path / "copy.sqlite3"
    assert found_in(every, file.read_bytes().decode("latin-1")) == set(every)
    redact_all(every)
    newest = Release.objects.first().number
    assert run().endswith(f"The copy is release {newest}: 46 records, verified.")
    assert copied() == standing()
    assert found_in(every, file.read_bytes().decode("latin-1")) == set()
    file.unlink()
    assert run().endswith("verified.")
    assert copied() == standing()
