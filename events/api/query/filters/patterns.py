"""The patterns of parameters' texts, as the OpenAPI document gives them.

The patterns keep to what the regular expressions of ECMA, Python and Rust have in common: no look-around.
"""

from events.models.constraints import SLUG

KEY = SLUG.replace(r"\Z", "$")
# A language tag in any case; the program refuses codes that the registry does not have.
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"


def word(separator):
    """Return what a word is: a character that is not a space, no NUL, and no separator, which begins another word."""
    return rf"[^{separator}\x00\ufffd]*[^{separator}\s\x00-\x1f\x85\ufffd][^{separator}\x00\ufffd]*"


WORD = f"^{word(',')}$"
# Any text that is not blank, without NUL and without the sign that bytes become which are not UTF-8.
TEXT = f"^{word('')}$"
# No pattern knows how many days a month has.
DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"

_DECIMALS = r"(\.[0-9]{1,12})?"
LONGITUDE = rf"-?((1[0-7][0-9]|0?[0-9]{{1,2}}){_DECIMALS}|180(\.0{{1,12}})?)"
LATITUDE = rf"-?(0?[0-8]?[0-9]{_DECIMALS}|0?90(\.0{{1,12}})?)"
# West, south, east, north, in degrees.
BOX = f"^{LONGITUDE},{LATITUDE},{LONGITUDE},{LATITUDE}$"
_FRACTION = r"(\.[0-9]{1,23})?"
# More than 0 and at most 20,016: the digits of what is less than 1, and then of ever larger whole numbers.
KILOMETERS = (
    r"(0{1,5}\.0{0,11}[1-9][0-9]{0,11}"
    rf"|(0{{0,4}}[1-9]|0{{0,3}}[1-9][0-9]|0{{0,2}}[1-9][0-9]{{2}}|0?[1-9][0-9]{{3}}){_FRACTION}"
    rf"|(1[0-9]{{4}}|200(0[0-9]|1[0-5])){_FRACTION}"
    r"|20016(\.0{1,23})?)"
)
# Latitude, longitude, kilometers.
NEAR = rf"^{LATITUDE},{LONGITUDE},{KILOMETERS}$"
WIKIDATA = r"^Q[1-9][0-9]*$"
SHA256 = "^[0-9a-f]{64}$"
URL = r"^https?://[^\s\x00\ufffd]+$"
