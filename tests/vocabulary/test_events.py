"""Event types with their modes, contexts and quad classes, value by value."""

import pytest

from events.vocabulary import (
    MODES_BY_TYPE,
    QUAD_CLASS_BY_TYPE,
    EventContext,
    EventMode,
    EventType,
    QuadClass,
)

# type: (quad classes, modes), as PLOVER 0.8 has them
PLOVER = {
    "AGREE": ((1,), ""),
    "CONSULT": ((1,), "visit third-party multilateral phone"),
    "SUPPORT": ((1,), ""),
    "CONCEDE": ((1,), ""),
    "COOPERATE": ((2,), ""),
    "AID": ((2,), ""),
    "RETREAT": ((2,), "withdraw release disarm ceasefire access resign"),
    "REQUEST": ((3,), "assist change yield meet"),
    "ACCUSE": ((3,), "disapprove investigate allege"),
    "REJECT": ((3,), "assist change yield meet"),
    "THREATEN": ((3,), "restrict arrest relations expel territory violence"),
    "PROTEST": ((4,), "demo riot strike hunger boycott obstruct vandalize"),
    "SANCTION": ((4, 3), "convict expel withdraw discontinue"),
    "MOBILIZE": ((4,), "troops weapons police militia"),
    "COERCE": (
        (4,),
        "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    ),
    "ASSAULT": (
        (4,),
        (
            "abduct beat torture sexual targeted destroy primitive firearms explosives "
            "suicide-attack aerial drone heavy-weapons crowd-control unconventional"
        ),
    ),
}

CONTEXTS = (
    "military intelligence executive legislative election political_institutions pro_democracy "
    "pro_autocracy economic legal reparations human_rights rights_freedoms repression "
    "human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping "
    "health asylum migration disasters natural_resource environment technology terrorism cbrn "
    "cyber misinformation crime corruption illegal_drugs trafficking"
)


def test_types_in_plovers_order():
    assert EventType.values == list(PLOVER)


def test_contexts_in_plovers_order():
    assert EventContext.values == CONTEXTS.split()
    assert len(EventContext) == 37


@pytest.mark.parametrize("event_type", EventType.values)
def test_modes_of_a_type(event_type):
    assert list(MODES_BY_TYPE[event_type]) == PLOVER[event_type][1].split()


@pytest.mark.parametrize("event_type", EventType.values)
def test_quad_classes_of_a_type(event_type):
    assert QUAD_CLASS_BY_TYPE[event_type] == PLOVER[event_type][0]


def test_tables_have_the_types_and_nothing_else():
    assert list(MODES_BY_TYPE) == EventType.values
    assert list(QUAD_CLASS_BY_TYPE) == EventType.values


def test_every_mode_belongs_to_a_type():
    assert set(EventMode.values) == {mode for modes in MODES_BY_TYPE.values() for mode in modes}
    assert len(EventMode) == 59


def test_quad_classes():
    assert [(quad.name, quad.value) for quad in QuadClass] == [
        ("VERBAL_COOPERATION", 1),
        ("MATERIAL_COOPERATION", 2),
        ("VERBAL_CONFLICT", 3),
        ("MATERIAL_CONFLICT", 4),
    ]
