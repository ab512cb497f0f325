"""`republish` brings everything that is derived up to date with the program, or changes nothing."""

import importlib

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import F

from config import __version__
from events.documents.fingerprint import COLUMNS, DOCUMENTS, INDEX, TALLY, fingerprint, stale
from events.models import Event, Release, Statement, Tally, Version
from events.models.search import table
from events.publishing import computed_columns, search_index, searched_texts
from tests.publishing import oracle
from tests.publishing.world import change, get

publishing = importlib.import_module("events.publishing.publish")

NOTE = f"Documents rebuilt by manage.py republish of version {__version__}."
NOW = "Now up to date with this version of the program: {}."
WORKED_OUT = ("code", "last_day", "long", "month", "newest_first", "current__newest_first")


def stored():
    """Return all that is derived from the records, and what the releases say of it."""
    return {
        **oracle.state(),
        "columns": list(Event.objects.order_by("code").values_list(*WORKED_OUT)),
        "places": list(Statement.objects.order_by("code").values_list("code", "newest_first")),
        "fingerprints": list(Release.objects.values_list("number", "fingerprint")),
    }


def test_where_nothing_differs_nothing_changes(command, published):
    before = stored()
    assert command("republish") == (0, ["Nothing changed; release 1 is current."], [])
    assert stored() == before


def test_before_the_first_release_there_is_nothing_to_do(command, empty):
    assert command("republish") == (0, ["Nothing changed; there is no release yet."], [])


def test_an_outdated_mark_goes_where_nothing_differs(command, published, different):
    before = stored()
    different(DOCUMENTS, TALLY)
    assert command("republish", "--label", "unused") == (
        0,
        ["Nothing changed; release 1 is current.", NOW.format("documents, tally")],
        [],
    )
    assert stored() == before


def test_a_new_field_comes_into_every_document(command, published, new_field):
    new_field()
    assert command("republish") == (
        0,
        ["Release 2 is published:", "  actors: 4 changed", NOW.format("documents")],
        [],
    )
    release = Release.objects.first()
    assert (release.number, release.label, release.note) == (2, None, NOTE)
    assert release.fingerprint == fingerprint() != Release.objects.get(number=1).fingerprint
    documents = oracle.standing()
    assert documents["actors", "dan"]["known_as"] == "Dan"
    assert [one.operation for one in oracle.history()["actors", "dan"]] == ["add", "change"]
    oracle.check()
    assert command("republish") == (0, ["Nothing changed; release 2 is current."], [])


def test_a_label_and_a_note_are_of_the_release(command, published, new_field):
    new_field()
    command("republish", "--label", "2026-12", "--note", "Known names.")
    release = Release.objects.first()
    assert (release.number, release.label, release.note) == (2, "2026-12", "Known names.")


def test_a_changed_rule_reaches_columns_and_documents(command, published, different, monkeypatch):
    # No claim on the strike contradicts: under the new rule, it is enough that there are two.
    monkeypatch.setattr(computed_columns, "is_disputed", lambda event: len(event.claims) > 1)
    different(DOCUMENTS, COLUMNS)
    assert command("republish") == (
        0,
        [
            "Release 2 is published:",
            "  events: 1 changed",
            "Computed columns: 1 row updated.",
            NOW.format("documents, computed columns"),
        ],
        [],
    )
    assert get(Event, "strike").disputed is True
    assert oracle.standing()["events", "strike"]["disputed"] is True
    assert oracle.history()["events", "strike"][0].last_release_id == 1


def test_a_changed_fold_rebuilds_the_index_without_a_release(
    command, published, different, monkeypatch
):
    before = oracle.state()
    monkeypatch.setattr(
        searched_texts, "_words_of", lambda text: text.lower().replace("ann", "nan")
    )
    different(INDEX)
    # ann herself, the statement that she makes, and the talks in which she takes part
    assert command("republish") == (
        0,
        [
            "No document changed; release 1 is current.",
            "Search index: 3 rows updated.",
            NOW.format("search index"),
        ],
        [],
    )
    after = oracle.state()
    assert {name for name in before if before[name] != after[name]} == {"indexed"}
    assert "nan" in after["indexed"]["actors"]["ann"]
    monkeypatch.undo()
    assert command("republish")[1][1] == "Search index: 3 rows updated."
    assert oracle.state() == before


# Damage to one derived state: (the damage, the message about it)
def lose_tally():
    first = Tally.objects.order_by("pk").first()
    Tally.objects.filter(pk=first.pk).update(events=99)


def misplace_tally():
    # One row is on a day without events, one is between two days.
    kept = Tally.objects.order_by("pk").values()[0]
    del kept["id"]
    Tally.objects.create(**kept | {"newest_first": 2**40})
    Tally.objects.create(**kept | {"newest_first": kept["newest_first"] + 1})


def swap_columns():
    """Give two events the places of each other: a unique column, in the record and in its state."""
    one, other = Event.objects.filter(code__in=("talks", "strike")).order_by("pk")
    for pk, place in ((one.pk, None), (other.pk, one.newest_first), (one.pk, other.newest_first)):
        Event.objects.filter(pk=pk).update(newest_first=place)
    Event.objects.update(month=7)


def misplace_states():
    dated = Version.objects.filter(collection__in=("statements", "events"))
    dated.filter(newest_first__isnull=False).update(newest_first=F("newest_first") + 2**33)


def write_index(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def empty_index():
    write_index(f"DELETE FROM {table(Event)}")


def add_to_index():
    columns = "row_id, words" if connection.vendor == "postgresql" else "rowid, a"
    write_index(f"INSERT INTO {table(Event)} ({columns}) VALUES (7, 'nobody')")
    write_index(f"INSERT INTO {table(Statement)} ({columns}) VALUES (8, 'nothing')")


DAMAGE = {
    "a number of the tally": (lose_tally, ["Tally: 2 rows updated."]),
    "rows of the tally that belong to no day": (misplace_tally, ["Tally: 2 rows updated."]),
    "the whole tally": (lambda: Tally.objects.all().delete(), ["Tally: 2 rows updated."]),
    "columns of events": (swap_columns, ["Computed columns: 3 rows updated."]),
    "places of states": (misplace_states, ["Computed columns: 5 rows updated."]),
    "the whole index of events": (empty_index, ["Search index: 3 rows updated."]),
    "entries of the index that belong to no record": (
        add_to_index,
        ["Search index: 2 rows updated."],
    ),
}


@pytest.mark.parametrize(("damage", "lines"), DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_rebuilt_without_a_release(command, published, damage, lines):
    before = stored()
    damage()
    assert stored() != before
    assert command("republish") == (0, ["No document changed; release 1 is current.", *lines], [])
    assert stored() == before
    assert command("republish") == (0, ["Nothing changed; release 1 is current."], [])


def test_places_of_past_states_follow_the_rule_too(command, published):
    publishing.publish(change(Event, "strike", title="Raid"))
    publishing.publish(change(Event, "strike", start_date=None))
    places = list(Version.objects.order_by("pk").values_list("key", "newest_first"))
    misplace_states()
    # Two statements and three events as they are, and two past states of the strike
    assert command("republish")[1][1:] == ["Computed columns: 7 rows updated."]
    assert list(Version.objects.order_by("pk").values_list("key", "newest_first")) == places


def fail(*args, **kwargs):
    raise OperationalError("the disk is full")


# The steps at which it may be interrupted
STEPS = {
    "when it computes columns": (publishing, "recompute"),
    "when it indexes": (search_index, "index"),
    "when it prunes the index": (search_index, "prune"),
    "when it counts": (publishing, "tally_all"),
    "when it hashes, all else done": (publishing, "release_hash"),
}


@pytest.mark.parametrize(("owner", "name"), STEPS.values(), ids=STEPS)
def test_interrupted_it_changes_nothing(command, published, new_field, monkeypatch, owner, name):
    lose_tally()
    swap_columns()
    empty_index()
    new_field()
    before = stored()
    monkeypatch.setattr(owner, name, fail)
    with transaction.atomic():
        assert command("republish") == (
            1,
            [],
            ["the database refused it: the disk is full; nothing was changed."],
        )
        transaction.set_rollback(True)
    assert stored() == before
    assert stale(Release.objects.first()) == [DOCUMENTS]


WARNING = (
    "A different version of the program made these parts of the database: documents, tally. "
    "Run manage.py republish to rebuild them."
)


def test_a_load_says_what_to_run_and_does_not_hide_it(command, published, different, tmp_path):
    different(DOCUMENTS, TALLY)
    file = tmp_path / "datasets.json"
    file.write_text(
        '[{"model": "events.dataset", "fields": {"slug": "spare", "title": "Other", "license": "MIT"}}]'
    )
    assert command("load_fixtures", file) == (
        0,
        [
            "1 record in 1 file loaded.",
            "Release 2 is published:",
            "  datasets: 1 changed",
            WARNING,
        ],
        [],
    )
    marks = Release.objects.get(number=2).fingerprint
    assert marks == fingerprint() | {DOCUMENTS: None, TALLY: None}
    assert command("load_fixtures", file) == (
        0,
        ["1 record in 1 file loaded.", "Nothing changed; release 2 is current.", WARNING],
        [],
    )
    assert command("republish")[1] == [
        "Nothing changed; release 2 is current.",
        NOW.format("documents, tally"),
    ]
    assert command("load_fixtures", file)[1][1:] == ["Nothing changed; release 2 is current."]


def test_a_load_that_publishes_nothing_does_not_hide_it_either(published, different):
    """Words and columns of what it touches are made by this program, although no document differs."""
    different(DOCUMENTS, INDEX)
    assert publishing.publish(change(Event, "strike", title="Strike")) is None
    marks = Release.objects.get(number=1).fingerprint
    assert marks == fingerprint() | {DOCUMENTS: None, INDEX: None}
    assert stale(Release.objects.first()) == [DOCUMENTS, INDEX]
