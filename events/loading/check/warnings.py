"""Warnings: the load goes on, and a coder should look at the record again."""

from config.limits import LONGEST_EXACT
from events.models import Statement
from events.vocabulary import StatementForm


def warnings(entries):
    """Return the warnings about entries that have no problems, as Problems."""
    return tuple(
        entry.row.problem(field, message)
        for entry in entries
        for rule in WARNINGS.get(entry.row.model, ())
        for field, message in rule(entry)
    )


def long_quotation(entry):
    """A quotation is as long as its record needs, and no longer."""
    length = len(entry.values["text"])
    if entry.values["form"] == StatementForm.VERBATIM and length > LONGEST_EXACT:
        yield (
            "text",
            (
                f"text quotes {length:,} characters, and {LONGEST_EXACT} are the most that should be quoted; "
                "quote the sentence that matters, or split the statement"
            ),
        )


# Each takes an entry without problems, and yields (field, message).
WARNINGS = {Statement: (long_quotation,)}
