"""The crosswalk and the tables that importers read, each pair checked against the schemes."""

import gzip
from pathlib import Path

import pytest

from events import vocabulary
from events.vocabulary import (
    ACLED_TAXONOMY,
    CAMEO_ROOTS,
    CROSSWALK,
    MODE_BY_CAMEO_CODE,
    MODES_BY_TYPE,
    TYPE_BY_CAMEO_CODE,
    TYPE_BY_CAMEO_ROOT,
    TYPE_MODE_BY_ACLED,
    TYPE_MODE_BY_UCDP,
    UCDP_TYPES_OF_VIOLENCE,
    EventType,
    PlacePrecision,
    QuadClass,
    type_mode_by_cameo,
)

GDELT = Path(__file__).resolve().parents[3] / "shared" / "data" / "gdelt"

ACLED_PAIRS = {(event_type, sub) for sub, (event_type, _) in ACLED_TAXONOMY.items()}
ACLED_EVENT_TYPES = {event_type for event_type, _ in ACLED_PAIRS}

# As GDELT's lookup file has the scores.
GOLDSTEIN = [
    0.0, 3.0, 4.0, 1.0, 3.5, 6.0, 7.0, 5.0, -2.0, -5.0,
    -2.0, -4.0, -6.0, -6.5, -7.2, -4.0, -7.0, -9.0, -10.0, -10.0,
]  # fmt: skip


def acled_pairs(equivalents):
    """The pairs of a crosswalk entry, with None written out as every sub-event type."""
    for event_type, sub in equivalents.acled:
        if sub is None:
            yield from (pair for pair in ACLED_PAIRS if pair[0] == event_type)
        else:
            yield event_type, sub


def test_every_type_has_an_entry_and_says_its_gap():
    assert list(CROSSWALK) == EventType.values
    assert [key for key, entry in CROSSWALK.items() if not entry.cameo] == []
    assert [
        key
        for key, entry in CROSSWALK.items()
        if not (entry.acled and entry.ucdp) and not entry.gap
    ] == []
    assert [key for key, entry in CROSSWALK.items() if entry.gap and entry.gap[-1] != "."] == []


@pytest.mark.parametrize("event_type", EventType.values)
def test_every_equivalent_exists_in_its_scheme(event_type):
    entry = CROSSWALK[event_type]
    assert set(entry.cameo) - set(CAMEO_ROOTS) == set()
    assert set(entry.ucdp) - set(UCDP_TYPES_OF_VIOLENCE) == set()
    assert {name for name, _ in entry.acled} - ACLED_EVENT_TYPES == set()
    assert set(acled_pairs(entry)) - ACLED_PAIRS == set()
    assert list(entry.cameo) == sorted(set(entry.cameo))


def test_what_an_importer_makes_is_in_the_crosswalk():
    for pair, (event_type, _) in TYPE_MODE_BY_ACLED.items():
        if event_type is not None:
            assert pair in set(acled_pairs(CROSSWALK[event_type])), pair
    for number, (event_type, _) in TYPE_MODE_BY_UCDP.items():
        assert number in CROSSWALK[event_type].ucdp
    for root, event_type in TYPE_BY_CAMEO_ROOT.items():
        if event_type is not None:
            assert root in CROSSWALK[event_type].cameo, root
    for code, event_type in TYPE_BY_CAMEO_CODE.items():
        assert code[:2] in CROSSWALK[event_type].cameo, code


def test_only_one_acled_sub_event_type_and_one_root_have_no_equivalent():
    reached = {pair for entry in CROSSWALK.values() for pair in acled_pairs(entry)}
    assert ACLED_PAIRS - reached == {("Strategic developments", "Other")}
    roots = {root for entry in CROSSWALK.values() for root in entry.cameo}
    assert set(CAMEO_ROOTS) - roots == {"01"}


def test_acled_taxonomy():
    assert len(ACLED_TAXONOMY) == 25
    sizes = dict.fromkeys(sorted(ACLED_EVENT_TYPES), 0)
    for event_type, _ in ACLED_TAXONOMY.values():
        sizes[event_type] += 1
    assert sizes == {
        "Battles": 3,
        "Explosions/Remote violence": 6,
        "Protests": 3,
        "Riots": 2,
        "Strategic developments": 8,
        "Violence against civilians": 3,
    }
    assert ACLED_TAXONOMY["Violent demonstration"] == ("Riots", "Demonstrations")
    assert ACLED_TAXONOMY["Mob violence"] == ("Riots", "Political violence")
    assert {disorder for _, disorder in ACLED_TAXONOMY.values()} == {
        "Demonstrations",
        "Political violence",
        "Strategic developments",
    }


def test_acled_becomes_types_and_modes():
    assert set(TYPE_MODE_BY_ACLED) == ACLED_PAIRS
    assert {
        sub: (str(event_type), str(mode))
        for (_, sub), (event_type, mode) in TYPE_MODE_BY_ACLED.items()
    } == {
        "Armed clash": ("ASSAULT", "None"),
        "Government regains territory": ("ASSAULT", "None"),
        "Non-state actor overtakes territory": ("ASSAULT", "None"),
        "Chemical weapon": ("ASSAULT", "unconventional"),
        "Air/drone strike": ("ASSAULT", "aerial"),
        "Suicide bomb": ("ASSAULT", "suicide-attack"),
        "Shelling/artillery/missile attack": ("ASSAULT", "heavy-weapons"),
        "Remote explosive/landmine/IED": ("ASSAULT", "explosives"),
        "Grenade": ("ASSAULT", "explosives"),
        "Sexual violence": ("ASSAULT", "sexual"),
        "Attack": ("ASSAULT", "None"),
        "Abduction/forced disappearance": ("ASSAULT", "abduct"),
        "Peaceful protest": ("PROTEST", "demo"),
        "Protest with intervention": ("PROTEST", "demo"),
        "Excessive force against protesters": ("PROTEST", "demo"),
        "Violent demonstration": ("PROTEST", "riot"),
        "Mob violence": ("PROTEST", "riot"),
        "Agreement": ("SUPPORT", "None"),
        "Arrests": ("COERCE", "arrest"),
        "Change to group/activity": ("MOBILIZE", "None"),
        "Disrupted weapons use": ("COERCE", "seize"),
        "Headquarters or base established": ("MOBILIZE", "None"),
        "Looting/property destruction": ("ASSAULT", "destroy"),
        "Non-violent transfer of territory": ("COERCE", "seize"),
        "Other": ("None", "None"),
    }


def test_ucdp_becomes_types_and_modes():
    assert list(TYPE_MODE_BY_UCDP.items()) == [(n, ("ASSAULT", None)) for n in (1, 2, 3)]
    assert UCDP_TYPES_OF_VIOLENCE == {
        1: "State-based conflict",
        2: "Non-state conflict",
        3: "One-sided violence",
    }


def test_a_mode_belongs_to_its_type():
    made = [
        *TYPE_MODE_BY_ACLED.values(),
        *TYPE_MODE_BY_UCDP.values(),
        *(type_mode_by_cameo(code) for code in MODE_BY_CAMEO_CODE),
        *(type_mode_by_cameo(code) for code in TYPE_BY_CAMEO_CODE),
    ]
    assert [
        (event_type, mode)
        for event_type, mode in made
        if mode is not None and mode not in MODES_BY_TYPE[event_type]
    ] == []


def test_cameo_roots():
    assert list(CAMEO_ROOTS) == [f"{number:02}" for number in range(1, 21)]
    assert list(TYPE_BY_CAMEO_ROOT) == list(CAMEO_ROOTS)
    assert [root.goldstein for root in CAMEO_ROOTS.values()] == GOLDSTEIN
    assert "".join(str(root.quad_class.value) for root in CAMEO_ROOTS.values()) == (
        "11111222" + "33333" + "4444444"
    )
    assert CAMEO_ROOTS["08"] == ("YIELD", QuadClass.MATERIAL_COOPERATION, 5.0)


@pytest.mark.parametrize(
    ("code", "event_type", "mode"),
    [
        ("010", None, None),
        ("02", None, None),
        ("036", "AGREE", None),
        ("041", "CONSULT", "phone"),
        ("043", "CONSULT", None),
        ("057", "SUPPORT", None),
        ("061", "COOPERATE", None),
        ("073", "AID", None),
        ("08", "CONCEDE", None),
        ("080", "CONCEDE", None),
        ("0814", "CONCEDE", None),
        ("083", "CONCEDE", None),
        ("084", "RETREAT", None),
        ("0841", "RETREAT", "release"),
        ("0871", "RETREAT", "ceasefire"),
        ("087", "RETREAT", None),
        ("091", "ACCUSE", "investigate"),
        ("1056", "REQUEST", "yield"),
        ("111", "ACCUSE", "disapprove"),
        ("1124", "ACCUSE", "allege"),
        ("116", "SANCTION", "convict"),
        ("126", "REJECT", "meet"),
        ("129", "REJECT", None),
        ("138", "THREATEN", "violence"),
        ("1382", "THREATEN", "territory"),
        ("1411", "PROTEST", "demo"),
        ("143", "PROTEST", None),
        ("154", "MOBILIZE", "troops"),
        ("163", "SANCTION", "discontinue"),
        ("1661", "SANCTION", None),
        ("171", "COERCE", None),
        ("1712", "ASSAULT", "destroy"),
        ("1723", "COERCE", "curfew"),
        ("175", "ASSAULT", None),
        ("1831", "ASSAULT", "suicide-attack"),
        ("190", "ASSAULT", None),
        ("191", "COERCE", "restrict"),
        ("192", "COERCE", "seize"),
        ("1951", "ASSAULT", "aerial"),
        ("202", "ASSAULT", None),
        ("2042", "ASSAULT", "unconventional"),
    ],
)
def test_a_cameo_code_becomes_a_type_and_a_mode(code, event_type, mode):
    assert type_mode_by_cameo(code) == (event_type, mode)


@pytest.mark.parametrize("code", ["", "1", "21", "00", "8", "X", "---"])
def test_an_unknown_cameo_code_is_refused(code):
    with pytest.raises(KeyError):
        type_mode_by_cameo(code)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "DATE_PRECISION_BY_UCDP",
            {1: "day", 2: "week", 3: "week", 4: "month", 5: "year"},
        ),
        ("DATE_PRECISION_BY_ACLED", {1: "day", 2: "week", 3: "month"}),
        (
            "PLACE_PRECISION_BY_UCDP",
            dict(enumerate(PlacePrecision.values[:7], start=1)),
        ),
        ("PLACE_PRECISION_BY_ACLED", {1: "exact", 2: "near", 3: "admin1"}),
        (
            "PLACE_PRECISION_BY_GDELT",
            {0: "unknown", 1: "country", 2: "admin1", 3: "near", 4: "near", 5: "admin1"},
        ),
    ],
)
def test_precisions(table, expected):
    assert getattr(vocabulary, table) == expected


def test_acled_numbers():
    assert list(vocabulary.ACLED_REGIONS) == [1, 2, 3, 4, 5, 7, 9, *range(11, 21)]
    assert vocabulary.ACLED_REGIONS[12] == "Europe"
    assert list(vocabulary.ACLED_INTER_CODES) == list(range(9))
    assert vocabulary.ACLED_INTER_CODES[7] == "Civilians"


@pytest.mark.skipif(not GDELT.exists(), reason="the GDELT exports are not held beside the project")
def test_every_cameo_code_of_the_gdelt_files_resolves():
    found = set()
    quad_classes = set()
    for path in GDELT.glob("*.export.CSV.gz"):
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            for line in file:
                columns = line.rstrip("\n").split("\t")
                found.add(columns[26])
                quad_classes.add((columns[28], int(columns[29])))
    assert len(found) == 135
    assert {code for code in found if type_mode_by_cameo(code)[0] is None} == {
        code for code in found if code[:2] in ("01", "02")
    }
    # Where GDELT's own column differs from CAMEO_ROOTS, as said there.
    assert {
        (root, quad) for root, quad in quad_classes if CAMEO_ROOTS[root].quad_class != quad
    } == {("09", 2), ("14", 3)}
