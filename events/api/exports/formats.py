"""The formats of exports, by the extension in a URL."""

from events.api.exports import delimited, geojson, ndjson, parquet

FORMATS = {
    one.name: one for one in (delimited.FORMAT, ndjson.FORMAT, geojson.FORMAT, parquet.FORMAT)
}


def formats_of(collection):
    """Return {extension: Format} of the formats in which a collection is exported."""
    return {name: one for name, one in FORMATS.items() if collection in one.collections}
