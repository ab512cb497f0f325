"""The works: which questions, to which systems, and what of the answers may come out of a cache."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.comparing import COMPARED
from benchmarks.systems import (
    Attest,
    CachedFloor,
    DatasetteSQL,
    DatasetteTable,
    FastAPI,
    Floor,
    NaiveDRF,
)

ON_POSTGRESQL = (Attest, NaiveDRF)


@dataclass(frozen=True)
class Work:
    """One work. `fresh` says that no question repeats, so that each answer is worked out again.

    `lap` names what makes of a drawn question that of a later lap (benchmarks/questions.py).
    """

    key: str
    title: str
    systems: tuple
    questions: Callable
    fresh: bool = False
    lap: str = "moved"
    # Every question is sent once before the measurement: what can be kept is kept.
    warm: bool = False
    expected: int = 200
    streams: bool = False

    def counts(self, system):
        """Return what a total in an answer of `system` is: counted again, or out of a cache."""
        return "live" if self.fresh else system.counts

    def on(self, kind):
        """Return the systems that do this work on a kind of database."""
        return tuple(
            system for system in self.systems if kind == "sqlite" or system in ON_POSTGRESQL
        )


WORKS = (
    Work(
        "W1",
        "a page of 100 with its total, by country and days",
        (Floor, Attest, NaiveDRF, FastAPI, DatasetteTable, DatasetteSQL),
        lambda drawn: drawn.filtered,
        fresh=True,
    ),
    Work(
        "W1-again",
        "the same 500 pages again and again",
        (CachedFloor, Attest),
        lambda drawn: drawn.filtered,
        warm=True,
    ),
    Work(
        "W2",
        "one record by its key",
        (Floor, Attest, NaiveDRF, FastAPI, DatasetteSQL),
        lambda drawn: drawn.ones,
    ),
    Work(
        "W3-first",
        "the first page of all events",
        (Floor, Attest, NaiveDRF, FastAPI, DatasetteTable),
        lambda drawn: [drawn.first],
    ),
    Work(
        "W3-deep",
        "page {deep:,} of all events",
        (Floor, Attest, NaiveDRF, FastAPI),
        lambda drawn: [drawn.deep],
    ),
    Work(
        "W4",
        "a page of 100 with its total, by one or two words",
        (Floor, Attest, NaiveDRF, DatasetteSQL),
        lambda drawn: drawn.searches,
        fresh=True,
    ),
    Work(
        "W4-again",
        "the same searches again and again",
        (CachedFloor, Attest),
        lambda drawn: drawn.searches,
        warm=True,
    ),
    Work(
        "W5",
        "counts and sums of all events by country and year",
        (Floor, Attest, NaiveDRF, DatasetteSQL),
        lambda drawn: [drawn.groups],
    ),
    Work(
        "W5-within",
        "counts and sums by country and year, within days",
        (Floor, Attest, NaiveDRF, DatasetteSQL),
        lambda drawn: drawn.within,
        fresh=True,
    ),
    Work(
        "W5-participant",
        "counts and sums by participant, within days",
        (Floor, Attest, DatasetteSQL),
        lambda drawn: drawn.by_participant,
        fresh=True,
    ),
    Work(
        "W5-admin1",
        "counts and sums by first-level division, within days",
        (Floor, Attest, DatasetteSQL),
        lambda drawn: drawn.by_admin1,
        fresh=True,
    ),
    Work(
        "W6",
        "export of all events as NDJSON, for each record",
        (Floor, Attest, NaiveDRF),
        lambda drawn: [drawn.export],
        streams=True,
    ),
    Work(
        "W7",
        "the pages of W1 with If-None-Match",
        (Attest,),
        lambda drawn: drawn.filtered,
        warm=True,
        expected=304,
    ),
    Work(
        "W8",
        "a page of 100 with its total, within some kilometers of a point",
        (Floor, Attest, DatasetteSQL),
        lambda drawn: drawn.near,
        fresh=True,
    ),
)


def chosen(names):
    """Return the works that `names` ("W1", "W3-deep") mean, in order; all where it is None."""
    return [
        work
        for work in WORKS
        if names is None or work.key in names or work.key.partition("-")[0] in names
    ]


def supply(work, questions):
    """Return an iterator of questions without end; or with one, where fresh ones run out."""
    if not work.fresh:
        return itertools.cycle(questions)
    # The pages before it were requested already: the answers were compared on them.
    if unasked(work, questions) is None:
        return (
            getattr(question, work.lap)(lap) for lap in itertools.count(1) for question in questions
        )
    return iter(questions[COMPARED:])


def unasked(work, questions):
    """Return how many questions a measurement of `work` can ask, or None where there is no end to them."""
    if not work.fresh or hasattr(questions[0] if questions else None, "moved"):
        return None
    return max(0, len(questions) - COMPARED)
