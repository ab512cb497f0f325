"""Entries to tables: all of a load, whatever its order, and nothing of what other files say."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.loading.check.known import known
from events.loading.check.rules import check
from events.loading.export.canonical import dumps
from events.loading.export.tables import stored
from events.loading.load import load
from events.loading.read.files import read
from events.loading.write.records import write
from events.models import (
    PARTS,
    RECORDS,
    Actor,
    Article,
    Claim,
    Dataset,
    Event,
    Participant,
    Place,
    Report,
    Source,
    Statement,
    StatementEvent,
)

pytestmark = pytest.mark.usefixtures("empty")


def tables():
    """Return all that the tables hold, as one text in canonical form."""
    return dumps([(model, values) for model in (*RECORDS, *PARTS) for values in stored(model)])


def changes(release):
    """Return {collection: (added, changed, withdrawn)} of a release, where there are any."""
    return {
        collection: tuple(counts[name] for name in ("add", "change", "withdraw"))
        for collection, counts in release.counts.items()
        if any(counts.values())
    }


def test_what_is_written_is_what_the_files_say(draft):
    entries, _ = check(read([draft.write()]))

    write(entries)

    assert tables() == dumps([(entry.row.model, entry.values) for entry in entries])


def test_every_record_and_owner_of_a_part_is_touched(draft):
    entries, _ = check(read([draft.write()]))

    touched = write(entries)

    assert touched == {model: set(model.objects.values_list("pk", flat=True)) for model in RECORDS}


@pytest.mark.parametrize(
    "turn", [reversed, lambda rows: rows[::2] + rows[1::2]], ids=["backward", "mixed"]
)
def test_the_order_of_files_and_records_means_nothing(draft, turn):
    load([draft.write()])
    expected = tables()
    for model in (StatementEvent, Participant, Report, Claim, Statement):
        model.objects.all().delete()
    Event.objects.update(part_of=None)
    Place.objects.update(within=None)
    for model in (Event, Article, Source, Actor, Place, Dataset):
        model.objects.all().delete()
    files = []
    for name, records in draft.files.items():
        path = draft.folder / name
        path.write_text(json.dumps(list(turn(records))))
        files.append(path)

    load(list(turn(files)))

    assert tables() == expected


def test_the_same_again_changes_nothing(loaded):
    before = tables()

    assert load([loaded.write()]).release is None
    assert tables() == before


# what is changed in which record: what of the tables is then different
CHANGES = {
    "a text": (("actors.json", 4), {"name": "North Atlantic Treaty Organization"}, Actor),
    "a list of texts": (("actors.json", 4), {"aliases": ["Alliance"]}, Actor),
    "a number": (("places.json", 2), {"latitude": 45.0}, Place),
    "a reference to its own kind": (("places.json", 2), {"within": None}, Place),
    "a reference": (("silence.json", 4), {"place": ["crimea"]}, Event),
    "a list of words": (("silence.json", 4), {"contexts": ["territory", "economic"]}, Event),
    "a list of references": (("silence.json", 2), {"addressees": [["nato"]]}, Statement),
    "a list without anything": (("silence.json", 1), {"relays": []}, Article),
    "a field left out": (("actors.json", 4), {"wikidata": ...}, Actor),
    "an original": (("silence.json", 4), {"original": {"id": 7}}, Event),
}


@pytest.mark.parametrize(("place", "change", "model"), CHANGES.values(), ids=CHANGES)
def test_a_change_of_one_field_changes_one_record(loaded, place, change, model):
    before = {other: stored(other) for other in (*RECORDS, *PARTS)}
    loaded.spoil(place, change)

    release = load([loaded.write()]).release

    assert changes(release)[model.collection] == (0, 1, 0)
    differing = {
        other: [
            (old[name], new[name])
            for old, new in zip(before[other], stored(other), strict=True)
            for name in old
            if old[name] != new[name]
        ]
        for other in before
    }
    (pair,) = differing.pop(model)
    assert not any(differing.values())
    assert pair[0] != pair[1]


def test_what_the_program_set_stays(loaded):
    draft = loaded
    Event.objects.filter(code="refusal").update(disputed=True)
    current = Event.objects.get(code="refusal").current_id
    draft["silence.json", 9]["title"] = "Russia says no"
    entries, _ = check(read([draft.write()]))

    write(entries)

    event = Event.objects.get(code="refusal")
    assert (event.title, event.disputed, event.current_id) == ("Russia says no", True, current)


def test_a_record_that_was_never_published_is_touched(draft):
    entries, _ = check(read([draft.write()]))
    write(entries)

    assert changes(load([draft.folder]).release) == {
        "datasets": (1, 0, 0),
        "sources": (1, 0, 0),
        "articles": (2, 0, 0),
        "actors": (5, 0, 0),
        "places": (2, 0, 0),
        "statements": (2, 0, 0),
        "events": (2, 0, 0),
    }


def test_participants_and_links_that_a_load_no_longer_holds_are_gone(loaded):
    del loaded.files["silence.json"][5]
    del loaded.files["silence.json"][2]

    release = load([loaded.write()]).release

    assert changes(release) == {"statements": (0, 1, 0), "events": (0, 1, 0)}
    assert [str(part) for part in Participant.objects.order_by("event__code")] == [
        "invasion russia actor",
        "refusal russia actor",
    ]
    assert [str(link) for link in StatementEvent.objects.all()] == ["unacceptable refusal rejects"]


def attestations():
    """Return the names of all reports and claims."""
    return [
        [str(row) for row in model.objects.order_by("event__code", "number")]
        for model in (Report, Claim)
    ]


def test_the_file_of_one_article_takes_nothing_from_another(loaded):
    loaded.write()

    assert load([loaded.folder / "silence.json"]).release is None
    assert load([loaded.folder / "stalemate.json"]).release is None
    assert attestations() == [
        ["invasion 1", "invasion 2", "refusal 1"],
        ["invasion 1", "invasion 2"],
    ]


def test_reports_and_claims_that_their_article_no_longer_holds_are_gone(loaded):
    del loaded.files["stalemate.json"][3:]
    loaded.write()

    release = load([loaded.folder / "stalemate.json"]).release

    assert changes(release) == {"events": (0, 1, 0)}
    assert attestations() == [["invasion 1", "refusal 1"], ["invasion 1"]]


def test_reports_may_change_their_numbers_among_them(loaded):
    loaded["silence.json", 7]["number"] = 2
    loaded["stalemate.json", 4]["number"] = 1

    load([loaded.write()])

    reports = Report.objects.filter(event__code="invasion").order_by("number")
    assert list(reports.values_list("number", "article__slug")) == [
        (1, "stalemate"),
        (2, "silence"),
    ]


def test_another_datasets_coding_of_the_same_article_stays(loaded):
    draft = loaded
    draft.files["datasets.json"].append(
        {"model": "events.dataset", "fields": {"slug": "other", "title": "O", "license": "CC0-1.0"}}
    )
    fields = {**draft["silence.json", 9], "code": "other-refusal", "dataset": ["other"]}
    report = {**draft["silence.json", 11], "event": ["other-refusal"]}
    for model, values in (("event", fields), ("report", report)):
        draft.files["silence.json"].append({"model": f"events.{model}", "fields": values})
    load([draft.write()])
    del draft.files["silence.json"][-2:]
    draft.write()

    assert load([draft.folder / "silence.json"]).release is None
    assert attestations()[0] == ["invasion 1", "invasion 2", "other-refusal 1", "refusal 1"]


def many(draft, number):
    """Add statements to the draft, with a link each."""
    for index in range(number):
        code = f"no-word-{index}"
        statement = {**draft["silence.json", 2], "code": code}
        link = {**draft["silence.json", 3], "statement": [code]}
        for model, fields in (("statement", statement), ("statementevent", link)):
            draft.files["silence.json"].append({"model": f"events.{model}", "fields": fields})


def test_a_load_of_many_takes_few_queries(loaded):
    queries = {}
    for number in (10, 400):
        many(loaded, number)
        loaded.write()
        reading = read([loaded.folder])
        entries, _ = check(reading)
        with CaptureQueriesContext(connection) as captured:
            known(reading.rows)
            write(entries)
        queries[number] = len(captured)
        del loaded.files["silence.json"][11:]

    # Rows of 21 columns go into SQLite some 40 at a time, and each batch of 500 keys is asked for once.
    assert queries[400] - queries[10] <= 20
