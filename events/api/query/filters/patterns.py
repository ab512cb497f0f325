"""What the texts of parameters look like, as the OpenAPI document says it.

The patterns keep to what the regular expressions of ECMA, Python and Rust have in common: no look-around.
"""

from events.models.constraints import SLUG

KEY = SLUG.replace(r"\Z", "$")
# At least one character that is not a space; no comma, which would begin another word, and no NUL.
WORD = r"^[^,\x00\ufffd]*[^,\s\x00-\x1f\x85\ufffd][^,\x00\ufffd]*$"

_DECIMALS = r"(\.[0-9]{1,12})?"
_LONGITUDE = rf"-?((1[0-7][0-9]|0?[0-9]{{1,2}}){_DECIMALS}|180(\.0{{1,12}})?)"
_LATITUDE = rf"-?(0?[0-8]?[0-9]{_DECIMALS}|0?90(\.0{{1,12}})?)"
# West, south, east, north, in degrees.
BOX = f"^{_LONGITUDE},{_LATITUDE},{_LONGITUDE},{_LATITUDE}$"
# Latitude, longitude, kilometers.
NEAR = rf"^{_LATITUDE},{_LONGITUDE},[0-9]{{1,5}}{_DECIMALS}$"
WIKIDATA = r"^Q[1-9][0-9]*$"
SHA256 = "^[0-9a-f]{64}$"
URL = r"^https?://[^\s\x00\ufffd]+$"
