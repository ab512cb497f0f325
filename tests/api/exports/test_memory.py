"""Memory: four times as many records take no more of it, in any format."""

import tracemalloc

import pyarrow
import pytest

from events.api.exports import parquet
from events.api.exports.formats import FORMATS
from events.models import Version

FEW = 40  # batches
BATCH = 64  # records
SLACK = 300_000  # bytes; one batch and its chunk


@pytest.fixture
def documents(world):
    """The events of the world, over and over, a batch of them."""
    found = Version.objects.filter(collection="events", last_release=None)
    stored = [version.document.encode() for version in found]
    return (stored * BATCH)[:BATCH]


def peak(write, documents, batches):
    """Return the most memory in use (of Python's, of Arrow's) while so many batches are written."""
    # Made anew each time, as rows of a database are.
    arrow = 0

    def rows():
        nonlocal arrow
        for _ in range(batches):
            yield [bytes(bytearray(one)) for one in documents]
            arrow = max(arrow, pyarrow.total_allocated_bytes())

    tracemalloc.start()
    try:
        for _ in write(rows(), "events"):
            pass
        return tracemalloc.get_traced_memory()[1], arrow
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", FORMATS)
def test_it_does_not_grow_with_the_records(documents, monkeypatch, name):
    monkeypatch.setattr(parquet, "GROUP", 500_000)
    write = FORMATS[name].write
    peak(write, documents, 2)  # what is imported and compiled once
    few, many = peak(write, documents, FEW), peak(write, documents, 4 * FEW)
    assert many[0] < few[0] + SLACK
    assert many[1] < few[1] + SLACK
