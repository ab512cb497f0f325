"""UCDP GED's files: the dataset that they are of, and their columns."""

from events.importing.reading.cells import code, decimal, time, truth, whole, words
from events.importing.reading.layout import Layout

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
        "Imported; each event keeps the dataset's own columns in `original`, with the types of UCDP's API: numbers "
        "as numbers, active_year as true or false, and dates as YYYY-MM-DDT00:00:00, however the file spells them."
    ),
}


# The 49 columns in UCDP's own order, and how each is read.
COLUMNS = {
    "id": whole,
    "relid": words,
    "year": whole,
    "active_year": truth,
    "code_status": words,
    "type_of_violence": whole,
    "conflict_dset_id": code,
    "conflict_new_id": whole,
    "conflict_name": words,
    "dyad_dset_id": code,
    "dyad_new_id": whole,
    "dyad_name": words,
    "side_a_dset_id": code,
    "side_a_new_id": whole,
    "side_a": words,
    "side_b_dset_id": code,
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
    "date_start": time,
    "date_end": time,
    "deaths_a": whole,
    "deaths_b": whole,
    "deaths_civilians": whole,
    "deaths_unknown": whole,
    "best": whole,
    "high": whole,
    "low": whole,
    "gwnoa": code,
    "gwnob": code,
}
LAYOUT = Layout(
    columns=COLUMNS,
    required=("id", "type_of_violence", "side_a", "side_b", "date_start"),
    names={
        "side_a": "side_a_new_id",
        "side_b": "side_b_new_id",
        "where_coordinates": None,
        "adm_1": None,
        "adm_2": None,
        "country": None,
        "source_article": None,
    },
    # Some monthly files of candidate events come without a header.
    headless=(tuple(COLUMNS),),
)
