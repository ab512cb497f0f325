"""A record as a GeoJSON feature: a point or no geometry, and properties that are all plain columns."""

from functools import cache

from events.api.exports.columns import columns_of
from events.api.exports.delimited import joined
from events.api.exports.geojson import point
from events.api.exports.options import drawn
from events.models import MODEL_BY_COLLECTION


@cache
def _columns(collection):
    """Return the Columns that become properties: GIS programs show what is nested as text, so that is left out."""
    return tuple(one for one in columns_of(collection) if one.type != "json")


def feature(record, collection):
    """Return the feature of a record (a dict)."""
    return {
        "type": "Feature",
        "id": record[MODEL_BY_COLLECTION[collection].key_name],
        "geometry": point(
            record["longitude"],
            record["latitude"],
            record.get("place_precision"),
            drawn(collection),
        ),
        "properties": {one.name: _plain(one, one.read(record)) for one in _columns(collection)},
    }


def _plain(column, value):
    """Return a value as one cell: a list is the text that CSV has for it."""
    return joined(value) if column.type == "list" else value
