"""Delimited texts as rows of cells: CSV and its relatives, as spreadsheets and statistics programs write them."""

import csv
import re

from config.limits import LONGEST_CELL as LONGEST_FIELD
from config.limits import LONGEST_ROW as LONGEST_LINE

DELIMITERS = (",", ";", "\t")
# The line that Excel writes in front of the header to name the delimiter.
_SEP = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


class Delimited:
    """A delimited text, opened again for each pass over its rows."""

    def __init__(self, file, encoding_name, delimiter, quoted, skipped):
        self.file, self.encoding, self.delimiter = file, encoding_name, delimiter
        self.quoted = quoted
        self.skipped = skipped  # lines in front of the first row

    def rows(self, read=lambda position: None):
        """Yield (line, cells, problem) of each row; blank lines are none."""
        # The limit is of the whole process, so that a different reader of CSV in it may have changed it.
        csv.field_size_limit(LONGEST_FIELD)
        quoting = csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE
        with self.file.text(self.encoding, read) as stream:
            for _ in range(self.skipped):
                stream.readline(LONGEST_LINE)
            lines = _Lines(self.file, stream)
            reader = csv.reader(lines, delimiter=self.delimiter, quoting=quoting, strict=True)
            while True:
                line = reader.line_num + self.skipped + 1
                lines.has_nul = False
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield line, [], f"is not well-formed CSV: {error}"
                    continue
                if cells:
                    yield line, cells, "holds a NUL character" if lines.has_nul else None


class _Lines:
    """The lines of a text, none of them longer than the limit."""

    def __init__(self, file, stream):
        self.file, self.stream = file, stream
        self.number = 0
        self.has_nul = False

    def __iter__(self):
        return self

    def __next__(self):
        line = self.stream.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == LONGEST_LINE:
            raise self.file.stopped(
                f"line {self.number:,} has {LONGEST_LINE:,} characters or more, which is the limit; "
                "it is not a table, or its lines do not end"
            )
        if "\0" in line:
            self.has_nul = True
        return line


def candidates(file, encoding_name, plain_tabs=False):
    """Return the Delimited texts that a file may be, one for each delimiter.

    With `plain_tabs` a quote in a text separated by tabs is a letter.
    """
    with file.text(encoding_name) as stream:
        named = _SEP.fullmatch(stream.readline(100))
    delimiters = (named[1],) if named else DELIMITERS
    return [
        Delimited(
            file,
            encoding_name,
            delimiter,
            quoted=not (plain_tabs and delimiter == "\t"),
            skipped=1 if named else 0,
        )
        for delimiter in delimiters
    ]
