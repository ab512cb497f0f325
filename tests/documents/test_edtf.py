"""Dates as EDTF texts."""

from datetime import date

import pytest

from events.documents.edtf import edtf

# (start, end, precision, not before, not after): text
DATES = {
    (None, None, "unknown", None, None): None,
    (None, None, "unknown", "2022-02-01", "2026-02-28"): "2022-02-01/2026-02-28",
    (None, None, "unknown", "2022-02-01", None): "2022-02-01/..",
    (None, None, "unknown", None, "2026-02-28"): "../2026-02-28",
    ("2022-02-24", None, "day", None, None): "2022-02-24",
    ("2022-02-24", "2022-02-24", "day", None, None): "2022-02-24",
    ("2018-09-11", "2018-09-17", "day", None, None): "2018-09-11/2018-09-17",
    ("2022-02-21", None, "week", None, None): "2022-02-21/2022-02-27",
    ("2022-02-21", "2022-02-23", "week", None, None): "2022-02-21/2022-02-23",
    ("9999-12-30", None, "week", None, None): "9999-12-30/9999-12-31",
    ("2022-02-01", None, "month", None, None): "2022-02",
    ("2022-02-01", "2022-02-28", "month", None, None): "2022-02",
    ("2022-02-01", "2022-05-31", "month", None, None): "2022-02/2022-05",
    ("2014-01-01", "2014-12-31", "year", None, None): "2014",
    ("2014-01-01", "2016-12-31", "year", None, None): "2014/2016",
    ("2014-01-01", None, "longer", None, None): "2014-01-01/..",
    ("2014-01-01", "2019-12-31", "longer", None, None): "2014-01-01/2019-12-31",
    ("2022-02-24", None, "unknown", None, None): "2022-02-24?",
    ("2022-02-24", "2022-03-01", "unknown", None, None): "2022-02-24?/2022-03-01?",
    # A date that is known has no use for its bounds.
    ("2022-02-24", None, "day", "2022-01-01", "2022-12-31"): "2022-02-24",
}


@pytest.mark.parametrize(("given", "text"), DATES.items(), ids=map(str, DATES))
def test_the_text_of_a_date(given, text):
    start, end, precision, *bounds = given
    days = [one and date.fromisoformat(one) for one in (start, end, *bounds)]
    assert edtf(days[0], days[1], precision, *days[2:]) == text
