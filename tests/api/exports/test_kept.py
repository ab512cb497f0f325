"""Files that are written once: complete or not there, whoever reads, writes, fails or is killed meanwhile."""

import errno
import os
import subprocess
import sys
import threading
import time

import pytest

from events.api.exports import kept
from events.api.exports.stream import BrokenOff
from events.api.problems.errors import Busy

LONGEST_WAIT = 20  # seconds


class Source:
    """The source of chunks: it can be read by another thread, and is closed in the end."""

    has_own_connection = True

    def __init__(self):
        self.is_closed = False

    def close(self):
        self.is_closed = True


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(kept.cache, "folder", lambda name: tmp_path)
    kept._too_large.clear()
    yield tmp_path
    wait_until(lambda: kept._places._value == kept.MOST_AT_A_TIME)


def wait_until(holds):
    end = time.monotonic() + LONGEST_WAIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def find(chunks, name="one.csv"):
    return kept.find(name, lambda: (iter(chunks), Source()))


def read(file, *part):
    try:
        return b"".join(file.chunks(*part))
    finally:
        file.close()


class Slow:
    """Chunks that come one by one, when they are let through."""

    def __init__(self, *chunks, error=None):
        self.chunks, self.error, self.allowed = chunks, error, threading.Semaphore(0)

    def __iter__(self):
        for chunk in self.chunks:
            assert self.allowed.acquire(timeout=LONGEST_WAIT)
            yield chunk
        assert self.allowed.acquire(timeout=LONGEST_WAIT)
        if self.error:
            raise self.error

    def allow(self, number=1):
        self.allowed.release(number)


def test_a_file_is_written_once_and_then_found(folder):
    assert read(find([b"a", b"bc"])) == b"abc"
    wait_until(lambda: (folder / "one.csv").exists())
    again = find([])
    assert (again.is_complete, again.size) == (True, 3)
    assert read(again) == b"abc"


@pytest.mark.parametrize(
    ("part", "found"), [((0, 3), b"abc"), ((1, 1), b"b"), ((2,), b"c"), ((3,), b""), ((0, 0), b"")]
)
def test_a_part_of_it(folder, part, found):
    read(find([b"a", b"bc"]))
    assert read(find([]), *part) == found


def test_it_has_its_name_only_when_it_is_complete(folder):
    slow = Slow(b"a", b"b")
    file = find(slow)
    slow.allow()
    wait_until(lambda: file.size == 1)
    assert not file.is_complete
    assert not file.wait(0.05)
    assert [one.name for one in folder.iterdir()] == [".one.csv.part"]
    slow.allow(2)
    assert file.wait(LONGEST_WAIT)
    wait_until(lambda: [one.name for one in folder.iterdir()] == ["one.csv"])
    assert read(file) == b"ab"


def test_others_read_along(folder):
    slow = Slow(b"a", b"b")
    first, second = find(slow), find([b"never made"])
    chunks = second.chunks()
    slow.allow()
    assert next(chunks) == b"a"
    slow.allow(2)
    assert (b"".join(chunks), read(first)) == (b"b", b"ab")
    second.close()


def test_who_writes_it_goes_on_when_its_reader_has_gone(folder):
    slow = Slow(b"a", b"b")
    find(slow).close()
    slow.allow(3)
    wait_until(lambda: (folder / "one.csv").exists())
    assert read(find([])) == b"ab"


def test_a_fault_breaks_off_every_reader_and_leaves_nothing(folder, caplog):
    slow = Slow(b"a", error=RuntimeError("what went wrong"))
    first, second = find(slow), find([])
    slow.allow(2)
    for file in (first, second):
        with pytest.raises(BrokenOff):
            read(file)
    assert list(folder.iterdir()) == []
    # The readers break off before the thread that writes logs the fault.
    wait_until(lambda: [one.getMessage() for one in caplog.records if one.exc_info])
    assert [one.getMessage() for one in caplog.records if one.exc_info] == ["one.csv broke off"]
    assert read(find([b"anew"])) == b"anew"


def test_what_a_killed_process_left_is_written_anew(folder):
    (folder / ".one.csv.part").write_bytes(b"half of i")
    assert read(find([b"whole"])) == b"whole"


# A process that writes a part of a file, and is killed
KILLED = """
import fcntl, sys, time
file = open(sys.argv[1], "ab")
fcntl.flock(file, fcntl.LOCK_EX)
file.write(b"half")
file.flush()
time.sleep(60)
"""


def test_a_reader_whose_writer_was_killed_is_broken_off(folder):
    unfinished = folder / ".one.csv.part"
    with subprocess.Popen([sys.executable, "-c", KILLED, str(unfinished)]) as process:
        wait_until(lambda: unfinished.exists() and unfinished.stat().st_size == 4)
        file = find([b"never made"])
        chunks = file.chunks()
        assert next(chunks) == b"half"
        process.kill()
    with pytest.raises(BrokenOff):
        next(chunks)
    file.close()
    assert read(find([b"whole"])) == b"whole"


def test_many_at_once_get_the_same_bytes_from_one_writer(folder):
    made, found = [], []
    begin = threading.Barrier(8)

    def prepare():
        made.append(1)
        return (b"%d" % number for number in range(1000)), Source()

    def ask():
        begin.wait(LONGEST_WAIT)
        found.append(read(kept.find("one.csv", prepare)))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST_WAIT)
    assert found == [b"".join(b"%d" % number for number in range(1000))] * 8
    assert len(made) == 1


def test_some_are_written_at_a_time_and_the_next_is_told_to_wait(folder):
    slow = [Slow(b"a") for _ in range(kept.MOST_AT_A_TIME)]
    files = [find(chunks, f"{number}.csv") for number, chunks in enumerate(slow)]
    with pytest.raises(Busy):
        find([b"a"], "another.csv")
    assert not (folder / ".another.csv.part").exists()
    # To read along takes no place.
    files.append(find([], "0.csv"))
    for chunks in slow:
        chunks.allow(2)
    assert [read(file) for file in files] == [b"a"] * 3
    wait_until(lambda: kept._places._value == kept.MOST_AT_A_TIME)
    assert read(find([b"a"], "another.csv")) == b"a"


def test_the_source_is_closed_in_the_end(folder):
    sources = []
    for chunks in ([b"a"], Slow(b"a", error=ValueError())):
        sources.append(Source())
        file = kept.find(f"{len(sources)}.csv", lambda chunks=chunks: (iter(chunks), sources[-1]))
        if isinstance(chunks, Slow):
            chunks.allow(2)
        file.close()
    wait_until(lambda: all(source.is_closed for source in sources))


def test_what_cannot_be_begun_leaves_nothing(folder):
    def fail():
        raise OSError("no connection")

    with pytest.raises(OSError, match="no connection"):
        kept.find("one.csv", fail)
    assert list(folder.iterdir()) == []
    assert kept._places._value == kept.MOST_AT_A_TIME


def keep(folder, name, size, age):
    """Keep a file that was used last so many seconds ago."""
    file = find([b"a" * size], name)
    file.wait(LONGEST_WAIT)
    file.close()
    wait_until(lambda: kept._places._value == kept.MOST_AT_A_TIME)
    os.utime(folder / name, (0, time.time() - age))


def test_the_shelf_has_a_bound_and_the_longest_unused_goes_first(folder, monkeypatch):
    monkeypatch.setattr(kept, "LARGEST_SHELF", 100)
    keep(folder, "old.csv", 40, 300)
    keep(folder, "older.csv", 40, 400)
    (folder / ".killed.csv.part").write_bytes(b"half")
    reader = find([], "older.csv")  # used now
    os.utime(folder / "old.csv", (0, time.time() - 300))
    keep(folder, "new.csv", 40, 0)
    assert sorted(one.name for one in folder.iterdir()) == ["new.csv", "older.csv"]
    keep(folder, "newest.csv", 100, 0)
    assert [one.name for one in folder.iterdir()] == ["newest.csv"]
    # A reader of a file that was removed reads it to its end.
    assert read(reader) == b"a" * 40


def test_what_is_larger_than_the_shelf_is_not_kept_and_not_tried_again(folder, monkeypatch):
    monkeypatch.setattr(kept, "LARGEST_SHELF", 100)
    file = find([b"a" * 60, b"a" * 60])
    with pytest.raises(BrokenOff):
        read(file)
    assert find([b"a"]) is None  # known before the reader sees that it broke off
    assert list(folder.iterdir()) == []


class Disk:
    def __init__(self, free):
        self.free = free


def test_room_is_left_on_the_disk(folder, monkeypatch):
    keep(folder, "old.csv", 40, 300)
    free = [kept.LEAST_FREE - 1]
    monkeypatch.setattr(kept.shutil, "disk_usage", lambda path: Disk(free[0]))
    assert find([b"a"]) is None
    assert list(folder.iterdir()) == []  # the old one went first
    free[0] = kept.LEAST_FREE
    assert read(find([b"a"])) == b"a"


def test_a_disk_that_fills_up_breaks_it_off(folder, monkeypatch, caplog):
    def full(self, *arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(kept, "_fill", full)
    file = find([b"a"])
    with pytest.raises(BrokenOff):
        read(file)
    assert find([b"a"]) is None
    wait_until(lambda: "one.csv was not kept: No space left on device" in caplog.text)


def test_without_a_folder_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(kept.cache, "folder", lambda name: None)
    assert find([b"a"]) is None
