"""Files whose bytes never change, written once into CACHE_DIR, so that they have a length and can be read in parts.

A file has its name only when it is complete. Until then it is `.NAME.part`, locked by the thread that writes it;
other threads and processes read along. The write permission of a file is taken away once it is complete: that is how
a reader of an open file tells a complete one from one that broke off.
"""

import contextlib
import errno
import fcntl
import logging
import os
import shutil
import threading
import time

from config import cache
from config.limits import FILES_AT_A_TIME as MOST_AT_A_TIME
from config.limits import LARGEST_SHELF, LEAST_FREE
from events.api.exports.stream import BrokenOff
from events.api.problems.errors import Busy, ParameterError

logger = logging.getLogger("attest.exports")

LOOK_AT_DISK = 64 * 2**20  # bytes that are written between two looks at the room that is left
_places = threading.BoundedSemaphore(MOST_AT_A_TIME)
CHUNK = 256 * 2**10  # bytes in memory for each reader
POLL = 0.02  # seconds between two looks at a file that is being written
WRITABLE = 0o200
MOST_TRIES = 5  # to open a file that others rename and remove at the same moment
# Names of files that do not fit on the shelf: they are streamed each time.
_too_large = set()
# {name: ParameterError} of files that cannot be made of these records.
_refused = {}
MOST_REFUSED = 1000  # names


class Kept:
    """A file that is open for reading, complete or still being written."""

    def __init__(self, file, name):
        self.file, self._name = file, name

    @property
    def size(self):
        """The bytes that are there by now."""
        return os.fstat(self.file.fileno()).st_size

    @property
    def is_complete(self):
        return not os.fstat(self.file.fileno()).st_mode & WRITABLE

    def _is_abandoned(self):
        """Return whether nobody writes it any more."""
        try:
            fcntl.flock(self.file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        fcntl.flock(self.file, fcntl.LOCK_UN)
        return not self.is_complete

    def wait(self, seconds):
        """Wait until it is complete, at most so many seconds; return whether it is. Raise BrokenOff."""
        end = time.monotonic() + seconds
        while not self.is_complete:
            if self._is_abandoned():
                raise _refused.get(self._name) or BrokenOff()
            if time.monotonic() >= end:
                return False
            time.sleep(POLL)
        return True

    def chunks(self, first=0, length=None):
        """Yield the bytes from `first`, to the end of the complete file or `length` of them. Raise BrokenOff."""
        self.file.seek(first)
        left = length
        while left is None or left > 0:
            was_complete = self.is_complete
            chunk = self.file.read(CHUNK if left is None else min(CHUNK, left))
            if chunk:
                left = left and left - len(chunk)
                yield chunk
            elif was_complete:
                return
            else:
                self.wait(POLL)

    def close(self):
        self.file.close()


def find(name, prepare):
    """Return the Kept file of a name, or None where it cannot be kept.

    If it is not there, begin to write it: `prepare()` returns (chunks, the Snapshot that they are read from). Raise the
    ParameterError of chunks that cannot be made.
    """
    folder = cache.folder("exports")
    if name in _refused:
        raise _refused[name]
    if folder is None or name in _too_large:
        return None
    path, unfinished = folder / name, folder / f".{name}.part"
    for _ in range(MOST_TRIES):
        with contextlib.suppress(FileNotFoundError):
            kept = Kept(path.open("rb"), name)
            with contextlib.suppress(OSError):
                os.utime(path)  # used now
            return kept
        file = unfinished.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()  # somebody writes it
            with contextlib.suppress(FileNotFoundError):
                return Kept(unfinished.open("rb"), name)
            continue
        if not _is_at(file, unfinished) or path.exists():
            file.close()  # it was completed or removed meanwhile
            continue
        return _begin(file, unfinished, path, prepare)
    raise Busy("Others write and remove the file right now. Send the request again in a while.")


def drop():
    """Remove every file of the shelf, those that are being written too; return how many. They are made again when asked for."""
    folder, number = cache.folder("exports"), 0
    for file in folder.iterdir() if folder else ():
        file.unlink(missing_ok=True)
        number += 1
    return number


def _is_at(file, path):
    with contextlib.suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


def _begin(file, unfinished, path, prepare):
    """Write a file that is open and locked, in a thread of its own where that is possible; return it for reading."""
    with contextlib.ExitStack() as undo:
        undo.callback(file.close)
        undo.callback(unfinished.unlink, missing_ok=True)
        if not _has_room(path.parent):
            return None
        if not _places.acquire(blocking=False):
            raise Busy(
                f"{MOST_AT_A_TIME} other files are being written. Send the request again in a while."
            )
        undo.callback(_places.release)
        file.truncate(0)
        kept = undo.enter_context(contextlib.closing(Kept(unfinished.open("rb"), path.name)))
        chunks, snapshot = prepare()
        undo.pop_all()
    arguments = (file, unfinished, path, chunks, snapshot)
    writer = threading.Thread(
        target=_write, args=arguments, name=f"writes {path.name}", daemon=True
    )
    if snapshot.has_own_connection:
        writer.start()
    else:
        writer.run()
    return kept


def _write(file, unfinished, path, chunks, snapshot):
    """Write the chunks and give the file its name, or remove it."""
    try:
        with file:
            try:
                _fill(file, path.parent, chunks)
                os.fchmod(file.fileno(), 0o400)
                unfinished.rename(path)
            except BaseException as error:
                _remember(path.name, error)
                unfinished.unlink(missing_ok=True)
                raise
        _tidy(path)
    except OSError as error:
        logger.error("%s was not kept: %s", path.name, error.strerror)
    except ParameterError:
        pass  # those who read it are answered with it
    except Exception:
        logger.exception("%s broke off", path.name)
    finally:
        snapshot.close()
        _places.release()


def _remember(name, error):
    """Remember why a file cannot be made or kept, before those who wait for it see that nobody writes it any more."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        _too_large.add(name)
    elif isinstance(error, ParameterError):
        if len(_refused) >= MOST_REFUSED:
            _refused.clear()
        _refused[name] = error


def _fill(file, folder, chunks):
    size = looked_at = 0
    for chunk in chunks:
        file.write(chunk)
        file.flush()
        size += len(chunk)
        if size > LARGEST_SHELF:
            raise OSError(errno.EFBIG, f"more than {LARGEST_SHELF:,} bytes")
        if size - looked_at > LOOK_AT_DISK:
            looked_at = size
            if not _has_room(folder):
                raise OSError(errno.ENOSPC, f"less than {LEAST_FREE:,} bytes are left on the disk")


def _has_room(folder):
    """Return whether the disk has room, if need be after every file is removed that nobody uses now."""
    if shutil.disk_usage(folder).free >= LEAST_FREE:
        return True
    for file in _oldest_first(folder):
        file.unlink(missing_ok=True)
        if shutil.disk_usage(folder).free >= LEAST_FREE:
            return True
    return False


def _tidy(newest):
    """Remove the files that were not used for the longest time while the shelf is too large, and what nobody completes."""
    files = _oldest_first(newest.parent)
    size = sum(_size(file) for file in files)
    for file in files:
        if size > LARGEST_SHELF and file != newest:
            size -= _size(file)
            file.unlink(missing_ok=True)
    for unfinished in newest.parent.glob(".*.part"):
        with contextlib.suppress(OSError), unfinished.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            unfinished.unlink(missing_ok=True)


def _oldest_first(folder):
    def used(file):
        try:
            return file.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    return sorted((file for file in folder.iterdir() if not file.name.startswith(".")), key=used)


def _size(file):
    with contextlib.suppress(FileNotFoundError):
        return file.stat().st_size
    return 0
