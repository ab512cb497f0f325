"""The records that a complete set of files no longer holds, and those that are left because they are used."""

import pytest

from events.loading.load import check_only, load
from events.loading.problem import Refused
from events.models import RECORDS, Claim, Event, Report, Statement, Version

pytestmark = pytest.mark.usefixtures("empty")


def keys():
    return {
        model.collection: sorted(model.objects.values_list(model.key_name, flat=True))
        for model in RECORDS
    }


def withdrawn():
    """Return the withdrawals of the last release."""
    return sorted(
        f"{version.collection}/{version.key}"
        for version in Version.objects.filter(operation="withdraw", last_release=None)
    )


def test_without_the_option_nothing_is_withdrawn(loaded):
    folder = loaded.write()
    (folder / "stalemate.json").unlink()

    assert load([folder]).release is None


def test_what_a_missing_file_held_is_withdrawn(loaded):
    folder = loaded.write()
    (folder / "stalemate.json").unlink()

    release = load([folder], withdraw_missing=True).release

    assert withdrawn() == ["articles/stalemate", "statements/unacceptable"]
    assert release.counts["events"] == {"add": 0, "change": 1, "withdraw": 0}
    assert [str(row) for row in Report.objects.order_by("event__code")] == [
        "invasion 1",
        "refusal 1",
    ]
    assert [str(row) for row in Claim.objects.all()] == ["invasion 1"]


def test_what_nothing_uses_any_more_goes_with_it_the_deepest_first(loaded):
    loaded.files["actors.json"] = loaded.files["actors.json"][:3] + loaded.files["actors.json"][4:]
    loaded.files["sources.json"] = []
    loaded["silence.json", 1]["relays"] = []
    loaded.files["places.json"] = []
    loaded["silence.json", 4]["place"] = None

    load([loaded.write()], withdraw_missing=True)

    assert withdrawn() == ["actors/nato", "places/crimea", "places/ukraine", "sources/glavkom"]


def test_what_is_used_stays_though_no_file_holds_it(loaded):
    loaded.files["actors.json"] = []
    loaded.files["sources.json"] = []
    loaded.files["places.json"] = []
    loaded.files["silence.json"].append(
        {
            "model": "events.claim",
            "fields": {
                **loaded["silence.json", 8],
                "number": 3,
                "attribute": "place",
                "value": "crimea",
            },
        }
    )

    load([loaded.write()], withdraw_missing=True)

    assert keys() == {
        "datasets": ["attest"],
        "sources": ["glavkom"],
        "articles": ["silence", "stalemate"],
        # nato is the only one of which nothing speaks; a claim names crimea by its key.
        "actors": ["european-union", "russia", "sergey-lavrov", "ukraine"],
        "places": ["crimea", "ukraine"],
        "statements": ["no-word", "unacceptable"],
        "events": ["invasion", "refusal"],
    }


def test_other_datasets_are_left_alone(loaded):
    for records in loaded.files.values():
        for record in records:
            if record["fields"].get("slug") == "attest":
                record["fields"]["slug"] = "other"
    folder = loaded.write()
    for name in ("actors", "sources", "places", "silence", "stalemate"):
        (folder / f"{name}.json").unlink()

    load([folder], withdraw_missing=True)

    assert withdrawn() == ["actors/nato", "places/crimea"]


def test_a_whole_and_its_part_are_withdrawn_together(loaded):
    loaded.files["silence.json"] = loaded.files["silence.json"][:2]
    loaded.files["stalemate.json"] = loaded.files["stalemate.json"][:2]

    load([loaded.write()], withdraw_missing=True)

    assert keys()["events"] == []
    assert withdrawn() == ["events/invasion", "events/refusal"]


def kept_by_another_dataset(draft):
    """Add a dataset whose event is a part of `refusal`, and whose statement speaks of it; take it out again."""
    records = [
        ("dataset", {"slug": "other", "title": "Other", "license": "CC0-1.0"}),
        (
            "event",
            {
                **draft["silence.json", 9],
                "code": "other-event",
                "dataset": ["other"],
                "part_of": ["refusal"],
                "same_as": ["refusal"],
            },
        ),
        ("report", {**draft["silence.json", 11], "event": ["other-event"]}),
        (
            "statement",
            {**draft["silence.json", 2], "code": "other-statement", "dataset": ["other"]},
        ),
        (
            "statementevent",
            {"statement": ["other-statement"], "event": ["refusal"], "relation": "rejects"},
        ),
    ]
    draft.files["other.json"] = [
        {"model": f"events.{model}", "fields": fields} for model, fields in records
    ]
    load([draft.write()])
    del draft.files["other.json"]
    (draft.folder / "other.json").unlink()


@pytest.mark.parametrize("run", [load, check_only])
def test_what_another_dataset_still_speaks_of_is_a_problem(loaded, run):
    kept_by_another_dataset(loaded)
    del loaded.files["silence.json"][8:]
    del loaded.files["stalemate.json"][2]
    loaded.write()
    before = keys()

    with pytest.raises(Refused) as refused:
        run([loaded.folder], withdraw_missing=True)

    advice = "keep it in the files or change this reference first"
    assert [str(problem) for problem in refused.value.problems] == [
        (
            "the database: events.event other-event: part_of 'refusal' would be withdrawn, but this "
            f"event is kept; {advice}"
        ),
        (
            "the database: events.event other-event: same_as 'refusal' would be withdrawn, but this "
            f"event is kept; {advice}"
        ),
        (
            "the database: events.statement other-statement: events 'refusal' would be withdrawn, but "
            f"this statement is kept; {advice}"
        ),
    ]
    assert keys() == before


def test_what_the_files_still_speak_of_is_a_problem(loaded):
    del loaded.files["silence.json"][8:]

    with pytest.raises(Refused) as refused:
        load([loaded.write()], withdraw_missing=True)

    assert [str(problem) for problem in refused.value.problems] == [
        (
            "files/stalemate.json: record 3 (events.statementevent unacceptable refusal rejects): event "
            "'refusal' is an event that this load withdraws; keep it in the files or refer to another"
        )
    ]
    assert Event.objects.count() == 2


def test_an_event_whose_last_report_goes_is_a_problem(loaded):
    loaded["stalemate.json", 4]["number"] = 1
    del loaded.files["silence.json"][6]
    load([loaded.write()])
    (loaded.folder / "stalemate.json").unlink()

    with pytest.raises(Refused) as refused:
        load([loaded.folder], withdraw_missing=True)

    assert [str(problem) for problem in refused.value.problems] == [
        (
            "files/silence.json: record 4 (events.event invasion): no report: an event needs at least "
            "one article that reports it; add an events.report"
        )
    ]


def test_a_file_that_cannot_be_read_withdraws_nothing(loaded):
    folder = loaded.write()
    (folder / "stalemate.json").write_text("[")

    with pytest.raises(Refused) as refused:
        load([folder], withdraw_missing=True)

    assert len(refused.value.problems) == 1
    assert Statement.objects.count() == 2


def test_a_withdrawn_record_comes_back(loaded):
    folder = loaded.write()
    (folder / "stalemate.json").unlink()
    load([folder], withdraw_missing=True)

    release = load([loaded.write()], restore=True).release

    assert release.counts["statements"] == {"add": 1, "change": 0, "withdraw": 0}
    assert withdrawn() == []
