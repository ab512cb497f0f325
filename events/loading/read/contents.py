"""The bytes of a fixture file: of regular files only, decompressed, and no more than a limit."""

import bz2
import gzip
import lzma
import re
import sys
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.limits import LARGEST_ARTICLE
from config.limits import LARGEST_FIXTURE as LARGEST_FILE
from events.loading.problem import Unreadable
from events.regular_files import irregularity

FORMATS = ("json", "jsonl")
OPENERS = {
    None: open,
    "gz": gzip.open,
    "bz2": bz2.open,
    "xz": lzma.open,
    "lzma": lzma.open,
    "zip": lambda path, mode: _only_member(path),
}
NAME = re.compile(
    rf"\.(?P<format>{'|'.join(FORMATS)})(?:\.(?P<compression>{'|'.join(filter(None, OPENERS))}))?\Z"
)
NAMES = "a name that ends in .json or .jsonl, or in one of these and .gz, .bz2, .xz, .lzma or .zip"
# Formats that Django reads besides, by the ends of their names.
OTHER_FORMATS = {
    "xml": "XML",
    "yaml": "YAML",
    "yml": "YAML",
    "py": "Python",
    "python": "Python",
}
# The exceptions of gzip, bz2, lzma, zlib and zipfile for a damaged file, or one that they cannot decompress.
DAMAGED = (
    EOFError,
    OSError,
    RuntimeError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,
)


@dataclass(frozen=True)
class FixtureFile:
    """A file of records, by its path."""

    path: Path

    def read(self):
        """Return (bytes, format), or raise Unreadable."""
        _require_regular(self.path, LARGEST_FILE)
        name = NAME.search(self.path.name)
        if not name:
            raise Unreadable(_misnamed(self.path.name))
        try:
            with OPENERS[name["compression"]](self.path, "rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except DAMAGED as error:
            if getattr(error, "strerror", None):
                raise Unreadable(f"cannot be read: {error.strerror}") from None
            message = f"cannot be decompressed as .{name['compression']}: {error}"
            raise Unreadable(message) from None
        return _within(data, LARGEST_FILE), name["format"]


@dataclass(frozen=True)
class StandardInput:
    """Records that another program writes into this one."""

    format: str
    name: str = "standard input"

    def read(self):
        """Return (bytes, format), or raise Unreadable."""
        if self.format not in FORMATS:
            raise Unreadable(unsupported(self.format))
        if sys.stdin is None:
            raise Unreadable("is closed; write the records into it, or give a file")
        data = getattr(sys.stdin, "buffer", sys.stdin).read(LARGEST_FILE + 1)
        # A test or a program may have put a text in its place.
        return _within(data.encode() if isinstance(data, str) else data, LARGEST_FILE), self.format


def article_bytes(path):
    """Return the bytes of an article's text, or raise Unreadable."""
    _require_regular(path, LARGEST_ARTICLE)
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from None


def _require_regular(path, most):
    """Raise Unreadable unless the path leads to a regular file of at most so many bytes."""
    try:
        found = Path(path).stat()
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from None
    if fault := irregularity(found.st_mode):
        raise Unreadable(fault)
    _require_size(found.st_size, most)


def unsupported(name):
    """Return what is wrong with a format that Django knows and fixtures do not have."""
    return (
        f"is in the format {OTHER_FORMATS.get(name, name)}, but fixtures are JSON; export_fixtures writes "
        "the records of a database so"
    )


def _misnamed(name):
    suffixes = {suffix.removeprefix(".") for suffix in Path(name).suffixes}
    for suffix in sorted(suffixes & OTHER_FORMATS.keys()):
        return unsupported(suffix)
    return f"is not named as a fixture file; give one with {NAMES}"


def _within(data, most):
    _require_size(len(data), most)
    return data


def _require_size(size, most):
    if size > most:
        raise Unreadable(f"has more than {most:,} bytes, which is the limit; split it")


@contextmanager
def _only_member(path):
    """Open the one file that a zip archive holds."""
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) != 1:
            raise Unreadable(f"holds {len(members)} files; a zip file of fixtures holds one")
        with archive.open(members[0].filename) as file:
            yield file
