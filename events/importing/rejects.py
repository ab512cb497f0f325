"""The rows that were not imported: a CSV with the place of each, and the reason."""

import csv
import json
from pathlib import Path

from events.importing.problem import Stopped

HEADER = ("file", "line", "event", "reason", "cells")


class Rejects:
    """A CSV at `path`, made when the first row is put in; nothing where there is no path."""

    def __init__(self, path=None, inputs=()):
        self.path = path and Path(path)
        if self.path and self.path.exists() and any(map(self.path.samefile, _existing(inputs))):
            raise Stopped(f"{path}: is one of the files to import, and would be overwritten")
        self._file = None

    @property
    def written(self):
        return self._file is not None

    def put(self, row, code, reason):
        """Write a row, with the code of its event where that can be read."""
        if self.path is None:
            return
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8", newline="")
            csv.writer(self._file).writerow(HEADER)
        cells = json.dumps(row.cells, ensure_ascii=False)
        csv.writer(self._file).writerow((row.table.name, row.line, code or "", reason, cells))

    def close(self):
        if self._file:
            self._file.close()


def _existing(paths):
    return [path for path in map(Path, paths) if path.exists()]
