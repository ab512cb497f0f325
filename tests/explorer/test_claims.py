"""Claims in words, set against one another by attribute."""

import pytest

from events.explorer import claims


def claim(attribute="deaths", **values):
    nothing = dict.fromkeys(("value", "low", "best", "high", "unit", "quantifier", "stands"))
    return nothing | {"attribute": attribute} | values


def event(*found):
    names = ("start_date", "end_date", "date_precision", "date_not_before", "date_not_after")
    return dict.fromkeys(names) | {"place_name": "Kyiv", "claims": list(found)}


# words: the claim
WORDS = {
    "2014": claim(value="2014"),
    "7": claim(best=7),
    "5–9": claim(low=5, high=9),
    "1,000–2,000–3,000": claim(low=1000, best=2000, high=3000),
    "7 people": claim(low=7, best=7, high=7, unit="people"),
    "more than 100 tanks": claim(low=100, quantifier="more_than", unit="tanks"),
    "100": claim(best=100, quantifier="exact"),
    "heavy": claim(value="heavy", quantifier=None),
    "dozens (24)": claim(value="dozens", low=24),
}


@pytest.mark.parametrize("words", WORDS)
def test_a_claim_in_words(words):
    assert claims.words_of(WORDS[words]) == words


def test_a_claim_of_an_earlier_release_lacks_the_newer_fields():
    old = {"attribute": "deaths", "value": None, "low": 1, "best": 2, "high": 2}
    assert claims.words_of(old) == "1–2"
    assert claims.against(event(old)) == []


def test_contradictions_come_first_and_say_what_is_set_against_what():
    found = event(
        claim("place", value="Kyiv", stands="agrees"),
        claim("place", value="Kyiv", chosen=True),
        claim("start_date", value="2014", stands="contradicts"),
        claim("start_date", value="in winter", stands="differs_in_wording"),
        claim("start_date", value="2022-02", stands="contradicts"),
    )
    groups = claims.side_by_side(found)
    assert [(one["attribute"], one["contradict"], one["agree"], one["own"]) for one in groups] == [
        ("start_date", True, False, None),
        ("place", False, True, "Kyiv"),
    ]
    assert [one["is_against"] for one in groups[0]["claims"]] == [True, False, True]
    assert claims.against(found) == [("start_date", ["2014", "2022-02"])]
