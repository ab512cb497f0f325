"""Dates in order and as precise as they say."""

import pytest

SILENCE = "silence.json"

# (place, what is spoiled there, the problems; those of other records with their place)
FAULTS = (
    (
        (SILENCE, 1),
        {"published_not_before": "2024-05-02", "published_not_after": "2024-05-01"},
        [
            "published_not_before '2024-05-02' is after published_not_after '2024-05-01'; give the same day or an earlier one"
        ],
    ),
    (
        (SILENCE, 1),
        {"published_on": "2024-05-02"},
        [
            "published_precision is 'unknown' but published_on is '2024-05-02'; say day, week, month, year or longer"
        ],
    ),
    (
        (SILENCE, 1),
        {"published_precision": "day"},
        ["published_precision is 'day' but published_on is null; say 'unknown'"],
    ),
    (
        (SILENCE, 1),
        {"published_on": "2024-05-02", "published_precision": "month"},
        [
            "published_on '2024-05-02' is not the first day of its month, which is all that is known by published_precision; say '2024-05-01'"
        ],
    ),
    (
        (SILENCE, 1),
        {"published_on": "2024-05-01", "published_precision": "year"},
        [
            "published_on '2024-05-01' is not the first day of its year, which is all that is known by published_precision; say '2024-01-01'"
        ],
    ),
    (
        (SILENCE, 2),
        {"stated_on": "2024-05-02"},
        [
            "stated_precision is 'unknown' but stated_on is '2024-05-02'; say day, week, month, year or longer"
        ],
    ),
    (
        (SILENCE, 2),
        {"stated_not_before": "2024-05-02", "stated_not_after": "2024-05-01"},
        [
            "stated_not_before '2024-05-02' is after stated_not_after '2024-05-01'; give the same day or an earlier one"
        ],
    ),
    (
        (SILENCE, 4),
        {"end_date": "2022-01-31"},
        [
            "end_date '2022-01-31' is before start_date '2022-02-01'; give the same day or a later one"
        ],
    ),
    (
        (SILENCE, 4),
        {"end_date": None},
        [
            "date_precision is 'month' but end_date is null; give the last day on which it can have ended, '2022-02-28'"
        ],
    ),
    (
        (SILENCE, 4),
        {"end_date": None, "date_precision": "week"},
        [
            "date_precision is 'week' but end_date is null; give the last day on which it can have ended, '2022-02-07'"
        ],
    ),
    (
        (SILENCE, 4),
        {"end_date": None, "date_precision": "year"},
        [
            "start_date '2022-02-01' is not the first day of its year, which is all that is known by date_precision; say '2022-01-01'",
            "date_precision is 'year' but end_date is null; give the last day on which it can have ended, '2022-12-31'",
        ],
    ),
    (
        (SILENCE, 4),
        {"end_date": None, "date_precision": "year", "start_date": "2022-01-01"},
        [
            "date_precision is 'year' but end_date is null; give the last day on which it can have ended, '2022-12-31'"
        ],
    ),
    (
        (SILENCE, 4),
        {"end_date": None, "date_precision": "longer"},
        [
            "date_precision is 'longer' but end_date is null; give the last day on which it can have ended"
        ],
    ),
    (
        (SILENCE, 4),
        {"start_date": "2022-02-24", "end_date": "2022-04-30"},
        [
            "start_date '2022-02-24' is not the first day of its month, which is all that is known by date_precision; say '2022-02-01'"
        ],
    ),
    (
        (SILENCE, 4),
        {"start_date": None, "end_date": None},
        ["date_precision is 'month' but start_date is null; say 'unknown'"],
    ),
    (
        (SILENCE, 4),
        {"date_precision": "unknown"},
        [
            "date_precision is 'unknown' but start_date is '2022-02-01'; say day, week, month, year or longer"
        ],
    ),
    (
        (SILENCE, 4),
        {"date_not_before": "2022-03-02", "date_not_after": "2022-03-01"},
        [
            "date_not_before '2022-03-02' is after date_not_after '2022-03-01'; give the same day or an earlier one"
        ],
    ),
    ((SILENCE, 4), {"date_not_before": "2022-03-01", "date_not_after": "2022-03-01"}, []),
    ((SILENCE, 4), {"end_date": "2022-02-01"}, []),
    ((SILENCE, 4), {"start_date": "2022-02-24", "end_date": "2022-03-26"}, []),
    (
        (SILENCE, 4),
        {"start_date": "2022-02-24", "end_date": "2022-03-27"},
        [
            "start_date '2022-02-24' is not the first day of its month, which is all that is known by date_precision; say '2022-02-01'"
        ],
    ),
    (
        (SILENCE, 4),
        {"date_precision": "year", "start_date": "2022-02-24", "end_date": "2023-02-24"},
        [],
    ),
    (
        (SILENCE, 4),
        {"date_precision": "year", "start_date": "2022-02-24", "end_date": "2023-02-25"},
        [
            "start_date '2022-02-24' is not the first day of its year, which is all that is known by date_precision; say '2022-01-01'"
        ],
    ),
    ((SILENCE, 4), {"end_date": None, "status": "ongoing"}, []),
    ((SILENCE, 4), {"end_date": None, "status": "proposed"}, []),
    ((SILENCE, 4), {"end_date": None, "status": "threatened"}, []),
    (
        (SILENCE, 4),
        {"end_date": None, "status": "negated"},
        [
            "date_precision is 'month' but end_date is null; give the last day on which it can have ended, '2022-02-28'"
        ],
    ),
    (
        (SILENCE, 4),
        {"start_date": None},
        ["date_precision is 'month' but start_date is null; say 'unknown'"],
    ),
    ((SILENCE, 4), {"start_date": None, "date_precision": "unknown"}, []),
    ((SILENCE, 4), {"start_date": "2022-02-24", "end_date": None, "date_precision": "day"}, []),
    (
        (SILENCE, 4),
        {"start_date": "9999-12-30", "end_date": None, "date_precision": "week"},
        [
            "date_precision is 'week' but end_date is null; give the last day on which it can have ended, '9999-12-31'"
        ],
    ),
    (
        (SILENCE, 4),
        {"start_date": "2024-02-01", "end_date": None},
        [
            "date_precision is 'month' but end_date is null; give the last day on which it can have ended, '2024-02-29'"
        ],
    ),
    ((SILENCE, 4), {"end_date": "2022-01-31", "quality": ["end_before_start"]}, []),
    ((SILENCE, 4), {"original": {}, "start_date": "2022-02-24", "end_date": None}, []),
    ((SILENCE, 4), {"original": {}, "date_precision": "unknown"}, []),
    (
        (SILENCE, 4),
        {"original": {}, "end_date": "2022-01-31"},
        [
            "end_date '2022-01-31' is before start_date '2022-02-01'; give the same day or a later one"
        ],
    ),
    (
        (SILENCE, 1),
        {
            "published_on": "2024-05-01",
            "published_precision": "month",
            "published_not_before": "2024-05-01",
            "published_not_after": "2024-05-01",
        },
        [],
    ),
    ((SILENCE, 2), {"stated_on": "2024-01-01", "stated_precision": "year"}, []),
    ((SILENCE, 2), {"stated_on": "2024-05-07", "stated_precision": "week"}, []),
)


@pytest.mark.parametrize(("place", "change", "problems"), FAULTS)
def test_each_fault_is_told_with_what_is_right(draft, place, change, problems):
    draft.spoil(place, change)

    assert draft.told(place) == problems
