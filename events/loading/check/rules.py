"""Rows to values and problems: every rule, on every record, whatever was found before. Pure."""

from dataclasses import dataclass

from config.limits import MOST_FOUND
from events.loading.check import (
    bases,
    claims,
    coding,
    coverage,
    dates,
    evidence,
    redacted,
    references,
    statements,
)
from events.loading.check.world import World
from events.loading.problem import Problem, Refused
from events.loading.read.files import Row
from events.loading.read.values import values_of
from events.models import (
    Actor,
    Article,
    Claim,
    Dataset,
    Event,
    EventLink,
    LeftOut,
    Participant,
    Place,
    Report,
    Statement,
    StatementLink,
)

# Each rule takes an entry and the world, and yields (field, message).
RULES = {
    Dataset: (coverage.covered,),
    Article: (dates.published, evidence.article_text, statements.reasons("published")),
    LeftOut: (coverage.left_out,),
    Actor: (coding.public_figure,),
    Place: (coding.coordinates,),
    Statement: (
        dates.stated,
        evidence.span,
        evidence.excerpts,
        evidence.own_words,
        evidence.attribution,
        statements.addressees,
        statements.reasons("stated"),
        statements.translation,
    ),
    StatementLink: (statements.related, evidence.span, evidence.excerpts),
    Event: (
        dates.happened,
        coding.modes,
        coding.quad_class,
        coding.fatalities,
        coding.reported,
        bases.event,
    ),
    Participant: (bases.participant,),
    Report: (coding.numbered, evidence.span, evidence.excerpts),
    Claim: (coding.numbered, claims.claimed, claims.followed, evidence.span, evidence.excerpts),
    EventLink: (coding.linked, evidence.span, evidence.excerpts),
}


@dataclass(frozen=True)
class Entry:
    """A row with its values: dates as dates, references as keys; faulty fields are left out."""

    row: Row
    values: dict


def parsed(reading):
    """Return the (model, values) items of what was read, or raise Refused with what its fields have wrong."""
    entries, problems = parse(reading)
    if problems:
        raise Refused(problems)
    return [(entry.row.model, entry.values) for entry in entries]


def parse(reading):
    """Return (entries, problems) of what was read, each field taken by itself; raise Refused with too many."""
    entries, problems = [], list(reading.problems)
    for row in reading.rows:
        if len(problems) > MOST_FOUND:
            raise Refused(problems, stopped=True)
        values, wrong = values_of(row)
        entries.append(Entry(row, values))
        problems += wrong
    return entries, problems


def check(reading, known=None):
    """Return (entries, problems) of what was read, against what is `known` of the database."""
    entries, problems = parse(reading)
    return entries, problems + judge(entries, reading, known)


def judge(entries, reading, known=None):
    """Return the problems that parsed entries have with each other and with what is `known` of the database."""
    problems = []
    world = World(entries, known, reading.refused_keys, partial=bool(reading.unread))
    for entry in entries:
        for rule in RULES.get(entry.row.model, ()):
            problems += [entry.row.problem(*fault) for fault in rule(entry, world)]
    for fault in (
        *references.duplicates(world),
        *references.returning(world),
        *references.circles(world),
        *redacted.redacted(world),
    ):
        problems.append(_problem(fault))
    dangling = [_problem(fault) for fault in references.dangling(world)]
    if dangling and world.partial:
        dangling = [_put_off(reading.unread, dangling)]
    return problems + dangling


def _problem(fault):
    entry, field, message = fault
    return entry.row.problem(field, message)


def _put_off(unread, dangling):
    """One problem in place of all the references that may be to records of a file that cannot be read."""
    count = "1 reference" if len(dangling) == 1 else f"{len(dangling)} references"
    return Problem(
        unread[0],
        f"{count} in other files may be to records of {', '.join(unread)}; "
        "they are checked once it can be read",
    )
