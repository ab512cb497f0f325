"""Parquet: columns with their own types, in groups of rows that are written as they are read."""

import orjson

from events.api.exports.columns import chosen
from events.api.exports.description import fields_of_columns
from events.api.exports.format import Format

# Bytes of a group of rows in memory; readers read a group at a time too.
GROUP = 16 * 2**20


class _Sink:
    """A file that keeps what is written until it is taken."""

    closed = False

    def __init__(self):
        self._parts = []

    def write(self, part):
        self._parts.append(bytes(part))
        return len(part)

    def flush(self):
        """Do nothing: nothing is held back."""

    def close(self):
        self.closed = True

    def taken(self):
        """Return what was written since the last call."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def write(batches, collection, fields=None):
    """Yield a Parquet file of stored documents, with the columns of all fields or of `fields`."""
    # Imported here: it takes a third of a second and 60 MB, and most processes never write Parquet.
    import pyarrow as arrow
    from pyarrow.parquet import ParquetWriter

    columns = chosen(collection, fields)
    schema = schema_of(columns)
    sink = _Sink()
    with ParquetWriter(sink, schema, compression="zstd") as writer:
        group, size = [], 0
        for documents in batches:
            records = [orjson.loads(document) for document in documents]
            group.append(_rows(records, columns, schema))
            size += group[-1].nbytes
            if size >= GROUP:
                writer.write_table(arrow.Table.from_batches(group, schema))
                group, size = [], 0
                yield sink.taken()
        if group:
            writer.write_table(arrow.Table.from_batches(group, schema))
    yield sink.taken()


def schema_of(columns):
    """Return the Arrow schema of columns, with their descriptions."""
    import pyarrow as arrow

    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
        "list": arrow.list_(arrow.string()),
        "json": arrow.string(),
    }
    return arrow.schema(
        arrow.field(one.name, types[one.type], metadata={"description": one.description})
        for one in columns
    )


def table(records, columns):
    """Return a Parquet file of records, all at once."""
    import pyarrow as arrow
    from pyarrow.parquet import write_table

    sink, schema = _Sink(), schema_of(columns)
    rows = arrow.Table.from_batches([_rows(records, columns, schema)], schema)
    write_table(rows, sink, compression="zstd")
    return sink.taken()


def _rows(records, columns, schema):
    """Return the record batch of some records."""
    import pyarrow as arrow

    arrays = []
    for column, field in zip(columns, schema, strict=True):
        values = list(map(column.read, records))
        if column.type == "date":
            # Arrow turns texts into days all at once.
            arrays.append(arrow.array(values, arrow.string()).cast(field.type))
        else:
            arrays.append(arrow.array(values, field.type))
    return arrow.record_batch(arrays, schema=schema)


def schema(collection):
    """Return the OpenAPI schema: bytes."""
    return {
        "type": "string",
        "format": "binary",
        "description": "The columns of the CSV file, each with its type: dates, whole numbers, lists.",
    }


FORMAT = Format(
    name="parquet",
    media_type="application/vnd.apache.parquet",
    write=write,
    schema=schema,
    table=fields_of_columns({"list": "array", "json": "string"}),
    # A validator then compares size and hash, and does not read it as if it were text.
    traits={"type": "file"},
    compressible=False,
)
