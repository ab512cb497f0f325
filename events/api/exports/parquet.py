"""Parquet: columns with their own types, in groups of rows that are written as they are read."""

from events.api.exports import tables
from events.api.exports.compiling import TUPLE, reader
from events.api.exports.description import fields_of_columns
from events.api.exports.format import Format
from events.api.exports.options import ALL

# Bytes of a group of rows in memory; readers read a group at a time too.
GROUP = 16 * 2**20
# Bytes of documents that become columns at a time: some hundred records, for each column costs a few microseconds.
PIECE = 2**19


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


def write(batches, collection, options=ALL):
    """Yield a Parquet file of stored documents, with the columns that the Options choose."""
    # Imported here: it takes a third of a second and 60 MB, and most processes never write Parquet.
    import pyarrow as arrow
    from pyarrow.parquet import ParquetWriter

    columns = tables.columns(batches, collection, options)
    schema = schema_of(columns)
    rows, sink = reader(columns, TUPLE), _Sink()
    with ParquetWriter(sink, schema, compression="zstd") as writer:
        group, size = [], 0
        for values in _pieces(batches, rows, schema):
            group.append(_batch(values, schema))
            size += group[-1].nbytes
            if size >= GROUP:
                writer.write_table(arrow.Table.from_batches(group, schema))
                group, size = [], 0
                yield sink.taken()
        if group:
            writer.write_table(arrow.Table.from_batches(group, schema))
    yield sink.taken()


def _pieces(batches, rows, schema):
    """Yield the lists of values of the columns, of about PIECE bytes of documents at a time."""
    columns, size = [[] for _ in schema], 0
    for documents in filter(None, batches):  # a sum can have no groups
        for column, values in zip(columns, zip(*rows(documents), strict=True), strict=True):
            column += values
        size += sum(map(len, documents))
        if size >= PIECE:
            yield columns
            columns, size = [[] for _ in schema], 0
    if size:
        yield columns


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


def table(documents, columns):
    """Return a Parquet file of documents (bytes of JSON), all at once."""
    import pyarrow as arrow
    from pyarrow.parquet import write_table

    sink, schema = _Sink(), schema_of(columns)
    rows = arrow.Table.from_batches(
        [_batch(piece, schema) for piece in _pieces([documents], reader(columns, TUPLE), schema)],
        schema,
    )
    write_table(rows, sink, compression="zstd")
    return sink.taken()


def _batch(columns, schema):
    """Return the record batch of the lists of values of the columns."""
    import pyarrow as arrow

    arrays = []
    for values, field in zip(columns, schema, strict=True):
        if field.type == arrow.date32():
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
    options=("original", "join"),
    compressible=False,
)
