"""The counts of a run: how many of its rows were created, changed, left alone or refused."""

from collections import Counter

from events.importing.compare import ADDED, CHANGED, UNCHANGED

LEFT_OUT, REPEATED, REJECTED = "left out", "repeated", "rejected"
CANNOT_BE_READ = "that cannot be read"
FATES = (ADDED, CHANGED, UNCHANGED, REPEATED, LEFT_OUT, REJECTED)
ALWAYS = (ADDED, CHANGED, UNCHANGED, REJECTED)  # told where there are none, too


class Counts:
    """How many rows were read, what became of each, and how many events were withdrawn."""

    def __init__(self):
        self.read = 0
        self.fates = Counter()
        self.left_out = Counter()  # reason: rows
        self.not_imported = Counter()  # reason that rows share: rows left out or rejected
        self.emptied = Counter()  # (column, word for a missing value): cells that are read as empty
        self.kept = Counter()  # (column, word for a missing value): cells in which it is a name
        self.flagged = Counter()  # quality flag: rows
        self.withdrawn = None  # not asked for

    def note(self, row, coded):
        """Count the words for missing values in a row, and the flags of what it is coded as."""
        if row.emptied:
            self.emptied.update(row.emptied)
        if row.kept:
            self.kept.update(row.kept)
        if coded.quality:
            self.flagged.update(dict.fromkeys(coded.quality, 1))

    def __str__(self):
        told = [
            f"{self.fates[fate]:,} {fate}" for fate in FATES if fate in ALWAYS or self.fates[fate]
        ]
        gone = ""
        if self.withdrawn is not None:
            gone = f"; {self.withdrawn:,} {'event' if self.withdrawn == 1 else 'events'} withdrawn"
        rows = "row" if self.read == 1 else "rows"
        return f"{self.read:,} {rows} read = {' + '.join(told)}{gone}"
