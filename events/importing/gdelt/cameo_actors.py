"""The actor codes of CAMEO, as far as they are needed to name an actor and to say what it is."""

from functools import lru_cache

from events.importing.keys import slug
from events.importing.reading.countries import by_alpha3
from events.vocabulary import COUNTRIES, ActorKind

# Codes that CAMEO writes otherwise than ISO 3166-1 does.
_COUNTRY = {"ROM": "RO", "ZAR": "CD", "TMP": "TL", "SRN": "SM", "KSV": "XK"}
_REGION = {
    "AFR": "Africa",
    "ASA": "Asia",
    "BLK": "the Balkans",
    "CAS": "Central Asia",
    "CAU": "the Caucasus",
    "CFR": "Central Africa",
    "CRB": "the Caribbean",
    "EAF": "East Africa",
    "EEU": "Eastern Europe",
    "EIN": "East Indies",
    "EUR": "Europe",
    "LAM": "Latin America",
    "MDT": "the Mediterranean",
    "MEA": "the Middle East",
    "NAF": "North Africa",
    "NMR": "North America",
    "PGS": "the Persian Gulf",
    "SAF": "Southern Africa",
    "SAM": "South America",
    "SAS": "South Asia",
    "SCN": "Scandinavia",
    "SEA": "Southeast Asia",
    "WAF": "West Africa",
    "WST": "the West",
}
_GROUP = {
    "ASN": ("ASEAN", ActorKind.INTERNATIONAL_ORGANIZATION),
    "EEC": ("European Union", ActorKind.INTERNATIONAL_ORGANIZATION),
    "IMF": ("International Monetary Fund", ActorKind.INTERNATIONAL_ORGANIZATION),
    "NAT": ("NATO", ActorKind.ALLIANCE),
    "SAD": ("Southern African Development Community", ActorKind.INTERNATIONAL_ORGANIZATION),
    "TAL": ("Taliban", ActorKind.ARMED_GROUP),
    "UNO": ("United Nations", ActorKind.INTERNATIONAL_ORGANIZATION),
    "WBK": ("World Bank", ActorKind.INTERNATIONAL_ORGANIZATION),
}
# Roles: what such actors are called, and their kind within a state or without one.
_ROLE = {
    "AGR": ("farmers", ActorKind.COLLECTIVE),
    "BUS": ("business", ActorKind.COLLECTIVE),
    "COP": ("police", ActorKind.STATE),
    "CRM": ("criminals", ActorKind.COLLECTIVE),
    "CVL": ("civilians", ActorKind.CIVILIANS),
    "DEV": ("development", ActorKind.COLLECTIVE),
    "EDU": ("education", ActorKind.COLLECTIVE),
    "ELI": ("elites", ActorKind.COLLECTIVE),
    "ENV": ("environment", ActorKind.COLLECTIVE),
    "GOV": ("government", ActorKind.STATE),
    "HLH": ("health", ActorKind.COLLECTIVE),
    "HRI": ("human rights", ActorKind.COLLECTIVE),
    "IGO": ("intergovernmental organization", ActorKind.INTERNATIONAL_ORGANIZATION),
    "IMG": ("international militants", ActorKind.ARMED_GROUP),
    "INS": ("insurgents", ActorKind.ARMED_GROUP),
    "INT": ("international actors", ActorKind.COLLECTIVE),
    "JUD": ("judiciary", ActorKind.STATE),
    "LAB": ("labor", ActorKind.COLLECTIVE),
    "LEG": ("legislature", ActorKind.STATE),
    "MED": ("media", ActorKind.MEDIA),
    "MIL": ("military", ActorKind.STATE),
    "MNC": ("multinational companies", ActorKind.COMPANY),
    "MOD": ("moderates", ActorKind.COLLECTIVE),
    "NGM": ("international movement", ActorKind.ORGANIZATION),
    "NGO": ("non-governmental organization", ActorKind.ORGANIZATION),
    "OPP": ("opposition", ActorKind.COLLECTIVE),
    "PTY": ("party", ActorKind.PARTY),
    "REL": ("religion", ActorKind.COLLECTIVE),
    "RAD": ("radicals", ActorKind.COLLECTIVE),
    "REB": ("rebels", ActorKind.ARMED_GROUP),
    "REF": ("refugees", ActorKind.CIVILIANS),
    "SEP": ("separatists", ActorKind.ARMED_GROUP),
    "SET": ("settlers", ActorKind.CIVILIANS),
    "SPY": ("intelligence", ActorKind.STATE),
    "UAF": ("unaligned armed forces", ActorKind.ARMED_GROUP),
    "UIS": ("unidentified state actors", ActorKind.UNKNOWN),
}


@lru_cache(maxsize=10_000)
def actor(code, state, group, ethnic, religions, roles):
    """Return the actor of a CAMEO code and of the codes that GDELT splits it into.

    GDELT's own name is the word found in the text, which differs from row to row (Moscow, Russian):
    the code is the actor, and its name here is what the code says.
    """
    split = {state, group, ethnic, *religions, *roles}
    # Some roles stand in the code alone, as the party in USAPTY.
    whole = [code[at : at + 3] for at in range(0, len(code), 3)]
    roles = (*roles, *(part for part in whole if part in _ROLE and part not in split))
    country = _COUNTRY.get(state) or by_alpha3(state)
    parts, kinds = [], []
    if state:
        parts.append(COUNTRIES[country].name if country else _REGION.get(state, state))
        kinds.append(ActorKind.STATE if country else ActorKind.COLLECTIVE)
    if group:
        name, kind = _GROUP.get(group, (group, ActorKind.ORGANIZATION))
        parts.append(name)
        kinds.append(kind)
    if ethnic or religions:
        parts += [f"{word} (CAMEO)" for word in (ethnic, *religions) if word]
        kinds.append(ActorKind.IDENTITY_GROUP)
    for role in roles:
        name, kind = _ROLE.get(role, (role, ActorKind.COLLECTIVE))
        parts.append(name)
        # The police of no country in particular are not a state.
        kinds.append(ActorKind.COLLECTIVE if kind == ActorKind.STATE and not country else kind)
    if group in _GROUP:
        kinds.append(_GROUP[group][1])
    name = ", ".join(dict.fromkeys(parts)) or code
    return {
        "slug": f"gdelt-actor-{slug(code)}",
        "name": name[0].upper() + name[1:],
        "kind": (kinds[-1] if kinds else ActorKind.UNKNOWN).value,
        "country": country,
        "named": bool(country or group) and not any(role in ("CVL", "REF") for role in roles),
    }
