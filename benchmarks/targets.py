"""The ratios that the project set itself, worked out of the rows of a run; printed beside them, never enforced."""

from collections.abc import Callable
from dataclasses import dataclass

FLAT = 64 * 2**20  # bytes that an export may add to a server's memory and still be called flat


@dataclass(frozen=True)
class Target:
    """A ratio, what it must be at least (or at most), and what it should be."""

    text: str
    least: float
    aim: float
    value: Callable | None  # from Costs to the ratio, or None where it was not measured
    at_most: bool = False

    def bound(self, bound):
        return f"{'at most ' if self.at_most else ''}{bound:g}"

    def verdict(self, value, bound):
        met = value <= bound if self.at_most else value >= bound
        return "yes" if met else "no"


class Costs:
    """CPU for each request, by work, system and database, as medians of a run."""

    def __init__(self, rows):
        self.rows = {
            (row.system.database.kind, row.work.key, row.system.name): row
            for row in rows
            if row.rounds
        }

    def of(self, key, system="Attest", kind="sqlite"):
        row = self.rows.get((kind, key, system))
        return row.median("cpu") if row else None

    def against(self, key, system, kind="sqlite"):
        """Return how many times as much as Attest a system costs in a work."""
        return ratio(self.of(key, system, kind), self.of(key, kind=kind))


def ratio(cost, other):
    return cost / other if cost is not None and other else None


def added_memory(row):
    """Return the bytes that an export added at most to what its server held before."""
    return max(most - before for before, most in (one.memory for one in row.rounds))


# Of the largest database against the smallest.
GROWTH = Target("the largest against the smallest", 2, 1.3, None, at_most=True)
TARGETS = (
    Target("W1, live count, against the floor", 0.5, 0.85, lambda c: c.against("W1", "floor")),
    Target("W1, live count, against naive DRF", 35, 70, lambda c: c.against("W1", "naive DRF")),
    Target(
        "W1, live count, against FastAPI + SQLAlchemy",
        20,
        38,
        lambda c: c.against("W1", "FastAPI + SQLAlchemy"),
    ),
    Target(
        "W1, live count, against Datasette's table",
        6,
        12,
        lambda c: c.against("W1", "Datasette, table"),
    ),
    Target("W2 against naive DRF", 15, 25, lambda c: c.against("W2", "naive DRF")),
    Target(
        "W3, the deep page against the first",
        1.3,
        1.05,
        lambda c: ratio(c.of("W3-deep"), c.of("W3-first")),
        at_most=True,
    ),
    Target(
        "W4 against naive DRF with the same index", 60, 120, lambda c: c.against("W4", "naive DRF")
    ),
    Target("W5 against the ORM with TruncYear", 25, 40, lambda c: c.against("W5", "naive DRF")),
    Target(
        "W5 within days against the ORM with TruncYear",
        25,
        40,
        lambda c: c.against("W5-within", "naive DRF"),
    ),
    Target("W6 against a chunked serializer", 50, 90, lambda c: c.against("W6", "naive DRF")),
    Target(
        "W7 against W1, live count",
        0.5,
        0.15,
        lambda c: ratio(c.of("W7"), c.of("W1")),
        at_most=True,
    ),
    Target(
        "PostgreSQL: W1, live count, against naive DRF",
        15,
        25,
        lambda c: c.against("W1", "naive DRF", "postgresql"),
    ),
)
