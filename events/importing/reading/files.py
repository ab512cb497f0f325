"""Files as texts: plain, gzipped, or members of a ZIP archive, in UTF-8 or Windows-1252."""

import codecs
import gzip
import io
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from events.importing.problem import Stopped

CHUNK = 2**20  # bytes read at a time
DAMAGED = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)
# What archives made on a Mac hold beside the files.
HIDDEN = ("__MACOSX/", ".")


@dataclass(frozen=True)
class Text:
    """One delimited text: a file, or a member of an archive."""

    path: Path
    member: str | None = None

    @property
    def name(self):
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @contextmanager
    def bytes(self, read=lambda position: None):
        """Open the uncompressed bytes; `read` is called with the position in the file as it is read."""
        with open(self.path, "rb") as file:
            counted = _Counted(file, read)
            if self.member:
                with zipfile.ZipFile(counted) as archive, archive.open(self.member) as stream:
                    yield stream
            elif _starts(self.path, b"\x1f\x8b"):
                with gzip.GzipFile(fileobj=counted) as stream:
                    yield stream
            else:
                yield counted

    @contextmanager
    def open(self, encoding, read=lambda position: None):
        """Open the text, line ends untouched."""
        with self.bytes(read) as stream:
            yield io.TextIOWrapper(stream, encoding=encoding, newline="")


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


def texts(paths):
    """Return the Texts at `paths`; raise Stopped where one cannot be opened or holds none."""
    found = []
    for path in map(Path, paths):
        try:
            if _starts(path, b"PK\x03\x04"):
                found += [Text(path, member) for member in _members(path)]
            else:
                found.append(Text(path))
        except DAMAGED as error:
            raise Stopped(f"{path}: {explained(error)}") from None
    return found


def encoding(text):
    """Return the encoding of a text, which is found by reading it once; raise Stopped if it has neither."""
    decoders = {
        name: codecs.getincrementaldecoder(name)("strict") for name in ("utf-8-sig", "cp1252")
    }
    size = 0
    try:
        with text.bytes() as stream:
            while chunk := stream.read(CHUNK):
                _decode(decoders, chunk)
                size += len(chunk)
        _decode(decoders, b"", final=True)
    except DAMAGED as error:
        raise Stopped(f"{text.name}: {explained(error)}") from None
    if not decoders:
        raise Stopped(f"{text.name}: is neither UTF-8 nor Windows-1252; convert it to UTF-8")
    if not size:
        raise Stopped(f"{text.name}: is empty")
    return next(iter(decoders))


def explained(error):
    """Return in words what is wrong with a file."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"cannot be read: it is damaged or cut short ({error})"


def _decode(decoders, chunk, final=False):
    """Drop the decoders that cannot read the next bytes."""
    for name, decoder in list(decoders.items()):
        try:
            decoder.decode(chunk, final)
        except UnicodeDecodeError:
            del decoders[name]


def _starts(path, magic):
    with open(path, "rb") as file:
        return file.read(len(magic)) == magic


def _members(path):
    with zipfile.ZipFile(path) as archive:
        names = [
            info.filename
            for info in archive.infolist()
            if not info.is_dir() and not info.filename.startswith(HIDDEN)
        ]
    tables = [name for name in names if name.lower().endswith((".csv", ".txt", ".tsv"))]
    if not tables:
        held = ", ".join(names) or "nothing"
        raise Stopped(f"{path}: holds no .csv, .tsv or .txt file, but {held}")
    return sorted(tables)
