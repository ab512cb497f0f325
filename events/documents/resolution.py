"""Events with their dates, place and fatalities resolved by a rule: from the record's own values and the claims on it.

The rules are those of R's `eventreport`: `least_precise` is its conservative aggregation, `most_precise` its
informative one, `majority` its representative one.
"""

from collections import Counter

from events.documents.candidates import (
    Candidate,
    Resolution,
    chosen,
    claims_on,
    numbers_of,
    own_value,
)
from events.documents.resolved_dates import DATES, resolve_dates
from events.vocabulary import REDACTED, PlaceKind, PlacePrecision, Quantifier

FIGURES = ("low", "best", "high")
# Values that a rule can replace, in the order in which an answer names them.
RESOLVED = (*DATES, "place", *(f"fatalities_{figure}" for figure in FIGURES))
_PRECISION_BY_KIND = {
    PlaceKind.POINT: PlacePrecision.EXACT,
    PlaceKind.POPULATED_PLACE: PlacePrecision.EXACT,
    PlaceKind.ADMIN2: PlacePrecision.ADMIN2,
    PlaceKind.ADMIN1: PlacePrecision.ADMIN1,
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
}


def resolved(event, rule, places):
    """Return the document of an event with the values that a rule chooses, and `resolved`, which names the claims.

    `places` are {key: document} of the places that claims name.
    """
    event = event | {"fatalities": dict(event["fatalities"])}
    claims = dict.fromkeys(RESOLVED)
    if rule != Resolution.CODER:
        resolve_dates(event, rule, claims)
        _place(event, rule, claims, places)
        _fatalities(event, rule, claims)
    return event | {"resolved": {"rule": str(rule), **claims}}


def claimed_places(event):
    """Return the keys of the places that claims on an event name."""
    named = {one["value"] for one in claims_on(event, "place")}
    return named - {None, REDACTED}


def _place(event, rule, claims, places):
    given = [
        Candidate(one["value"], one["number"], _precision_of(places[one["value"]]))
        for one in claims_on(event, "place")
        if one["value"] in places
    ]
    if not given or rule in (Resolution.LOWEST, Resolution.HIGHEST):
        return
    candidates = own_value(event, "place", event["place"], event["place_precision"]) + given
    if rule != Resolution.MAJORITY:
        order = list(PlacePrecision.values).index
        pick = min if rule == Resolution.MOST_PRECISE else max
        wanted = pick(order(one.precision) for one in candidates)
        candidates = [one for one in candidates if order(one.precision) == wanted]
    # Of several modes the first: the record's own, or that of the first claim.
    value, _ = Counter(one.value for one in candidates).most_common(1)[0]
    among = [one for one in candidates if one.value == value]
    claims["place"] = numbers_of(among)
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
    given = [(one["number"], _figures(one)) for one in claims_on(event, "fatalities")]
    figures = event["fatalities"]
    for name in FIGURES:
        claimed = [
            Candidate(found[name], number) for number, found in given if found[name] is not None
        ]
        if not claimed:
            continue
        value, among = chosen(rule, claimed + own_value(event, "fatalities", figures[name]))
        numbers = numbers_of(among)
        claims[f"fatalities_{name}"] = numbers
        if numbers is not None:
            figures[name] = value
    if figures["best"] is None or not any(claims[f"fatalities_{name}"] for name in FIGURES):
        return
    # Figures of different claims can stand in another order than those of one.
    if figures["low"] is not None:
        figures["low"] = min(figures["low"], figures["best"])
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
