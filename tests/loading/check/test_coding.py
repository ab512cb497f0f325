"""Modes, quad classes, numbers, reports and coordinates."""

import pytest

PLACES = "places.json"
SILENCE = "silence.json"

# (place, what is spoiled there, the problems; those of other records with their place)
FAULTS = (
    (
        (PLACES, 2),
        {"longitude": None},
        ["longitude is null but latitude is 45.3; give both or none"],
    ),
    ((PLACES, 2), {"latitude": ...}, ["latitude is null but longitude is 34.4; give both or none"]),
    (
        (SILENCE, 4),
        {"mode": "assist"},
        [
            "mode 'assist' is none of type ASSAULT; give one of abduct, beat, torture, sexual, targeted, destroy, primitive, firearms, explosives, suicide-attack, aerial, drone, heavy-weapons, crowd-control, unconventional, or null"
        ],
    ),
    (
        (SILENCE, 9),
        {"type": "AGREE", "quad_class": 1, "mode": "assist"},
        ["mode 'assist' is none of type AGREE; say null"],
    ),
    ((SILENCE, 4), {"quad_class": 3}, ["quad_class 3 is not that of type ASSAULT; give 4"]),
    (
        (SILENCE, 9),
        {"type": "SANCTION", "quad_class": 1},
        ["quad_class 1 is not that of type SANCTION; give 4 or 3"],
    ),
    (
        (SILENCE, 4),
        {"fatalities_low": 3, "fatalities_best": 2, "fatalities_high": 1},
        [
            "fatalities_low 3 is above fatalities_best 2; put them in order",
            "fatalities_low 3 is above fatalities_high 1; put them in order",
            "fatalities_best 2 is above fatalities_high 1; put them in order",
        ],
    ),
    (
        (SILENCE, 11),
        {"event": ["invasion"], "number": 3},
        [
            (
                (SILENCE, 9),
                "no report: an event needs at least one article that reports it; add an events.report",
            )
        ],
    ),
    ((SILENCE, 9), {"type": "SANCTION", "quad_class": 3}, []),
    ((SILENCE, 4), {"mode": None}, []),
    ((SILENCE, 4), {"fatalities_low": 2, "fatalities_best": 2, "fatalities_high": 2}, []),
    (
        (SILENCE, 4),
        {"fatalities_low": 3, "fatalities_high": 2},
        ["fatalities_low 3 is above fatalities_high 2; put them in order"],
    ),
    ((SILENCE, 4), {"fatalities_low": 3, "fatalities_best": 2, "quality": ["low_above_best"]}, []),
    (
        (SILENCE, 4),
        {"fatalities_best": 3, "fatalities_high": 2, "quality": ["low_above_best"]},
        ["fatalities_best 3 is above fatalities_high 2; put them in order"],
    ),
    ((SILENCE, 4), {"original": {}, "quad_class": 1}, []),
    ((PLACES, 2), {"latitude": None, "longitude": None}, []),
)


@pytest.mark.parametrize(("place", "change", "problems"), FAULTS)
def test_each_fault_is_told_with_what_is_right(draft, place, change, problems):
    draft.spoil(place, change)

    assert draft.told(place) == problems
