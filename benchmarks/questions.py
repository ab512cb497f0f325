"""The questions to the systems. Each system puts a question into a URL of its own (benchmarks/systems/)."""

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta

EARTH = 6371.0088  # km, the mean radius
TITLE = "a"  # the column of titles in Attest's index of words
FARTHEST = 45  # days that a lap moves the questions, to either side


class _OfDays:
    """A question about the days first..last, in any number, all of about the same cost."""

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
    """Counts and sums of all events by country and year."""

    by: tuple = ("country", "year")


@dataclass(frozen=True)
class GroupsWithin(_OfDays):
    """Counts and sums of the events that reach into the days first..last, by country and year, or otherwise."""

    first: date
    last: date
    by: tuple = ("country", "year")


@dataclass(frozen=True)
class Near:
    """The first page of the events within a distance of a point, in degrees and kilometers."""

    latitude: float
    longitude: float
    kilometers: float

    def moved(self, lap):
        """Return the question of a later lap: a few meters farther, so that its answer is in no cache."""
        return replace(self, kilometers=round(self.kilometers + lap / 1000, 3))

    def circle(self):
        """Return {name: number} of what SQL asks of a place: the box around the circle, then the haversine.

        Points near a pole or the date line are not drawn.
        """
        angle = self.kilometers / EARTH
        up, cosine = math.degrees(angle), math.cos(math.radians(self.latitude))
        across = math.degrees(math.asin(math.sin(angle) / cosine))
        return {
            "south": self.latitude - up,
            "north": self.latitude + up,
            "west": self.longitude - across,
            "east": self.longitude + across,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "cosine": cosine,
            "most": 2 * math.sin(angle / 2) ** 2,
        }


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
