"""The patterns that the schema gives for texts of parameters take what the API takes, and nothing else."""

import re

import pytest

from events.api.query.filters import patterns

# Of boxes that are not upside down, which no pattern can tell.
BOXES = {
    "-180,-90,180,90": True,
    "180.0,-90.00,-180.000,90.000000000000": True,
    "179.999999999999,89.9,0,89.99": True,
    "007,00,09,009": True,
    "99.5,9,100.5,90": True,
    "-0,-0.0,0,0": True,
    "180.1,0,0,0": False,
    "0,0,-180.000000000001,0": False,
    "181,0,0,0": False,
    "0,90.5,0,91": False,
    "0,-91,0,0": False,
    "0,0,0,90.1": False,
    "0,100,0,100": False,
    "0,0,0,1.0000000000001": False,
    "1e1,0,0,0": False,
    "+1,0,0,0": False,
    ".5,0,1,0": False,
    "5.,0,6,0": False,
    "0,0,0": False,
    "0,0,0,0,0": False,
    "٣,0,4,0": False,
}


def fits(pattern, text):
    """Return whether a text matches a pattern of the schema, whose $ is the very end."""
    return re.search(pattern.replace("$", r"\Z"), text) is not None


@pytest.mark.parametrize(("box", "taken"), BOXES.items(), ids=BOXES)
def test_a_box(get, box, taken):
    assert fits(patterns.BOX, box) is taken
    answer = get(f"/places/?bbox={box.replace('+', '%2B')}")
    assert (answer.status_code == 200) is taken


DISTANCES = {
    "1": True,
    "00001": True,
    "0.5": True,
    "00000.00000000000000000000001": False,
    "0.000000000001": True,
    "0.00000000000100000000000": True,
    "9999.99": True,
    "10000": True,
    "19999.9": True,
    "20015.99999999999999999999999": True,
    "20016": True,
    "20016.00000000000000000000000": True,
    "20016.00000000000000000000001": False,
    "20017": False,
    "20020": False,
    "20100": False,
    "21000": False,
    "30000": False,
    "99999": False,
    "000001": False,
    "0": False,
    "00000.000": False,
    "1.": False,
    ".5": False,
    "1e3": False,
    "-1": False,
    "": False,
}


@pytest.mark.parametrize(("distance", "taken"), DISTANCES.items(), ids=DISTANCES)
def test_a_distance(get, distance, taken):
    near = f"50.5,-30.25,{distance}"
    assert fits(patterns.NEAR, near) is taken
    assert (get(f"/places/?near={near}").status_code == 200) is taken


WORDS = {
    "CC-BY-4.0": True,
    "a b": True,
    " x ": True,
    "é": True,
    "": False,
    " ": False,
    "\t": False,
    "\x1c": False,
    "\x85": False,
    "\u3000": False,
    "a\x00": False,
    "a\ufffd": False,
}


@pytest.mark.parametrize(("word", "taken"), WORDS.items(), ids=map(repr, WORDS))
def test_a_word(get, word, taken):
    assert fits(patterns.WORD, word) is taken
    query = "".join(f"%{byte:02X}" for byte in word.encode())
    assert (get(f"/datasets/?license={query}").status_code == 200) is taken


def test_a_word_of_a_list_has_no_comma():
    assert not fits(patterns.WORD, "a,b")


TEXTS = {
    "a, b": True,
    "\na": True,
    "\n": False,
    "\r": False,
    " ": False,
    "": False,
    "a\x00": False,
    "a\ufffd": False,
}


@pytest.mark.parametrize(("text", "taken"), TEXTS.items(), ids=map(repr, TEXTS))
def test_a_text(get, text, taken):
    assert fits(patterns.TEXT, text) is taken
    sent = f"kyiv {text}" if text.strip() else text
    query = "".join(f"%{byte:02X}" for byte in sent.encode())
    assert (get(f"/events/?q={query}").status_code == 200) is taken


KEYS = {
    "kyiv": True,
    "ukraine-war": True,
    "a1-2": True,
    "Kyiv": False,
    "-a": False,
    "a--b": False,
    "a_b": False,
    "kyiv\n": False,
}


@pytest.mark.parametrize(("key", "taken"), KEYS.items(), ids=map(repr, KEYS))
def test_a_key(key, taken):
    assert fits(patterns.KEY, key) is taken


@pytest.mark.parametrize(
    "pattern", [patterns.BOX, patterns.NEAR, patterns.WORD, patterns.TEXT, patterns.KEY]
)
def test_a_pattern_has_nothing_that_other_engines_lack(pattern):
    assert not re.search(r"\(\?|\\[ZAbBdw]|\\\d", pattern)
