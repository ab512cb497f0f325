"""What an importer is: the parts that the module of one dataset holds, and what they promise."""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from events.importing.coded import Coded
from events.importing.reading.table import Row, Table


@runtime_checkable
class Importer(Protocol):
    """The module of one dataset, `events/importing/<dataset>/importer.py`.

    A new importer is two files: this module, and `events/management/commands/import_<dataset>.py`, an `ImportCommand`
    whose `importer` is the module. Nothing else names it: the command offers the options, reads the files, writes,
    publishes, and counts what became of each row. A larger dataset keeps its columns and its actors in modules beside it.
    """

    DATASET: dict
    """The fields of the dataset's record (models/dataset.py), with its `slug`, `title` and `license`."""

    OPTIONS: tuple[str, ...]
    """The options of the command that `tables` takes besides the paths: names out of command.OPTIONS."""

    def tables(self, paths: list[str], **options) -> Iterator[Table]:
        """Yield the Table of each file, with its columns; raise Stopped where a file is not one of this dataset."""

    def key(self, row: Row) -> str | None:
        """Return the code of the event that a row is about, the same in each version of the dataset, or None.

        It is asked of rows that cannot be coded, too. It begins with the dataset's slug, so that two datasets never
        share a code, and keeps to the pattern of keys (models/constraints.py).
        """

    def coded(self, row: Row) -> Coded:
        """Return a row as Coded: it depends on nothing but the row, and does not ask the database.

        Raises Unreadable where a value cannot be read, and LeftOut where the row has no place among our records;
        both with the reason. What is odd and can be read is kept as the dataset gives it, with a word of QualityFlag.
        `columns["original"]` is the row in the dataset's own columns and types.
        """
