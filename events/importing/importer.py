"""The protocol of an importer: the parts that the module of one dataset holds, and their promises."""

from typing import Protocol, runtime_checkable

from events.importing.coded import Coded
from events.importing.reading.layout import Layout
from events.importing.reading.row import Row


@runtime_checkable
class Importer(Protocol):
    """The module of one dataset, `events/importing/<dataset>/importer.py`.

    A new importer is two files: this module, and `events/management/commands/import_<dataset>.py`, an `ImportCommand`
    whose `importer` is the module. Nothing else names it. The command offers the options; files are found, unpacked,
    decoded and split into rows by the layout, whether they are CSV, an Excel workbook or JSON (reading/); what is coded
    is compared with the tables, written and published as one release; and what became of each row is counted. A larger
    dataset keeps its columns, its actors and its checks in modules beside this one.
    """

    DATASET: dict
    """The fields of the dataset's record (models/dataset.py): its `slug`, `title` and `license` at least."""

    LAYOUT: Layout
    """The columns of its files with the reader of each (reading/layout.py); an option of the command, --date-order,
    depends on whether there are columns of days among them."""

    def key(self, row: Row) -> str | None:
        """Return the code of the event that a row is about, the same in each version of the dataset, or None.

        Rows that cannot be coded have one, too. It begins with the dataset's slug, so that two datasets never
        share a code, and keeps to the pattern of keys (models/constraints.py).
        """

    def coded(self, row: Row) -> Coded:
        """Return a row as Coded: it depends on nothing but the row, and does not ask the database.

        Raises Unreadable where a value cannot be read, and LeftOut where the row has no place among our records;
        both with the reason. What is odd and can be read is kept as the dataset gives it, with a word of QualityFlag.
        `columns["original"]` is `row.original()`: the row in the dataset's own columns and types.
        """
