"""The layout of a dataset's files: their columns, and how each cell of a column is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from events.importing.reading.cells import DAYS

# As pandas calls a column without a name
_UNNAMED = re.compile(r"unnamed: [0-9]+")
LEAST_NAMES = 3  # of columns in a first row, and it is a header


@dataclass(frozen=True)
class Layout:
    """The columns of a dataset's files, in all the layouts that they have had.

    `columns` are {name: reader}, readers out of reading/cells.py, in the dataset's own order; those of older files
    come last. Other columns of a file are kept as texts. `required` are columns without which a row says nothing.
    """

    columns: Mapping[str, Callable]
    required: tuple[str, ...]
    # {name of a column that becomes the name of a record: column of numbers that is empty or 0 where there is none,
    # or None}
    names: Mapping[str, str | None]
    # {column: codes that look like a word for a missing value, and are none there}
    codes: Mapping[str, frozenset] = field(default_factory=dict)
    # {former name of a column, in lower case: its name of today}
    former: Mapping[str, str] = field(default_factory=dict)
    # Columns of files without a header, found by their number; the rows of one file may have several.
    headless: tuple[tuple[str, ...], ...] = ()
    # Whether a quote is a letter where tabs separate the cells
    plain_tabs: bool = False

    def name_of(self, cell):
        """Return the dataset's name of a column that a header names, or the cell as it is; "" for no name."""
        plain = cell.strip().lower()
        if not plain or _UNNAMED.fullmatch(plain):
            return ""
        return self.former.get(plain) or self._by_plain.get(plain) or cell

    def named_in(self, cells):
        """Return how many columns of the dataset a first row names."""
        return sum(self.name_of(cell) in self.columns for cell in cells)

    def is_header(self, cells):
        return self.named_in(cells) >= min(LEAST_NAMES, len(self.columns))

    @cached_property
    def has_days(self):
        return not DAYS.isdisjoint(self.columns.values())

    @cached_property
    def _by_plain(self):
        return {name.lower(): name for name in self.columns}
