"""Events resolved by a rule, beside the same rows aggregated by the rules of R's `eventreport`."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.documents.candidates import Resolution
from events.documents.resolution import resolved
from events.vocabulary import PlacePrecision
from tests.documents.eventreport import INDETERMINATE, RULES
from tests.documents.test_resolution import PLACES, claim, event

# How closely a place is known, as a number that grows with it.
GRADE = {word: -number for number, word in enumerate(PlacePrecision.values)}
KIND = {"kyiv": "exact", "ukraine": "country", "black-sea": "part_of_country"}
DAYS = st.dates(datetime.date(2022, 9, 28), datetime.date(2022, 10, 3))
TEXTS = st.one_of(DAYS.map(str), DAYS.map(lambda day: str(day)[:7]), st.just("2022"))


@st.composite
def events(draw):
    """Draw an event with up to six claims; where one is chosen, the record's own value follows it."""
    number = draw(st.integers(1, 6))
    claims = []
    for at in range(1, number + 1):
        attribute = draw(st.sampled_from(["fatalities", "start_date", "end_date", "place"]))
        values = {"fatalities": st.none(), "place": st.sampled_from(list(PLACES))}
        value = draw(values.get(attribute, TEXTS))
        best = draw(st.integers(0, 4)) if attribute == "fatalities" else None
        claims.append(claim(at, attribute, value, best=best))
    for attribute in {one["attribute"] for one in claims}:
        of_one = [one for one in claims if one["attribute"] == attribute]
        chosen = draw(st.sampled_from([None, *range(len(of_one))]))
        if chosen is not None:
            of_one[chosen]["chosen"] = True
    own = draw(st.integers(0, 4))
    start = draw(DAYS)
    end = draw(
        st.one_of(st.none(), st.integers(1, 4).map(lambda days: start + datetime.timedelta(days)))
    )
    document = event(
        *claims, figures=(own, own, own), start_date=str(start), end_date=end and str(end)
    )
    place = draw(st.sampled_from(list(PLACES)))
    return document | {"place": place, "place_precision": KIND[place]}


def day(text, attribute):
    """Return the day that a text gives: a month or a year begins on its first day and ends on its last one."""
    year, month = int(text[:4]), int(text[5:7] or 0)
    if text[8:]:
        return datetime.date.fromisoformat(text)
    if attribute == "start_date":
        return datetime.date(year, month or 1, 1)
    month = month or 12
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def rows(document, attribute):
    """Return (values, precisions) of the rows on an attribute: its claims, and the record unless a claim is chosen."""
    claims = [one for one in document["claims"] if one["attribute"] == attribute]
    if not claims:
        return [], []
    is_own = not any(one["chosen"] for one in claims)
    if attribute == "fatalities":
        values = [one["best"] for one in claims] + [document["fatalities"]["best"]] * is_own
    elif attribute == "place":
        values = [one["value"] for one in claims] + [document["place"]] * is_own
    else:
        values = [day(one["value"], attribute) for one in claims]
        own = document[attribute] or document["start_date"]
        values += [day(own, attribute)] * is_own
    return values, [GRADE[KIND[value]] if attribute == "place" else 0 for value in values]


@pytest.mark.parametrize("rule", RULES)
@given(document=events())
def test_values_are_those_of_eventreport(rule, document):
    found = resolved(document, Resolution(rule), PLACES)
    expected = {}
    for attribute, aggregate in RULES[rule].items():
        values, precisions = rows(document, attribute)
        if values:
            expected[attribute] = (
                aggregate(values, precisions) if attribute == "place" else aggregate(values)
            )
    if "fatalities" in expected:
        assert found["fatalities"]["best"] == expected["fatalities"]
    if expected.get("place") == INDETERMINATE:
        # Where `eventreport` leaves it open, the record or the first of the claims that are named as often decides.
        assert found["place"] in rows(document, "place")[0]
    elif "place" in expected:
        assert found["place"] == expected["place"]
    start = expected.get("start_date", datetime.date.fromisoformat(document["start_date"]))
    assert found["start_date"] == start.isoformat()
    if "end_date" in expected:
        # An end that would not come after the start is left out.
        is_after = expected["end_date"] > start
        assert found["end_date"] == (expected["end_date"].isoformat() if is_after else None)
