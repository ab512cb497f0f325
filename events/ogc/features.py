"""A record as a GeoJSON feature: a point or no geometry, and properties that are all plain columns."""

from functools import cache

from events.api.exports.columns import columns_of
from events.api.exports.delimited import joined
from events.models import MODEL_BY_COLLECTION
from events.vocabulary import Collection, PlacePrecision

# A point that represents a whole country or more would be read as the place of the event.
LOCATED = PlacePrecision.values[: PlacePrecision.values.index(PlacePrecision.COUNTRY)]
COARSEST = LOCATED[-1]


@cache
def _columns(collection):
    """Return the Columns that become properties: GIS programs show what is nested as text, so that is left out."""
    return tuple(one for one in columns_of(collection) if one.type != "json")


def feature(record, collection):
    """Return the feature of a record (a dict)."""
    return {
        "type": "Feature",
        "id": record[MODEL_BY_COLLECTION[collection].key_name],
        "geometry": _geometry(record, collection),
        "properties": {one.name: _plain(one, one.read(record)) for one in _columns(collection)},
    }


def _geometry(record, collection):
    longitude, latitude = record["longitude"], record["latitude"]
    if longitude is None or latitude is None:
        return None
    if collection == Collection.EVENTS and record["place_precision"] not in LOCATED:
        return None
    return {"type": "Point", "coordinates": [longitude, latitude]}


def _plain(column, value):
    """Return a value as one cell: a list is the text that CSV has for it."""
    return joined(value) if column.type == "list" else value
