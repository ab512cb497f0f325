"""Attribution, excerpts, reasons and relations of statements: what a check refuses, and what is taken."""

import pytest

from tests.loading.conftest import TEXTS, evidence

STATEMENT = "files/silence.json: record 2 (events.statement no-word): "
SPAN = {"source_start": 16, "source_end": 22, "source_sha256": "0" * 64}
WORDS = "Lavrov said"
# changes to the statement: the problems
FAULTS = {
    "no faults": (
        {**SPAN, "translated": True, "original_language": "ru", "language": "uk-Latn"},
        [],
    ),
    "half a source": (
        {"source_start": 3},
        ["source_end and source_sha256 are missing; give all three parts of the source, or none"],
    ),
    "a cue past the end": (
        {"cue_start": 1, "cue_end": 1000, "cue_sha256": "0" * 64},
        [
            (
                f"cue_end 1000 is past the end of article 'silence', which has {len(TEXTS['silence'])} "
                "characters; measure it again (manage.py locate)"
            )
        ],
    ),
    "a cue backward": (
        {"cue_start": 5, "cue_end": 5, "cue_sha256": "0" * 64},
        ["cue_end 5 is not after cue_start 5; give the offset after the last character"],
    ),
    "a long opening": (
        {"evidence_opening": "one two three four five six seven"},
        [
            (
                "evidence_opening has 7 words and 33 characters; give at most 6 words of the passage and "
                "120 characters"
            )
        ],
    ),
    "a closing alone": (
        {"evidence_closing": "for Russia"},
        [
            "evidence_closing is given without evidence_opening; give both (manage.py locate)",
        ],
    ),
    "an inferred addressee that is not addressed": (
        {"inferred_addressees": [["nato"]], "addressees_reason": "It is the other side."},
        [
            "inferred_addressees holds 'nato', which is not in addressees; add it to both or to neither"
        ],
    ),
    "an inferred addressee without a reason": (
        {"inferred_addressees": [["european-union"]]},
        ["addressees_reason is null but there are inferred_addressees; say why they are inferred"],
    ),
    "an inferred day without a reason": (
        {"stated_basis": "inferred"},
        ["stated_reason is null but stated_basis is 'inferred'; say why it is inferred"],
    ),
    "a stated day without a reason": ({"stated_basis": "stated"}, []),
    "a translator of no translation": (
        {"translated": False, "translated_by": "TASS"},
        ["translated is false but translated_by is 'TASS'; say true, or leave it out"],
    ),
    "a language by its name": (
        {"language": "english"},
        [
            "language 'english' is not a language tag of BCP 47, as in 'uk' or 'uk-Latn'; did you mean 'en'?"
        ],
    ),
}


@pytest.mark.parametrize(("changes", "problems"), FAULTS.values(), ids=FAULTS)
def test_a_statement(draft, changes, problems):
    draft["silence.json", 2].update(changes)
    assert [str(problem) for problem in draft.problems()] == [STATEMENT + one for one in problems]


def linked(draft, **changes):
    fields = {"statement": ["no-word"], "relation": "contradicts", "target": ["unacceptable"]}
    words = evidence("silence", "Lavrov said")
    record = {"model": "events.statementlink", "fields": {**fields, **words, **changes}}
    draft.files["silence.json"].append(record)
    return [str(problem).partition(": record ")[2] for problem in draft.problems()]


def test_a_relation_whose_evidence_is_of_the_linking_statement(draft):
    assert linked(draft) == []


def test_a_relation_to_the_statement_itself(draft):
    (problem,) = linked(draft, target=["no-word"])
    assert problem.endswith("target is the statement 'no-word' itself; give a different statement")


def test_evidence_of_a_relation_lies_in_the_article_of_the_linking_statement(draft):
    (problem,) = linked(draft, evidence_end=999)
    assert "evidence_end 999 is past the end of article 'silence'" in problem


def test_a_relation_to_no_statement(draft):
    (problem,) = linked(draft, target=["unaceptable"])
    assert problem.endswith("target 'unaceptable' is not a statement; did you mean 'unacceptable'?")
