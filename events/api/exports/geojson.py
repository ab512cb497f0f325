"""GeoJSON (RFC 7946): a collection of features, each a record and the point where it lies.

GIS programs show what is nested in a property as text. So the columns that CSV takes out of nested fields stand
beside the fields of the record: `fatalities_best` beside `fatalities`.
"""

import orjson

from events.api.exports.columns import Column, chosen
from events.api.exports.compiling import TUPLE, Form, reader
from events.api.exports.description import field_of_column, fields_of_records, schema_of_column
from events.api.exports.format import Format
from events.api.exports.options import ALL
from events.api.exports.taking import Value
from events.api.openapi.components import object_of, partial, reference, whole_or_partial
from events.documents import SERIALIZERS
from events.documents.embedding import embed
from events.models import MODEL_BY_COLLECTION
from events.vocabulary import Collection

HEAD = b'{"type":"FeatureCollection","features":[\n'
FOOT = b"\n]}\n"
_PLACED = ("longitude", "latitude", "place_precision")


_GEOMETRY = {
    Collection.PLACES: "Where it lies; null where that is not known.",
    Collection.EVENTS: (
        "Where it lies; null where that is not known, or known no better than the country: `geometry` moves that bound, "
        "and `place_precision` says how closely the place is known."
    ),
}


def flat(collection, fields=None):
    """Return the Columns that stand beside the fields of a record, or those of them that are taken from `fields`."""
    own = SERIALIZERS[MODEL_BY_COLLECTION[collection]].Meta.fields
    return [one for one in chosen(collection, fields) if one.name not in own]


def placing(collection):
    """Return the Columns of a record's key and of what says where it is, with which PLACED_ROW begins."""
    names = MODEL_BY_COLLECTION[collection].key_name, *_PLACED
    return [Column(name, "json", "", name, Value((name,))) for name in names]


def point(longitude, latitude, precision, drawn):
    """Return the point of a record, or None where it has none or the precision of its place is not in `drawn`."""
    if longitude is None or latitude is None or precision not in drawn:
        return None
    return {"type": "Point", "coordinates": [longitude, latitude]}


def write(batches, collection, options=ALL):
    """Yield a FeatureCollection of stored documents; `fields` narrows the properties, never the geometry."""
    drawn = options.drawn(collection)
    rows = reader([*placing(collection), *flat(collection, options.fields)], PLACED_ROW)
    before = HEAD
    for documents in batches:
        features = [
            _feature(document, row, drawn, options.fields)
            for document, row in zip(documents, rows(documents), strict=True)
        ]
        yield before + b",\n".join(features)
        before = b",\n"
    yield FOOT if before != HEAD else HEAD + FOOT


def _row(cells):
    """Return the code of a key, what says where it is, and {name: cell} of the other columns."""
    first = 1 + len(_PLACED)
    beside = ", ".join(f"{column.name!r}: {code}" for column, code in cells[first:])
    return f"({', '.join(code for _, code in cells[:first])}, {{{beside}}})"


PLACED_ROW = Form(TUPLE.cell, _row)


def _feature(document, row, drawn, fields):
    """Return the feature of one record: its properties are the record as published, and the flat columns."""
    key, longitude, latitude, precision, beside = row
    if fields is not None:
        properties = embed(document, fields) | beside
    elif beside:
        # The record is not written again: it is most of the file.
        properties = orjson.Fragment(document[:-1] + b"," + orjson.dumps(beside)[1:])
    else:
        properties = orjson.Fragment(document)
    return orjson.dumps(
        {
            "type": "Feature",
            "id": key,
            "geometry": point(longitude, latitude, precision, drawn),
            "properties": properties,
        }
    )


def schema(collection):
    """Return the OpenAPI schema of a FeatureCollection."""
    record = MODEL_BY_COLLECTION[collection].__name__
    features = {"type": "array", "items": reference(f"{record}Feature")}
    return object_of({"type": _word("FeatureCollection"), "features": features})


def components(collection):
    """Return the component of a feature, and those of its properties where they are more than the record."""
    record = MODEL_BY_COLLECTION[collection].__name__
    beside = {one.name: schema_of_column(one) for one in flat(collection)}
    properties, added = whole_or_partial(record), {}
    if beside:
        name = f"{record}Properties"
        added[name] = {"allOf": [reference(record), object_of(beside)]}
        some = {"type": "object", "properties": beside}
        added[partial(name)] = {"allOf": [reference(partial(record)), some]}
        properties = whole_or_partial(name)
    coordinates = {
        "type": "array",
        "items": {"type": "number"},
        "minItems": 2,
        "maxItems": 2,
        "description": "Longitude, then latitude.",
    }
    point = object_of({"type": _word("Point"), "coordinates": coordinates})
    described = {"nullable": True, "description": _GEOMETRY[collection]}
    feature = object_of(
        {
            "type": _word("Feature"),
            "id": {"type": "string", "description": "The public key of the record."},
            "geometry": point | described,
            "properties": properties | {"description": "The record."},
        }
    )
    return {f"{record}Feature": feature, **added}


def _word(word):
    return {"type": "string", "enum": [word], "description": f"Always `{word}`."}


def table(collection):
    """Return the fields of a Table Schema: those of the record, then the flat columns."""
    return fields_of_records(collection) + [field_of_column(one) for one in flat(collection)]


FORMAT = Format(
    name="geojson",
    media_type="application/geo+json",
    write=write,
    schema=schema,
    components=components,
    table=table,
    traits={"encoding": "utf-8"},
    options=("geometry",),
    collections=(Collection.PLACES, Collection.EVENTS),
)
