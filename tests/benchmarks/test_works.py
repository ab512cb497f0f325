"""Which works there are, which of them a name means, and that fresh questions are never asked twice."""

import itertools
from datetime import date

from benchmarks import works
from benchmarks.comparing import COMPARED
from benchmarks.databases import Database
from benchmarks.questions import Filtered, One, Search

BY_KEY = {work.key: work for work in works.WORKS}
FILTERED = [Filtered("UA", date(2022, 1, 1), date(2022, 6, 1)) for _ in range(2)]


def test_names():
    assert works.chosen(None) == list(works.WORKS)
    assert [work.key for work in works.chosen({"W3"})] == ["W3-first", "W3-deep"]
    assert [work.key for work in works.chosen({"W1-again", "W7"})] == ["W1-again", "W7"]


def test_fresh_questions_begin_after_those_compared():
    asked = list(itertools.islice(works.supply(BY_KEY["W1"], FILTERED[:1]), 500))
    assert len({*asked, FILTERED[0]}) == 501
    searches = [Search(str(number)) for number in range(COMPARED + 3)]
    assert list(works.supply(BY_KEY["W4"], searches)) == searches[COMPARED:]
    assert works.unasked(BY_KEY["W4"], searches) == 3
    assert works.unasked(BY_KEY["W1"], FILTERED) is None


def test_other_questions_have_no_end():
    asked = itertools.islice(works.supply(BY_KEY["W2"], [One("a"), One("b")]), 5)
    assert [question.code for question in asked] == ["a", "b", "a", "b", "a"]


def test_every_system_can_be_asked_what_its_works_ask():
    database = Database("sqlite:////data/attest.sqlite3", "SQLite")
    for work in works.WORKS:
        for system in work.systems:
            for method in _methods(work):
                assert hasattr(system(database), method), (work.key, system.name)


def _methods(work):
    return {
        "W1": ["filtered"],
        "W2": ["one"],
        "W3": ["nth"],
        "W4": ["search"],
        "W5": ["groups"] if work.key == "W5" else ["groups_within"],
        "W6": ["export"],
        "W7": ["unchanged"],
        "W8": ["near"],
    }[work.key.partition("-")[0]]
