"""CSV (RFC 4180, UTF-8): a row of names, then one row a record, whatever it holds safe to open in a spreadsheet."""

import csv
import io
import re

import orjson

from events.api.exports.columns import chosen

LIST_SEPARATOR = ";"
_FLAGS = {True: "true", False: "false", None: None}
# A spreadsheet runs a text that begins so. The apostrophe before it is taken away again by whoever needs the text
# itself, and by that rule it must stand before those apostrophes too that are the text's own.
_RUNS = re.compile(r"'*[=+\-@\t\r\n]")


def write(batches, collection, fields=None):
    """Yield the rows of stored documents, with the columns of all fields or of `fields`."""
    columns = chosen(collection, fields)
    yield _rows([[column.name for column in columns]])
    for documents in batches:
        records = [orjson.loads(document) for document in documents]
        cells = [_cells(column, records) for column in columns]
        yield _rows(zip(*cells, strict=True))


def _rows(rows):
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def _cells(column, records):
    """Return the cells of one column: None, which is written as nothing, stands for null."""
    values = map(column.read, records)
    if column.type in ("integer", "number", "date"):
        return list(values)
    if column.type == "boolean":
        return [_FLAGS[value] for value in values]
    if column.type == "list":
        values = map(joined, values)
    return [value and guarded(value) for value in values]


def guarded(text):
    """Return a text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if _RUNS.match(text) else text


def joined(words):
    """Return a list as one text; a separator within one of its words has a backslash before it."""
    if not words:
        return None
    return LIST_SEPARATOR.join(
        word.replace("\\", r"\\").replace(LIST_SEPARATOR, "\\" + LIST_SEPARATOR) for word in words
    )
