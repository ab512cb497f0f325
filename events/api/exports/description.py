"""What exports hold, as OpenAPI and the codebook have it: out of the columns."""

from events.api.exports.columns import columns_of
from events.api.exports.delimited import LIST_SEPARATOR
from events.models import RECORDS

TEXT = {"type": "string"}
TYPES = {
    "string": TEXT,
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "list": {"type": "array", "items": TEXT},
    "json": TEXT,
}
ROW = (
    "A record as a row of CSV or Parquet: a file has these columns in this order, or with `fields` those that are "
    "taken from them. In CSV nothing stands for null, a list is one text with "
    f"`{LIST_SEPARATOR}` between its values (a backslash before one that is within a value), and a text that a "
    "spreadsheet would run (after any apostrophes it begins with = + - @, a tab or a line break) has one "
    "apostrophe more before it."
)


def content(collection, serializer, formats):
    """Return {media type: serializer of a record, or schema} of the exports of a collection."""
    record = serializer.Meta.model.__name__
    schemas = {
        "csv": {"type": "array", "items": {"$ref": f"#/components/schemas/{record}Row"}},
        "ndjson": serializer,
        "parquet": {
            "type": "string",
            "format": "binary",
            "description": f"A file with the columns of `{record}Row`, each with its type.",
        },
        "geojson": _features(record),
    }
    return {one.media_type: schemas[name] for name, one in formats.items()}


def _features(record):
    point = {
        "type": "object",
        "nullable": True,
        "properties": {
            "type": {"type": "string", "pattern": "^Point$"},
            "coordinates": {
                "type": "array",
                "items": {"type": "number"},
                "minItems": 2,
                "maxItems": 2,
                "description": "Longitude, then latitude.",
            },
        },
        "required": ["type", "coordinates"],
    }
    feature = {
        "type": "object",
        "properties": {
            "type": {"type": "string", "pattern": "^Feature$"},
            "id": {"type": "string", "description": "The public key of the record."},
            "geometry": point,
            "properties": {"$ref": f"#/components/schemas/{record}"},
        },
        "required": ["type", "id", "geometry", "properties"],
    }
    return {
        "type": "object",
        "properties": {
            "type": {"type": "string", "pattern": "^FeatureCollection$"},
            "features": {"type": "array", "items": feature},
        },
        "required": ["type", "features"],
    }


def row_components():
    """Return {name: schema} of the rows of all collections."""
    return {
        f"{model.__name__}Row": {
            "type": "object",
            "description": ROW,
            "properties": {
                one.name: {**TYPES[one.type], "description": one.description}
                for one in columns_of(model.collection)
            },
            "required": [one.name for one in columns_of(model.collection)],
        }
        for model in RECORDS
    }


def columns():
    """Return the columns of each collection for the codebook."""
    return {
        model.collection.value: [
            {"name": one.name, "type": one.type, "field": one.field, "definition": one.description}
            for one in columns_of(model.collection)
        ]
        for model in RECORDS
    }
