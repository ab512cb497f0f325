"""Dates in words, as closely as they are known."""

import pytest

from events.explorer import dates

# (start, end, precision, not before, not after): words
WORDS = {
    ("2022-02-24", None, "day", None, None): "24 February 2022",
    ("2022-02-24", "2022-02-24", "day", None, None): "24 February 2022",
    ("2018-09-11", "2018-09-17", "day", None, None): "11 September 2018 – 17 September 2018",
    ("2022-03-28", None, "week", None, None): "week of 28 March 2022",
    ("2022-02-01", "2022-02-28", "month", None, None): "February 2022",
    ("2022-02-01", "2022-03-31", "month", None, None): "February 2022 – March 2022",
    ("2014-01-01", "2014-12-31", "year", None, None): "2014",
    ("2014-02-20", None, "longer", None, None): "since 2014",
    ("2014-01-01", "2016-12-31", "longer", None, None): "2014 – 2016",
    ("2014-01-01", None, "unknown", None, None): "1 January 2014 (precision not stated)",
    (None, "2022-02-23", "day", None, None): "until 23 February 2022",
    (None, None, "unknown", None, None): None,
    (None, None, "unknown", "2022-02-01", None): "not before 1 February 2022 (inferred)",
    (None, None, "unknown", None, "2026-02-28"): "not after 28 February 2026 (inferred)",
    (None, None, "unknown", "2022-02-01", "2026-02-28"): (
        "between 1 February 2022 and 28 February 2026 (inferred)"
    ),
}


@pytest.mark.parametrize("known", WORDS)
def test_a_date_is_as_exact_as_it_is_known(known):
    assert dates.between(*known) == WORDS[known]
