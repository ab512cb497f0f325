"""ACLED's files: whose they are, their columns in today's and older layouts, and their rows."""

import re

from events.importing.problem import Stopped
from events.importing.reading import table
from events.importing.reading.cells import decimal, whole, words
from events.importing.reading.dates import day
from events.importing.reading.files import texts

DATASET = {
    "slug": "acled",
    "title": "Armed Conflict Location & Event Data",
    "publisher": "ACLED",
    "license": "LicenseRef-ACLED-Terms",
    "citation": "Armed Conflict Location & Event Data (ACLED), https://acleddata.com/, with the day of access.",
    "homepage": "https://acleddata.com/",
    "note": (
        "Imported from a file that somebody got from ACLED under its terms of use, which forbid "
        "giving its rows to others: none come with this program, and who publishes them needs ACLED's "
        "permission. Each event keeps the dataset's own columns in `original`, numbers as numbers and "
        "dates as YYYY-MM-DD; `summary` is ACLED's own."
    ),
}


def date_text(text):
    """Return a date as YYYY-MM-DD, and as it stands where month and day can be confused."""
    found = day(text.strip())
    return found.isoformat() if found else text or None


def number_or_words(text):
    """Return a whole number where it is one: ACLED gives kinds of actor by number or by name."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else text or None


# Today's 31 columns in ACLED's order and how each is read, then those of older layouts.
COLUMNS = {
    "event_id_cnty": words,
    "event_date": date_text,
    "year": whole,
    "time_precision": whole,
    "disorder_type": words,
    "event_type": words,
    "sub_event_type": words,
    "actor1": words,
    "assoc_actor_1": words,
    "inter1": number_or_words,
    "actor2": words,
    "assoc_actor_2": words,
    "inter2": number_or_words,
    "interaction": number_or_words,
    "civilian_targeting": words,
    "iso": whole,
    "region": words,
    "country": words,
    "admin1": words,
    "admin2": words,
    "admin3": words,
    "location": words,
    "latitude": decimal,
    "longitude": decimal,
    "geo_precision": whole,
    "source": words,
    "source_scale": words,
    "notes": words,
    "fatalities": whole,
    "tags": words,
    "timestamp": number_or_words,
    "data_id": number_or_words,
    "event_id_no_cnty": number_or_words,
    "iso3": words,
}
REQUIRED = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1")
ENOUGH = 10  # of these names in its first row, and a file has a header

_CODE = re.compile(r"[A-Za-z]{1,8}[0-9]{1,12}")


def tables(paths, date_order=None):
    """Yield the Table of each file; raise Stopped where one is no table of ACLED."""
    for text in texts(paths):
        name, delimiter, first, _ = table.headed(text, frozenset(COLUMNS), ENOUGH)
        plain = [table.plain(cell) for cell in first]
        columns = [
            known if known in COLUMNS else given for known, given in zip(plain, first, strict=True)
        ]
        missing = [column for column in REQUIRED if column not in columns]
        if missing:
            raise Stopped(f"{text.name}: has no column {', '.join(missing)} in its first row")
        yield table.Table(
            text, name, delimiter, table.once(text, columns), 1, options={"date_order": date_order}
        )


def read(paths, date_order=None):
    """Yield the rows of files of ACLED, as they stand."""
    for found in tables(paths, date_order):
        yield from found.rows()


def key(row):
    """Return the code of the event that a row is about, or None where that cannot be read."""
    if len(row.cells) != len(row.table.columns):
        return None
    number = row.values()["event_id_cnty"].strip()
    return f"acled-{number.lower()}" if _CODE.fullmatch(number) else None
