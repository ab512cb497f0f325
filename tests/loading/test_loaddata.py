"""Django's own command on the same files: guarded by constraints, and published."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from events.loading.load import load
from events.models import Actor, Event, Release, Statement

pytestmark = pytest.mark.usefixtures("empty")

ADVICE = "nothing was changed; manage.py load_fixtures --check tells all problems and what is right"


def loaddata(*paths, **options):
    out = io.StringIO()
    call_command("loaddata", *map(str, paths), stdout=out, **options)
    return out.getvalue().splitlines()


def files(draft):
    """Return the files in the order of their names: articles' before those of what they refer to."""
    return sorted(draft.write().glob("*.json"), reverse=True)


def test_the_files_are_loaded_whatever_their_order_and_published(draft):
    assert loaddata(*files(draft)) == [
        "Installed 25 object(s) from 6 fixture(s)",
        "Release 1 is published.",
    ]
    assert load([draft.folder]).release is None


def test_records_may_stand_in_any_order_within_a_file(draft):
    records = [record for name in draft.files for record in draft.files[name]]
    (draft.folder.parent / "all.json").write_text(json.dumps(records[::-1]))

    loaddata(draft.folder.parent / "all.json")

    assert load([draft.write()]).release is None


def test_the_same_again_publishes_nothing(loaded):
    assert loaddata(*files(loaded)) == [
        "Installed 25 object(s) from 6 fixture(s)",
        "Nothing changed.",
    ]
    assert not Event.objects.filter(current=None).exists()


def test_a_change_of_a_part_is_published_with_its_owner(loaded):
    loaded["stalemate.json", 5]["value"] = "2022"
    loaded.write()

    loaddata(loaded.folder / "stalemate.json")

    counts = Release.objects.get(number=2).counts
    assert {name: count for name, count in counts.items() if any(count.values())} == {
        "events": {"add": 0, "change": 1, "withdraw": 0}
    }


# what is spoiled: the record that is named, and the reason (a constraint by its name)
REFUSED = {
    "a word": (
        ("actors.json", 1),
        {"kind": "country"},
        "files/actors.json: record 1 (events.actor russia): ",
        "kind 'country' is not one of person, ",
    ),
    "a key": (
        ("silence.json", 2),
        {"code": "No word"},
        "files/silence.json: record 2 (events.statement No word): ",
        "code 'No word' is not well formed; give lower-case letters",
    ),
    "a coordinate": (
        ("places.json", 2),
        {"latitude": 91},
        "files/places.json: record 2 (events.place crimea): ",
        "latitude 91 is out of range; give a number from -90 to 90; ",
    ),
    "evidence in part": (
        ("silence.json", 7),
        {"evidence_end": ...},
        "files/silence.json: record 7 (events.report invasion 1): ",
        "report_evidence_whole",
    ),
    "a claim of nothing": (
        ("silence.json", 8),
        {"value": ...},
        "files/silence.json: record 8 (events.claim invasion 1): ",
        "claim_says_something",
    ),
    "a date": (
        ("silence.json", 4),
        {"start_date": "2022-02-30"},
        "files/silence.json: record 4 (events.event invasion): ",
        "start_date '2022-02-30' is no day of the calendar; give one that is; ",
    ),
    "a reference": (
        ("silence.json", 2),
        {"speaker": ["sergei-lavrov"]},
        "files/silence.json: record 2 (events.statement no-word): ",
        "speaker ['sergei-lavrov'] does not exist; ",
    ),
    "a reference in a list": (
        ("silence.json", 2),
        {"addressees": [["nato"], ["nobody"]]},
        "files/silence.json: record 2 (events.statement no-word): ",
        "addressees [['nato'], ['nobody']] does not exist; ",
    ),
    "an owner": (
        ("stalemate.json", 4),
        {"event": ["invasoin"]},
        "files/stalemate.json: record 4 (events.report invasoin 2): ",
        "Report has no event.; ",
    ),
    "a reference among events": (
        ("silence.json", 9),
        {"part_of": ["nothing"]},
        "",
        "field_value was '['nothing']'; ",
    ),
    "a circle": (
        ("silence.json", 4),
        {"part_of": ["refusal"]},
        "",
        "events.event: part_of goes in a circle: 'invasion' → 'refusal' → 'invasion'; cut it at one",
    ),
    "a field": (
        ("actors.json", 1),
        {"nmae": "Russia"},
        "files/actors.json: record 1 (events.actor russia): ",
        "Actor has no field named 'nmae'; ",
    ),
    "null": (
        ("actors.json", 1),
        {"name": None},
        "files/actors.json: record 1 (events.actor russia): ",
        "name is null; give a text; ",
    ),
    "nothing said": (
        ("actors.json", 1),
        {"name": ...},
        "files/actors.json: record 1 (events.actor russia): ",
        "name is missing; give a text; ",
    ),
    "an empty text": (
        ("silence.json", 8),
        {"value": ""},
        "files/silence.json: record 8 (events.claim invasion 1): ",
        "value is empty; say null; ",
    ),
    "a text in the place of a list": (
        ("actors.json", 3),
        {"aliases": "EU"},
        "files/actors.json: record 3 (events.actor european-union): ",
        "aliases is 'EU'; give a list of texts; ",
    ),
    "a number in the place of an object": (
        ("silence.json", 4),
        {"original": 5},
        "files/silence.json: record 4 (events.event invasion): ",
        "original is 5; give an object; ",
    ),
    "a number that would come back as another": (
        ("silence.json", 4),
        {"original": {"deaths": [2**64]}},
        "files/silence.json: record 4 (events.event invasion): ",
        "original holds 18446744073709551616 at deaths[0], which has more than 64 bits; ",
    ),
    "no number": (
        ("silence.json", 4),
        {"original": {"n": float("nan")}},
        "files/silence.json: record 4 (events.event invasion): ",
        "original.n is no finite number; give a number, or null; ",
    ),
    "a fraction of a character": (
        ("silence.json", 1),
        {"characters": 166.5},
        "files/silence.json: record 1 (events.article silence): ",
        "characters is 166.5; give a whole number; ",
    ),
    "a word that is none, in a list": (
        ("silence.json", 2),
        {"topics": ["peace", "guarantees"]},
        "files/silence.json: record 2 (events.statement no-word): ",
        "topics 'peace' is not one of ",
    ),
}


@pytest.mark.parametrize(("place", "change", "record", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_names_the_record_and_the_reason(draft, place, change, record, reason):
    draft.spoil(place, change)

    with pytest.raises(CommandError) as refused:
        loaddata(*files(draft))

    told = str(refused.value)
    assert told.startswith(record)
    assert reason in told.removeprefix(record)
    assert told.endswith(f"; {ADVICE}")
    assert Actor.objects.count() == Statement.objects.count() == Release.objects.count() == 0


BROKEN = {
    "cut off": (b"[", "line 1, column 2: the file ends before its JSON does; is it cut off?"),
    "other encoding": (
        "[\u041b]".encode("cp1251"),
        "byte 1 (line 1) is not UTF-8; save the file in the encoding UTF-8",
    ),
    "no record": (b"[1]", "record 1: is no object with model and fields"),
}


@pytest.mark.parametrize(("data", "message"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read(draft, data, message):
    path = draft.write() / "broken.json"
    path.write_bytes(data)

    with pytest.raises(CommandError) as refused:
        loaddata(draft.folder / "actors.json", path)

    assert str(refused.value) == f"files/broken.json: {message}; {ADVICE}"
    assert Actor.objects.count() == 0


def test_a_file_that_is_not_there(draft):
    with pytest.raises(CommandError, match="No fixture named 'nowhere' found"):
        loaddata("nowhere.json")


def test_a_dump_of_the_whole_database_comes_back(loaded, tmp_path):
    path = tmp_path / "dump.json"
    call_command("dumpdata", "events", output=str(path), verbosity=0)

    assert loaddata(path)[1:] == ["Nothing changed."]


def test_other_formats_are_left_to_django(draft):
    path = draft.folder.parent / "actors.xml"
    path.write_text(
        '<django-objects version="1.0"><object model="events.actor">'
        '<field name="slug" type="CharField">osce</field>'
        '<field name="name" type="TextField">OSCE</field>'
        '<field name="kind" type="CharField">organization</field>'
        "</object></django-objects>"
    )

    assert loaddata(path) == [
        "Installed 1 object(s) from 1 fixture(s)",
        "Release 1 is published.",
    ]


@pytest.mark.parametrize("value", ['"abc"', "[1]", "5", '{"a": 1}'])
def test_json_of_other_formats_has_its_shape(draft, value):
    path = draft.folder.parent / "actors.xml"
    path.write_text(
        '<django-objects version="1.0"><object model="events.actor">'
        '<field name="slug" type="CharField">osce</field>'
        '<field name="name" type="TextField">OSCE</field>'
        f'<field name="aliases" type="JSONField">{value}</field>'
        '<field name="kind" type="CharField">organization</field>'
        "</object></django-objects>"
    )

    with pytest.raises(CommandError, match=f"^events.actor osce: aliases .* {ADVICE}$"):
        loaddata(path)

    assert Actor.objects.count() == 0


def test_models_may_be_left_out(draft):
    # What is left out may be wrong.
    draft.spoil(("silence.json", 8), {"value": 5})
    loaddata(*files(draft), exclude=["events.claim"], verbosity=0)

    assert Event.objects.get(code="invasion").claims.count() == 0
    assert Release.objects.get().counts["events"]["add"] == 2
