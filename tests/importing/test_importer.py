"""The protocol of every importer, and one that is made here: all that it codes is written, or refused at once."""

import datetime
import importlib
import pkgutil
from types import SimpleNamespace

import pytest
from django.core.management import get_commands, load_command_class

from events import importing
from events.importing.coded import Coded
from events.importing.importer import Importer
from events.importing.problem import Stopped
from events.importing.reading.cells import day, words
from events.importing.reading.layout import Layout
from events.models import Actor, Event, Place
from tests.importing.tables import ucdp_file, written

IMPORTERS = {
    name: importlib.import_module(f"{importing.__name__}.{name}.importer")
    for _, name, is_package in pkgutil.iter_modules(importing.__path__)
    if is_package and name != "reading"
}


def test_which_there_are():
    assert sorted(IMPORTERS) == ["acled", "gdelt", "ucdp"]


@pytest.mark.parametrize("name", IMPORTERS)
def test_each_has_its_parts_and_its_command(name):
    importer = IMPORTERS[name]

    assert isinstance(importer, Importer)
    assert get_commands()[f"import_{name}"] == "events"
    assert load_command_class("events", f"import_{name}").importer is importer


# A dataset of campaigns: code, the larger campaign, the same one elsewhere, the earliest and the latest day.
LAYOUT = Layout(
    columns=dict.fromkeys(("id", "whole", "double"), words) | {"earliest": day, "latest": day},
    required=("id",),
    names={},
    headless=(("id", "whole", "double", "earliest", "latest"),),
)


def key(row):
    return f"campaigns-{row.cells[0]}"


def coded(row):
    _, whole, double, *days = row.original().values()
    earliest, latest = (one and datetime.date.fromisoformat(one) for one in days)
    return Coded(
        code=key(row),
        columns={
            "type": "MOBILIZE",
            "quad_class": 4,
            "title": f"Campaign {row.cells[0]}",
            "date_not_before": earliest,
            "date_not_after": latest,
            "part_of": whole and f"campaigns-{whole}",
            "same_as": double,
        },
    )


CAMPAIGNS = SimpleNamespace(
    DATASET={"slug": "campaigns", "title": "Campaigns", "license": "CC0-1.0"},
    LAYOUT=LAYOUT,
    key=key,
    coded=coded,
)
# The second and the fourth are parts of an event that comes later; the third is one of UCDP's.
ROWS = "1,,,2022-02-24,2022-03-01\n2,3,,,\n3,1,ucdp-ged-900001,,\n4,3,,,\n"
COLUMNS = ("code", "part_of__code", "same_as__code", "date_not_before", "date_not_after", "status")
FIRST, LAST = datetime.date(2022, 2, 24), datetime.date(2022, 3, 1)


def events():
    return list(
        Event.objects.filter(dataset__slug="campaigns").order_by("code").values_list(*COLUMNS)
    )


@pytest.fixture
def campaigns(imported, tmp_path):
    """Import rows of campaigns; return (fates, changes)."""
    return lambda rows, **wanted: imported(
        written(tmp_path, "campaigns.csv", rows), form=CAMPAIGNS, **wanted
    )


@pytest.mark.parametrize("batch", [1, 2, 2000])
def test_every_column_of_the_model_can_be_coded(campaigns, imported, tmp_path, monkeypatch, batch):
    monkeypatch.setattr("events.importing.run.BATCH", batch)
    imported(ucdp_file(tmp_path, {}))

    assert campaigns(ROWS, check=True) == ({"added": 4}, None)
    assert campaigns(ROWS)[0] == {"added": 4}
    assert events() == [
        ("campaigns-1", None, None, FIRST, LAST, "occurred"),
        ("campaigns-2", "campaigns-3", None, None, None, "occurred"),
        ("campaigns-3", "campaigns-1", "ucdp-ged-900001", None, None, "occurred"),
        ("campaigns-4", "campaigns-3", None, None, None, "occurred"),
    ]
    assert campaigns(ROWS) == ({"unchanged": 4}, None)


def test_a_reference_that_changes_or_goes_is_a_change(campaigns, imported, tmp_path):
    imported(ucdp_file(tmp_path, {}))
    campaigns(ROWS)

    fates, changes = campaigns(ROWS.replace("3,1,ucdp-ged-900001", "3,,").replace("4,3", "4,1"))

    assert (fates, changes) == ({"changed": 2, "unchanged": 2}, {"events": (0, 2, 0)})
    assert [row[:3] for row in events()[2:]] == [
        ("campaigns-3", None, None),
        ("campaigns-4", "campaigns-1", None),
    ]


@pytest.mark.parametrize("check", [False, True])
@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "1,,,,\n2,9,,,\n",
            (
                "event campaigns-2: part_of is 'campaigns-9', which is neither in the files nor in "
                "the tables; import or load that event first"
            ),
        ),
        ("1,1,,,\n", "event campaigns-1: part_of is the event itself"),
    ],
)
def test_a_reference_to_nothing_is_refused(campaigns, rows, message, check):
    with pytest.raises(Stopped) as refused:
        campaigns(rows, check=check)

    assert str(refused.value) == message
    assert events() == []


def test_a_part_goes_with_its_whole_and_not_without_it(campaigns):
    campaigns("1,,,,\n2,1,,,\n")

    assert campaigns("1,,,,\n", withdraw_missing=True)[1]["events"] == (0, 0, 1)
    campaigns("1,,,,\n2,1,,,\n")
    with pytest.raises(Stopped) as refused:
        campaigns("2,1,,,\n", withdraw_missing=True)
    assert "event campaigns-2 (part_of campaigns-1)" in str(refused.value)


EVENT = {"type": "MOBILIZE", "quad_class": 4, "title": "Campaign"}
ACTOR = {"slug": "a", "name": "A", "kind": "state"}


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"columns": {**EVENT, "date_not_bfore": None}}, "Event has no column date_not_bfore: "),
        # Fields that are worked out, those of the run, and those with a place in `Coded`.
        ({"columns": {**EVENT, "disputed": True}}, "Event has no column disputed: "),
        ({"columns": {**EVENT, "dataset": "x"}}, "Event has no column dataset: "),
        ({"columns": {**EVENT, "contexts": []}}, "Event has no column contexts: "),
        ({"columns": {"type": "MOBILIZE", "title": "x"}}, "Event needs the column quad_class"),
        ({"participants": [({**ACTOR, "sector": "GOV"}, "actor")]}, "Actor has no column sector: "),
        ({"participants": [({**ACTOR, "part_of": "b"}, "actor")]}, "Actor has no column part_of: "),
        ({"place": {"slug": "p", "kind": "point"}}, "Place needs the column name"),
        (
            {"reports": [({"slug": "r", "source": None, "headline": "x"}, "primary")]},
            "Article has no column headline: ",
        ),
        (
            {"reports": [({"slug": "r", "source": {"slug": "s", "name": "S"}}, "primary")]},
            "Source needs the column kind",
        ),
    ],
)
def test_what_no_column_takes_is_refused_at_once(parts, message):
    with pytest.raises(TypeError) as refused:
        Coded(**{"code": "x", "columns": EVENT, **parts})

    assert str(refused.value).startswith(message)


def test_the_record_of_the_dataset_has_only_columns_too(imported, tmp_path):
    importer = SimpleNamespace(**{**vars(CAMPAIGNS), "DATASET": {"slug": "x", "tilte": "X"}})

    with pytest.raises(TypeError, match=r"^Dataset has no column tilte: "):
        imported(written(tmp_path, "a.csv", ROWS), form=importer)


def test_all_rows_of_an_importer_name_the_same_columns(imported, tmp_path):
    def uneven(row):
        found = coded(row)
        if row.cells[0] == "2":
            del found.columns["part_of"]
        return found

    importer = SimpleNamespace(**{**vars(CAMPAIGNS), "coded": uneven})

    with pytest.raises(
        TypeError, match=r"^campaigns-1 and campaigns-2 do not have the same columns"
    ):
        imported(written(tmp_path, "a.csv", ROWS), form=importer)


def test_what_only_some_actors_and_places_have_is_written_too(imported, tmp_path):
    def with_actor(row):
        found = coded(row)
        found.columns |= {"part_of": None, "same_as": None}
        number = row.cells[0]
        known = {"1": {}, "2": {"wikidata": "Q2"}, "3": {"note": "Three"}, "4": {"wikidata": "Q4"}}
        actor = {"slug": f"a{number}", "name": number, "kind": "state", **known[number]}
        found.participants = [(actor, "actor")]
        place = {"slug": f"p{number}", "name": number, "kind": "point", **known[number]}
        found.place = place
        return found

    importer = SimpleNamespace(**{**vars(CAMPAIGNS), "coded": with_actor})
    path = written(tmp_path, "a.csv", ROWS)

    imported(path, form=importer)

    expected = [("1", None, None), ("2", "Q2", None), ("3", None, "Three"), ("4", "Q4", None)]
    for model in (Actor, Place):
        columns = model.objects.order_by("name").values_list("name", "wikidata", "note")
        assert list(columns) == expected
    assert imported(path, form=importer) == ({"unchanged": 4}, None)
    Actor.objects.filter(slug="a2").update(wikidata="Q9", country="UA")
    assert imported(path, form=importer) == ({"unchanged": 4}, {"actors": (0, 1, 0)})
    # Fields that the importer does not name are left alone.
    assert Actor.objects.filter(slug="a2", wikidata="Q2", country="UA").exists()
