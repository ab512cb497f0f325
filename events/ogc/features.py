"""A record as a GeoJSON feature: a point or no geometry, and properties that are all plain columns."""

from dataclasses import replace
from functools import cache

from events.api.exports.columns import columns_of
from events.api.exports.compiling import reader
from events.api.exports.delimited import joined
from events.api.exports.geojson import PLACED_ROW, placing, point
from events.api.exports.options import drawn


def _cell(column, code):
    """Return the code of a property: a list is the text that CSV has for it."""
    return f"joined({code})" if column.type == "list" else code


_ROW = replace(PLACED_ROW, cell=_cell, names={"joined": joined})


@cache
def _reader(collection):
    """Return the function from documents to rows; GIS programs show what is nested as text, so that is left out."""
    plain = (one for one in columns_of(collection) if one.type != "json")
    return reader([*placing(collection), *plain], _ROW)


def features(documents, collection):
    """Return the features of documents (bytes of JSON)."""
    shown = drawn(collection)
    return [
        {
            "type": "Feature",
            "id": key,
            "geometry": point(longitude, latitude, precision, shown),
            "properties": properties,
        }
        for key, longitude, latitude, precision, properties in _reader(collection)(documents)
    ]
