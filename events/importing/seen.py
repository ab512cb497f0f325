"""The events met in one run, kept on disk so that memory does not grow with their number."""

import sqlite3
import tempfile
from itertools import islice
from pathlib import Path

BATCH = 500  # codes in one query


class Seen:
    """Code, digest of the row, place of the row and how it was counted, for each event of a run."""

    def __init__(self):
        # A file of its own: SQLite's temporary databases are in memory where its library is built that way.
        self._folder = tempfile.TemporaryDirectory(prefix="attest-import-")
        path = Path(self._folder.name, "seen.sqlite3")
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute("PRAGMA journal_mode=OFF")
        self._database.execute("PRAGMA cache_size=-8192")
        self._database.execute(
            "CREATE TABLE seen (code TEXT PRIMARY KEY, digest BLOB, place TEXT, counted TEXT) WITHOUT ROWID"
        )

    def of(self, codes):
        """Return {code: (digest, place, counted)} of those met before."""
        found = {}
        for some in batches(codes, BATCH):
            marks = ", ".join("?" * len(some))
            rows = self._database.execute(
                f"SELECT code, digest, place, counted FROM seen WHERE code IN ({marks})", some
            )
            found.update((code, tuple(rest)) for code, *rest in rows)
        return found

    def add(self, entries):
        """Keep (code, digest, place, counted) of each entry, the last of each code."""
        self._database.execute("BEGIN")
        self._database.executemany("REPLACE INTO seen VALUES (?, ?, ?, ?)", entries)
        self._database.execute("COMMIT")

    def missing(self, codes):
        """Return those of the codes that were not met."""
        codes = set(codes)
        return codes - self.of(codes).keys()

    def close(self):
        self._database.close()
        self._folder.cleanup()


def batches(values, size):
    """Yield the values as lists of at most `size`."""
    values = iter(values)
    while some := list(islice(values, size)):
        yield some
