"""Actors by their CAMEO codes."""

import pytest

from events.importing.gdelt.cameo_actors import actor


@pytest.mark.parametrize(
    ("code", "state", "group", "ethnic", "religions", "roles", "expected"),
    [
        ("USA", "USA", None, None, (), (), ("United States", "state", "US", True)),
        (
            "USAGOV",
            "USA",
            None,
            None,
            (),
            ("GOV",),
            ("United States, government", "state", "US", True),
        ),
        ("ROMMIL", "ROM", None, None, (), ("MIL",), ("Romania, military", "state", "RO", True)),
        ("GOV", None, None, None, (), ("GOV",), ("Government", "collective", None, False)),
        ("COP", None, None, None, (), ("COP",), ("Police", "collective", None, False)),
        ("SYRREB", "SYR", None, None, (), ("REB",), ("Syria, rebels", "armed_group", "SY", True)),
        (
            "PSECVL",
            "PSE",
            None,
            None,
            (),
            ("CVL",),
            ("Palestine, civilians", "civilians", "PS", False),
        ),
        ("AFR", "AFR", None, None, (), (), ("Africa", "collective", None, False)),
        ("EURXXX", "EUR", None, None, (), (), ("Europe", "collective", None, False)),
        (
            "IGOUNO",
            None,
            "UNO",
            None,
            (),
            ("IGO",),
            (
                "United Nations, intergovernmental organization",
                "international_organization",
                None,
                True,
            ),
        ),
        ("NAT", None, "NAT", None, (), (), ("NATO", "alliance", None, True)),
        ("kur", None, None, "kur", (), (), ("Kur (CAMEO)", "identity_group", None, False)),
        (
            "MOSSHI",
            None,
            None,
            None,
            ("MOS", "SHI"),
            (),
            ("MOS (CAMEO), SHI (CAMEO)", "identity_group", None, False),
        ),
        ("USAPTY", "USA", None, None, (), (), ("United States, party", "party", "US", True)),
        ("QQQ", None, None, None, (), (), ("QQQ", "unknown", None, False)),
    ],
)
def test_actor(code, state, group, ethnic, religions, roles, expected):
    found = actor(code, state, group, ethnic, religions, roles)

    assert found["slug"] == f"gdelt-actor-{code.lower()}"
    assert tuple(found[name] for name in ("name", "kind", "country", "named")) == expected
