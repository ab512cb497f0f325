"""Events with their dates, place and fatalities resolved by a rule: from the record's own values and the claims on it.

The rules are those of R's `eventreport`: `least_precise` is its conservative aggregation, `most_precise` its
informative one, `majority` its representative one.
"""

import calendar
import datetime
from collections import Counter
from dataclasses import dataclass

from django.db import models

from events.documents.edtf import edtf
from events.vocabulary import (
    REDACTED,
    DatePrecision,
    EventStatus,
    PlaceKind,
    PlacePrecision,
    Quantifier,
)


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


FIGURES = ("low", "best", "high")
DATES = ("start_date", "end_date")
# Values that a rule can replace, in the order in which an answer names them.
RESOLVED = (*DATES, "place", *(f"fatalities_{figure}" for figure in FIGURES))
_PRECISION_BY_LENGTH = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}
_LENGTH_BY_PRECISION = {one: length for length, one in _PRECISION_BY_LENGTH.items()}
_PRECISION_BY_KIND = {
    PlaceKind.POINT: PlacePrecision.EXACT,
    PlaceKind.POPULATED_PLACE: PlacePrecision.EXACT,
    PlaceKind.ADMIN2: PlacePrecision.ADMIN2,
    PlaceKind.ADMIN1: PlacePrecision.ADMIN1,
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
}
_LOW = (Resolution.LOWEST, Resolution.LEAST_PRECISE)


@dataclass(frozen=True)
class Candidate:
    """One value that is given: by the claim with this number, or by the record itself (None)."""

    value: object
    claim: int | None
    precision: str | None = None


def resolved(event, rule, places):
    """Return the document of an event with the values that a rule chooses, and `resolved`, which names the claims.

    `places` are {key: document} of the places that claims name.
    """
    event = event | {"fatalities": dict(event["fatalities"])}
    claims = dict.fromkeys(RESOLVED)
    if rule != Resolution.CODER:
        _dates(event, rule, claims)
        _place(event, rule, claims, places)
        _fatalities(event, rule, claims)
    return event | {"resolved": {"rule": str(rule), **claims}}


def claimed_places(event):
    """Return the keys of the places that claims on an event name."""
    return {one["value"] for one in _on(event, "place") if one["value"] != REDACTED}


def _on(event, attribute):
    """Return the claims on one attribute of an event that have been published with a value."""
    return [one for one in event.get("claims") or () if one["attribute"] == attribute]


def _own(event, attribute, value, precision=None):
    """Return the record's own value as a Candidate, unless it is that of a claim that the coder follows."""
    if value is None or any(one.get("chosen") for one in _on(event, attribute)):
        return []
    return [Candidate(value, None, precision)]


def _chosen(rule, candidates):
    """Return (value, candidates that give it) of numbers or dates; `majority` takes the smallest of several modes."""
    values = [one.value for one in candidates]
    if rule == Resolution.MAJORITY:
        counts = Counter(values)
        most = max(counts.values())
        value = min(one for one, count in counts.items() if count == most)
    else:
        value = (min if rule in _LOW else max)(values)
    return value, [one for one in candidates if one.value == value]


def _numbers_of(candidates):
    """Return the numbers of the claims among candidates; none, where the record gives the value itself."""
    if any(one.claim is None for one in candidates):
        return None
    return sorted(one.claim for one in candidates)


def _dates(event, rule, claims):
    coarseness = list(DatePrecision.values).index
    days, precisions = {}, []
    own = {name: _own_day(event, name) for name in DATES}
    for name in DATES:
        given = _claimed_dates(event, name)
        if not given:
            continue
        candidates = given + _own(event, name, own[name])
        # The longest period begins early and ends late.
        towards = rule
        if name == "end_date" and rule in (Resolution.LEAST_PRECISE, Resolution.MOST_PRECISE):
            towards = Resolution.HIGHEST if rule == Resolution.LEAST_PRECISE else Resolution.LOWEST
        value, among = (
            _mode_day(candidates) if rule == Resolution.MAJORITY else _chosen(towards, candidates)
        )
        claims[name] = _numbers_of(among)
        days[name] = value.isoformat()
        if claims[name] is not None:
            precisions.append(max((one.precision for one in among), key=coarseness))
    if precisions:
        event |= days
        start, end = event["start_date"], event["end_date"]
        if start and end and end <= start:
            # Taken from different claims, the two can cross: the event then lasts its first day.
            event["end_date"] = None
        if claims["start_date"] is None:
            precisions.append(event["date_precision"])
        event["date_precision"] = max(precisions, key=coarseness)
        event["edtf"] = _edtf(event)


def _own_day(event, name):
    """Return the day that the record gives: without an end it is one day, month or year, unless the event goes on."""
    if event[name] is not None:
        return datetime.date.fromisoformat(event[name])
    start, precision = event["start_date"], event["date_precision"]
    if name == "start_date" or start is None or event["status"] == EventStatus.ONGOING:
        return None
    return _last_day(start[: _LENGTH_BY_PRECISION.get(precision, 10)])


def _last_day(text):
    """Return the last day of a day, a month or a year."""
    year, month, day = (*map(int, text.split("-")), None, None)[:3]
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def _first_day(text):
    """Return the first day of a day, a month or a year."""
    return datetime.date.fromisoformat(f"{text}-01-01"[:10])


def _claimed_dates(event, name):
    """Return Candidates: a claim of a month or a year begins on its first day and ends on its last one."""
    found = []
    for claim in _on(event, name):
        text = claim["value"]
        precision = _PRECISION_BY_LENGTH.get(len(text or ""))
        if precision is None or text == REDACTED:
            continue
        day = _last_day(text) if name == "end_date" else _first_day(text)
        found.append(Candidate(day, claim["number"], precision))
    return found


def _mode_day(candidates):
    """Return (day, candidates) that is given most often; of several such days the one in their middle, rounded down."""
    counts = Counter(one.value for one in candidates)
    most = max(counts.values())
    modes = [day for day, count in counts.items() if count == most]
    middle = datetime.date.fromordinal(sum(day.toordinal() for day in modes) // len(modes))
    among = [one for one in candidates if one.value in modes]
    if len(modes) > 1:
        # The day is no single one's, so that the claims among them are named, and not the record.
        among = [one for one in among if one.claim is not None]
    return middle, among


def _edtf(event):
    days = (
        event[name] and datetime.date.fromisoformat(event[name])
        for name in (*DATES, "date_not_before", "date_not_after")
    )
    start, end, *bounds = days
    return edtf(start, end, event["date_precision"], *bounds)


def _place(event, rule, claims, places):
    given = [
        Candidate(one["value"], one["number"], _precision_of(places[one["value"]]))
        for one in _on(event, "place")
        if one["value"] in places
    ]
    if not given or rule in (Resolution.LOWEST, Resolution.HIGHEST):
        return
    candidates = _own(event, "place", event["place"], event["place_precision"]) + given
    if rule != Resolution.MAJORITY:
        order = list(PlacePrecision.values).index
        pick = min if rule == Resolution.MOST_PRECISE else max
        wanted = pick(order(one.precision) for one in candidates)
        candidates = [one for one in candidates if order(one.precision) == wanted]
    # Of several modes the first: the record's own, or that of the first claim.
    value, _ = Counter(one.value for one in candidates).most_common(1)[0]
    among = [one for one in candidates if one.value == value]
    claims["place"] = _numbers_of(among)
    if claims["place"] is not None:
        place = places[value]
        event |= {
            "place": value,
            "place_name": place["name"],
            "latitude": place["latitude"],
            "longitude": place["longitude"],
            "place_precision": str(among[0].precision),
            "country": place["country"] or event["country"],
        }


def _precision_of(place):
    """Return how closely a place is known that is named without more: as its kind says."""
    return _PRECISION_BY_KIND.get(place["kind"], PlacePrecision.PART_OF_COUNTRY)


def _fatalities(event, rule, claims):
    given = [(one["number"], _figures(one)) for one in _on(event, "fatalities")]
    figures = event["fatalities"]
    for name in FIGURES:
        claimed = [
            Candidate(found[name], number) for number, found in given if found[name] is not None
        ]
        if not claimed:
            continue
        value, among = _chosen(rule, claimed + _own(event, "fatalities", figures[name]))
        numbers = _numbers_of(among)
        claims[f"fatalities_{name}"] = numbers
        if numbers is not None:
            figures[name] = value
    known = [figures[name] for name in FIGURES if figures[name] is not None]
    if figures["best"] is not None and known != sorted(known):
        figures["low"] = figures["low"] and min(figures["low"], figures["best"])
        if figures["high"] is not None:
            figures["high"] = max(figures["high"], figures["best"])


def _figures(claim):
    """Return {figure: number} of a claim: one number is all three, unless it is only a bound."""
    found = {name: claim[name] for name in FIGURES}
    if found["best"] is not None:
        if found["low"] is None and claim.get("quantifier") != Quantifier.LESS_THAN:
            found["low"] = found["best"]
        if found["high"] is None and claim.get("quantifier") != Quantifier.MORE_THAN:
            found["high"] = found["best"]
    return found
