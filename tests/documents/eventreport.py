"""The rules of R's `eventreport` 0.1.1 (CRAN, MIT license) in plain Python, as its documentation states them.

Each takes the values that the reports of one event give, and returns the one of the event. Dates are days.
"""

import datetime
from collections import Counter

INDETERMINATE = "Indeterminate"


def _modes(values):
    counts = Counter(values)
    most = max(counts.values())
    return {value for value, count in counts.items() if count == most}


def find_mode_numeric(values):
    """The number that most reports give; of several the smallest."""
    return min(_modes(values))


def find_mode_date(days):
    """The day that most reports give; of several the mean, rounded down."""
    modes = [day.toordinal() for day in _modes(days)]
    return datetime.date.fromordinal(sum(modes) // len(modes))


def find_mode(values):
    """The value of most reports, or INDETERMINATE."""
    modes = _modes(values)
    return modes.pop() if len(modes) == 1 else INDETERMINATE


def find_most_precise(values, precisions):
    """The value of most of those reports whose precision is the greatest."""
    return find_mode(
        [one for one, at in zip(values, precisions, strict=True) if at == max(precisions)]
    )


def find_least_precise(values, precisions):
    """The value of most of those reports whose precision is the smallest."""
    return find_mode(
        [one for one, at in zip(values, precisions, strict=True) if at == min(precisions)]
    )


# The aggregations of MAVERICK: {our rule: {value: rule}}. "lowest" and "highest" are find_min and find_max alone.
CONSERVATIVE = {
    "fatalities": min,
    "start_date": min,
    "end_date": max,
    "place": find_least_precise,
}
INFORMATIVE = {"fatalities": max, "start_date": max, "end_date": min, "place": find_most_precise}
REPRESENTATIVE = {
    "fatalities": find_mode_numeric,
    "start_date": find_mode_date,
    "end_date": find_mode_date,
    "place": lambda values, precisions: find_mode(values),
}
RULES = {
    "least_precise": CONSERVATIVE,
    "most_precise": INFORMATIVE,
    "majority": REPRESENTATIVE,
    "lowest": {"fatalities": min, "start_date": min, "end_date": min},
    "highest": {"fatalities": max, "start_date": max, "end_date": max},
}
