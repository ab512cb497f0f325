"""ACLED's files: the dataset that they are of, and their columns in today's and older layouts."""

from events.importing.reading.cells import day, decimal, number_or_words, whole, words
from events.importing.reading.layout import Layout

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
        "dates as YYYY-MM-DD, and columns by the names that they have today; `summary` is ACLED's own."
    ),
}


# Today's 31 columns in ACLED's order and how each is read, then those of older layouts.
COLUMNS = {
    "event_id_cnty": words,
    "event_date": day,
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
    "gwno": whole,
}
LAYOUT = Layout(
    columns=COLUMNS,
    required=("event_id_cnty", "event_date", "event_type", "actor1"),
    names={
        "actor1": "inter1",
        "assoc_actor_1": None,
        "actor2": "inter2",
        "assoc_actor_2": None,
        "country": None,
        "admin1": None,
        "admin2": None,
        "admin3": None,
        "location": None,
        "source": None,
    },
    # The name of the kind of actor 0.
    codes={name: frozenset(["None"]) for name in ("inter1", "inter2")},
    # Of the API of 2016, and of the files of versions 1 to 8.
    former={
        "actor_1": "actor1",
        "actor_2": "actor2",
        "ally_actor_1": "assoc_actor_1",
        "ally_actor_2": "assoc_actor_2",
        "adm_level_1": "admin1",
        "adm_level_2": "admin2",
        "adm_level_3": "admin3",
        "admin_1": "admin1",
        "admin_2": "admin2",
        "admin_3": "admin3",
        "geo_precis": "geo_precision",
        "time_preci": "time_precision",
    },
)
