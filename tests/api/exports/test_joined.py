"""Statements joined to events by `join=events`: a row for each link, with what its event says."""

import csv
import io
import json

from pyarrow import parquet

from events.models import Event
from events.publishing import publish
from tests.api.exports.test_ndjson import lines
from tests.publishing.world import change

LINKS = [
    # statement, relation, event, its country, when it began
    ("biden-backs-guarantees", "supports", "guarantees-proposal", "", ""),
    ("russia-rejects-guarantees", "comments_on", "guarantees-proposal", "", ""),
    ("russia-rejects-guarantees", "rejects", "guarantees-proposal", "", ""),
    ("russia-rejects-guarantees", "announces", "guarantees-rejection", "", "2023-01-01"),
    ("lavrov-denies-attack", "denies", "invasion", "UA", "2022-02-24"),
    ("lavrov-denies-attack", "justifies", "ukraine-war", "UA", "2014-02-20"),
    ("zelensky-all-here", "comments_on", "invasion", "UA", "2022-02-24"),
    ("stoltenberg-condemns-invasion", "accuses", "invasion", "UA", "2022-02-24"),
    ("analysts-see-obstacle", "", "", "", ""),
    ("lavrov-eu-silent", "", "", "", ""),
]
NAMES = "code", "relation", "event", "country", "start_date"


def table(answer):
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode(), newline="")))


def test_every_link_is_a_row_and_a_statement_without_events_is_one(get):
    rows = table(get("/statements.csv?join=events"))
    assert [tuple(row[name] for name in NAMES) for row in rows] == LINKS


def test_a_row_has_the_columns_of_the_statement_and_of_the_event(get):
    alone = table(get("/statements.csv?event=ukraine-war"))[0]
    row = table(get("/statements.csv?event=ukraine-war&join=events"))[1]
    report = table(get("/reports.csv?event=ukraine-war"))[0]
    of_event = list(report)[list(report).index("dataset") + 1 :]
    links = "event", "relation", "event_dataset", *of_event
    assert list(row) == [
        name
        for one in alone
        for name in (links if one == "events" else () if one == "relations" else (one,))
    ]
    assert {name: row[name] for name in alone if name in row} == {
        name: alone[name] for name in alone if name in row
    }
    assert {name: row[name] for name in of_event} == {name: report[name] for name in of_event}
    assert row["event_dataset"] == report["dataset"] == "attest"


def test_ndjson_has_one_link_in_place_of_the_list(get):
    question = "event=ukraine-war&fields=code,events"
    (whole,) = lines(get(f"/statements.ndjson?{question}"))
    joined = lines(get(f"/statements.ndjson?{question}&join=events"))
    assert [
        {"event": one["events"]["event"], "relation": one["events"]["relation"]} for one in joined
    ] == whole["events"]
    assert [one["events"]["event_title"] for one in joined] == [
        get(f"/events/{link['event']}/").json()["title"] for link in whole["events"]
    ]
    question = "speaker=sergey-lavrov&form=verbatim&fields=code,events"
    joined = lines(get(f"/statements.ndjson?{question}&join=events"))
    assert joined[-1] == {"code": "lavrov-eu-silent", "events": None}


def test_parquet_has_types_and_a_file_without_statements_has_columns(get):
    for question, number in (("", len(LINKS)), ("?language=fr&", 0)):
        answer = get(f"/statements.parquet{question or '?'}join=events")
        found = parquet.read_table(io.BytesIO(answer.getvalue()))
        assert found.num_rows == number
        kinds = {name: str(found.schema.field(name).type) for name in ("event", "start_date")}
        assert kinds == {"event": "string", "start_date": "date32[day]"}
        assert str(found.schema.field("fatalities_best").type) == "int64"


def test_a_past_release_has_the_events_of_its_time(get, world):
    title = Event.objects.get(code="ukraine-war").title
    publish(change(Event, "ukraine-war", title="A new title"))
    question = "statements.ndjson?join=events&fields=code,events"
    for path, expected in ((f"/releases/1/{question}", title), (f"/{question}", "A new title")):
        records = [one["events"] for one in lines(get(path)) if one["events"]]
        found = {one["event_title"] for one in records if one["event"] == "ukraine-war"}
        assert found == {expected}


def test_what_is_not_a_file_of_statements_refuses_it(get):
    for path in ("/statements/?", "/events.csv?", "/reports.csv?"):
        answer = get(f"{path}join=events")
        assert answer.status_code == 400
        assert [one["parameter"] for one in json.loads(answer.content)["errors"]] == ["join"]
    (entry,) = get("/statements.csv?join=places").json()["errors"]
    assert entry["allowed"] == ["events"]
