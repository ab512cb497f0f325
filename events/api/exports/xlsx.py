"""XLSX: one sheet with the columns of CSV, a header that stays in view, numbers as numbers and days as days.

A text is always a text: no value becomes a formula or a link.
"""

import datetime
import tempfile
from functools import lru_cache
from pathlib import Path

from config.limits import LONGEST_CELL_OF_XLSX as LONGEST_CELL
from config.limits import MOST_ROWS_OF_XLSX as MOST_ROWS
from events.api.exports import tables
from events.api.exports.compiling import TUPLE, reader
from events.api.exports.delimited import joined
from events.api.exports.description import fields_of_columns
from events.api.exports.format import Format
from events.api.exports.options import ALL
from events.api.problems.errors import ParameterError, fault

# The bounds of Excel. That of 16,384 columns is out of reach: see MOST_OWN.
LONGEST_NUMBER = 15  # digits; Excel changes further ones to 0
# Excel has days from 1900 on, and one in February 1900 that never was.
FIRST_DAY = datetime.date(1900, 3, 1)
_DAY_ZERO = datetime.date(1899, 12, 30).toordinal()
# The same records make the same bytes.
CREATED = datetime.datetime(1980, 1, 1)
CHUNK = 256 * 2**10  # bytes


def write(batches, collection, options=ALL):
    """Yield a workbook of stored documents. There are no bytes before the last record is written.

    Raise ParameterError for records that a workbook cannot hold: nothing is ever cut.
    """
    # Imported here: most processes never write a workbook.
    import xlsxwriter

    columns = tables.columns(batches, collection, options)
    with tempfile.TemporaryDirectory(prefix="attest-xlsx-") as folder:
        path = Path(folder, "export.xlsx")
        settings = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        book = xlsxwriter.Workbook(path, settings)
        book.use_zip64()  # where more than 4 GiB need it
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet(str(collection))
        sheet.freeze_panes(1, 0)
        try:
            _write_rows(sheet, batches, columns, book)
        except BaseException:
            sheet.row_data_fh.close()  # the workbook is given up
            raise
        book.close()
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def _write_rows(sheet, batches, columns, book):
    """Write the header and the rows of stored documents."""
    rows = reader(columns, TUPLE)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})

    def write_text(place, at, text, form=None):
        # The writer would cut what is too long, and says so.
        if sheet.write_string(place, at, text, form):
            raise _too_long(columns[at], place, text)

    for at, column in enumerate(columns):
        write_text(0, at, column.name, bold)
    place = 0
    for documents in batches:
        if place + len(documents) > MOST_ROWS:
            raise too_many_rows()
        for row in rows(documents):
            place += 1
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                if value is None:
                    continue
                kind = column.type
                if kind in ("integer", "number") and _is_exact(value):
                    sheet.write_number(place, at, value)
                elif kind == "boolean":
                    sheet.write_boolean(place, at, value)
                elif kind == "date" and (serial := _serial(value)):
                    sheet.write_number(place, at, serial, day)
                elif text := joined(value) if kind == "list" else str(value):
                    write_text(place, at, text)


def _too_long(column, place, text):
    message = (
        f"The cell of `{column.name}` in row {place + 1:,} would have {len(text):,} characters, and a cell of Excel holds "
        f"at most {LONGEST_CELL:,}. Leave the column out with `fields`, or use CSV or Parquet."
    )
    return ParameterError([fault("extension", message)])


def _is_exact(number):
    return isinstance(number, float) or abs(number) < 10**LONGEST_NUMBER


@lru_cache(maxsize=4096)
def _serial(day):
    """Return the number by which Excel knows a day (YYYY-MM-DD), or None before its calendar begins."""
    found = datetime.date.fromisoformat(day)
    return found.toordinal() - _DAY_ZERO if found >= FIRST_DAY else None


def too_many_rows(number=None):
    """Return the ParameterError for more records than a sheet holds; `number` is how many, where it is known."""
    many = f"{number:,} records" if number else f"more than {MOST_ROWS:,} records"
    message = f"There are {many}, and a sheet of Excel holds at most {MOST_ROWS:,}. Add filters, or use CSV or Parquet."
    return ParameterError([fault("extension", message)])


def schema(collection):
    """Return the OpenAPI schema: bytes."""
    return {
        "type": "string",
        "format": "binary",
        "description": (
            "The columns of the CSV file, in one sheet. Numbers are numbers, days from 1900-03-01 on are days, and all "
            "else is text; a list is one text with `;` between its values. Texts have no apostrophe before them: none "
            f"is a formula. More than {MOST_ROWS:,} records, or a text of more than {LONGEST_CELL:,} characters, are "
            "refused."
        ),
    }


FORMAT = Format(
    name="xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write=write,
    schema=schema,
    table=fields_of_columns({"list": "string", "json": "string"}),
    traits={"type": "file"},
    options=("original", "join"),
    compressible=False,
    most_rows=MOST_ROWS,
    made_at_end=True,
)
