"""What the systems are asked. Each system puts a question into a URL of its own (benchmarks/systems/)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

FARTHEST = 45  # days that a lap moves the questions, to either side


class _OfDays:
    """A question about the days first..last, of which there are as many as anyone wants, all of about the same cost."""

    def moved(self, lap):
        """Return the question of a later lap: so many days earlier or later, so that its answer is in no cache.

        Laps move it by 0, -1, 1, -2, 2 and so on; once all moves are used they begin again with a day more.
        """
        longer, move = divmod(lap, 2 * FARTHEST + 1)
        days = (move + 1) // 2 * (-1 if move % 2 else 1)
        return replace(
            self,
            first=self.first + timedelta(days=days),
            last=self.last + timedelta(days=days + longer),
        )


@dataclass(frozen=True)
class Filtered(_OfDays):
    """The first page of the events of a country that reach into the days first..last."""

    country: str
    first: date
    last: date

    def stretched(self, lap):
        """Return the question of a later lap that begins so many days earlier: the same full page, another total."""
        return replace(self, first=self.first - timedelta(days=lap))


@dataclass(frozen=True)
class One:
    """One event by its public key."""

    code: str


@dataclass(frozen=True)
class Nth:
    """Page `number` of all events, from 1; `after` is the code of the last event before it."""

    number: int
    cursor: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Search:
    """The first page of the events with all of some words."""

    words: str


@dataclass(frozen=True)
class Groups:
    """Counts of all events by country and month."""


@dataclass(frozen=True)
class GroupsWithin(_OfDays):
    """Counts by country and month of the events that reach into the days first..last."""

    first: date
    last: date


@dataclass(frozen=True)
class Export:
    """Every event, or every one of a country, a JSON line each."""

    country: str | None = None


@dataclass(frozen=True)
class Unchanged:
    """A question asked again by a client that holds its answer, with the ETag that came with it."""

    question: Filtered
    etag: str


@dataclass(frozen=True)
class Spread:
    """How many events a list of questions matches."""

    questions: int
    p10: int
    p50: int
    p90: int
    most: int

    def __str__(self):
        return (
            f"{self.questions} questions; events matched: p10 {self.p10:,}, p50 {self.p50:,}, "
            f"p90 {self.p90:,}, most {self.most:,}"
        )


def spread(counts):
    """Return the Spread of the numbers of events matched."""
    ordered = sorted(counts)

    def at(share):
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    return Spread(len(ordered), at(0.1), at(0.5), at(0.9), ordered[-1])
