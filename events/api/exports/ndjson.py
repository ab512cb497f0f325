"""NDJSON: each record on a line of its own, as it was published."""

import orjson


def write(batches, collection, fields=None):
    """Yield the lines of stored documents, or of only their top-level `fields`."""
    for documents in batches:
        if fields is not None:
            documents = [_only(document, fields) for document in documents]
        yield b"\n".join(documents) + b"\n"


def _only(document, fields):
    record = orjson.loads(document)
    return orjson.dumps({name: value for name, value in record.items() if name in fields})
