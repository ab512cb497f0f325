"""Files on disk: regular ones, plain, compressed or in a ZIP archive, and what they hold by their first bytes."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.limits import LARGEST_IMPORT as LARGEST_FILE
from config.limits import MOST_FILES
from events.importing.problem import Stopped
from events.regular_files import irregularity

CHUNK = 2**20  # bytes read at a time
HEAD = 512  # bytes that tell what a file is
# The exceptions for a damaged file, or one that cannot be unpacked.
DAMAGED = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
)
OPENERS = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}
ARCHIVE = b"PK\x03\x04"
IN_ARCHIVES = (".csv", ".txt", ".tsv", ".json", ".jsonl", ".ndjson")
# Files that archives made on a Mac hold beside the others.
HIDDEN = ("__MACOSX/", ".")
# First bytes of files that are not tables here: what they are, and what to do.
OTHERS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (
        "an old Excel workbook (.xls)",
        "save it as .xlsx or .csv",
    ),
    b"PAR1": ("a Parquet file", "save it as CSV"),
    b"7z\xbc\xaf\x27\x1c": ("a 7z archive", "unpack it"),
    b"Rar!": ("a RAR archive", "unpack it"),
    b"\x28\xb5\x2f\xfd": ("compressed by Zstandard", "unpack it"),
    b"%PDF": ("a PDF", "take the CSV of the same dataset"),
    b"SQLite format 3": ("an SQLite database", "save the table as CSV"),
    b"RDX": ("an R workspace", "write the table as CSV in R"),
    b"X\n\x00\x00": ("an R object (.rds)", "write it as CSV in R"),
    b"<stata_dta>": ("a Stata file", "save it as CSV in Stata"),
    b"$FL2": ("an SPSS file", "save it as CSV in SPSS"),
}


@dataclass(frozen=True)
class File:
    """One file of a dataset, or one member of an archive."""

    path: Path
    member: str | None = None
    workbook: bool = False

    @property
    def name(self):
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @contextmanager
    def bytes(self, read=lambda position: None):
        """Open the unpacked bytes; `read` is called with the position in the file as it is read."""
        with open(self.path, "rb") as file:
            counted = _Counted(file, read)
            opener = OPENERS.get(_magic(self.path, OPENERS))
            if self.member:
                with zipfile.ZipFile(counted) as archive, archive.open(self.member) as stream:
                    yield stream
            elif opener:
                with opener(counted) as stream:
                    yield stream
            else:
                yield counted

    @contextmanager
    def text(self, encoding, read=lambda position: None):
        """Open the text, line ends untouched."""
        with self.bytes(read) as stream:
            yield io.TextIOWrapper(stream, encoding=encoding, newline="")

    @contextmanager
    def faults(self):
        """Raise Stopped, with the name of the file, for what reading a damaged one raises."""
        try:
            yield
        except DAMAGED as error:
            raise Stopped(f"{self.name}: {_explained(error)}") from None

    def stopped(self, reason):
        """Return the Stopped that says what is wrong with the file."""
        return Stopped(f"{self.name}: {reason}")

    def too_large(self, limit):
        return self.stopped(f"has more than {limit:,} bytes unpacked, which is the limit; split it")


class _Counted(io.BufferedReader):
    """A file that tells how far it has been read."""

    def __init__(self, file, tell):
        super().__init__(file.raw, CHUNK)
        self._told = tell

    def read(self, *size):
        data = super().read(*size)
        self._told(self.tell())
        return data

    def read1(self, *size):
        data = super().read1(*size)
        self._told(self.tell())
        return data


def files(paths):
    """Return the Files at `paths`; raise Stopped where one cannot be opened, or is not a table."""
    found = []
    for path in map(Path, paths):
        file = File(path)
        with file.faults():
            if fault := irregularity(path.stat().st_mode):
                raise file.stopped(fault)
            if _magic(path, [ARCHIVE]):
                found += _members(path)
            else:
                _require_table(file)
                found.append(file)
    return found


def _require_table(file):
    with file.bytes() as stream:
        head = stream.read(HEAD)
    for magic, (kind, remedy) in OTHERS.items():
        if head.startswith(magic):
            raise file.stopped(f"is {kind}; {remedy}")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype html", b"<html")):
        raise file.stopped(
            "is a web page, perhaps one that asks for a login; download the file itself"
        )


def _magic(path, magics):
    """Return the bytes with which a file begins, out of some, or None."""
    with open(path, "rb") as file:
        head = file.read(16)
    return next((magic for magic in magics if head.startswith(magic)), None)


def _members(path):
    """Return the Files in an archive. A workbook is an archive as well."""
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
    file = File(path)
    if len(infos) > MOST_FILES:
        raise file.stopped(f"holds more than {MOST_FILES:,} files, which is the limit; unpack it")
    names = [info.filename for info in infos]
    if "xl/workbook.xml" in names:
        _require_size(file, infos)
        return [File(path, workbook=True)]
    if "content.xml" in names and "mimetype" in names:
        raise file.stopped("is an OpenDocument spreadsheet; save it as .xlsx or .csv")
    shown = [info for info in infos if not info.is_dir() and not info.filename.startswith(HIDDEN)]
    tables = [info for info in shown if info.filename.lower().endswith(IN_ARCHIVES)]
    if not tables:
        held = ", ".join(info.filename for info in shown[:5]) or "nothing"
        more = f" and {len(shown) - 5} more" if len(shown) > 5 else ""
        raise file.stopped(
            f"holds no {', '.join(IN_ARCHIVES[:-1])} or {IN_ARCHIVES[-1]} file, but {held}{more}"
        )
    for info in tables:
        _require_size(File(path, info.filename), [info])
    found = [File(path, name) for name in sorted(info.filename for info in tables)]
    for member in found:
        _require_table(member)
    return found


def _require_size(file, infos):
    if sum(info.file_size for info in infos) > LARGEST_FILE:
        raise file.too_large(LARGEST_FILE)


def _explained(error):
    """Return in words what is wrong with a file."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"cannot be read: it is damaged or cut short ({error})"
