"""The encoding of a file: UTF-8, or UTF-16 or UTF-32 with a byte order mark; any other is named by the user."""

import codecs

from config.limits import LARGEST_IMPORT as LARGEST_FILE
from events.importing.reading.files import CHUNK

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # begins like the mark of UTF-16
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
UTF_8 = "utf-8"
SAMPLE = 65_536  # bytes in which an encoding is looked for
# Below this the detector guesses.
LEAST_CONFIDENCE = 0.02


def text_encoding(name):
    """Return the encoding of a name, as Python calls it; raise ValueError where it is none of text."""
    try:
        codec = codecs.lookup(name)
    except LookupError:
        codec = None
    if codec is None or not codec._is_text_encoding:
        raise ValueError(f"{name!r} is not an encoding; try utf-8, utf-16, windows-1251 or cp1252")
    return codec.name


def encoding(file, wanted=None):
    """Return the encoding of a file, which is read once to find it; raise Stopped where it cannot be read in one.

    `wanted` is that of files without a byte order mark.
    """
    with file.faults(), file.bytes() as stream:
        first = stream.read(CHUNK)
        if not first:
            raise file.stopped("is empty")
        marked = next((name for mark, name in MARKS.items() if first.startswith(mark)), None)
        found = marked or wanted or UTF_8
        reading = _Reading(file, found, named=bool(marked or wanted))
        if found == wanted and not found.startswith(UTF_8):
            reading.look_for_utf_8()
        reading.read(first)
        while chunk := stream.read(CHUNK):
            reading.read(chunk)
        reading.read(b"", final=True)
    if reading.is_utf_8:
        raise file.stopped(f"is in UTF-8 and not in {found}; import it without --encoding")
    return found


class _Reading:
    """One pass over the bytes of a file in an encoding."""

    def __init__(self, file, name, named):
        self.file, self.name, self.named = file, name, named
        self.decoder = codecs.getincrementaldecoder(name)("strict")
        self.utf_8 = None
        self.has_letters = False
        self.size = self.lines = 0

    def look_for_utf_8(self):
        """Find out whether the file is in UTF-8 after all: then its letters would come out wrong."""
        self.utf_8 = codecs.getincrementaldecoder(UTF_8)("strict")

    @property
    def is_utf_8(self):
        return self.utf_8 is not None and self.has_letters

    def read(self, chunk, final=False):
        """Decode the next bytes; raise Stopped where that cannot be."""
        if self.utf_8 is not None:
            self._try_utf_8(chunk, final)
        if not self.named and self.size == 0 and (seems := _wide(chunk)):
            raise self.file.stopped(
                f"seems to be {seems.upper()} without a byte order mark; import it with --encoding {seems}"
            )
        try:
            self.decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            raise self._undecodable(error, chunk) from None
        self.size += len(chunk)
        self.lines += chunk.count(b"\n")
        if self.size > LARGEST_FILE:
            raise self.file.too_large(LARGEST_FILE)

    def _try_utf_8(self, chunk, final):
        try:
            self.has_letters |= not self.utf_8.decode(chunk, final).isascii()
        except UnicodeDecodeError:
            self.utf_8 = None

    def _undecodable(self, error, chunk):
        # The bytes of a character that the last chunk ended with come first.
        at = self.size + error.start - (len(error.object) - len(chunk))
        line = self.lines + error.object.count(b"\n", 0, error.start) + 1
        name = "UTF-8" if self.name == UTF_8 else self.name
        where = f"byte {max(at, 0):,} (line {line:,}) is not {name}"
        seems = None if self.named else _seems(_sample(error))
        if seems is None:
            return self.file.stopped(f"{where}; name the file's encoding with --encoding")
        return self.file.stopped(
            f"{where}: it seems to be {seems}; import it with --encoding {seems}"
        )


def _sample(error):
    """Return the lines around the first byte that cannot be decoded."""
    start = error.object.rfind(b"\n", 0, max(error.start - SAMPLE // 2, 0)) + 1
    return error.object[start : start + SAMPLE]


def _seems(data):
    """Return the encoding that bytes seem to have, or None where that is not clear."""
    # A tenth of a second, which only files in other encodings need.
    import chardet

    # Rows of plain letters look alike in all of them.
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    found = chardet.detect(
        b"\n".join(lines), encoding_era=chardet.EncodingEra.MODERN_WEB, prefer_superset=True
    )
    name = found["encoding"]
    if name is None or found["confidence"] < LEAST_CONFIDENCE:
        return None
    name = name.lower()
    try:
        codecs.getincrementaldecoder(name)("strict").decode(data)
    except UnicodeDecodeError:
        return None
    return None if name in (UTF_8, "ascii") else name


def _wide(data):
    """Return the kind of UTF-16 that bytes without a mark seem to have, or None: letters of two bytes are half NULs."""
    even, odd = data[0:SAMPLE:2], data[1:SAMPLE:2]
    if len(odd) < 2:
        return None
    if odd.count(0) > len(odd) // 2 > even.count(0):
        return "utf-16-le"
    if even.count(0) > len(even) // 2 > odd.count(0):
        return "utf-16-be"
    return None
