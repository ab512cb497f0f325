"""Keys once each, references to something, and no circles."""

import pytest

ACTORS = "actors.json"
PLACES = "places.json"
SILENCE = "silence.json"
STALEMATE = "stalemate.json"

# (place, what is spoiled there, the problems; those of other records with their place)
FAULTS = (
    (
        (SILENCE, 2),
        {"speaker": ["sergei-lavrov"]},
        ["speaker 'sergei-lavrov' is not an actor; did you mean 'sergey-lavrov'?"],
    ),
    (
        (SILENCE, 2),
        {"speaker": ["crimea"]},
        ["speaker 'crimea' is not an actor but a place; give the key of an actor"],
    ),
    (
        (SILENCE, 2),
        {"speaker": ["zzz"]},
        ["speaker 'zzz' is not an actor; add it to the files or give the key of one that is there"],
    ),
    (
        (SILENCE, 2),
        {"addressees": [["europaean-union"], ["zz"]]},
        [
            "addressees 'europaean-union' is not an actor; did you mean 'european-union'?",
            "addressees 'zz' is not an actor; add it to the files or give the key of one that is there",
        ],
    ),
    (
        (SILENCE, 3),
        {"event": ["invason"]},
        ["event 'invason' is not an event; did you mean 'invasion'?"],
    ),
    (
        (SILENCE, 2),
        {"dataset": ["atest"]},
        ["dataset 'atest' is not a dataset; did you mean 'attest'?"],
    ),
    (
        (ACTORS, 2),
        {"slug": "russia"},
        [
            "this actor is already in files/actors.json, record 1; keep one of them",
            ((SILENCE, 6), "actor 'ukraine' is not an actor but a place; give the key of an actor"),
        ],
    ),
    (
        (SILENCE, 6),
        {"actor": ["russia"], "role": "actor"},
        ["this participant is already in files/silence.json, record 5; keep one of them"],
    ),
    (
        (STALEMATE, 4),
        {"number": 1},
        ["this report is already in files/silence.json, record 7; keep one of them"],
    ),
    (
        (PLACES, 1),
        {"within": ["crimea"]},
        [
            (
                (PLACES, 2),
                "within goes in a circle: 'crimea' → 'ukraine' → 'crimea'; cut it at one of them",
            )
        ],
    ),
    (
        (PLACES, 1),
        {"within": ["ukraine"]},
        ["within goes in a circle: 'ukraine' → 'ukraine'; cut it at one of them"],
    ),
    (
        (SILENCE, 4),
        {"part_of": ["refusal"]},
        ["part_of goes in a circle: 'invasion' → 'refusal' → 'invasion'; cut it at one of them"],
    ),
    (
        (SILENCE, 9),
        {"same_as": ["refusal"]},
        ["same_as goes in a circle: 'refusal' → 'refusal'; cut it at one of them"],
    ),
    ((SILENCE, 9), {"same_as": ["invasion"]}, []),
    (
        (PLACES, 1),
        {"within": ["ukrain"]},
        ["within 'ukrain' is not a place; did you mean 'ukraine'?"],
    ),
    (
        (SILENCE, 8),
        {"claimed_by": ["rusia"], "article": ["silense"]},
        [
            "claimed_by 'rusia' is not an actor; did you mean 'russia'?",
            "article 'silense' is not an article; did you mean 'silence'?",
        ],
    ),
    (
        (STALEMATE, 3),
        {"statement": ["acceptable"]},
        ["statement 'acceptable' is not a statement; did you mean 'unacceptable'?"],
    ),
    ((SILENCE, 2), {"addressees": [["russia"], ["nato"]], "on_behalf_of": None}, []),
)


@pytest.mark.parametrize(("place", "change", "problems"), FAULTS)
def test_each_fault_is_told_with_what_is_right(draft, place, change, problems):
    draft.spoil(place, change)

    assert draft.told(place) == problems
