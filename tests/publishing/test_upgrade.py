"""A database that commit b943885 filled: what migrating and republishing make of it, and what they leave as it was."""

import contextlib
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

import config
from config.sqlite import sqlite3
from events.documents.fingerprint import COLUMNS, DOCUMENTS, INDEX, TALLY, fingerprint, stale
from events.loading.rollback import roll_back
from events.management.output import stale_lines
from events.models import MODEL_BY_COLLECTION, Actor, Release, Version
from events.publishing import publish
from events.publishing.redaction import redact
from events.publishing.verification import verify
from tests.api.openapi.test_openapi import assert_documented
from tests.publishing import oracle
from tests.publishing.world import change

PROJECT = Path(config.__file__).parent.parent
EARLIER = Path(__file__).parent / "earlier" / "b943885.sqlite3.gz"
PAGE = (PROJECT / "docs" / "upgrading.md").read_text(encoding="utf-8")
EVERY_STATE = [DOCUMENTS, COLUMNS, INDEX, TALLY]
WORD = re.compile(r"'(?:[^']|'')*'|\w+|[^\w\s]")
DEFINITIONS_ON_POSTGRESQL = (
    """SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity
       FROM information_schema.columns WHERE table_name LIKE 'events%'""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE conrelid::regclass::text LIKE 'events%'""",
    "SELECT tablename, indexdef FROM pg_indexes WHERE tablename LIKE 'events%'",
    "SELECT relname, reloptions::text FROM pg_class WHERE relname LIKE 'events%' AND relkind = 'r'",
)


# Notes of imports that the file gets: earlier programs said only there what an import left out.
UCDP = "UCDP Georeferenced Event Dataset"
NOTES = {
    1: f"{UCDP}: 1 row read = 0 added + 0 changed + 1 unchanged + 0 rejected.",
    2: f"{UCDP} 25.1: 1,205 rows read = 4 added + 0 changed + 0 unchanged + 1,200 left out + 1 rejected.",
    3: "UCDP: 5 rows read = 0 added + 0 changed + 0 unchanged + 5 left out + 0 rejected.",
    5: f"{UCDP}: no rows were left out, 9 left out.",
}


@pytest.fixture(scope="module")
def earlier(tmp_path_factory):
    """The file of the earlier version."""
    file = tmp_path_factory.mktemp("upgrade") / "earlier.sqlite3"
    file.write_bytes(gzip.decompress(EARLIER.read_bytes()))
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        change = "UPDATE events_release SET note = ? WHERE number = ?"
        database.executemany(change, [(note, number) for number, note in NOTES.items()])
    return file


@pytest.fixture(scope="module")
def migrated_once(earlier, django_db_setup, django_db_blocker):
    """The name of a database of the earlier version, migrated: the file itself, or one of PostgreSQL with its rows."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with in_place_of_the_test_database(earlier):
                call_command("migrate", verbosity=0)
                connection.cursor().execute(
                    "PRAGMA journal_mode = DELETE"
                )  # all of it is in the file
            yield earlier
            return
        name = f"upgrade_{os.getpid()}"
        create(name, "template0")
        with in_place_of_the_test_database(name):
            with contextlib.closing(sqlite3.connect(earlier)) as source:
                ((last,),) = source.execute("SELECT MAX(name) FROM django_migrations")
                # Not by the command, which also fills the closed lists of this version.
                executor = MigrationExecutor(connection)
                executor.loader.replace_migrations = False
                executor.loader.build_graph()
                executor.migrate([("events", last)])
                copy_rows(source)
            call_command("migrate", verbosity=0)
        yield name
        drop(name)


@pytest.fixture
def migrated(tmp_path, migrated_once, django_db_blocker):
    """A copy of the database of the earlier version, migrated, in the place of the test database."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with in_place_of_the_test_database(shutil.copy(migrated_once, tmp_path)):
                yield
            return
        copy = f"{migrated_once}_copy"
        create(copy, migrated_once)
        with in_place_of_the_test_database(copy):
            yield
        drop(copy)


@contextlib.contextmanager
def in_place_of_the_test_database(name):
    usual = connections["default"]
    connections["default"] = other = usual.copy()
    other.settings_dict = {**usual.settings_dict, "NAME": str(name)}
    try:
        yield
    finally:
        other.close()
        connections["default"] = usual


def create(name, template):
    """Make a database of PostgreSQL out of another one."""
    drop(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop(name):
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def copy_rows(source):
    """Put the rows of a SQLite database into the same tables of PostgreSQL, but for the search index."""
    tables = "SELECT name FROM pragma_table_list WHERE type = 'table' AND name LIKE 'events@_%' ESCAPE '@'"
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # references come in any order
        for (table,) in source.execute(tables).fetchall():
            cursor.execute(
                "SELECT column_name, data_type, is_identity FROM information_schema.columns WHERE table_name = %s",
                [table],
            )
            columns = {name: (kind, identity) for name, kind, identity in cursor.fetchall()}
            names = ", ".join(f'"{name}"' for name in columns)
            rows = [
                [
                    bool(value) if kind == "boolean" and value is not None else value
                    for value, (kind, _) in zip(row, columns.values(), strict=True)
                ]
                for row in source.execute(f"SELECT {names} FROM {table}")
            ]
            marks = ", ".join(["%s"] * len(columns))
            cursor.execute(f"DELETE FROM {table}")
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
            for name, (_, identity) in columns.items():
                if identity == "YES":
                    cursor.execute(
                        f"SELECT setval(pg_get_serial_sequence('{table}', '{name}'), MAX({name})) FROM {table}"
                    )
        cursor.execute("SET session_replication_role = DEFAULT")


def past():
    """Return what must never change: the releases, and the states that each of them held."""
    columns = ("number", "time", "label", "note", "counts", "sha256", "datasets", "pruned")
    releases = Release.objects.filter(number__lte=5).order_by("number").values_list(*columns)
    states = {}
    for number in range(1, 6):
        held = Version.objects.standing_at(number).order_by("collection", "key")
        states[number] = list(held.values_list("collection", "key", "sha256", "document"))
    gone = Version.objects.filter(document=None).order_by("collection", "key", "first_release_id")
    told = ("collection", "key", "first_release_id", "reason", "merged_into")
    return list(releases), states, list(gone.values_list(*told))


def assert_records_are_as_documented():
    number = 0
    for (collection, _), document in oracle.standing().items():
        name = MODEL_BY_COLLECTION[collection].__name__
        assert_documented(document, {"$ref": f"#/components/schemas/{name}"})
        number += 1
    assert number == 93


def test_a_new_database_has_the_tables_that_all_migrations_lead_to(db, migrated_once):
    new = definitions()
    with in_place_of_the_test_database(migrated_once):
        assert definitions() == new
    assert len(new) > 200


def definitions():
    """Return what the database says of its tables and indexes, whatever the order of the columns."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name LIKE 'events%'")
            # Columns come in the order in which migrations added them.
            return sorted((name, sorted(WORD.findall(sql or ""))) for name, sql in cursor)
        found = []
        for statement in DEFINITIONS_ON_POSTGRESQL:
            cursor.execute(statement)
            found += cursor.fetchall()
        return sorted(map(repr, found))


def test_every_state_is_out_of_date_before_it_is_republished(migrated, client):
    assert stale(Release.objects.first()) == EVERY_STATE
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["stale"]) == (503, EVERY_STATE)


def test_every_record_is_what_the_program_makes_of_it_now(migrated, client):
    publish()
    oracle.check()
    assert_records_are_as_documented()
    assert stale(Release.objects.first()) == []
    assert client.get("/readyz").status_code == 200


def test_the_history_is_as_it_was(migrated, new_field):
    before = past()
    assert [len(states) for states in before[1].values()] == [65, 94, 93, 94, 93]
    publish()
    new_field()
    publish()
    assert past() == before
    for release in Release.objects.filter(number__lte=5):
        lines = [" ".join(one[:3]) + "\n" for one in before[1][release.number]]
        of_lines = hashlib.sha256("".join(lines).encode()).hexdigest()
        assert of_lines == release.sha256
        assert (
            release.fingerprint is None or release.number == 5
        )  # the newest, if no document changed


def test_what_imports_left_out_is_read_from_their_notes(migrated, get):
    told = {one["number"]: one["not_imported"] for one in get("/releases/").json()["results"]}
    left_out = (
        "with no equivalent among the event types, or of events that were withdrawn for a reason"
    )
    rows = {"ucdp-ged": {left_out: 1200, "that cannot be read": 1}}
    assert told == {key: {} for key in (1, 3, 4, 5)} | {2: rows}


def test_a_new_field_is_in_every_document_and_in_no_past_one(migrated, new_field):
    publish()
    number = Release.objects.first().number
    new_field()
    assert stale(Release.objects.first()) == [DOCUMENTS]
    release = publish()
    assert release.number == number + 1
    actors = Actor.objects.count()
    assert release.counts == oracle.NO_COUNTS | {
        "actors": {"add": 0, "change": actors, "withdraw": 0}
    }
    oracle.check()
    for version in Version.objects.filter(collection="actors", document__isnull=False):
        assert ("known_as" in json.loads(version.document)) == (version.last_release is None)


def test_a_load_before_it_is_republished_does_not_hide_what_is_out_of_date(migrated):
    release = publish(change(Actor, "volodymyr-zelensky", note="Changed."))
    assert (release.number, release.fingerprint) == (6, None)
    assert stale(release) == EVERY_STATE
    publish()
    # The program has fields that the documents of the earlier version lack, so that this is a release of its own.
    assert (Release.objects.first().number, stale(Release.objects.first())) == (7, [])
    assert Release.objects.first().fingerprint == fingerprint()
    oracle.check()


# collection: what documents have where the earlier version coded nothing, and which of it past documents lack
NEW = {
    "datasets": {
        "coverage": {
            "sources": [],
            "from": None,
            "to": None,
            "countries": [],
            "inclusion": None,
        }
    },
    "articles": {"left_out": [], "published_basis": None, "published_reason": None},
    "actors": {"part_of": None, "public_figure": None},
    "events": {
        "modality": None,
        "polarity": None,
        "date_basis": None,
        "date_reason": None,
        "place_basis": None,
        "place_reason": None,
        "related_events": [],
    },
}
OF_STATEMENTS = {
    "inferred_addressees": [],
    "addressees_reason": None,
    "audience": [],
    "targets": [],
    "modality": None,
    "polarity": None,
    "stated_basis": None,
    "stated_reason": None,
    "original_language": None,
    "translated": None,
    "translated_by": None,
    "attribution": {"source": None, "cue": None},
    "related_statements": [],
}
# The answers of a past release, and of the present one, to questions about fields that its documents lack
AT_A_PAST_RELEASE = (
    "modality=asserted",
    "polarity=negated",
    "translated=true",
    "stated_basis=stated",
    "addressee_basis=inferred",
    "original_language=ru",
    "statement_relation=quotes",
    "audience=nato",
    "target=nato",
)


def test_statements_get_their_new_fields_and_past_states_lack_them(migrated, get):
    publish()
    for version in Version.objects.filter(collection="statements", document__isnull=False):
        document = json.loads(version.document)
        held = {name: document[name] for name in OF_STATEMENTS if name in document}
        assert held == (OF_STATEMENTS if version.last_release is None else {})


@pytest.mark.parametrize("collection", NEW)
def test_the_other_records_get_theirs(migrated, collection):
    publish()
    new = NEW[collection]
    for version in Version.objects.filter(collection=collection, document__isnull=False):
        document = json.loads(version.document)
        held = {name: document[name] for name in new if name in document}
        assert held == (new if version.last_release is None else {}), version.key


def test_the_one_mode_of_an_event_is_a_list_of_one(migrated, get):
    was = {
        version.key: json.loads(version.document)["mode"]
        for version in Version.objects.standing_at(5).filter(collection="events")
    }
    publish()
    assert None in was.values()
    for key, mode in was.items():
        document = get(f"/events/{key}/").json()
        assert (document["modes"], "mode" in document) == ([mode] if mode else [], False)
        past = get(f"/events/{key}/?release=5").json()
        assert (past["mode"], "modes" in past) == (mode, False)
    seized = "/events/?mode=seize"
    codes = [
        {row["code"] for row in get(seized + release).json()["results"]}
        for release in ("", "&release=5")
    ]
    assert codes[0] == codes[1] == {key for key, mode in was.items() if mode == "seize"} != set()


def test_the_parts_of_an_event_get_their_new_fields(migrated, get):
    publish()
    new = {"unit": None, "quantifier": None, "chosen": False, "reason": None}
    for row in get("/claims/?page_size=100").json()["results"]:
        assert {name: row[name] for name in new} == new
    for row in get("/participants/?page_size=100").json()["results"]:
        assert (row["basis"], row["reason"]) == (None, None)


def test_a_value_is_redacted_in_the_states_of_the_earlier_version_too(migrated):
    publish()
    held = Version.objects.filter(document__contains="Sergey Lavrov")
    assert held.filter(last_release__lte=5).exists()
    known = dict(Release.objects.values_list("number", "sha256"))
    redact(Actor, "sergey-lavrov", "name", "Asked for.")
    names = '"name":"Sergey Lavrov"', '"speaker_name":"Sergey Lavrov"'
    for text in names:
        assert not Version.objects.filter(document__contains=text).exists()
    now = dict(Release.objects.values_list("number", "sha256"))
    assert {number: now[number] for number in known} == known
    assert [verify(release).faults for release in Release.objects.all()] == [[]] * len(now)
    oracle.check()


@pytest.mark.parametrize("question", AT_A_PAST_RELEASE)
def test_a_past_release_without_the_new_fields_answers(migrated, get, question):
    publish()
    assert get(f"/statements/?{question}&release=5").json()["count"] == 0


def test_a_past_release_answers_within_bounds_as_the_present_one(migrated, get):
    publish()
    question = "/statements/?stated_from=2024-01-01&stated_to=2024-12-31&stated_within_bounds=true"
    codes = [
        [record["code"] for record in get(f"{question}{release}").json()["results"]]
        for release in ("", "&release=5")
    ]
    assert codes[0] == codes[1]
    assert codes[0] != []


def test_an_earlier_release_is_rolled_back_to(migrated):
    publish()
    rolled_back = roll_back(4)
    assert rolled_back.release.number == 7
    oracle.check()


# A difference in a new version: (module, its text, its text then)
EDITS = (
    ("documents/entities.py", '"named",', '"named",\n            "known_as",'),
    (
        "documents/entities.py",
        "class ActorSerializer(serializers.ModelSerializer):",
        'class ActorSerializer(serializers.ModelSerializer):\n    known_as = serializers.CharField(source="name")',
    ),
    ("models/folding.py", "ord(chr(code).lower())", "ord(chr(code).upper())"),
)
OUTDATED = (
    "A different version of the program made these parts of the database: documents, search index. "
    "Run manage.py republish to rebuild them."
)


def test_a_program_that_was_edited_brings_its_database_up_to_date(tmp_path):
    for name in ("config", "events", "tests/world"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copy(PROJECT / "manage.py", tmp_path)

    def manage(*arguments):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            check=False,
            cwd=tmp_path,
            env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'new.sqlite3'}"},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.splitlines()

    manage("migrate", "--verbosity", "0")
    (added,) = (one for one in manage("load_fixtures", "tests/world") if "actors:" in one)
    assert manage("republish") == ["Nothing changed; release 1 is current."]
    for name, old, new in EDITS:
        path = tmp_path / "events" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
    unchanged = "Nothing changed; release 1 is current."
    assert manage("load_fixtures", "tests/world")[1:] == [unchanged, OUTDATED]
    published, actors, index, now = manage("republish")
    assert (published, now) == (
        "Release 2 is published:",
        "Now up to date with this version of the program: documents, search index.",
    )
    assert actors == added.replace("added", "changed")
    assert re.fullmatch(r"Search index: \d+ rows updated\.", index)
    assert manage("load_fixtures", "tests/world")[1:] == ["Nothing changed; release 2 is current."]


def test_the_page_on_upgrading_says_what_the_program_says(client, world, different):
    ready, outdated = map(json.loads, re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
    assert client.get("/readyz").json() == ready
    different(*outdated["stale"])
    assert client.get("/readyz").json() == outdated
    (line,) = stale_lines(Release.objects.first())
    assert f"```text\n{line}\n```" in PAGE
    named = set(re.findall(r"manage\.py (\w+)", PAGE))
    assert named == {"backup", "migrate", "republish", "restore", "serve"}
    assert named - set(get_commands()) == set()
