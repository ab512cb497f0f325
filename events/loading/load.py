"""One load: files are read, checked, written and published, or nothing at all is changed."""

from dataclasses import dataclass

from django.db import transaction

from events.loading.check import coverage
from events.loading.check.known import known
from events.loading.check.rules import judge, parse
from events.loading.check.warnings import warnings
from events.loading.problem import Refused
from events.loading.read.files import read
from events.loading.texts.before_loading import articles_elsewhere, compare
from events.loading.write.missing import Missing
from events.loading.write.records import write
from events.models import Release
from events.publishing import Withdrawal, publish

LARGE = 10_000  # records from which on a load reports its progress


@dataclass(frozen=True)
class Loaded:
    """The records that were loaded, and those that a coder should look at again; `release` is None where nothing changed."""

    records: int
    files: int
    release: Release | None = None
    warnings: tuple = ()


@dataclass(frozen=True)
class Checked:
    """Files without problems; `lent` is the number of problems that only records of the database solve.

    `warnings` name what is no problem and may still be a mistake.
    """

    records: int
    files: int
    lent: int = 0
    warnings: tuple = ()


def load(
    paths,
    label=None,
    note=None,
    withdraw_missing=False,
    tell=lambda step: None,
    *,
    reason=None,
    restore=False,
):
    """Load what is at `paths` and publish what it changes, or raise Refused with all problems.

    `reason` is published with what is withdrawn; `restore` brings withdrawn records of the files back.
    """
    reading = read(paths)
    tell = tell if len(reading.rows) >= LARGE else lambda step: None
    tell(f"Read {len(reading.rows)} records.")
    with transaction.atomic():
        entries, missing = _checked(reading, withdraw_missing, restore)
        tell("Checked; writing.")
        touched = write(entries, complete=withdraw_missing)
        withdrawn = missing.delete(Withdrawal(reason)) if missing else {}
        tell("Written; publishing.")
        release = publish(touched, withdrawn, label=label, note=note)
    return Loaded(len(entries), len(reading.files), release, warnings(entries))


def check_only(paths, withdraw_missing=False, restore=False, texts=None):
    """Check what is at `paths` against the database; return Checked, or raise Refused with all problems.

    `texts` is a Texts, with which the spans are verified.
    """
    reading = read(paths)
    entries, _ = _checked(reading, withdraw_missing, restore)
    lent = len(judge(entries, reading))
    elsewhere = articles_elsewhere(entries) if texts else ()
    return Checked(len(entries), len(reading.files), lent, _worth_a_look(entries, texts, elsewhere))


def check_alone(paths, texts=None):
    """Check what is at `paths` by itself, as an empty database would get it; return Checked, or raise Refused."""
    reading = read(paths)
    entries, problems = parse(reading)
    problems += judge(entries, reading)
    if problems:
        raise Refused(problems)
    return Checked(len(entries), len(reading.files), warnings=_worth_a_look(entries, texts))


def _worth_a_look(entries, texts, elsewhere=()):
    """Return what a check warns of: long quotations, gaps in what is coded of an article, what the texts show.

    Raise Refused where the texts are not what was coded.
    """
    problems, found = compare(entries, texts, elsewhere) if texts else ((), ())
    if problems:
        raise Refused(problems)
    return (*warnings(entries), *found, *coverage.gaps(entries, texts))


def _checked(reading, withdraw_missing, restore):
    """Return the entries, and what is Missing in them if that is to be withdrawn; raise Refused."""
    # A record that could not be read is not missing.
    missing = Missing(reading.rows) if withdraw_missing and not reading.problems else None
    entries, problems = parse(reading)
    problems += judge(entries, reading, known(reading.rows, missing, restore))
    if missing:
        problems += missing.problems()
    if problems:
        raise Refused(problems)
    return entries, missing
