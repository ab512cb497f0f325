"""Rules that the tables themselves enforce, so that no way of writing (`loaddata`, SQL) goes around them."""

from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

LONGEST_KEY = (
    120  # characters; fits "dataset-slug-" and any identifier seen in the field's datasets
)
LONGEST_WIKIDATA = 20  # characters; the largest number of an item has nine digits now

# \Z and not $: in Python `$` also matches before a trailing line break.
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*\Z"
SHA256 = r"^[0-9a-f]{64}\Z"
WIKIDATA = rf"^Q[1-9][0-9]{{0,{LONGEST_WIKIDATA - 2}}}\Z"
URL = r"^https?://[^\s]+\Z"


def one_of(field, values):
    """The column holds one of `values`, or null."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": list(values)}) | Q(**{f"{field}__isnull": True}),
        name=f"%(class)s_{field}_known",
    )


def matches(field, pattern):
    """The column matches `pattern`, or is null."""
    fits = Q(**{f"{field}__regex": pattern})
    if pattern == SLUG:
        # SQLite keeps to no length of a column, and PostgreSQL would be slow to count in the pattern.
        fits &= Q(LessThanOrEqual(Length(field), LONGEST_KEY))
    return CheckConstraint(
        condition=fits | Q(**{f"{field}__isnull": True}),
        name=f"%(class)s_{field}_well_formed",
    )


def says_something(*fields):
    """Each of the text columns holds a text, or null; none holds an empty one."""
    return [
        CheckConstraint(condition=~Q(**{field: ""}), name=f"%(class)s_{field}_not_empty")
        for field in fields
    ]


def reasoned(basis, reason):
    """A value that the coder inferred has its reason."""
    return CheckConstraint(
        condition=Q(**{f"{basis}__isnull": True})
        | ~Q(**{basis: "inferred"})
        | Q(**{f"{reason}__isnull": False}),
        name=f"%(class)s_{basis}_reasoned",
    )


def between(field, low, high):
    """The column lies in low..high, both included, or is null."""
    return CheckConstraint(
        condition=Q(**{f"{field}__gte": low, f"{field}__lte": high})
        | Q(**{f"{field}__isnull": True}),
        name=f"%(class)s_{field}_in_range",
    )


def in_order(first, last):
    """Two dates stand in order, wherever both are known."""
    return CheckConstraint(
        condition=Q(**{f"{first}__lte": F(last)})
        | Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True}),
        name=f"%(class)s_{first}_in_order",
    )


def evidence_whole():
    """Evidence is a start, an end after it and a hash: all three, or none."""
    names = ("evidence_start", "evidence_end", "evidence_sha256")
    absent = Q(**{f"{name}__isnull": True for name in names})
    present = Q(
        evidence_start__gte=0,
        evidence_end__gt=F("evidence_start"),
        evidence_sha256__regex=SHA256,
        # A comparison with null is unknown, and a check that is unknown passes: so it is asked.
        **{f"{name}__isnull": False for name in names},
    )
    return CheckConstraint(condition=absent | present, name="%(class)s_evidence_whole")
