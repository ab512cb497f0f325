"""All problems of all files in one run, and none that follows only from another."""

import json

from events.loading.check.known import Known, Text
from events.loading.check.rules import check
from events.loading.problem import Refused
from events.loading.read.files import read
from events.models import Actor, Article, Claim, Dataset, Event, Place, Report, Source, Statement


def test_the_draft_has_no_problem(draft):
    assert draft.problems() == []


def test_a_fault_in_each_of_several_files_is_told_in_the_order_of_files_and_records(draft):
    draft["stalemate.json", 2]["act"] = "REFUSE"
    draft["actors.json", 4]["slug"] = "NATO"
    draft["silence.json", 11]["role"] = "first"
    draft["silence.json", 2]["speaker"] = ["sergei-lavrov"]

    assert [str(problem) for problem in draft.problems()] == [
        (
            "files/actors.json: record 4 (events.actor NATO): slug 'NATO' is not well formed; give "
            "lower-case letters a-z, digits and single hyphens, as in 'sergey-lavrov'"
        ),
        (
            "files/silence.json: record 2 (events.statement no-word): speaker 'sergei-lavrov' is not an "
            "actor; did you mean 'sergey-lavrov'?"
        ),
        (
            "files/silence.json: record 11 (events.report refusal 1): role 'first' is not one of "
            "primary, corroborating, contradicting, background"
        ),
        (
            "files/stalemate.json: record 2 (events.statement unacceptable): act 'REFUSE' is not one of "
            "AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, "
            "THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT, COMMENT"
        ),
    ]


def test_a_file_that_cannot_be_read_brings_no_host_of_dangling_references(draft):
    folder = draft.write()
    (folder / "actors.json").write_text('[{"model": ')
    draft["silence.json", 2]["form"] = "quoted"
    (folder / "silence.json").write_text(json.dumps(draft.files["silence.json"]))

    _, problems = check(read([folder]))

    assert [str(problem) for problem in Refused(problems).problems] == [
        "files/actors.json: line 1, column 12: the file ends before its JSON does; is it cut off?",
        (
            "files/actors.json: 7 references in other files may be to records of files/actors.json; "
            "they are checked once it can be read"
        ),
        (
            "files/silence.json: record 2 (events.statement no-word): form 'quoted' is not one of "
            "verbatim, paraphrase"
        ),
    ]


def test_an_event_whose_report_may_stand_in_an_unreadable_file_is_not_accused(draft):
    folder = draft.write()
    draft.files["silence.json"].pop(10)
    (folder / "silence.json").write_text(json.dumps(draft.files["silence.json"]))
    (folder / "stalemate.json").write_text("")

    _, problems = check(read([folder]))

    assert [str(problem) for problem in problems] == [
        "files/stalemate.json: is empty; write a list of records, [] for none"
    ]


def test_a_record_that_is_refused_brings_no_dangling_references(draft):
    draft.files["actors.json"][4]["model"] = "events.person"

    assert [str(problem) for problem in draft.problems()] == [
        (
            "files/actors.json: record 5 (events.person): unknown model 'events.person'; give one of "
            "events.dataset, events.source, events.article, events.actor, events.place, "
            "events.statement, events.event, events.leftout, events.statementevent, events.statementlink, "
            "events.participant, events.report, events.claim, events.eventlink"
        )
    ]


def known(**facts):
    """Return what the database holds when all files but the second article's are loaded."""
    keys = {
        Dataset: {"attest", "other"},
        Source: {"glavkom"},
        Article: {"silence"},
        Actor: {"russia", "ukraine", "european-union", "nato", "sergey-lavrov"},
        Place: {"ukraine", "crimea"},
        Statement: {"no-word"},
        Event: {"invasion", "refusal"},
    }
    return Known(
        **{
            "keys": keys,
            "texts": {"silence": Text(166, "0" * 64)},
            "parents": {(Event, "part_of"): {"refusal": "invasion"}},
            "numbers": {Report: {"invasion": {1: "silence"}}, Claim: {"invasion": {1: "silence"}}},
            "datasets": {"invasion": "attest"},
            **facts,
        }
    )


def problems_of(draft, file, facts):
    """Check one file against what the database holds."""
    draft.write()
    _, problems = check(read([draft.folder / file]), facts)
    return [(problem.record, problem.message) for problem in problems]


def test_what_the_database_holds_need_not_be_in_the_files(draft):
    assert problems_of(draft, "stalemate.json", known()) == []


def test_the_nearest_key_may_be_one_of_the_database(draft):
    draft["stalemate.json", 2]["speaker"] = ["sergej-lavrov"]

    assert problems_of(draft, "stalemate.json", known()) == [
        (2, "speaker 'sergej-lavrov' is not an actor; did you mean 'sergey-lavrov'?")
    ]


GONE = ", or load all files with --withdraw-missing if that article is gone from them"


def test_a_number_that_a_report_of_another_article_has_already(draft):
    draft["stalemate.json", 4]["number"] = 1
    draft["stalemate.json", 5]["number"] = 1

    assert problems_of(draft, "stalemate.json", known()) == [
        (4, f"number 1 is that of the report in 'silence'; give 2{GONE}"),
        (5, f"number 1 is that of the claim in 'silence'; give 2{GONE}"),
    ]


def test_a_number_that_a_report_of_the_same_article_had(draft):
    numbers = {Report: {"invasion": {2: "stalemate", 3: "silence"}}}

    assert problems_of(draft, "stalemate.json", known(numbers=numbers)) == []


def test_a_circle_that_is_closed_by_what_the_database_holds(draft):
    del draft.files["silence.json"][8:]
    draft["silence.json", 4]["part_of"] = ["refusal"]

    assert problems_of(draft, "silence.json", known()) == [
        (
            4,
            "part_of goes in a circle: 'invasion' → 'refusal' → 'invasion'; cut it at one of them",
        )
    ]


def test_a_circle_that_the_load_opens(draft):
    draft["silence.json", 9]["part_of"] = None
    draft["silence.json", 4]["part_of"] = ["refusal"]

    assert problems_of(draft, "silence.json", known()) == []


def test_evidence_in_an_article_that_only_the_database_has(draft):
    draft.files["stalemate.json"][3]["fields"].update(
        article=["silence"], number=7, evidence_start=160, evidence_end=167
    )

    assert problems_of(draft, "stalemate.json", known()) == [
        (
            4,
            (
                "evidence_end 167 is past the end of article 'silence', which has 166 characters; "
                "measure it again (manage.py locate)"
            ),
        )
    ]


def test_a_report_in_another_article_that_the_database_has_is_enough_for_an_event(draft):
    del draft.files["silence.json"][6]
    numbers = {Report: {"invasion": {2: "stalemate"}}}

    assert problems_of(draft, "silence.json", known(numbers=numbers)) == []


def test_a_report_that_this_load_takes_away_is_not(draft):
    del draft.files["silence.json"][6]

    assert problems_of(draft, "silence.json", known()) == [
        (
            4,
            "no report: an event needs at least one article that reports it; add an events.report",
        )
    ]


def test_a_reference_to_what_the_load_withdraws(draft):
    facts = known(withdrawn={Event: {"refusal"}})

    assert problems_of(draft, "stalemate.json", facts) == [
        (
            3,
            (
                "event 'refusal' is an event that this load withdraws; keep it in the files or refer to "
                "another"
            ),
        )
    ]


def test_only_so_many_suggestions_are_looked_for(draft):
    draft["silence.json", 2]["addressees"] = [[f"russia-{number}"] for number in range(150)]

    told = draft.told(("silence.json", 2))

    assert [message.endswith("did you mean 'russia'?") for message in told] == (
        [True] * 100 + [False] * 50
    )
