"""Files that hold, or refer to, what was withdrawn: told with the reason and what is right, and never brought back by chance."""

import pytest
from django.core.management import CommandError

from events.loading.load import check_only, load
from events.loading.problem import Refused
from events.loading.withdraw import withdraw
from events.models import Actor, Event, Version
from events.publishing import Withdrawal, publish
from tests.loading.test_loaddata import loaddata
from tests.loading.write.test_missing import keys


def problems(draft, run=check_only, **options):
    with pytest.raises(Refused) as refused:
        run([draft.write()], **options)
    return [str(problem) for problem in refused.value.problems]


@pytest.fixture
def without_nato(loaded):
    """NATO is withdrawn, and still in the files."""
    withdraw(Actor, "nato", "Coded twice.", "european-union")
    return loaded


NATO = (
    "files/actors.json: record 4 (events.actor nato): was withdrawn in release 2 (Coded twice), and "
    "'european-union' is in its place; take it out of the file, or load with --restore to bring it back"
)


@pytest.mark.parametrize("run", [load, check_only])
def test_a_withdrawn_record_in_a_file_is_a_problem(without_nato, run):
    assert problems(without_nato, run) == [NATO]
    assert "nato" not in keys()["actors"]


def test_it_comes_back_if_that_is_asked(without_nato):
    assert check_only([without_nato.write()], restore=True).records == 25

    release = load([without_nato.folder], restore=True).release

    assert release.counts["actors"] == {"add": 1, "change": 0, "withdraw": 0}
    assert load([without_nato.folder]).release is None


def test_without_it_the_files_load_as_before(without_nato):
    del without_nato.files["actors.json"][3]
    assert load([without_nato.write()]).release is None


def test_a_reference_to_it_is_told_with_its_successor(without_nato):
    del without_nato.files["actors.json"][3]
    without_nato["silence.json", 2]["addressees"] = [["nato"]]
    without_nato["silence.json", 5]["actor"] = ["nato"]
    without_nato["silence.json", 8].update(attribute="actor", value="nato")
    gone = "'nato' was withdrawn in release 2 (Coded twice); use 'european-union'"
    assert problems(without_nato) == [
        f"files/silence.json: record 2 (events.statement no-word): addressees {gone}",
        f"files/silence.json: record 5 (events.participant invasion nato actor): actor {gone}",
        f"files/silence.json: record 8 (events.claim invasion 1): value {gone}",
    ]


def test_a_reference_to_it_is_no_second_problem_where_it_stands_in_the_files(without_nato):
    without_nato["silence.json", 2]["addressees"] = [["nato"]]
    assert problems(without_nato) == [NATO]


def test_without_a_reason_or_successor(loaded):
    Actor.objects.get(slug="nato").delete()
    publish({}, {("actors", "nato"): None})
    assert problems(loaded) == [
        (
            "files/actors.json: record 4 (events.actor nato): was withdrawn in release 2; take it out of the "
            "file, or load with --restore to bring it back"
        )
    ]
    del loaded.files["actors.json"][3]
    loaded["silence.json", 2]["speaker"] = ["nato"]
    assert problems(loaded) == [
        (
            "files/silence.json: record 2 (events.statement no-word): speaker 'nato' was withdrawn in release "
            "2; refer to another"
        )
    ]


def test_parts_of_a_withdrawn_event_in_other_files(loaded):
    Event.objects.update(part_of=None)
    for code in ("refusal", "invasion"):
        Event.objects.get(code=code).links.all().delete()
        Event.objects.get(code=code).delete()
    publish(None, {("events", "invasion"): Withdrawal("Never happened")})
    loaded.files["silence.json"] = loaded.files["silence.json"][:2]
    del loaded.files["stalemate.json"][2]
    gone = "event 'invasion' was withdrawn in release 2 (Never happened); refer to another"
    assert problems(loaded) == [
        f"files/stalemate.json: record 3 (events.report invasion 2): {gone}",
        f"files/stalemate.json: record 4 (events.claim invasion 2): {gone}",
    ]


@pytest.mark.parametrize(
    "reference",
    ["nato", [], [[]], [["nato", 1]], {"a": 1}, ["n\0ato"], ["x" * 10_000], 7],
    ids=repr,
)
def test_references_that_cannot_be_read(without_nato, reference):
    del without_nato.files["actors.json"][3]
    without_nato["silence.json", 2]["speaker"] = reference
    without_nato["silence.json", 2]["addressees"] = reference
    told = problems(without_nato)
    assert told
    assert all(
        one.startswith("files/silence.json: record 2 (events.statement no-word)") for one in told
    )


def test_what_is_missing_is_withdrawn_for_a_reason(loaded):
    folder = loaded.write()
    (folder / "stalemate.json").unlink()
    load([folder], withdraw_missing=True, reason="Retracted by its publisher")
    told = Version.objects.filter(operation="withdraw").values_list("key", "reason")
    assert sorted(told) == [
        ("stalemate", "Retracted by its publisher"),
        ("unacceptable", "Retracted by its publisher"),
    ]


def test_loaddata_brings_nothing_back(without_nato):
    without_nato.write()
    with pytest.raises(CommandError) as error:
        loaddata(without_nato.folder / "actors.json")
    assert str(error.value).splitlines() == [NATO, "1 problem; nothing was changed."]
    assert "nato" not in keys()["actors"]
    del without_nato.files["actors.json"][3]
    without_nato.write()
    assert loaddata(without_nato.folder / "actors.json") == [
        "Installed 4 object(s) from 1 fixture(s)",
        "Nothing changed; release 2 is current.",
    ]
