"""A fault of a fixture: its place, its kind, and the right value."""

from dataclasses import dataclass

from config.limits import MOST_PROBLEMS

# The place of a problem that no file has.
DATABASE = "the database"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; `record` counts from 1 and is None for what concerns a whole file."""

    file: str
    message: str
    record: int | None = None
    model: str | None = None
    key: str | None = None
    field: str | None = None

    def __str__(self):
        name = " ".join(part for part in (self.model, self.key) if part)
        place = name
        if self.record is not None:
            place = f"record {self.record} ({name})" if name else f"record {self.record}"
        return ": ".join(part for part in (self.file, place, self.message) if part)


class Refused(Exception):
    """The files have problems, so nothing was written; `stopped` says that there may be more of them."""

    def __init__(self, problems, stopped=False):
        super().__init__(f"{len(problems)} problems")
        self.stopped = stopped
        self.problems = sorted(problems, key=lambda problem: (problem.file, problem.record or 0))

    def lines(self, consequence="nothing was changed"):
        """Yield what a command prints: the problems, as many as a person reads, and their number."""
        yield from map(str, self.problems[:MOST_PROBLEMS])
        number = len(self.problems)
        if number > MOST_PROBLEMS:
            yield f"{number - MOST_PROBLEMS:,} more problems are not shown; correct these first."
        if self.stopped:
            yield f"The check stopped after {number:,} problems; there may be more."
        yield f"{number:,} problem{'s'[: number != 1]}; {consequence}."


class Unreadable(Exception):
    """A file that cannot be read as what it should be; the message says why, and what to do."""
