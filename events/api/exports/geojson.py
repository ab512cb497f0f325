"""GeoJSON (RFC 7946): a collection of features, each a record and the point where it lies."""

import orjson

from events.models import MODEL_BY_COLLECTION

HEAD = b'{"type":"FeatureCollection","features":[\n'
FOOT = b"\n]}\n"


def write(batches, collection, fields=None):
    """Yield a FeatureCollection of stored documents; `fields` narrows the properties, never the geometry."""
    key = MODEL_BY_COLLECTION[collection].key_name
    before = HEAD
    for documents in batches:
        yield before + b",\n".join([_feature(document, key, fields) for document in documents])
        before = b",\n"
    yield FOOT if before != HEAD else HEAD + FOOT


def _feature(document, key, fields):
    """Return the feature of one record: its properties are the record as published."""
    record = orjson.loads(document)
    longitude, latitude = record["longitude"], record["latitude"]
    geometry = None
    if longitude is not None and latitude is not None:
        geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    properties = orjson.Fragment(document)
    if fields is not None:
        properties = {name: value for name, value in record.items() if name in fields}
    return orjson.dumps(
        {"type": "Feature", "id": record[key], "geometry": geometry, "properties": properties}
    )
