"""CSV (RFC 4180, UTF-8): a row of names, then one row a record, whatever it holds safe to open in a spreadsheet."""

import re

import orjson

from events.api.exports.columns import chosen

LIST_SEPARATOR = ";"
_END = "\r\n"
_FLAGS = {True: "true", False: "false", None: ""}
# A text that stands in its cell as it is: most do, and to look at each just once takes half of the time.
_PLAIN = re.compile(r"""[^=+\-@'\t\r\n",][^\r\n",]*""").fullmatch
_QUOTED = re.compile(r'[\r\n",]')
# A spreadsheet runs a text that begins so. The apostrophe before it is taken away again by whoever needs the text
# itself, and by that rule it must stand before those apostrophes too that are the text's own.
_RUNS = re.compile(r"'*[=+\-@\t\r\n]")


def write(batches, collection, fields=None):
    """Yield the rows of stored documents, with the columns of all fields or of `fields`."""
    columns = chosen(collection, fields)
    yield _rows([[column.name for column in columns]])
    for documents in batches:
        records = [orjson.loads(document) for document in documents]
        yield _rows(zip(*(_cells(column, records) for column in columns), strict=True))


def _rows(rows):
    # A row of one empty cell would be an empty line, which readers pass over.
    return "".join([(",".join(cells) or '""') + _END for cells in rows]).encode()


def _cells(column, records):
    """Return the cells of one column; an empty one stands for null."""
    values = map(column.read, records)
    if column.type == "boolean":
        return [_FLAGS[value] for value in values]
    if column.type in ("integer", "number"):
        return ["" if value is None else repr(value) for value in values]
    if column.type == "list":
        values = map(joined, values)
    return ["" if not value else value if _PLAIN(value) else cell(value) for value in values]


def cell(text):
    """Return a text as the cell that stands for it."""
    text = guarded(text)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def guarded(text):
    """Return a text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if _RUNS.match(text) else text


def joined(words):
    """Return a list as one text; a separator within one of its words has a backslash before it."""
    return LIST_SEPARATOR.join(
        word.replace("\\", r"\\").replace(LIST_SEPARATOR, "\\" + LIST_SEPARATOR)
        if LIST_SEPARATOR in word or "\\" in word
        else word
        for word in words or ()
    )
