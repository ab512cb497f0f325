"""Answers that differ end the run, and say where."""

import pytest

from benchmarks import comparing
from benchmarks.databases import Database
from benchmarks.processes import Trouble
from benchmarks.questions import One
from benchmarks.systems import Attest, DatasetteTable, NaiveDRF
from benchmarks.systems.system import Page, comparable

DATABASE = Database("sqlite:////data/attest.sqlite3", "SQLite")
EVENT = {
    "code": "e1",
    "start_date": "2022-02-24",
    "participants": [{"actor": "b", "role": "actor"}, {"actor": "a", "role": "recipient"}],
    "modes": ["n", "m"],
    "contexts": ["y", "x"],
    "related_events": [{"event": "e3"}, {"event": "e2"}],
    "quality": [],
}


class Answering:
    """A contender whose answers are given."""

    def __init__(self, system, answer):
        self.system, self.answer = system(DATABASE), answer
        self.questions, self.kept = [One("e1")], [(One("e1"), b"")]

    def understood(self, question, body=None):
        return self.answer


def test_the_same_answers_pass_whatever_the_order_inside():
    lists = ("participants", "modes", "contexts", "related_events")
    turned = EVENT | {name: EVENT[name][::-1] for name in lists}
    contenders = [
        Answering(Attest, comparable(EVENT)),
        Answering(NaiveDRF, comparable(turned)),
    ]
    comparing.compare(contenders)
    comparing.compare_kept(contenders)


def test_another_answer_ends_the_run():
    contenders = [
        Answering(Attest, Page(2, [EVENT])),
        Answering(NaiveDRF, Page(2, [EVENT | {"start_date": "2022-02-25"}])),
    ]
    with pytest.raises(Trouble, match=r"start_date: Attest 2022-02-24 \| it 2022-02-25"):
        comparing.compare(contenders)
    with pytest.raises(Trouble, match="naive DRF and Attest differ on /events/e1/"):
        comparing.compare_kept(contenders)


def test_a_table_without_nesting_is_compared_on_what_it_shows():
    shown = DatasetteTable(DATABASE).shown(One("e1"), Page(2, [EVENT]))
    assert shown == Page(2, ["2022-02-24"])
