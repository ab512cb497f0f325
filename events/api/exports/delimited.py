"""CSV (RFC 4180, UTF-8): a row of names, then one row a record, whatever it holds safe to open in a spreadsheet."""

import re

import orjson

from events.api.exports.columns import chosen
from events.api.exports.description import columns_in_words, fields_of_columns
from events.api.exports.format import Format

LIST_SEPARATOR = ";"
_END = "\r\n"
_FLAGS = {True: "true", False: "false", None: ""}
# A text that is its own cell. Most are: one look at each takes half of the time.
_PLAIN = re.compile(r"""[^=+\-@'\t\r\n",;][^\r\n",;]*""").fullmatch
_QUOTED = re.compile(r'[\r\n",]')
# Where a spreadsheet would run a formula: at the beginning, and after a semicolon, for where commas are decimal a
# spreadsheet splits at semicolons. An apostrophe goes before it. A reader takes that away again, and can do so only if
# one more goes before the text's own apostrophes too.
_RUNS = re.compile(r"(^|;)(?='*[=+\-@\t\r\n])")
# In JSON a semicolon stands within a string, where JSON has an escape of its own: nothing is to be taken away there.
_RUNS_IN_JSON = re.compile(r"(;'*)([=+\-@])")


def write(batches, collection, fields=None):
    """Yield the rows of stored documents, with the columns of all fields or of `fields`."""
    columns = chosen(collection, fields)
    yield header(columns)
    for documents in batches:
        yield lines([orjson.loads(document) for document in documents], columns)


def header(columns):
    """Return the row of the names of columns."""
    return _rows([[cell(column.name) for column in columns]])


def lines(records, columns):
    """Return the rows of records."""
    return _rows(zip(*(_cells(column, records) for column in columns), strict=True))


def _rows(rows):
    # A row of one empty cell would be an empty line, which readers skip.
    return "".join([(",".join(cells) or '""') + _END for cells in rows]).encode()


def _cells(column, records):
    """Return the cells of one column; an empty one stands for null."""
    values = map(column.read, records)
    if column.type == "boolean":
        return [_FLAGS[value] for value in values]
    if column.type in ("integer", "number"):
        return ["" if value is None else repr(value) for value in values]
    if column.type == "json":
        return ["" if value is None else _quoted(_json(value)) for value in values]
    if column.type == "list":
        values = map(joined, values)
    return ["" if not value else value if _PLAIN(value) else cell(value) for value in values]


def cell(text):
    """Return a text as the cell that stands for it."""
    return _quoted(guarded(text))


def _quoted(text):
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def guarded(text):
    """Return a text with an apostrophe wherever a spreadsheet would begin a formula."""
    return _RUNS.sub(r"\1'", text)


def _json(text):
    """Return the JSON with the same values in which no formula follows a semicolon."""
    return _RUNS_IN_JSON.sub(lambda found: rf"{found[1]}\u{ord(found[2]):04x}", text)


def joined(words):
    """Return a list as one text; a separator within one of its words has a backslash before it."""
    return LIST_SEPARATOR.join(
        word.replace("\\", r"\\").replace(LIST_SEPARATOR, "\\" + LIST_SEPARATOR)
        if LIST_SEPARATOR in word or "\\" in word
        else word
        for word in words or ()
    )


def schema(collection):
    """Return the OpenAPI schema: a text."""
    return {
        "type": "string",
        "description": (
            "A table with a row of names. An empty cell is null. A list is one text with "
            f"`{LIST_SEPARATOR}` between its values; a backslash stands before a `{LIST_SEPARATOR}` or a backslash "
            "within a value. Where a spreadsheet would run a formula, at the beginning of a text and after each `;` "
            "in it, one apostrophe is added: remove it where `(^|;)'+[=+\\-@\\t\\r\\n]` matches. "
            f"{columns_in_words(collection)}"
        ),
    }


FORMAT = Format(
    name="csv",
    media_type="text/csv",
    parameters="; charset=utf-8; header=present",
    write=write,
    schema=schema,
    # A list is one text.
    table=fields_of_columns({"list": "string", "json": "string"}),
    traits={
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": _END,
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
    },
)
