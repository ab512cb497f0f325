"""The 49 columns of UCDP's events, in its order, with the types that its schema gives them."""

WHOLE = {"type": "integer", "nullable": True}
DECIMAL = {"type": "number", "nullable": True}
TRUTH = {"type": "boolean", "nullable": True}
TEXT = {"type": "string", "nullable": True}
TIME = {
    "type": "string",
    "nullable": True,
    "description": "YYYY-MM-DDT00:00:00, and as UCDP's file has it where that is another form.",
}

SCHEMA = {
    "id": WHOLE,
    "relid": TEXT,
    "year": WHOLE,
    "active_year": TRUTH,
    "code_status": TEXT,
    "type_of_violence": WHOLE,
    "conflict_dset_id": TEXT,
    "conflict_new_id": WHOLE,
    "conflict_name": TEXT,
    "dyad_dset_id": TEXT,
    "dyad_new_id": WHOLE,
    "dyad_name": TEXT,
    "side_a_dset_id": TEXT,
    "side_a_new_id": WHOLE,
    "side_a": TEXT,
    "side_b_dset_id": TEXT,
    "side_b_new_id": WHOLE,
    "side_b": TEXT,
    "number_of_sources": WHOLE,
    "source_article": TEXT,
    "source_office": TEXT,
    "source_date": TEXT,
    "source_headline": TEXT,
    "source_original": TEXT,
    "where_prec": WHOLE,
    "where_coordinates": TEXT,
    "where_description": TEXT,
    "adm_1": TEXT,
    "adm_2": TEXT,
    "latitude": DECIMAL,
    "longitude": DECIMAL,
    "geom_wkt": TEXT,
    "priogrid_gid": WHOLE,
    "country": TEXT,
    "country_id": WHOLE,
    "region": TEXT,
    "event_clarity": WHOLE,
    "date_prec": WHOLE,
    "date_start": TIME,
    "date_end": TIME,
    "deaths_a": WHOLE,
    "deaths_b": WHOLE,
    "deaths_civilians": WHOLE,
    "deaths_unknown": WHOLE,
    "best": WHOLE,
    "high": WHOLE,
    "low": WHOLE,
    "gwnoa": TEXT,
    "gwnob": TEXT,
}
COLUMNS = tuple(SCHEMA)
