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
        {"modes": ["heavy-weapons", "assist"]},
        [
            "mode 'assist' is none of type ASSAULT; give some of abduct, beat, torture, sexual, targeted, destroy, primitive, firearms, explosives, suicide-attack, aerial, drone, heavy-weapons, crowd-control, unconventional, or []"
        ],
    ),
    (
        (SILENCE, 9),
        {"type": "AGREE", "quad_class": 1, "modes": ["assist"]},
        ["mode 'assist' is none of type AGREE; give []"],
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
    ((SILENCE, 4), {"modes": []}, []),
    ((SILENCE, 4), {"modes": ["heavy-weapons", "drone"]}, []),
    ((SILENCE, 4), {"mode": "drone"}, ["mode is not a field any more; use modes, a list of words"]),
    (
        ("actors.json", 5),
        {"public_figure": False},
        [
            "public_figure is false; a person is coded only as a public figure in a public role: say true, or code the office or group in place of the person"
        ],
    ),
    (
        ("actors.json", 5),
        {"public_figure": ...},
        [
            "public_figure is null; a person is coded only as a public figure in a public role: say true, or code the office or group in place of the person"
        ],
    ),
    (
        ("actors.json", 1),
        {"public_figure": False},
        ["public_figure is of persons, and this is state; remove it"],
    ),
    (
        (SILENCE, 4),
        {"date_basis": "inferred"},
        ["date_reason is null, but date_basis is inferred; say why"],
    ),
    ((SILENCE, 4), {"date_basis": "inferred", "date_reason": "The title says it."}, []),
    ((SILENCE, 4), {"place_basis": "reference"}, []),
    (
        (SILENCE, 4),
        {"place_reason": "The title says it."},
        [
            "place_basis is null, but there is a place_reason; give one of stated, inferred, reference"
        ],
    ),
    ((SILENCE, 5), {"basis": "inferred"}, ["reason is null, but basis is inferred; say why"]),
    (
        (SILENCE, 8),
        {"chosen": True},
        ["reason is null, but chosen is true; say why the event follows this claim"],
    ),
    ((SILENCE, 8), {"chosen": True, "reason": "It is the latest.", "stands": "contradicts"}, []),
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
