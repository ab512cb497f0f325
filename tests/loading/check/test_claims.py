"""Claims that fit their attribute."""

import pytest

SILENCE = "silence.json"

# (place, what is spoiled there, the problems; those of other records with their place)
FAULTS = (
    ((SILENCE, 8), {"value": None}, ["value is null; say what is claimed of start_date"]),
    ((SILENCE, 8), {"value": None, "low": 1}, ["value is null; say what is claimed of start_date"]),
    (
        (SILENCE, 8),
        {"value": "February"},
        ["value 'February' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, as in '2022-02'"],
    ),
    (
        (SILENCE, 8),
        {"value": "2022-13"},
        ["value '2022-13' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, as in '2022-02'"],
    ),
    (
        (SILENCE, 8),
        {"attribute": "fatalities", "value": None},
        [
            "a claim of fatalities has no number; give low, best or high, or a word such as 'heavy' as value"
        ],
    ),
    (
        (SILENCE, 8),
        {"attribute": "fatalities", "value": None, "low": 3, "best": 2},
        ["low 3 is above best 2; put them in order"],
    ),
    (
        (SILENCE, 8),
        {"attribute": "fatalities", "value": None, "best": -1},
        ["best is -1; a claim of fatalities is 0 or more"],
    ),
    (
        (SILENCE, 8),
        {"attribute": "status", "value": "on-going"},
        [
            "value 'on-going' is not one of occurred, ongoing, proposed, threatened, disputed, negated; did you mean 'ongoing'?"
        ],
    ),
    (
        (SILENCE, 8),
        {"attribute": "place", "value": "krimea"},
        ["value 'krimea' is not a place; did you mean 'crimea'?"],
    ),
    (
        (SILENCE, 8),
        {"attribute": "actor", "value": "crimea"},
        ["value 'crimea' is not an actor but a place; give the key of an actor"],
    ),
    (
        (SILENCE, 8),
        {"attribute": "recipient", "value": "ukrain"},
        ["value 'ukrain' is not an actor; did you mean 'ukraine'?"],
    ),
    ((SILENCE, 8), {"attribute": "fatalities", "value": "heavy"}, []),
    ((SILENCE, 8), {"attribute": "amount", "value": None, "best": 3, "unit": "tanks"}, []),
    ((SILENCE, 8), {"number": 0}, ["number is 0; count from 1"]),
    ((SILENCE, 8), {"value": "2014-02-20"}, []),
    ((SILENCE, 8), {"attribute": "end_date", "value": "2014-02"}, []),
    (
        (SILENCE, 8),
        {"attribute": "end_date", "value": "2014-02-30"},
        ["value '2014-02-30' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, as in '2022-02'"],
    ),
    (
        (SILENCE, 8),
        {"attribute": "end_date", "value": "0000"},
        ["value '0000' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, as in '2022-02'"],
    ),
    ((SILENCE, 8), {"attribute": "type", "value": "a raid"}, []),
    ((SILENCE, 8), {"attribute": "duration", "value": "eight years"}, []),
    ((SILENCE, 8), {"attribute": "status", "value": "negated"}, []),
    ((SILENCE, 8), {"attribute": "place", "value": "crimea"}, []),
    ((SILENCE, 8), {"attribute": "actor", "value": "russia"}, []),
    ((SILENCE, 8), {"attribute": "fatalities", "value": None, "low": 0, "best": 0, "high": 0}, []),
    ((SILENCE, 8), {"attribute": "fatalities", "value": None, "high": 9}, []),
    (
        (SILENCE, 8),
        {"attribute": "fatality"},
        [
            "attribute 'fatality' is not one of start_date, end_date, fatalities, type, place, actor, recipient, mediator, supporter, beneficiary, represented, status, duration, amount; did you mean 'fatalities'?"
        ],
    ),
)


@pytest.mark.parametrize(("place", "change", "problems"), FAULTS)
def test_each_fault_is_told_with_what_is_right(draft, place, change, problems):
    draft.spoil(place, change)

    assert draft.told(place) == problems
