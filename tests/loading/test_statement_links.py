"""Links between statements, and who is said to have said it: loaded, shown, exported, withdrawn and brought back."""

import io
import json
from pathlib import Path

import orjson
import pyarrow.parquet
import pytest
from django.core.management import call_command

from events.loading.load import load
from events.loading.problem import Refused
from events.loading.rollback import roll_back
from events.loading.withdraw import withdraw
from events.models import Statement, StatementLink
from tests.loading.conftest import evidence, sha256
from tests.loading.test_restore import rows_of_documents, rows_of_tables
from tests.publishing import oracle

SILENCE, STALEMATE = "silence.json", "stalemate.json"
ANSWER = {
    "statement": ["unacceptable"],
    "relation": "responds_to",
    "target": ["no-word"],
    **evidence("stalemate", "Lavrov called guarantees"),
    "evidence_opening": "Lavrov",
    "evidence_closing": "guarantees",
}
QUOTE = {
    "statement": ["no-word"],
    "relation": "quotes",
    "target": ["unacceptable"],
    **evidence("silence", "Lavrov said"),
}


def span(article, words, kind):
    """Return the columns of the only place where the words are in an article, of the source or the cue."""
    return {
        name.replace("evidence", kind): value for name, value in evidence(article, words).items()
    }


def linked(draft):
    """Add two links that go in a circle, and the attribution of a quotation."""
    draft.files[STALEMATE].append({"model": "events.statementlink", "fields": dict(ANSWER)})
    draft.files[SILENCE].append({"model": "events.statementlink", "fields": dict(QUOTE)})
    draft[SILENCE, 2].update(
        **span("silence", "Lavrov", "source"),
        **span("silence", "said:", "cue"),
        original_language="ru",
        translated=True,
        translated_by="Glavkom",
    )
    return draft


@pytest.fixture
def links(draft, empty):
    """The draft with both links, loaded and published as release 1."""
    load([linked(draft).write()])
    return draft


@pytest.fixture
def get(client):
    def ask(path):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 200, answer.content
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    return ask


@pytest.fixture
def ask(get):
    return lambda path: orjson.loads(get(path))


SHOWN = [
    {
        "statement": "no-word",
        "relation": "responds_to",
        "evidence": {
            "article": "stalemate",
            "start": 0,
            "end": 24,
            "sha256": sha256("Lavrov called guarantees"),
            "exact": None,
            "opening": "Lavrov",
            "closing": "guarantees",
            "link": None,
        },
    }
]


def said(words):
    start = evidence("silence", words)["evidence_start"]
    return {
        "article": "silence",
        "start": start,
        "end": start + len(words),
        "sha256": sha256(words),
    }


def test_the_json_of_a_link_and_of_an_attribution(links, ask):
    assert ask("statements/unacceptable/")["related_statements"] == SHOWN
    document = ask("statements/no-word/")
    (quote,) = document["related_statements"]
    assert quote["evidence"] == said("Lavrov said") | dict.fromkeys(
        ("exact", "opening", "closing", "link")
    )
    assert (quote["statement"], quote["relation"]) == ("unacceptable", "quotes")
    assert document["attribution"] == {"source": said("Lavrov"), "cue": said("said:")}
    names = ("original_language", "translated", "translated_by")
    assert [document[name] for name in names] == ["ru", True, "Glavkom"]


# question: the codes of the statements that it finds
FILTERS = {
    "statement_relation=responds_to": ["unacceptable"],
    "statement_relation=quotes": ["no-word"],
    "statement_relation=quotes,responds_to": ["no-word", "unacceptable"],
    "statement_relation=contradicts": [],
    "related_statement=no-word": ["unacceptable"],
    "related_statement=no-word&statement_relation=responds_to": ["unacceptable"],
    "related_statement=no-word&statement_relation=quotes": [],
}


@pytest.mark.parametrize("question", FILTERS)
def test_the_statements_that_a_link_leads_to(links, ask, question):
    assert (
        sorted(row["code"] for row in ask(f"statements/?{question}")["results"])
        == (FILTERS[question])
    )


def test_the_columns_of_exports(links, get):
    table = pyarrow.parquet.read_table(io.BytesIO(get("statements.parquet"))).to_pylist()
    lines = [orjson.loads(line) for line in get("statements.ndjson").splitlines()]
    of_links = {row["code"]: orjson.loads(row["related_statements"]) for row in table}
    assert of_links["unacceptable"] == SHOWN
    assert of_links == {row["code"]: row["related_statements"] for row in lines}
    (row,) = (row for row in table if row["code"] == "no-word")
    for kind, words in (("source", "Lavrov"), ("cue", "said:")):
        assert {name: row[f"attribution_{kind}_{name}"] for name in said(words)} == said(words)
    assert '""sha256"":""' + sha256("Lavrov called guarantees") in get("statements.csv").decode()


def test_loading_what_was_exported_changes_nothing(links, tmp_path):
    call_command("export_fixtures", str(tmp_path / "out"), stdout=io.StringIO())
    written = [
        row["fields"]
        for path in sorted((tmp_path / "out").glob("*.json"))
        for row in json.loads(path.read_text(encoding="utf-8"))
        if row["model"] == "events.statementlink"
    ]
    assert written == [QUOTE, ANSWER]
    assert load([tmp_path / "out"]).release is None


def test_the_documents_give_the_rows_that_they_were_made_of(links):
    assert rows_of_documents() == rows_of_tables()


def test_what_changed_is_told_and_brought_back(links, ask):
    rows = rows_of_tables()
    links[STALEMATE, len(links.files[STALEMATE])]["relation"] = "contradicts"
    links[SILENCE, 2].update(dict.fromkeys(("source_start", "source_end", "source_sha256")))
    load([links.write()])

    out = io.StringIO()
    call_command("diff_releases", "1", "2", json=True, stdout=out)
    changes = {one["key"]: one["changes"] for one in map(json.loads, out.getvalue().splitlines())}
    assert changes.keys() == {"no-word", "unacceptable"}
    relations = changes["unacceptable"]["related_statements"]
    # The link of before went, and one that contradicts came.
    assert relations == {"old": SHOWN, "new": [SHOWN[0] | {"relation": "contradicts"}]}

    roll_back(1)

    assert rows_of_tables() == rows
    assert ask("statements/no-word/?release=2")["attribution"]["source"] is None
    assert ask("statements/no-word/")["attribution"]["source"] == said("Lavrov")
    oracle.check()


def test_a_statement_that_is_linked_is_not_withdrawn_alone(links):
    with pytest.raises(Refused) as refused:
        withdraw(Statement, "no-word", "Coded twice.")
    assert [line for line in map(str, refused.value.problems) if "statementlink" in line] == [
        (
            "the database: events.statementlink unacceptable no-word responds_to: target 'no-word' is to be "
            "withdrawn; refer to another, or take this out, and load that first"
        )
    ]


def test_with_the_linking_statement_its_link_goes_and_comes_back(links, ask):
    rows = rows_of_tables()
    links.files[SILENCE].pop()
    load([links.write()])
    withdraw(Statement, "unacceptable", "Coded twice.")
    assert StatementLink.objects.count() == 0
    assert ask("statements/unacceptable/?release=1")["related_statements"] == SHOWN

    roll_back(1)

    assert rows_of_tables() == rows
    oracle.check()


def test_both_ends_are_withdrawn_together(links):
    rows = rows_of_tables()
    for name, number in ((SILENCE, 2), (STALEMATE, 2)):
        code = links[name, number]["code"]
        links.files[name] = [
            row
            for row in links.files[name]
            if row["fields"].get("code") != code
            and row["model"] not in ("events.statementevent", "events.statementlink")
        ]
    counts = load([links.write()], withdraw_missing=True).release.counts
    assert counts["statements"] == {"add": 0, "change": 0, "withdraw": 2}
    assert StatementLink.objects.count() == 0

    roll_back(1)

    assert rows_of_tables() == rows
    oracle.check()


# what is written past the checks, into columns of the quotation or of the link: what verify_evidence says of it
ALTERED = {
    "the source is of other words": (
        Statement,
        {"source_start": 11, "source_end": 17},
        (
            f"statement no-word (source): altered: source_sha256 is {sha256('Lavrov')}, but characters 11 to 17 of "
            f"'silence' have {sha256('avrov ')}"
        ),
    ),
    "the hash of the source is another": (
        Statement,
        {"source_sha256": sha256("Moscow")},
        (
            f"statement no-word (source): altered: source_sha256 is {sha256('Moscow')}, but characters 10 to 16 of "
            f"'silence' have {sha256('Lavrov')}"
        ),
    ),
    "the cue is past the end": (
        Statement,
        {"cue_start": 165, "cue_end": 999},
        "statement no-word (cue): altered: cue_end is 999, but the text of 'silence' ends at 166",
    ),
    "the cue is of other words": (
        Statement,
        {"cue_start": 16, "cue_end": 21},
        (
            f"statement no-word (cue): altered: cue_sha256 is {sha256('said:')}, but characters 16 to 21 of "
            f"'silence' have {sha256(' said')}"
        ),
    ),
    "the link is of other words": (
        StatementLink,
        {"evidence_end": 23},
        (
            "statementlink unacceptable no-word responds_to: altered: evidence_sha256 is "
            f"{sha256('Lavrov called guarantees')}, but characters 0 to 23 of 'stalemate' have "
            f"{sha256('Lavrov called guarantee')}"
        ),
    ),
    "the link is past the end": (
        StatementLink,
        {"evidence_end": 1000},
        (
            "statementlink unacceptable no-word responds_to: altered: evidence_end is 1000, but the text of "
            "'stalemate' ends at 81"
        ),
    ),
}


def verified(texts):
    out = io.StringIO()
    try:
        call_command("verify_evidence", Path(texts), stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_attributions_and_links_are_verified(links, texts):
    # Seven passages of the draft, a source, a cue and two links.
    assert verified(texts) == (
        0,
        [
            "Passages: 11 verified, 0 altered, 0 not held.",
            "Texts: 2 verified, 0 altered, 0 not held.",
        ],
    )


@pytest.mark.parametrize(("model", "columns", "line"), ALTERED.values(), ids=ALTERED)
def test_what_is_altered_is_named(links, texts, model, columns, line):
    key = {"code": "no-word"} if model is Statement else {"statement__code": "unacceptable"}
    assert model.objects.filter(**key).update(**columns) == 1
    assert verified(texts) == (
        1,
        [
            f"events.{line}",
            "Passages: 10 verified, 1 altered, 0 not held.",
            "Texts: 2 verified, 0 altered, 0 not held.",
        ],
    )


@pytest.mark.parametrize("kind", ["source", "cue"])
def test_a_span_that_the_text_implies_is_nothing_to_verify(links, texts, kind):
    columns = dict.fromkeys(f"{kind}_{name}" for name in ("start", "end", "sha256"))
    Statement.objects.update(**columns)
    assert verified(texts)[1][0] == "Passages: 10 verified, 0 altered, 0 not held."


def test_the_attribution_of_a_text_that_is_not_held_is_not_verified(links, texts):
    for path in texts.rglob("*.txt"):
        if "Главком" in path.read_text(encoding="utf-8"):
            path.unlink()
    status, lines = verified(texts)
    assert status == 2
    # The quotation with its source, its cue and its link; two reports and a claim.
    assert lines[-2] == "Passages: 4 verified, 0 altered, 7 not held."
