"""UCDP GED's files: whose they are, their columns in all dialects, and their rows."""

import re

from events.importing.problem import Stopped, Unreadable
from events.importing.reading import table
from events.importing.reading.cells import decimal, truth, whole, words
from events.importing.reading.dates import day
from events.importing.reading.files import texts

DATASET = {
    "slug": "ucdp-ged",
    "title": "UCDP Georeferenced Event Dataset",
    "publisher": "Uppsala Conflict Data Program",
    "license": "CC-BY-4.0",
    "citation": (
        "Sundberg, Ralph, and Erik Melander (2013): Introducing the UCDP Georeferenced Event Dataset. "
        "Journal of Peace Research 50(4): 523-532. And the article that the codebook of the version "
        "names."
    ),
    "homepage": "https://ucdp.uu.se/downloads/",
    "note": (
        "Imported; each event keeps the dataset's own columns in `original`, numbers as numbers and "
        "active_year as true or false. A date of day resolution reads YYYY-MM-DDT00:00:00 there, "
        "however the file spells it."
    ),
}


def date_text(text):
    """Return a date as UCDP's API gives it, and as it stands where it is of any other form."""
    match = _MIDNIGHT.fullmatch(text)
    return f"{match[1]}T00:00:00" if match and day(match[1]) else text or None


_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")

# The 49 columns in UCDP's own order, and how each is read.
COLUMNS = {
    "id": whole,
    "relid": words,
    "year": whole,
    "active_year": truth,
    "code_status": words,
    "type_of_violence": whole,
    "conflict_dset_id": words,
    "conflict_new_id": whole,
    "conflict_name": words,
    "dyad_dset_id": words,
    "dyad_new_id": whole,
    "dyad_name": words,
    "side_a_dset_id": words,
    "side_a_new_id": whole,
    "side_a": words,
    "side_b_dset_id": words,
    "side_b_new_id": whole,
    "side_b": words,
    "number_of_sources": whole,
    "source_article": words,
    "source_office": words,
    "source_date": words,
    "source_headline": words,
    "source_original": words,
    "where_prec": whole,
    "where_coordinates": words,
    "where_description": words,
    "adm_1": words,
    "adm_2": words,
    "latitude": decimal,
    "longitude": decimal,
    "geom_wkt": words,
    "priogrid_gid": whole,
    "country": words,
    "country_id": whole,
    "region": words,
    "event_clarity": whole,
    "date_prec": whole,
    "date_start": date_text,
    "date_end": date_text,
    "deaths_a": whole,
    "deaths_b": whole,
    "deaths_civilians": whole,
    "deaths_unknown": whole,
    "best": whole,
    "high": whole,
    "low": whole,
    "gwnoa": words,
    "gwnob": words,
}
REQUIRED = ("id", "type_of_violence", "side_a", "side_b", "date_start")
ENOUGH = 10  # of these names in its first row, and a file has a header


def tables(paths, date_order=None):
    """Yield the Table of each file; raise Stopped where one is no table of UCDP GED."""
    for text in texts(paths):
        name, delimiter, first, second = table.headed(text, frozenset(COLUMNS), ENOUGH)
        plain = [table.plain(cell) for cell in first]
        headed = len(set(plain) & set(COLUMNS)) >= ENOUGH
        if headed:
            columns = [
                name if name in COLUMNS else given for name, given in zip(plain, first, strict=True)
            ]
        elif len(first) == len(COLUMNS) and first[0].isdecimal():
            columns = list(COLUMNS)
        else:
            raise Stopped(
                f"{text.name}: has no header, and {len(first)} fields in its first row; only the "
                f"official {len(COLUMNS)} can be told apart without one"
            )
        missing = [column for column in REQUIRED if column not in columns]
        if missing:
            raise Stopped(f"{text.name}: has no column {', '.join(missing)}")
        tagged = (
            headed
            and any(second)
            and all(cell.startswith(("#", " #")) for cell in filter(str.strip, second))
        )
        found = table.Table(
            text, name, delimiter, table.once(text, columns), headed + (headed and tagged)
        )
        found.options["date_order"] = date_order
        yield found


def read(paths, date_order=None):
    """Yield the rows of files of UCDP GED, as they stand."""
    for found in tables(paths, date_order):
        yield from found.rows()


def key(row):
    """Return the code of the event that a row is about, or None where that cannot be read."""
    if len(row.cells) != len(row.table.columns):
        return None
    try:
        number = whole(row.values()["id"])
    except Unreadable:
        return None
    return f"ucdp-ged-{number}" if number and number > 0 else None
