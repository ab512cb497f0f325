"""GDELT's event files: whose they are, their columns in both versions, and their rows."""

from events.importing.problem import Stopped, Unreadable
from events.importing.reading import table
from events.importing.reading.cells import decimal, long, whole, words
from events.importing.reading.files import texts

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
LAYOUTS = {len(names): names for names in (_VERSION_2, _VERSION_1, _VERSION_1[:-1])}


def tables(paths):
    """Yield the Table of each file; raise Stopped where one is no table of GDELT events."""
    for text in texts(paths):
        name, rows = table.first_rows(text, "\t", quoted=False, number=1)
        if not rows:
            raise Stopped(f"{text.name}: holds no rows")
        headed = table.plain(rows[0][0]) == "globaleventid"
        columns = LAYOUTS.get(len(rows[0]))
        if columns is None:
            raise Stopped(
                f"{text.name}: has {len(rows[0])} tab-separated fields in its first row; GDELT's event "
                f"files have {', '.join(map(str, LAYOUTS))}"
            )
        if headed and [table.plain(cell) for cell in rows[0]] != [name.lower() for name in columns]:
            raise Stopped(
                f"{text.name}: its first row names other columns than GDELT's own, in order"
            )
        yield table.Table(text, name, "\t", columns, int(headed), quoted=False)


def read(paths):
    """Yield the rows of GDELT's event files, as they stand."""
    for found in tables(paths):
        yield from found.rows()


def key(row):
    """Return the code of the event that a row is about, or None where that cannot be read."""
    try:
        number = long(row.cells[0]) if row.cells else None
    except Unreadable:
        return None
    return f"gdelt-{number}" if number and number > 0 else None
