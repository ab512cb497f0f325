"""The formats of exports, by the extension in a URL."""

from events.api.exports import delimited, geojson, ndjson, parquet, xlsx
from events.documents.part_rows import ROW_SERIALIZERS
from events.vocabulary import Collection

_ALL = (delimited.FORMAT, ndjson.FORMAT, geojson.FORMAT, parquet.FORMAT, xlsx.FORMAT)
FORMATS = {one.name: one for one in _ALL}


def formats_of(collection):
    """Return {extension: Format} of the formats in which a collection, or rows of events, are exported.

    Rows come in the formats that every collection has.
    """
    if collection in ROW_SERIALIZERS:
        every = tuple(Collection)
        return {name: one for name, one in FORMATS.items() if one.collections == every}
    return {name: one for name, one in FORMATS.items() if collection in one.collections}
