"""Public keys made from names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.importing.keys import collapsed, digest, slug
from events.models.constraints import LONGEST_KEY, SLUG


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Agence France Presse", "agence-france-presse"),
        ("Agence France-Presse ", "agence-france-presse"),
        ("  SOHR\n", "sohr"),
        ("El Heraldo de Juárez", "el-heraldo-de-juarez"),
        ("PSLF/TNLA", "pslf-tnla"),
        ("Military Forces of Russia (2000-)", "military-forces-of-russia-2000"),
        # Letters are lost, so a digest tells such names apart.
        ("РИА Новости", "name-1a4212dc"),
        ("ТАСС", "name-45199ce7"),
        ("Операція / Joint Forces Operation", "joint-forces-operation-7ec041f2"),
        ("???", "name-a03b221c"),
        # Words that follow a collection in a URL
        ("Aggregate", "aggregate-ee3c65b5"),
        ("Versions", "versions-4612828a"),
        ("", "name-e3b0c442"),
    ],
)
def test_slug(name, key):
    assert slug(name) == key


def test_long_names_are_cut_and_stay_apart():
    one, other = slug("very " * 20 + "one"), slug("very " * 20 + "other")

    assert one != other
    assert len(one) == len(other) == 68


@given(st.text(max_size=300))
def test_any_name_makes_a_key(name):
    assert re.search(SLUG, slug(name))
    # The longest keys: code of an event or a date and a digest around it.
    assert len(f"{slug(name)}-2024-01-01-{digest(name, digits=12)}") <= LONGEST_KEY


def test_spelling_of_blanks_does_not_count():
    assert collapsed(" a \r\n b\t") == "a b"
    assert slug("a  b") == slug(" A b")


def test_digest_tells_values_and_their_places_apart():
    values = [("a", "b"), ("ab",), ("a", None), (None, "a"), ("a", ""), (1.5,), ("1.5", "")]

    assert len({digest(*value) for value in values}) == 6
    assert digest("a", None) == digest("a", "")
    assert digest("x", digits=12).startswith(digest("x"))
