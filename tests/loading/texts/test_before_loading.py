"""`load_fixtures --check --texts DIR`: files compared with the texts of their articles before they are loaded."""

import io
import json

import pytest
from django.core.management import call_command

from config.limits import MOST_PROBLEMS
from events.loading.export.canonical import canonical
from events.loading.load import load
from events.models import Actor
from tests.loading.conftest import TEXTS, evidence, sha256

SILENCE, STALEMATE = "silence.json", "stalemate.json"
FINE = "27 records in 6 files: no problems."


def run(*arguments):
    """Return (exit status, lines on stdout, lines on stderr) of load_fixtures."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("load_fixtures", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as ended:
        status = ended.code
    return status, out.getvalue().splitlines(), err.getvalue().splitlines()


def checked(draft, texts, *options):
    return run(draft.write(), "--check", "--texts", texts, *options)


@pytest.fixture
def coded(draft):
    """The draft with every judgment coded, its lists and records in order, and all of both texts accounted for."""
    said = {"modality": "asserted", "polarity": "affirmed"}
    for file, records in draft.files.items():
        for record in records:
            fields = record["fields"]
            match record["model"]:
                case "events.statement":
                    fields |= said
                case "events.event":
                    fields |= said
                    if fields.get("start_date"):
                        fields |= {"date_basis": "stated", "place_basis": "stated"}
                case "events.participant":
                    fields["basis"] = "stated"
            if "evidence_start" in fields:
                text = TEXTS[file.removesuffix(".json")]
                words = text[fields["evidence_start"] : fields["evidence_end"]].split()
                fields["evidence_opening"] = " ".join(words[:6])
                if words[6:]:
                    fields["evidence_closing"] = " ".join(words[6:][-6:])
    for name, rows in LEFT_OUT.items():
        found = [
            {
                "model": "events.leftout",
                "fields": {"article": [name], "number": number, **span(name, *row)},
            }
            for number, row in enumerate(rows, start=1)
        ]
        draft.files[f"{name}.json"][1:1] = found
    draft.files = {
        name: json.loads(canonical(json.dumps(records))) for name, records in draft.files.items()
    }
    return draft


# The part of each text that no record of the draft covers
LEFT_OUT = {"silence": (("Главком:\r\nLavrov said: ", "byline"), ("Its", "analysis"))}


def span(name, words, reason):
    passage = evidence(name, words)
    start, end, digits = passage.values()
    return {"start": start, "end": end, "sha256": digits, "reason": reason}


def test_a_draft_that_is_coded_in_full(coded, empty, texts):
    assert checked(coded, texts) == (0, [FINE], [])
    assert Actor.objects.count() == 0


def number(draft, file, model, nth=1):
    """Return the number of the nth record of a model in a file, from 1."""
    numbers = [
        at
        for at, record in enumerate(draft.files[file], start=1)
        if record["model"] == f"events.{model}"
    ]
    return numbers[nth - 1]


# (file, model, which of them), what is changed: the problem that it is
ALTERED = {
    "another hash": (
        (SILENCE, "report", 2),
        {"evidence_sha256": sha256("the invasion of Ukraine")},
        (
            "events.report invasion 1): evidence_sha256 is "
            f"{sha256('the invasion of Ukraine')}, but characters 130 to 149 of 'silence' have "
            f"{sha256('invasion of Ukraine')}"
        ),
    ),
    "one place later": (
        (STALEMATE, "claim"),
        {"evidence_start": 56, "evidence_end": 80},
        (
            f"events.claim invasion 2): evidence_sha256 is {sha256('began in February 2022')}, but characters 56 to 80 "
            f"of 'stalemate' have {sha256(TEXTS['stalemate'][56:80])}"
        ),
    ),
    "other opening words": (
        (STALEMATE, "report"),
        {"evidence_opening": "The invasion"},
        (
            "events.report invasion 2): evidence_opening and evidence_closing are not words from both ends of 39 to 56 "
            "of 'stalemate'"
        ),
    ),
    "a stretch that is left out": (
        (SILENCE, "leftout"),
        {"sha256": sha256("Lavrov said")},
        (
            f"events.leftout silence 1): sha256 is {sha256('Lavrov said')}, but characters 0 to 23 of 'silence' have "
            f"{sha256(LEFT_OUT['silence'][0][0])}"
        ),
    ),
    "the source": (
        (SILENCE, "statement"),
        {"source_start": 10, "source_end": 16, "source_sha256": sha256("Moscow")},
        (
            f"events.statement no-word): source_sha256 is {sha256('Moscow')}, but characters 10 to 16 of "
            f"'silence' have {sha256('Lavrov')}"
        ),
    ),
}


@pytest.mark.parametrize("alone", [(), ("--alone",)], ids=["", "alone"])
@pytest.mark.parametrize(("at", "change", "line"), ALTERED.values(), ids=ALTERED)
def test_a_span_that_is_not_what_was_coded(coded, empty, texts, alone, at, change, line):
    place = number(coded, *at)
    coded.spoil((at[0], place), change)

    assert checked(coded, texts, *alone) == (
        1,
        [],
        [f"files/{at[0]}: record {place} ({line}", "1 problem; nothing was changed."],
    )


def test_an_article_that_has_another_length(coded, empty, texts):
    coded.spoil((STALEMATE, 1), {"characters": 99})

    assert checked(coded, texts)[2] == [
        "files/stalemate.json: record 1 (events.article stalemate): characters is 99, but its text has 81",
        "1 problem; nothing was changed.",
    ]


def test_a_text_that_is_not_held_is_a_warning(coded, empty, texts):
    (texts / "below" / "1.txt").unlink()

    assert checked(coded, texts) == (
        0,
        [FINE],
        ["Warning: events.article stalemate: not held: no text has its hash, and none is like it"],
    )


def test_a_text_that_was_changed_since(coded, empty, texts):
    path = texts / "below" / "1.txt"
    path.write_text(path.read_text(encoding="utf-8") + "Late addition.\n", encoding="utf-8")

    status, _, err = checked(coded, texts)

    assert (status, err[-1]) == (1, "1 problem; nothing was changed.")
    assert err[0].startswith("files/stalemate.json: record 1 (events.article stalemate): ")


def test_the_article_of_a_passage_may_be_in_the_database_only(coded, empty, texts):
    load([coded.write()])
    coded.files = {"more.json": [record("report", 3, "Russia refused.", "silence")]}
    for path in coded.folder.glob("*.json"):
        path.unlink()

    assert checked(coded, texts)[0] == 0

    coded["more.json", 1]["evidence_sha256"] = sha256("Russia agreed.")
    assert checked(coded, texts)[2] == [
        (
            f"files/more.json: record 1 (events.report invasion 3): evidence_sha256 is {sha256('Russia agreed.')}, "
            f"but characters {TEXTS['silence'].index('Russia refused.')} to "
            f"{TEXTS['silence'].index('Russia refused.') + 15} of 'silence' have {sha256('Russia refused.')}"
        ),
        "1 problem; nothing was changed.",
    ]


def record(model, place, words, slug):
    fields = {"event": ["invasion"], "number": place, "article": [slug], **evidence(slug, words)}
    return {"model": f"events.{model}", "fields": fields | {"evidence_opening": words}}


# (file, model, which of them), what is taken out: the warning
MISSING = {
    "modality of a statement": (
        (SILENCE, "statement"),
        {"modality": ...},
        "events.statement no-word): modality is missing; give one of asserted, possible, hypothetical",
    ),
    "basis of the day of a statement": (
        (SILENCE, "statement"),
        {"stated_not_after": "2026-01-01"},
        "events.statement no-word): stated_basis is missing; give one of stated, inferred, reference",
    ),
    "polarity of an event": (
        (SILENCE, "event", 2),
        {"polarity": ...},
        "events.event invasion): polarity is missing; give one of affirmed, negated",
    ),
    "basis of a place": (
        (SILENCE, "event", 2),
        {"place_basis": None},
        "events.event invasion): place_basis is missing; give one of stated, inferred, reference",
    ),
    "basis of a part": (
        (SILENCE, "participant", 2),
        {"basis": ...},
        "events.participant invasion russia actor): basis is missing; give one of stated, inferred, reference",
    ),
    "basis of publication": (
        (STALEMATE, "article"),
        {"published_not_before": "2022-03-01"},
        "events.article stalemate): published_basis is missing; give one of stated, inferred, reference",
    ),
    "opening": (
        (SILENCE, "report", 2),
        {"evidence_opening": ...},
        "events.report invasion 1): evidence_opening is missing; give 'invasion of Ukraine'",
    ),
    "closing": (
        (SILENCE, "statement"),
        {"evidence_closing": ...},
        "events.statement no-word): evidence_closing is missing; give 'word about security guarantees for Russia'",
    ),
    "order of a list": (
        (SILENCE, "event", 2),
        {"contexts": ["territory", "military"]},
        'events.event invasion): contexts is out of order; write ["military", "territory"]',
    ),
    "order of references": (
        (SILENCE, "statement"),
        {"addressees": [["nato"], ["european-union"]]},
        'events.statement no-word): addressees is out of order; write [["european-union"], ["nato"]]',
    ),
}


@pytest.mark.parametrize(("at", "change", "line"), MISSING.values(), ids=MISSING)
def test_what_a_coder_left_open(coded, empty, texts, at, change, line):
    place = number(coded, *at)
    coded.spoil((at[0], place), change)

    assert checked(coded, texts) == (
        0,
        [FINE],
        [f"Warning: files/{at[0]}: record {place} ({line}"],
    )


def test_records_of_another_dataset_are_as_it_gave_them(coded, empty, texts):
    place = number(coded, SILENCE, "event", 2)
    coded.spoil((SILENCE, place), {"original": {"id": 1}, "modality": ..., "place_basis": ...})
    coded.spoil((SILENCE, place + 1), {"basis": ...})

    assert checked(coded, texts) == (0, [FINE], [])


def test_records_out_of_order(coded, empty, texts):
    actors = coded.files["actors.json"]
    actors[0], actors[1] = actors[1], actors[0]

    assert checked(coded, texts) == (
        0,
        [FINE],
        [
            (
                "Warning: files/actors.json: record 2 (events.actor european-union): this record is out of order; "
                "it belongs in place 1 of its file"
            )
        ],
    )


def test_a_gap_is_exact(coded, empty, texts):
    """Without the texts, a word of three letters may be punctuation."""
    place = number(coded, SILENCE, "leftout", 2)
    del coded.files[SILENCE][place - 1]
    start = TEXTS["silence"].index("Its ")

    assert run(coded.write(), "--check")[2] == []
    assert checked(coded, texts)[2] == [
        (
            "Warning: events.article silence: 96.4 % of the text is accounted for; no record covers "
            f"{start - 2} to {start + 4}"
        )
    ]


def test_many_warnings_are_counted(coded, empty, texts):
    events = [record for record in coded.files[SILENCE] if record["model"] == "events.event"]
    for one in range(MOST_PROBLEMS):
        code = f"more-{one:04}"
        event = events[0]["fields"] | {"code": code, "modality": None}
        report = {"event": [code], "number": 1, "article": ["silence"]}
        span = evidence("silence", "invasion of Ukraine")
        coded.files[SILENCE] += [
            {"model": "events.event", "fields": event},
            {"model": "events.report", "fields": report | span},
        ]

    err = checked(coded, texts)[2]

    # A modality and an opening each.
    assert len(err) == MOST_PROBLEMS + 1
    assert err[-1] == f"{MOST_PROBLEMS:,} more warnings are not shown."


# options: what is wrong with them
WRONG = {
    ("--texts", "texts"): "--texts verifies spans before a load; give it with --check only",
    ("--check", "--texts", "none"): "none: Not a directory; nothing was changed.",
}


@pytest.mark.parametrize("options", WRONG)
def test_options_that_do_not_fit(draft, empty, texts, options):
    assert run(draft.write(), *options) == (1, [], [WRONG[options]])
