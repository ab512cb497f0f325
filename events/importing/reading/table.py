"""Delimited texts as rows, each with the file and line where it stands."""

import csv
from dataclasses import dataclass, field

from events.importing.problem import Stopped
from events.importing.reading.files import Text, encoding

# A quote that is not closed would take the rest of a file into one field.
LONGEST_FIELD = 1_000_000  # characters; 5,132 is the longest seen in UCDP GED
DELIMITERS = (",", ";", "\t")


@dataclass(slots=True)
class Row:
    """One row of a table: its cells in the order of `columns`, or the problem that it has."""

    table: "Table"
    line: int
    cells: list
    problem: str | None = None

    @property
    def place(self):
        return f"{self.table.name}:{self.line}"

    def values(self):
        """Return {column: text}, as in the file."""
        return dict(zip(self.table.columns, self.cells, strict=True))


@dataclass
class Table:
    """A text whose columns and form are known."""

    text: Text
    encoding: str
    delimiter: str
    columns: tuple
    skipped: int = 0  # rows before the first one with data: the header, the HXL tags
    quoted: bool = True
    options: dict = field(default_factory=dict)  # what a format found out about the whole file

    @property
    def name(self):
        return self.text.name

    def rows(self, read=lambda position: None):
        """Yield the Rows; blank lines are none."""
        width = len(self.columns)
        with self.text.open(self.encoding, read) as stream:
            for number, (line, cells, problem) in enumerate(
                _records(stream, self.delimiter, self.quoted)
            ):
                if number < self.skipped:
                    continue
                if problem is None and len(cells) != width:
                    problem = f"has {len(cells)} fields instead of {width}"
                yield Row(self, line, cells, problem)


def first_rows(text, delimiter, quoted=True, number=2):
    """Return the encoding of a text and its first rows, split at `delimiter`."""
    name = encoding(text)
    return name, _first(text, name, delimiter, quoted, number)


def headed(text, known, enough):
    """Return (encoding, delimiter, first row, second row) by the delimiter that shows most of the known columns.

    Without a header none shows `enough` of them: then the delimiter that splits most.
    """
    name = encoding(text)
    best = (-1, -1)
    for delimiter in DELIMITERS:
        rows = _first(text, name, delimiter, True, 2)
        if not rows:
            raise Stopped(f"{text.name}: holds no rows")
        shown = len(known & {plain(cell) for cell in rows[0]})
        score = (shown if shown >= enough else 0, len(rows[0]))
        if score > best:
            best, found = score, (delimiter, rows[0], rows[1] if len(rows) > 1 else [])
    return name, *found


def plain(name):
    """Return a column's name without what spreadsheets do to it."""
    return name.strip().lower()


def once(text, columns):
    """Return the columns; raise Stopped where one comes twice."""
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise Stopped(f"{text.name}: has the column {', '.join(map(repr, twice))} more than once")
    return tuple(columns)


def _first(text, encoding_name, delimiter, quoted, number):
    rows = []
    with text.open(encoding_name) as stream:
        for _, cells, _ in _records(stream, delimiter, quoted):
            rows.append(cells)
            if len(rows) == number:
                break
    return rows


def _records(stream, delimiter, quoted):
    """Yield (line, cells, problem) of each record of a text."""
    # Of the whole process, so that whoever else reads CSV in it may have set another one.
    csv.field_size_limit(LONGEST_FIELD)
    quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    reader = csv.reader(stream, delimiter=delimiter, quoting=quoting, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, [], f"is not well-formed CSV: {error}"
            continue
        if not cells:
            continue
        problem = "holds a NUL character" if any("\0" in cell for cell in cells) else None
        yield line, cells, problem
