"""The dialect of one file: the order of month and day, the decimal mark, the words for nothing."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from events.importing.reading import cells
from events.importing.reading.dates import DateOrder, order_shown
from events.importing.reading.missing import WORDS
from events.importing.reading.numbers import Mark, evidence


@dataclass(frozen=True)
class Options:
    """The user's statements about the files, where they do not show it themselves."""

    encoding: str | None = None
    date_order: DateOrder | None = None
    decimal: Mark | None = None


@dataclass
class Survey:
    """The findings of one pass over a file."""

    orders: dict = field(default_factory=dict)  # DateOrder: a date that shows it
    marks: Counter = field(default_factory=Counter)  # Mark: numbers that show it
    parted: str | None = (
        None  # a number of a column of decimals that is one thing or another by the mark
    )
    words_in_numbers: set = field(default_factory=set)
    empty: set = field(default_factory=set)  # columns of texts with empty cells


class Dialect:
    """The spelling of one Table; the file is read for it once, when it is first needed."""

    def __init__(self, table, options):
        self.table, self.options = table, options
        self.mark = options.decimal

    @cached_property
    def survey(self):
        found = Survey()
        for row in self.table.rows():
            if row.problem is None:
                for (column, reader), text in zip(row.columns.readers, row.cells, strict=True):
                    if reader and text not in self.table.layout.codes.get(column, ()):
                        _look_at(column, reader, text, found)
        return found

    @cached_property
    def date_order(self):
        """Return the DateOrder; raise Stopped where the dates do not show one, or not the one that is wanted."""
        shown, wanted = self.survey.orders, self.options.date_order
        if len(shown) > 1:
            raise self.table.file.stopped(
                f"{shown[DateOrder.MDY]!r} has the month first and {shown[DateOrder.DMY]!r} the day; "
                "a file must have one order of month and day"
            )
        if not shown and not wanted:
            raise self.table.file.stopped(
                "no date in it shows whether 03/02/2024 is in March or in February; "
                "say --date-order mdy or --date-order dmy"
            )
        order, date = next(iter(shown.items()), (wanted, None))
        if wanted not in (None, order):
            raise self.table.file.stopped(f"{date!r} contradicts --date-order {wanted}")
        return order

    def mark_of(self):
        """Return the Mark of the file: that of most of its numbers, and the others cannot be read then."""
        if self.mark is None:
            shown = self.survey.marks
            if not shown and self.survey.parted:
                raise self.table.file.stopped(
                    f"no number in it shows whether the comma in {self.survey.parted!r} comes before decimals "
                    "or between thousands; say --decimal comma or --decimal point"
                )
            self.mark = Mark.COMMA if shown[Mark.COMMA] > shown[Mark.POINT] else Mark.POINT
        return self.mark


def _look_at(column, reader, text, found):
    """Note what one cell shows."""
    if reader in cells.TEXTS:
        if not text:
            found.empty.add(column)
    elif reader in cells.DAYS:
        if (order := order_shown(text)) is not None:
            found.orders.setdefault(order, text)
    elif text in WORDS:
        found.words_in_numbers.add(text)
    elif "," in text or "." in text:
        mark = evidence(text)
        if mark is not None:
            found.marks[mark] += 1
        elif reader is cells.decimal and "," in text:
            found.parted = found.parted or text
