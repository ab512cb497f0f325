"""Countries by the numbers and names that datasets give them."""

from events.importing.keys import collapsed
from events.vocabulary import COUNTRIES

_BY_NUMBER = {country.numeric: code for code, country in COUNTRIES.items() if country.numeric}
_BY_ALPHA3 = {country.alpha3: code for code, country in COUNTRIES.items()}
_BY_NAME = {country.name.casefold(): code for code, country in COUNTRIES.items()} | {
    # Names that ACLED uses.
    "democratic republic of congo": "CD",
    "republic of congo": "CG",
    "ivory coast": "CI",
    "cape verde": "CV",
    "czech republic": "CZ",
    "east timor": "TL",
    "swaziland": "SZ",
    "macedonia": "MK",
    "vatican city": "VA",
}


def by_number_or_name(number, alpha3, name):
    """Return the alpha-2 code of a country by whatever of the three is known, or None."""
    return _BY_NUMBER.get(number) or by_alpha3(alpha3) or by_name(name)


def by_alpha3(code):
    return _BY_ALPHA3.get((code or "").strip().upper())


def by_name(name):
    return _BY_NAME.get(collapsed(name or "").casefold())
