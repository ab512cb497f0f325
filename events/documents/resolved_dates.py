"""The dates of an event as a rule resolves them, with their precision and their text."""

import calendar
import datetime
from collections import Counter

from events.documents.candidates import (
    Candidate,
    Resolution,
    chosen,
    claims_on,
    numbers_of,
    own_value,
)
from events.documents.edtf import edtf
from events.vocabulary import REDACTED, DatePrecision, EventStatus

DATES = ("start_date", "end_date")
_PRECISION_BY_LENGTH = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}
_LENGTH_BY_PRECISION = {one: length for length, one in _PRECISION_BY_LENGTH.items()}


def resolve_dates(event, rule, claims):
    """Give an event the dates that a rule chooses, and `claims` the numbers of the claims that give them."""
    coarseness = list(DatePrecision.values).index
    days, precisions = {}, []
    own = {name: _own_day(event, name) for name in DATES}
    for name in DATES:
        given = _claimed_dates(event, name)
        if not given:
            continue
        candidates = given + own_value(event, name, own[name])
        # The longest period begins early and ends late.
        towards = rule
        if name == "end_date" and rule in (Resolution.LEAST_PRECISE, Resolution.MOST_PRECISE):
            towards = Resolution.HIGHEST if rule == Resolution.LEAST_PRECISE else Resolution.LOWEST
        value, among = (
            _mode_day(candidates) if rule == Resolution.MAJORITY else chosen(towards, candidates)
        )
        claims[name] = numbers_of(among)
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
    for claim in claims_on(event, name):
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
