"""The value of each column of a record, worked out without the code that the program compiles."""

from functools import reduce

import orjson

from events.api.exports.taking import Distinct, Each, InRole, Json, Own, Value


def taken(column, record):
    """Return the value of a Column of a record (a dict)."""
    way = column.read
    if isinstance(way, Value):
        return reduce(lambda inner, name: (inner or {}).get(name), way.path, record)
    if isinstance(way, Own):
        value = (record.get("original") or {}).get(way.key)
        is_kept = value is None or isinstance(value, str) or not way.as_text
        return value if is_kept else orjson.dumps(value).decode()
    rows = record.get(way.name)
    if isinstance(way, Json):
        return None if rows is None else orjson.dumps(rows).decode()
    if isinstance(way, InRole):
        return [row["actor"] for row in rows or () if row["role"] == way.role]
    values = [row[way.inner] for row in rows or ()]
    if isinstance(way, Distinct):
        return [value for value in dict.fromkeys(values) if value is not None]
    assert isinstance(way, Each)
    return values
