"""NDJSON: each record on a line of its own, as it was published."""

import orjson

from events.api.exports.description import fields_of_records
from events.api.exports.format import Format
from events.api.exports.options import ALL
from events.documents.embedding import embed
from events.documents.part_rows import serializer_of


def write(batches, collection, options=ALL):
    """Yield the lines of stored documents, or of only their top-level fields that the Options name."""
    for documents in batches:
        if options.fields is not None:
            documents = [orjson.dumps(embed(document, options.fields)) for document in documents]
        yield b"\n".join(documents) + b"\n"


def schema(collection):
    """Return the OpenAPI schema: a text, for a generated client would parse JSON as one value."""
    record = serializer_of(collection).__name__.removesuffix("Serializer")
    return {
        "type": "string",
        "description": (
            f"Each line is a record in JSON: `{record}`, or with `fields` `Partial{record}`. "
            "A line feed ends each line."
        ),
    }


FORMAT = Format(
    name="ndjson",
    media_type="application/x-ndjson",
    write=write,
    schema=schema,
    table=fields_of_records,
    traits={"encoding": "utf-8"},
    options=("join",),
    # It costs less to read them from the database than to keep the largest of all formats.
    kept=False,
)
