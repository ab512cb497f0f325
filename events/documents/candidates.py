"""The values that are given for one thing about an event, by its record and by claims, and what a rule chooses of them."""

from collections import Counter
from dataclasses import dataclass

from django.db import models


class Resolution(models.TextChoices):
    """Which values of an event are shown where claims differ from them."""

    CODER = "coder", "the record's own values, as the coder chose them"
    LOWEST = "lowest", "the lowest numbers and the earliest dates; the place stays"
    HIGHEST = "highest", "the highest numbers and the latest dates; the place stays"
    MAJORITY = "majority", "the values that are given most often"
    MOST_PRECISE = (
        "most_precise",
        "the highest numbers, the shortest period and the place that is known best",
    )
    LEAST_PRECISE = (
        "least_precise",
        "the lowest numbers, the longest period and the place that is known least",
    )


_LOW = (Resolution.LOWEST, Resolution.LEAST_PRECISE)


@dataclass(frozen=True)
class Candidate:
    """One value that is given: by the claim with this number, or by the record itself (None)."""

    value: object
    claim: int | None
    precision: str | None = None


def claims_on(event, attribute):
    """Return the claims on one attribute of an event that have been published with a value."""
    return [one for one in event.get("claims") or () if one["attribute"] == attribute]


def own_value(event, attribute, value, precision=None):
    """Return the record's own value as a Candidate, unless it is that of a claim that the coder follows."""
    if value is None or any(one.get("chosen") for one in claims_on(event, attribute)):
        return []
    return [Candidate(value, None, precision)]


def chosen(rule, candidates):
    """Return (value, candidates that give it) of numbers or dates; `majority` takes the smallest of several modes."""
    values = [one.value for one in candidates]
    if rule == Resolution.MAJORITY:
        counts = Counter(values)
        most = max(counts.values())
        value = min(one for one, count in counts.items() if count == most)
    else:
        value = (min if rule in _LOW else max)(values)
    return value, [one for one in candidates if one.value == value]


def numbers_of(candidates):
    """Return the numbers of the claims among candidates; none, where the record gives the value itself."""
    if any(one.claim is None for one in candidates):
        return None
    return sorted(one.claim for one in candidates)
