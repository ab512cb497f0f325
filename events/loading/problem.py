"""What is wrong with a fixture: where it stands, and what would be right."""

from dataclasses import dataclass

# Where a problem stands that no file holds.
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
    """The files have problems, so nothing was written."""

    def __init__(self, problems):
        super().__init__(f"{len(problems)} problems")
        self.problems = sorted(problems, key=lambda problem: (problem.file, problem.record or 0))
