"""Each limit of loading has a unit and a reason, and is used."""

from pathlib import Path

import pytest

from events.loading.limits import limits

LOADING = Path(__file__).parents[2] / "events" / "loading"


def test_the_table():
    assert {name: (int(limit), limit.unit) for name, limit in limits().items()} == {
        "LARGEST_FILE": (2_147_483_648, "bytes"),
        "LARGEST_ARTICLE": (16_777_216, "bytes"),
        "DEEPEST": (32, "levels"),
        "MOST_VALUES": (10_000, "values"),
        "LONGEST_TEXT": (100_000, "characters"),
        "LONGEST_LINE": (10_000, "characters"),
        "LONGEST_EXACT": (600, "characters"),
        "MOST_EXCERPT_WORDS": (6, "words"),
        "LONGEST_EXCERPT": (120, "characters"),
        "LONGEST_NUMBER": (40, "digits"),
        "MOST_PROBLEMS": (1_000, "problems"),
        "MOST_FOUND": (20_000, "problems"),
        "MOST_HASHES": (20_000_000, "hashes"),
    }


@pytest.mark.parametrize("name", limits())
def test_a_limit_has_a_reason_and_is_used(name):
    assert limits()[name].reason.endswith(".")
    users = [
        path.name
        for path in LOADING.rglob("*.py")
        if path.name != "limits.py" and name in path.read_text(encoding="utf-8")
    ]
    assert users
