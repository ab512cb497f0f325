"""The differences between two states of a record: field by field, with the old and the new value."""

import orjson


def between(old, new):
    """Return {field: {"old", "new"}} of the fields in which two documents differ, in the order of the new one.

    The documents are JSON, as stored; fields are those of the record itself, with all that is inside them. A field
    that one document lacks is null there, as everywhere in the API. None, not {}, is returned where a document is
    None, so that there is nothing to compare: a record that is added or withdrawn, or whose state before is not kept.
    """
    if old is None or new is None:
        return None
    old, new = orjson.loads(old), orjson.loads(new)
    return {
        name: {"old": old.get(name), "new": new.get(name)}
        for name in (*new, *(name for name in old if name not in new))
        if _differ(old.get(name), new.get(name))
    }


def _differ(old, new):
    """Return whether two values are not the same JSON: to Python, 1, 1.0 and true are equal, wherever they stand."""
    if old != new:
        return True
    if isinstance(old, dict | list):
        return _canonical(old) != _canonical(new)
    return type(old) is not type(new)


def _canonical(value):
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
