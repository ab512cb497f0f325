"""Excel workbooks as rows of cells, each cell as a CSV file would have it."""

import io
import warnings
import zipfile
from contextlib import contextmanager
from xml.etree.ElementTree import ParseError

from config.limits import LARGEST_IN_MEMORY
from events.importing.reading.cells import fault_in, text_of
from events.importing.reading.files import DAMAGED

# The exceptions of openpyxl for a workbook that is not well formed.
_MALFORMED = (*DAMAGED, ParseError, KeyError, ValueError, TypeError, AttributeError)


class Sheet:
    """One sheet of a workbook; its first row that holds anything is as wide as the table."""

    def __init__(self, file, sheet):
        self.file, self.sheet = file, sheet

    @property
    def title(self):
        return self.sheet.title

    def rows(self, read=lambda position: None):
        """Yield (number, cells, problem) of each row that holds anything."""
        width = None
        with _faults(self.file):
            # A workbook can tell a wrong size of its sheets.
            self.sheet.reset_dimensions()
            for number, values in enumerate(self.sheet.iter_rows(values_only=True), 1):
                cells = [text_of(value) for value in values]
                while cells and (width is None or len(cells) > width) and not cells[-1]:
                    cells.pop()
                if not any(cells):
                    continue
                if width is None:
                    width = len(cells)
                cells += [""] * (width - len(cells))
                yield number, cells, fault_in(cells)


def sheets(file):
    """Return the Sheets of a workbook; raise Stopped where it cannot be read."""
    # A third of a second, which only imports of workbooks need.
    import openpyxl

    with _faults(file):
        if file.path.stat().st_size > LARGEST_IN_MEMORY:
            raise file.too_large(LARGEST_IN_MEMORY)
        data = io.BytesIO(file.path.read_bytes())
        with zipfile.ZipFile(data) as archive:
            texts = [info for info in archive.infolist() if "sharedStrings" in info.filename]
            if sum(info.file_size for info in texts) > LARGEST_IN_MEMORY:
                raise file.too_large(LARGEST_IN_MEMORY)
        with warnings.catch_warnings():
            # Of styles and extensions, which hold no values.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(data, read_only=True, data_only=True, keep_links=False)
        return [Sheet(file, sheet) for sheet in book.worksheets]


@contextmanager
def _faults(file):
    try:
        with file.faults():
            yield
    except _MALFORMED as error:
        raise file.stopped(f"cannot be read as an Excel workbook: {error!r}") from None
