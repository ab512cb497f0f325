"""Links between events: loaded, shown, filtered, checked, verified, withdrawn and brought back."""

import io
import json
from pathlib import Path

import pyarrow.parquet
import pytest
from django.core.management import call_command

from events.loading.load import load
from events.loading.problem import Refused
from events.loading.rollback import roll_back
from events.loading.withdraw import withdraw
from events.loading.write.missing import Missing
from events.models import Event, EventLink, Statement
from events.publishing import publish
from tests.loading.conftest import evidence, sha256
from tests.loading.test_restore import rows_of_documents, rows_of_tables
from tests.publishing import oracle

SILENCE = "silence.json"


def link(event, relation, target, article="silence", **fields):
    named = {"event": [event], "relation": relation, "target": [target], "article": [article]}
    return {"model": "events.eventlink", "fields": named | fields}


def linked(draft):
    """Add two links that go in a circle: the refusal answers the invasion, which goes on because of it."""
    opening = {"evidence_opening": "Russia refused."}
    draft.files[SILENCE] += [
        link(
            "refusal",
            "in_response_to",
            "invasion",
            **evidence("silence", "Russia refused.") | opening,
        ),
        link(
            "invasion",
            "because_of",
            "refusal",
            "stalemate",
            **evidence("stalemate", "unacceptable"),
        ),
    ]
    return draft


@pytest.fixture
def links(draft, empty):
    """The draft with both links, loaded and published as release 1."""
    load([linked(draft).write()])
    return draft


@pytest.fixture
def ask(client):
    def ask(path):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 200, answer.content
        return answer.json()

    return ask


def test_the_json_of_a_link(links, ask):
    start = evidence("silence", "Russia refused.")["evidence_start"]
    assert ask("events/refusal/")["related_events"] == [
        {
            "event": "invasion",
            "relation": "in_response_to",
            "article": "silence",
            "evidence": {
                "article": "silence",
                "start": start,
                "end": start + len("Russia refused."),
                "sha256": sha256("Russia refused."),
                "exact": None,
                "opening": "Russia refused.",
                "closing": None,
                "link": None,
            },
        }
    ]


# question: the codes of the events that it finds
FILTERS = {
    "related_event=invasion": ["refusal"],
    "related_event=refusal": ["invasion"],
    "related_event=invasion,refusal": ["invasion", "refusal"],
    "event_relation=because_of": ["invasion"],
    "event_relation=in_response_to": ["refusal"],
    "event_relation=continues": [],
    "related_event=invasion&event_relation=in_response_to": ["refusal"],
    # Both hold of one link, and not each of a different one.
    "related_event=invasion&event_relation=because_of": [],
}


@pytest.mark.parametrize("question", FILTERS)
def test_the_events_that_a_link_leads_to(links, ask, question):
    assert sorted(row["code"] for row in ask(f"events/?{question}")["results"]) == FILTERS[question]


def test_loading_what_was_exported_changes_nothing(links, tmp_path):
    call_command("export_fixtures", str(tmp_path / "out"), stdout=io.StringIO())

    written = [
        (row["fields"]["event"], row["fields"]["target"])
        for path in sorted((tmp_path / "out").glob("*.json"))
        for row in json.loads(path.read_text(encoding="utf-8"))
        if row["model"] == "events.eventlink"
    ]
    assert written == [(["refusal"], ["invasion"]), (["invasion"], ["refusal"])]
    assert load([tmp_path / "out"]).release is None


def test_the_links_are_a_column_of_exports(links, client):
    shown = client.get("/api/v1/events/refusal/").json()["related_events"]
    rows = client.get("/api/v1/events.parquet").getvalue()
    table = pyarrow.parquet.read_table(io.BytesIO(rows)).to_pylist()
    of_links = {row["code"]: json.loads(row["related_events"]) for row in table}
    assert of_links["refusal"] == shown
    lines = client.get("/api/v1/events.ndjson").getvalue().splitlines()
    assert of_links == {row["code"]: row["related_events"] for row in map(json.loads, lines)}


def test_what_changed_of_a_link_is_told_and_brought_back(links, ask):
    rows, shown = rows_of_tables(), ask("events/refusal/")["related_events"]
    links[SILENCE, len(links.files[SILENCE]) - 1]["relation"] = "because_of"
    load([links.write()])

    out = io.StringIO()
    call_command("diff_releases", "1", "2", json=True, stdout=out)
    (change,) = map(json.loads, out.getvalue().splitlines())
    assert change["changes"] == {
        "related_events": {"old": shown, "new": [shown[0] | {"relation": "because_of"}]}
    }

    roll_back(1)

    assert rows_of_tables() == rows
    oracle.check()


def test_the_documents_give_the_links_that_they_were_made_of(links):
    assert rows_of_documents() == rows_of_tables()


def test_a_link_of_an_article_that_nobody_read_is_brought_back(links):
    """Its evidence is null, so that only the link itself names the article."""
    links.files["sources.json"].append({"model": "events.article", "fields": {"slug": "unread"}})
    links.files[SILENCE][-1] = link("invasion", "because_of", "refusal", "unread")
    load([links.write()])
    rows = rows_of_tables()
    EventLink.objects.all().delete()
    publish({Event: list(Event.objects.values_list("pk", flat=True))})

    roll_back(2)

    assert rows_of_tables() == rows
    oracle.check()


def test_events_that_link_in_a_circle_are_withdrawn_and_brought_back(links):
    rows = rows_of_tables()
    kept = {name: records[:1] for name, records in links.files.items() if name.endswith("e.json")}
    links.files |= kept

    assert load([links.write()], withdraw_missing=True).release.counts["events"] == {
        "add": 0,
        "change": 0,
        "withdraw": 2,
    }
    assert (Event.objects.count(), EventLink.objects.count()) == (0, 0)

    roll_back(1)

    assert rows_of_tables() == rows
    oracle.check()


def test_an_event_that_is_linked_is_not_withdrawn_alone(links):
    with pytest.raises(Refused) as refused:
        withdraw(Event, "refusal", "Coded twice.")

    assert [line for line in map(str, refused.value.problems) if "eventlink" in line] == [
        (
            "the database: events.eventlink invasion because_of refusal: target 'refusal' is to be withdrawn; "
            "refer to another, or take this out, and load that first"
        )
    ]


def test_an_event_of_a_kept_link_is_not_missing(links):
    """The invasion is of a dataset that is not loaded, and its link would lead nowhere."""
    other = {"slug": "other", "title": "Other", "license": "MIT"}
    links.files["datasets.json"].append({"model": "events.dataset", "fields": other})
    links[SILENCE, 4]["dataset"] = ["other"]
    load([links.write()])
    missing = Missing([])
    missing.keys = {Statement: set(), Event: {"refusal"}}

    assert [line for line in map(str, missing.problems()) if "related event" in line] == [
        (
            "the database: events.event invasion: related event 'refusal' would be withdrawn, but this event is "
            "kept; keep it in the files or change this reference first"
        )
    ]


# what is changed of the first link: what the check says of it
FAULTS = {
    "itself": (
        {"target": ["refusal"]},
        ["target is the event itself; give the other event"],
    ),
    "no event": (
        {"target": ["invasoin"]},
        ["target 'invasoin' is not an event; did you mean 'invasion'?"],
    ),
    "no relation": (
        {"relation": "caused"},
        ["relation 'caused' is not one of in_response_to, because_of, continues"],
    ),
    "no article": ({"article": ...}, ['article is missing; give an article, as in ["its-key"]']),
    "half a span": (
        {"evidence_end": None},
        ["evidence_end is missing; give all three parts of evidence, or none"],
    ),
    "seven opening words": (
        {"evidence_opening": "one two three four five six seven"},
        [
            "evidence_opening has 7 words and 33 characters; give at most 6 words of the passage and 120 characters"
        ],
    ),
    "closing alone": (
        {"evidence_opening": None, "evidence_closing": "refused."},
        ["evidence_closing is given without evidence_opening; give both (manage.py locate)"],
    ),
}


@pytest.mark.parametrize(("change", "told"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_told_with_what_is_right(draft, change, told):
    place = SILENCE, len(draft.files[SILENCE]) + 1
    linked(draft).spoil(place, change)

    assert draft.told(place) == told


def test_the_passages_of_links_are_verified(links, texts):
    out = io.StringIO()
    call_command("verify_evidence", Path(texts), stdout=out)
    assert out.getvalue().splitlines()[0] == "Passages: 9 verified, 0 altered, 0 not held."

    EventLink.objects.filter(relation="in_response_to").update(evidence_opening="Moscow refused.")
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_evidence", Path(texts), stdout=out)
    span = evidence("silence", "Russia refused.")
    assert out.getvalue().splitlines()[0] == (
        "events.eventlink refusal invasion in_response_to: altered: evidence_opening and evidence_closing are not "
        f"words from both ends of {span['evidence_start']} to {span['evidence_end']} of 'silence'"
    )


def test_the_words_of_claims_are_searched(links, ask):
    links[SILENCE, 8].update(attribute="type", value="annexation", unit=None)
    load([links.write()])

    found = {
        word: [row["code"] for row in ask(f"events/?q={word}")["results"]]
        for word in ("annexation", "Annexation", "occupation")
    }

    assert found == {"annexation": ["invasion"], "Annexation": ["invasion"], "occupation": []}


# dates of the invasion: its EDTF text
EDTF = {
    "a month": ({}, "2022-02"),
    "a year": (
        {"start_date": "2014-01-01", "end_date": "2014-12-31", "date_precision": "year"},
        "2014",
    ),
    "days": (
        {"start_date": "2022-02-24", "end_date": "2022-02-26", "date_precision": "day"},
        "2022-02-24/2022-02-26",
    ),
    "what goes on": (
        {
            "start_date": "2014-01-01",
            "end_date": None,
            "date_precision": "longer",
            "status": "ongoing",
        },
        "2014-01-01/..",
    ),
    "bounds": (
        {
            "start_date": None,
            "end_date": None,
            "date_precision": "unknown",
            "date_not_before": "2022-02-01",
            "date_not_after": "2026-02-28",
        },
        "2022-02-01/2026-02-28",
    ),
    "nothing": ({"start_date": None, "end_date": None, "date_precision": "unknown"}, None),
}


@pytest.mark.parametrize(("change", "text"), EDTF.values(), ids=EDTF)
def test_the_edtf_text_of_an_event(draft, empty, ask, change, text):
    draft.spoil((SILENCE, 4), change)
    load([draft.write()])

    assert ask("events/invasion/")["edtf"] == text
