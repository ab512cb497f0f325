"""Stored documents: they go into an answer as they are, or with some of their fields."""

import orjson


def embed(document, fields=None):
    """Return JSON to put into an answer: the stored `document`, or only its top-level `fields`."""
    if fields is None:
        return orjson.Fragment(document)
    return only(orjson.loads(document), fields)


def only(record, fields):
    """Return a record (a dict) with those of its top-level fields that are in `fields`; None is all of them."""
    if fields is None:
        return record
    return {name: value for name, value in record.items() if name in fields}
