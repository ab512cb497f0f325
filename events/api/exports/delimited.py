"""CSV (RFC 4180, UTF-8): a row of names, then one row a record, whatever it holds safe to open in a spreadsheet."""

import re

from events.api.exports import tables
from events.api.exports.compiling import Form, reader
from events.api.exports.description import columns_in_words, fields_of_columns
from events.api.exports.format import Format
from events.api.exports.options import ALL

LIST_SEPARATOR = ";"
BOM = b"\xef\xbb\xbf"
_END = "\r\n"
_FLAGS = {True: "true", False: "false", None: ""}
# Where a spreadsheet would run a formula: at the beginning, and after a semicolon, for where commas are decimal a
# spreadsheet splits at semicolons. An apostrophe goes before it. A reader takes that away again, and can do so only if
# one more goes before the text's own apostrophes too.
_RUNS = re.compile(r"(^|;)(?='*[=+\-@\t\r\n])")
_MAY_RUN = frozenset("'=+-@\t\r\n")  # the first characters of such texts
# In JSON a semicolon is within a string, and JSON has an escape of its own there: nothing need be removed.
_RUNS_IN_JSON = re.compile(r"(;'*)([=+\-@])")


def write(batches, collection, options=ALL):
    """Yield the rows of stored documents, with the columns that the Options choose."""
    columns = tables.columns(batches, collection, options)
    rows = reader(columns, _LINE)
    yield (BOM if options.excel else b"") + header(columns)
    for documents in batches:
        yield _lines(rows(documents))


def header(columns):
    """Return the row of the names of columns."""
    return _lines([",".join(cell(column.name) for column in columns)])


def lines(documents, columns):
    """Return the rows of documents (bytes of JSON)."""
    return _lines(reader(columns, _LINE)(documents))


def _lines(rows):
    """Return the bytes of lines, each without its end."""
    return _END.join([*rows, ""]).encode()


def _row(cells):
    """Return the code of a line, without its end."""
    if len(cells) == 1:
        return f"{cells[0][1]} or '\"\"'"  # readers skip an empty line
    return f"','.join(({', '.join(code for _, code in cells)},))"


def _cell(column, code):
    """Return the code of the cell of a Column, from that of its value; an empty cell is null."""
    if column.type == "boolean":
        return f"flags[{code}]"
    if column.type in ("integer", "number"):
        return f"('' if (x := {code}) is None else repr(x))"
    if column.type == "json":
        return f"('' if (x := {code}) is None else json(x))"
    if column.type == "list":
        return (
            f"(';'.join(x) if (x := {code}) else '')"
            if column.plain
            else f"(cell(joined(x)) if (x := {code}) else '')"
        )
    return f"({code} or '')" if column.plain else f"(cell(x) if (x := {code}) else '')"


def cell(text):
    """Return the cell of a text."""
    if text[:1] in _MAY_RUN or ";" in text:
        text = guarded(text)
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text else text


def guarded(text):
    """Return a text with an apostrophe wherever a spreadsheet would begin a formula."""
    return _RUNS.sub(r"\1'", text)


def _json_cell(text):
    """Return the cell of JSON: the same values, and no formula follows a semicolon."""
    if ";" in text:
        text = _RUNS_IN_JSON.sub(lambda found: rf"{found[1]}\u{ord(found[2]):04x}", text)
    return '"' + text.replace('"', '""') + '"' if '"' in text or "," in text else text


def joined(words):
    """Return a list as one text; a separator within one of its words has a backslash before it."""
    return LIST_SEPARATOR.join(
        word.replace("\\", r"\\").replace(LIST_SEPARATOR, "\\" + LIST_SEPARATOR)
        if LIST_SEPARATOR in word or "\\" in word
        else word
        for word in words or ()
    )


_LINE = Form(_cell, _row, {"cell": cell, "joined": joined, "json": _json_cell, "flags": _FLAGS})


def schema(collection):
    """Return the OpenAPI schema: a text."""
    return {
        "type": "string",
        "description": (
            "A table with a row of names. An empty cell is null. A list is one text with "
            f"`{LIST_SEPARATOR}` between its values; a backslash comes before a `{LIST_SEPARATOR}` or a backslash "
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
    options=("original", "join", "excel"),
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
