"""GDELT's event files: the dataset that they are of, and their columns in both versions."""

from events.importing.reading.cells import decimal, long, whole, words
from events.importing.reading.layout import Layout

DATASET = {
    "slug": "gdelt",
    "title": "GDELT Events",
    "publisher": "The GDELT Project",
    "license": "LicenseRef-GDELT-Terms",
    "citation": "The GDELT Project, https://www.gdeltproject.org/.",
    "homepage": "https://www.gdeltproject.org/",
    "note": (
        "Imported. GDELT lets its data be used and passed on with a citation and a link. A row is what "
        "a program found in the news, not an incident that somebody verified: several rows can be one "
        "incident, and NumMentions, NumSources and NumArticles, which `original` keeps, count reports of "
        "the first 15 minutes. Rows with CAMEO roots 01 and 02 (statements, appeals) are left out: PLOVER "
        "has no event type for them."
    ),
}

_ACTOR = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
_GEO = {
    "Type": whole,
    "FullName": words,
    "CountryCode": words,
    "ADM1Code": words,
    "ADM2Code": words,
    "Lat": decimal,
    "Long": decimal,
    "FeatureID": words,
}
# The 61 columns of version 2.0 in GDELT's order, and how each is read.
COLUMNS = {
    "GLOBALEVENTID": long,
    "SQLDATE": whole,
    "MonthYear": whole,
    "Year": whole,
    "FractionDate": decimal,
    **{f"Actor{number}{name}": words for number in (1, 2) for name in _ACTOR},
    "IsRootEvent": whole,
    "EventCode": words,
    "EventBaseCode": words,
    "EventRootCode": words,
    "QuadClass": whole,
    "GoldsteinScale": decimal,
    "NumMentions": whole,
    "NumSources": whole,
    "NumArticles": whole,
    "AvgTone": decimal,
    **{
        f"{geo}Geo_{name}": reader
        for geo in ("Actor1", "Actor2", "Action")
        for name, reader in _GEO.items()
    },
    "DATEADDED": long,
    "SOURCEURL": words,
}
_VERSION_2 = tuple(COLUMNS)
# Version 1.0 has no second-order divisions, and no URL before April 2013.
_VERSION_1 = tuple(name for name in COLUMNS if not name.endswith("ADM2Code"))
LAYOUT = Layout(
    columns=COLUMNS,
    required=("GLOBALEVENTID", "SQLDATE", "EventCode"),
    names={"Actor1Code": None, "Actor2Code": None, "ActionGeo_FullName": None, "SOURCEURL": None},
    headless=(_VERSION_2, _VERSION_1, _VERSION_1[:-1]),
    plain_tabs=True,
)
