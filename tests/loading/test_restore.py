"""A document back to rows: the rows that it was made of, for every record that there is."""

import io
from pathlib import Path

import orjson
import pytest

from events.importing.acled import importer as acled
from events.importing.gdelt import importer as gdelt
from events.importing.progress import Progress
from events.importing.run import Wanted, run
from events.importing.ucdp import importer as ucdp
from events.loading.export.tables import stored
from events.loading.fixture_fields import fixture_fields
from events.loading.load import load
from events.loading.restore import GROUPED, NESTED, entries_of
from events.loading.rollback import roll_back
from events.models import LINKS, MODEL_BY_COLLECTION, PARTS, RECORDS, Event, Statement, Version
from events.publishing import publish
from tests.importing.tables import EXCERPTS, acled_file
from tests.loading.write.test_missing import keys
from tests.publishing import oracle

PROJECT = Path(__file__).parents[2]


# record: its links to others of its kind
OWNED = {link._meta.get_field(PARTS[link]).related_model: link for link in LINKS}


def rows_of_tables():
    """Return {(model, key): values} of all that fixtures state."""
    found = {}
    for model in (*RECORDS, *PARTS):
        lookups = getattr(model, "part_key", None) or (model.key_name,)
        for values in stored(model):
            key = tuple(values[lookup.partition("__")[0]] for lookup in lookups)
            found[model, key] = sorted_lists(model, values)
    return found


def rows_of_documents():
    """Return the same, from the documents that stand."""
    found = {}
    for version in Version.objects.filter(last_release=None, document__isnull=False):
        for entry in entries_of(MODEL_BY_COLLECTION[version.collection], version.document):
            assert entry.row not in found
            found[tuple(entry.row)] = sorted_lists(entry.row.model, entry.values)
    return found


def sorted_lists(model, values):
    lists = [name for name, field in fixture_fields(model).items() if field.many_to_many]
    return values | {name: sorted(values[name]) for name in lists}


def imported(form, *paths):
    run(form, [str(path) for path in paths], Wanted(), Progress(io.StringIO(), io.StringIO()))


WORLDS = {
    "tests/world": ("world", lambda folder: None),
    "fixtures": ("empty", lambda folder: load([PROJECT / "fixtures"])),
    "rows of UCDP GED": ("empty", lambda folder: imported(ucdp, EXCERPTS / "ucdp_ged.csv")),
    "rows of GDELT": ("empty", lambda folder: imported(gdelt, EXCERPTS / "gdelt_2.csv")),
    "rows in ACLED's form": (
        "empty",
        lambda folder: imported(
            acled,
            acled_file(
                folder,
                {},
                {"event_id_cnty": "UKR900002", "fatalities": "0", "notes": " with\nbreaks "},
            ),
        ),
    ),
}


@pytest.fixture(params=WORLDS)
def filled(request, tmp_path):
    fixture, fill = WORLDS[request.param]
    request.getfixturevalue(fixture)
    fill(tmp_path)


def test_the_documents_give_the_rows_that_they_were_made_of(filled):
    assert rows_of_documents() == rows_of_tables()


def test_everything_is_withdrawn_and_comes_back(filled):
    before, rows = oracle.state(), rows_of_tables()
    for model in (Statement, Event, *reversed(RECORDS[:5])):
        for name in ("part_of", "same_as", "within"):
            if hasattr(model, name):
                model.objects.update(**{name: None})
        if model in OWNED:
            # The link of one protects the other.
            OWNED[model].objects.all().delete()
        model.objects.all().delete()
    publish()
    assert not any(keys().values())

    release = roll_back(1).release

    oracle.check()
    assert (release.number, release.sha256) == (3, before["releases"][0][-1])
    assert rows_of_tables() == rows
    after = oracle.state()
    assert {name: after[name] for name in ("disputed", "indexed")} == {
        name: before[name] for name in ("disputed", "indexed")
    }
    for model in (Statement, Event):
        # In the order in which they stood.
        states = Version.objects.filter(collection=model.collection, operation="add")
        first, last = (
            list(states.filter(first_release=number).order_by("newest_first").values_list("key"))
            for number in (1, 3)
        )
        assert first == last == list(model.objects.values_list("code"))


def test_each_part_has_its_place_in_the_document_of_its_owner():
    assert list(NESTED) == list(PARTS)


def test_a_field_that_the_document_does_not_know_yet(world):
    (version,) = Version.objects.filter(key="kyiv-strike", last_release=None)
    document = orjson.loads(version.document)
    for name in ("note", "contexts", "status", "fatalities"):
        del document[name]

    values = entries_of(Event, orjson.dumps(document))[0].values

    assert [values[name] for name in ("note", "contexts", "status")] == [None, [], "occurred"]
    assert [values[name] for name in GROUPED if name in values] == [None, None, None]
