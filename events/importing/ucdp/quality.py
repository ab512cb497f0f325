"""Contradictions within a row of UCDP GED."""

import re

from events.vocabulary import QualityFlag

_POINT = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)
ESTIMATES = ("low", "best", "high")
PARTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
CLEAR = "Clear"
SUMMARY = 2  # event_clarity
UNCOUNTED = -1  # number_of_sources of rows coded before sources were listed one by one
# Degrees by which two spellings of one coordinate may differ: about a tenth of a meter.
SAME_POINT = 1e-6


def flags(original, start, end, country, listed):
    """Return the flags of a row; `listed` are the articles found in it, None where it could not be split."""
    get = original.get
    low, best, high = get("low"), get("best"), get("high")
    parts = [get(name) for name in PARTS]
    found = {
        QualityFlag.LOW_ABOVE_BEST: _above(low, best),
        QualityFlag.BEST_ABOVE_HIGH: _above(best, high),
        QualityFlag.LOW_ABOVE_HIGH: _above(low, high),
        QualityFlag.PARTS_DIFFER_FROM_BEST: None not in (*parts, best) and sum(parts) != best,
        QualityFlag.NEGATIVE_DEATHS: any((get(name) or 0) < 0 for name in (*ESTIMATES, *PARTS)),
        QualityFlag.END_BEFORE_START: _above(start, end),
        QualityFlag.YEAR_DIFFERS_FROM_START: None not in (start, get("year"))
        and start.year != get("year"),
        QualityFlag.SOURCES_UNPARSED: bool(get("source_article")) and listed is None,
        QualityFlag.SOURCES_COUNT_DIFFERS: _count_differs(original, listed),
        QualityFlag.DATE_UNREADABLE: (start is None and get("date_start") is not None)
        or (end is None and get("date_end") is not None),
        QualityFlag.COORDINATES_MISSING: None in (get("latitude"), get("longitude")),
        QualityFlag.COORDINATES_DIFFER: _points_differ(original),
        QualityFlag.COUNTRY_UNMAPPED: country is None and get("country_id") is not None,
        QualityFlag.SUMMARY_EVENT: get("event_clarity") == SUMMARY,
        QualityFlag.STATUS_NOT_CLEAR: get("code_status") not in (None, CLEAR),
    }
    return [flag.value for flag, holds in found.items() if holds]


def _above(one, other):
    return one is not None and other is not None and one > other


def _count_differs(original, listed):
    """Tell whether the number of sources is not that of the articles; a text not split has none to compare."""
    stated = original.get("number_of_sources")
    if "source_article" not in original or stated in (None, UNCOUNTED):
        return False
    if original["source_article"] is None:
        return stated != 0
    return listed is not None and len(listed) != stated


def _points_differ(original):
    match = _POINT.fullmatch((original.get("geom_wkt") or "").strip())
    latitude, longitude = original.get("latitude"), original.get("longitude")
    if not match or latitude is None or longitude is None:
        return False
    try:
        east, north = float(match[1]), float(match[2])
    except ValueError:
        return True
    return not (abs(east - longitude) <= SAME_POINT and abs(north - latitude) <= SAME_POINT)
