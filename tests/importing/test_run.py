"""One import: all or nothing, every row counted, and a second time nothing at all."""

import csv
import json

import pytest

from events.importing import run
from events.importing.gdelt import importer as gdelt
from events.importing.problem import Stopped
from events.importing.run import Wanted
from events.importing.ucdp import importer as ucdp
from events.loading.withdraw import withdraw
from events.models import RECORDS, Actor, Article, Dataset, Event, Release, Source, Version
from tests.importing.tables import EXCERPTS, UCDP, csv_text, ucdp_file, written

CODES = ["ucdp-ged-1", "ucdp-ged-2", "ucdp-ged-3"]
THREE = [{"id": "1"}, {"id": "2"}, {"id": "3"}]


def codes():
    return sorted(Event.objects.values_list("code", flat=True))


def test_a_first_import_is_a_release(imported, tmp_path):
    fates, changes = imported(ucdp_file(tmp_path, *THREE), label="first", dataset_version="24.1")

    assert fates == {"added": 3}
    assert changes == {
        "datasets": (1, 0, 0),
        "sources": (2, 0, 0),
        "articles": (2, 0, 0),
        "actors": (2, 0, 0),
        "places": (1, 0, 0),
        "events": (3, 0, 0),
    }
    release = Release.objects.get()
    assert (release.label, release.note) == (
        "first",
        (
            "UCDP Georeferenced Event Dataset 24.1: 3 rows read = 3 added + 0 changed + "
            "0 unchanged + 0 rejected."
        ),
    )
    assert codes() == CODES


def test_the_same_file_again_publishes_nothing(imported, tmp_path):
    path = ucdp_file(tmp_path, *THREE)
    imported(path)

    assert imported(path) == ({"unchanged": 3}, None)
    assert Release.objects.count() == 1


def test_a_later_version_changes_and_adds(imported, tmp_path):
    imported(ucdp_file(tmp_path, {"id": "1"}, {"id": "2"}), dataset_version="23.1")

    later = ucdp_file(tmp_path, {"id": "1"}, {"id": "2", "high": "9"}, {"id": "3"})
    fates, changes = imported(later, dataset_version="24.1")

    assert fates == {"added": 1, "changed": 1, "unchanged": 1}
    assert changes == {"datasets": (0, 1, 0), "events": (1, 1, 0)}
    assert Dataset.objects.get().version == "24.1"
    states = Version.objects.filter(key="ucdp-ged-2").order_by("first_release_id")
    assert [json.loads(state.document)["fatalities"]["high"] for state in states] == [5, 9]


@pytest.mark.parametrize("batch", [1, 2, 2000])
def test_the_size_of_a_batch_does_not_matter(imported, tmp_path, monkeypatch, batch):
    monkeypatch.setattr(run, "BATCH", batch)
    path = ucdp_file(tmp_path, *THREE, {"id": "2"}, {"id": "1", "high": "8"})

    assert imported(path)[0] == {"added": 3, "repeated": 2}
    assert Event.objects.get(code="ucdp-ged-1").fatalities_high == 8
    assert imported(ucdp_file(tmp_path, {"id": "1", "high": "8"}, *THREE[1:])) == (
        {"unchanged": 3},
        None,
    )


@pytest.mark.parametrize("batch", [1, 2, 2000])
def test_a_row_that_comes_twice_is_told_where_it_differs(
    imported, tmp_path, monkeypatch, batch, told
):
    monkeypatch.setattr(run, "BATCH", batch)
    imported(ucdp_file(tmp_path, *THREE))
    path = ucdp_file(tmp_path, *THREE, {"id": "1"}, {"id": "2", "high": "8"}, {"id": "3"})

    fates, changes = imported(path)

    assert fates == {"changed": 1, "unchanged": 2, "repeated": 3}
    assert changes == {"events": (0, 1, 0)}
    assert told.warned_of == [
        f"{path}:6: ucdp-ged-2 again, and not as at {path}:3; this row counts"
    ]


@pytest.mark.parametrize("batch", [1, 2000])
def test_a_check_counts_as_the_import_will_and_changes_nothing(
    imported, tmp_path, monkeypatch, batch, told
):
    monkeypatch.setattr(run, "BATCH", batch)
    imported(ucdp_file(tmp_path, {"id": "1"}, {"id": "2"}))
    path = ucdp_file(
        tmp_path,
        {"id": "1", "high": "8"},
        {"id": "2"},
        {"id": "3"},
        {"id": "3"},
        {"id": "2", "high": "9"},
        {"id": "4", "best": "?"},
    )
    before = {model: list(model.objects.order_by("pk").values()) for model in (*RECORDS, Version)}

    checked, release = imported(path, check=True)

    assert release is None
    assert before == {model: list(model.objects.order_by("pk").values()) for model in before}
    assert checked == {"added": 1, "changed": 2, "unchanged": 0, "repeated": 2, "rejected": 1} or (
        checked == {"added": 1, "changed": 2, "repeated": 2, "rejected": 1}
    )
    assert imported(path, keep_going=True)[0] == checked


def test_a_row_that_cannot_be_read_stops_all(imported, tmp_path):
    imported(ucdp_file(tmp_path, {"id": "1"}))
    path = ucdp_file(tmp_path, {"id": "1", "high": "8"}, {"id": "2"}, {"id": "3", "best": "?"})

    with pytest.raises(Stopped) as refused:
        imported(path)

    assert str(refused.value) == f"{path}:4: best: '?' is not a whole number"
    assert codes() == ["ucdp-ged-1"]
    assert Event.objects.get().fatalities_high == 5
    assert Release.objects.count() == 1


def test_a_later_file_that_is_none_stops_all(imported, tmp_path):
    with pytest.raises(Stopped):
        imported(ucdp_file(tmp_path, *THREE), written(tmp_path, "b.csv", "a,b\n1,2\n"))

    assert codes() == []


def test_keeping_going_puts_such_rows_aside(imported, tmp_path, told):
    rejects = tmp_path / "rejects.csv"
    text = csv_text([{**UCDP, "id": "1"}, {**UCDP, "id": "2", "best": "?"}]) + '4,5\n"open'
    path = written(tmp_path, "ged.csv", text)

    fates, changes = imported(path, keep_going=True, rejects=rejects)

    assert fates == {"added": 1, "rejected": 3}
    assert changes["events"] == (1, 0, 0)
    reasons = [
        "best: '?' is not a whole number",
        "has 2 fields instead of 49",
        "is not well-formed CSV: unexpected end of data",
    ]
    with open(rejects, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["file", "line", "event", "reason", "cells"]
    assert [row[:4] for row in rows] == [
        [str(path), line, code, reason]
        for line, code, reason in zip(("3", "4", "5"), ("ucdp-ged-2", "", ""), reasons, strict=True)
    ]
    assert [json.loads(row[4]) for row in rows] == [
        list({**UCDP, "id": "2", "best": "?"}.values()),
        ["4", "5"],
        [],
    ]
    assert told.warned_of == [
        f"{path}:{line}: {reason}" for line, reason in zip((3, 4, 5), reasons, strict=True)
    ]


def test_no_rejects_no_file(imported, tmp_path):
    imported(ucdp_file(tmp_path, *THREE), keep_going=True, rejects=tmp_path / "rejects.csv")

    assert not (tmp_path / "rejects.csv").exists()


def test_what_is_left_out_stops_nothing_and_is_counted_and_kept(empty, tmp_path, told):
    rejects = tmp_path / "rejects.csv"
    done = run.run(gdelt, [EXCERPTS / "gdelt_2.csv"], Wanted(rejects=rejects), told)

    assert str(done.counts) == (
        "12 rows read = 8 added + 0 changed + 0 unchanged + 4 left out + 0 rejected"
    )
    assert done.counts.left_out == {
        "no PLOVER equivalent (CAMEO 01, make public statement)": 3,
        "no PLOVER equivalent (CAMEO 02, appeal)": 1,
    }
    assert done.release.not_imported == {"gdelt": done.counts.left_out}
    with open(rejects, encoding="utf-8", newline="") as file:
        assert [row["event"] for row in csv.DictReader(file)] == [
            "gdelt-479491245",
            "gdelt-479491257",
            "gdelt-881990878",
            "gdelt-479493345",
        ]


def test_every_row_is_in_the_sum(imported, tmp_path, told):
    rows = [*THREE, {"id": "1"}, {"id": "5", "best": "?"}]
    done = run.run(ucdp, [ucdp_file(tmp_path, *rows)], Wanted(keep_going=True), told)

    assert done.counts.read == sum(done.counts.fates.values()) == 5
    assert str(done.counts) == (
        "5 rows read = 3 added + 0 changed + 0 unchanged + 1 repeated + 1 rejected"
    )


def test_an_actor_that_is_named_otherwise_in_a_later_version_is_changed(imported, tmp_path):
    rebels = {"side_b": "Rebels", "side_b_new_id": "99", "gwnob": ""}
    imported(ucdp_file(tmp_path, {"id": "1", **rebels}))

    _, changes = imported(
        ucdp_file(tmp_path, {"id": "1", **rebels, "side_b": "Rebels of the Hill"})
    )

    assert changes == {"actors": (0, 1, 0), "events": (0, 1, 0)}


def test_published_is_what_was_imported(imported):
    imported(EXCERPTS / "ucdp_ged.csv")

    document = json.loads(Version.objects.get(key="ucdp-ged-150819").document)
    assert document["quality"] == [
        "low_above_best",
        "best_above_high",
        "low_above_high",
        "summary_event",
    ]
    assert document["fatalities"] == {"low": 105, "best": 104, "high": 102}
    assert document["dataset"] == "ucdp-ged"
    assert document["original"]["source_article"].startswith('"S/2014/762,2014-10-29,')
    assert [report["source"] for report in document["reports"]] == ["s-2014-762"]


def test_a_release_counts_what_its_import_left_out_by_reasons_that_rows_share(imported, tmp_path):
    two = {"id": "1"}, {"id": "2"}
    imported(ucdp_file(tmp_path, *two))
    for row in two:
        withdraw(Event, f"ucdp-ged-{row['id']}", f"Not an event: {row['id']}")
    broken = {"id": "4", "best": "many"}, {"id": "5", "latitude": "north"}
    path = ucdp_file(tmp_path, *two, {"id": "3"}, *broken)
    imported(path, keep_going=True, rejects=tmp_path / "rejects.csv")
    withdraw(Event, "ucdp-ged-3", "Nor this")

    assert [release.not_imported for release in Release.objects.order_by("number")] == [
        {},
        {},
        {},
        {
            "ucdp-ged": {
                "of events that were withdrawn for a reason": 2,
                "that cannot be read": 2,
            }
        },
        {},
    ]


def test_an_event_that_was_withdrawn_for_a_reason_is_left_out(imported, tmp_path, told):
    path = ucdp_file(tmp_path, {}, {"id": "2"})
    imported(path)
    withdraw(Event, "ucdp-ged-2", "Not an event at all")

    assert imported(path) == ({"unchanged": 1, "left out": 1}, None)

    assert not Event.objects.filter(code="ucdp-ged-2").exists()
    assert imported(path, check=True) == ({"unchanged": 1, "left out": 1}, None)
    assert imported(path, restore=True) == (
        {"unchanged": 1, "added": 1},
        {"events": (1, 0, 0)},
    )


def test_what_is_left_out_for_that_is_told(empty, tmp_path, told):
    path = ucdp_file(tmp_path, {}, {"id": "2"})
    run.run(ucdp, [path], Wanted(), told)
    withdraw(Event, "ucdp-ged-2", "Not an event at all")

    done = run.run(ucdp, [path], Wanted(rejects=str(tmp_path / "rejects.csv")), told)

    reason = "the event was withdrawn in release 2 (Not an event at all); import with --restore to bring it back"
    assert done.counts.left_out == {reason: 1}
    assert reason in (tmp_path / "rejects.csv").read_text()


def test_an_event_that_earlier_files_did_not_hold_comes_back(imported, tmp_path):
    both = ucdp_file(tmp_path, {}, {"id": "2"})
    one = ucdp_file(tmp_path, {}, name="one.csv")
    imported(both)
    imported(one, withdraw_missing=True)
    assert imported(both) == ({"unchanged": 1, "added": 1}, {"events": (1, 0, 0)})


def test_another_record_that_was_withdrawn_and_is_named_again_is_told(imported, tmp_path, told):
    path = ucdp_file(tmp_path, {}, {"id": "2", "source_article": '"Outlet C,2022-03-04,x"'})
    imported(path)
    withdraw(Event, "ucdp-ged-2", "Wrong")
    article = Article.objects.get(source__slug="outlet-c").slug
    withdraw(Article, article, "Retracted")

    imported(path)
    assert told.warned_of == []
    imported(path, restore=True)

    assert told.warned_of == [
        f"articles {article} was withdrawn in release 3 (Retracted); it is back, as events name it"
    ]


def test_a_word_for_a_missing_value_is_flagged_and_counted(empty, tmp_path, told):
    side = {"side_b": "NA", "side_b_new_id": "", "gwnob": ""}
    path = ucdp_file(tmp_path, {"id": "1", **side}, {"id": "2", **side}, {"id": "3"})

    done = run.run(ucdp, [path], Wanted(), told)

    assert (done.counts.emptied, done.counts.kept) == ({("side_b", "NA"): 2}, {})
    flagged = Event.objects.filter(quality="missing_words")
    assert sorted(flagged.values_list("code", flat=True)) == CODES[:2]
    assert not Actor.objects.filter(name="NA").exists()
    document = json.loads(Version.objects.get(key="ucdp-ged-1").document)
    assert (document["quality"], document["original"]["side_b"]) == (["missing_words"], None)


def test_rows_that_cannot_be_read_without_end(imported, tmp_path, monkeypatch, told):
    monkeypatch.setattr(run, "MOST_REJECTED", 2)
    bad = [{"id": str(at), "best": "?"} for at in range(1, 6)]
    path = ucdp_file(tmp_path, {"id": "9"}, *bad)

    for wanted in ({"keep_going": True}, {"check": True}):
        with pytest.raises(Stopped) as refused:
            imported(path, **wanted)
        assert str(refused.value) == (
            f"more than 2 rows cannot be read, this one the last: {path}:5: best: '?' is not a "
            "whole number; correct the file, or what wrote it"
        )
    assert codes() == []
    assert imported(ucdp_file(tmp_path, {"id": "9"}, *bad[:2]), keep_going=True)[0] == {
        "added": 1,
        "rejected": 2,
    }


def test_the_rejects_are_not_written_over_a_file_that_is_imported(imported, tmp_path):
    path = ucdp_file(tmp_path, {}, {"id": "2", "best": "?"})
    before = path.read_bytes()
    (tmp_path / "link.csv").symlink_to(path)

    for rejects in (path, tmp_path / "link.csv"):
        with pytest.raises(
            Stopped, match="is one of the files to import, and would be overwritten"
        ):
            imported(path, keep_going=True, rejects=rejects)
    assert path.read_bytes() == before


def page(folder, number, total, *rows):
    answer = {"TotalCount": total, "Result": [{**UCDP, **row} for row in rows]}
    return written(folder, f"{number}.json", json.dumps(answer))


def test_one_page_of_an_api_does_not_tell_what_is_missing(imported, tmp_path):
    pages = [page(tmp_path, 0, 3, *THREE[:2]), page(tmp_path, 1, 3, THREE[2])]
    assert imported(*pages, withdraw_missing=True)[0] == {"added": 3}

    assert imported(pages[0])[0] == {"unchanged": 2}
    for check in (False, True):
        with pytest.raises(Stopped) as refused:
            imported(pages[0], withdraw_missing=True, check=check)
        assert str(refused.value) == (
            "the files hold 2 of the 3 events that the API has; import all pages together, or import "
            "without --withdraw-missing"
        )
    assert codes() == CODES


def test_a_name_that_is_a_word_of_urls_gets_another_key(imported, tmp_path):
    row = {"source_article": '"Aggregate,2022-03-02,x"', "number_of_sources": "1"}
    imported(ucdp_file(tmp_path, row))

    assert list(Source.objects.values_list("name", "slug")) == [("Aggregate", "aggregate-ee3c65b5")]
