"""The progress of a long import: a bar on a terminal, lines elsewhere."""

import io

import pytest

from events.importing.progress import LOOK, MOST_WARNINGS, Progress
from events.importing.reading.files import File
from tests.importing.tables import written


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def text(tmp_path):
    return File(written(tmp_path, "ged.csv", "x" * 1000))


def told(stream, text, seconds):
    """Return what is told of a file whose rows take so many seconds each LOOK of them, half of it read."""
    clock = Clock()
    progress = Progress(stream, io.StringIO(), clock)
    progress.begin(text)
    progress.position(500)
    for _ in range(2):
        clock.now += seconds
        for _ in range(LOOK):
            progress.step()
    progress.end()
    return stream.getvalue()


def test_lines(text):
    assert told(io.StringIO(), text, 6.4) == "ged.csv:  50%, 512 rows, 40 a second\n"


def test_nothing_is_told_of_a_short_import(text):
    assert told(io.StringIO(), text, 1) == ""
    assert told(Terminal(), text, 0.01) == ""


def test_bar(text, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    bar = "[###############...............] ged.csv:  50%, "

    assert told(Terminal(), text, 1) == (
        f"\r{bar}256 rows, 256 a second\r{bar}512 rows, 256 a second"
        f"\r{' ' * len(f'{bar}512 rows, 256 a second')}\r"
    )


def test_the_bar_stays_in_one_line(text, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")

    lines = told(Terminal(), text, 1).split("\r")

    assert max(map(len, lines)) == 39


def test_warnings_are_told_as_long_as_somebody_will_read_them():
    progress = Progress(io.StringIO(), io.StringIO())

    for number in range(MOST_WARNINGS + 5):
        progress.warn(f"row {number}")

    lines = progress.warnings.getvalue().splitlines()
    assert lines[:2] == ["row 0", "row 1"]
    assert lines[MOST_WARNINGS:] == ["More of the kind follow and are only counted."]


def test_a_line_ends_the_bar(text):
    stream, clock = Terminal(), Clock()
    progress = Progress(stream, io.StringIO(), clock)
    progress.begin(text)
    clock.now = 1
    for _ in range(LOOK):
        progress.step()

    progress.say("Written.")

    assert stream.getvalue().endswith("\rWritten.\n")


def test_publishing_is_told_too():
    clock, stream = Clock(), io.StringIO()
    progress = Progress(stream, io.StringIO(), clock)
    clock.now = 100
    progress.publish()
    for done in (500, 1000, 2000):
        clock.now += 8
        progress.published(done, 2000)
    assert stream.getvalue() == (
        "Written; publishing.\npublishing:  50%, 1,000 records, 62 a second\n"
    )
