"""Stored documents: they go into an answer as they are, or with some of their fields."""

import orjson

from events.models import Version


def embed(document, fields=None):
    """Return JSON to put into an answer: the stored `document`, or only its top-level `fields`."""
    if fields is None:
        return orjson.Fragment(document)
    record = orjson.loads(document)
    return {name: value for name, value in record.items() if name in fields}


def of_versions(primary_keys, fields=None):
    """Return the documents of these versions, in the order of their primary keys given."""
    found = dict(Version.objects.filter(pk__in=primary_keys).values_list("pk", "document"))
    return [embed(found[key], fields) for key in primary_keys]
