"""One row of a table: its cells, and the values that they are in the dataset's own types."""

import re
from dataclasses import dataclass, field

from events.importing.problem import Unreadable
from events.importing.reading import cells
from events.importing.reading.missing import BLANKS, WORDS, is_missing
from events.vocabulary import QualityFlag

# Readers of columns in which a word can be a value, and those of them that keep it as it is.
PLAIN = {None, cells.words}
WORDY = {*PLAIN, cells.code, cells.number_or_words}
_CREDENTIALS = re.compile(r"(?<=://)[^\s/?#\"'<>]*@")


class Columns:
    """The names of a table's columns, with their readers."""

    def __init__(self, names, layout):
        self.names = tuple(names)
        self.at = {name: at for at, name in enumerate(self.names)}
        # A column that the dataset does not know is kept as it is, with None for a reader.
        self.readers = [(name, layout.columns.get(name)) for name in self.names]
        self.plan = [
            (name, reader, reader in WORDY, reader in PLAIN) for name, reader in self.readers
        ]


@dataclass(slots=True)
class Row:
    """One row of a table: its cells, or the problem that it has.

    What `original` finds is noted: quality flags, and the words that it has read as empty or kept as a name, as
    (column, word).
    """

    table: object
    line: int  # of the file; of a workbook the row, and of JSON the record
    cells: list
    columns: Columns | None
    problem: str | None = None
    flags: list = field(default_factory=list)
    emptied: list = field(default_factory=list)
    kept: list = field(default_factory=list)

    @property
    def place(self):
        return f"{self.table.name}:{self.line}"

    def text(self, column):
        """Return the cell of a column, or None where the row has none."""
        at = self.columns.at.get(column) if self.columns else None
        return None if at is None else self.cells[at]

    def value(self, column):
        """Return the value of one column, or None where it is empty; raise Unreadable where it cannot be read."""
        text = (self.text(column) or "").strip()
        return (
            None if text in BLANKS else self.table.layout.columns[column](text, self.table.dialect)
        )

    def original(self):
        """Return {column: value} in the dataset's own types; raise Unreadable where a cell cannot be read."""
        values = {}
        dialect = self.table.dialect
        for (column, reader, wordy, plain), text in zip(self.columns.plan, self.cells, strict=True):
            if not text or (wordy and text in WORDS and self._is_missing(column, reader, text)):
                values[column] = None
            elif plain:
                values[column] = self._without_credentials(text) if "@" in text else text
            else:
                try:
                    values[column] = reader(text, dialect)
                except Unreadable as error:
                    if text.strip() not in BLANKS:
                        raise Unreadable(f"{column}: {error}") from None
                    values[column] = None
        # A column without a name has the row numbers of R or pandas, which no dataset has.
        values.pop("", None)
        return values

    def _is_missing(self, column, reader, word):
        if reader is None or word in self.table.layout.codes.get(column, ()):
            return False
        if reader is cells.number_or_words:
            return True
        if is_missing(word, column, self, self.table):
            self.emptied.append((column, word))
            self._flag(QualityFlag.MISSING_WORDS)
            return True
        if column in self.table.layout.names:
            self.kept.append((column, word))
        return False

    def _without_credentials(self, text):
        """Return a text without the user names and passwords of the addresses in it."""
        found = _CREDENTIALS.sub("", text)
        if found != text:
            self._flag(QualityFlag.CREDENTIALS_REMOVED)
        return found

    def _flag(self, flag):
        if flag.value not in self.flags:
            self.flags.append(flag.value)
