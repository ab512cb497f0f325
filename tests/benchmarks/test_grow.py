"""Grown events: real ones with new ids and moved days, and the same bytes for the same seed."""

import csv
import gzip
from datetime import date

import pytest

from benchmarks import grow

HEADER = ["id", "year", "country", "date_start", "date_end", "where_description"]
REAL = [
    ["7", "2022", "Ukraine", "2022-12-31 00:00:00.000", "2022-12-31 00:00:00.000", 'a "b", c\r\nd'],
    ["8", "2016", "Mexico", "2016-02-01 00:00:00.000", "2016-03-01 00:00:00.000", ""],
]


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "real.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *REAL])
    return path


def grown(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_same_seed_same_bytes(source, tmp_path):
    paths = [tmp_path / name for name in ("a.csv.gz", "b.csv.gz", "other.csv.gz")]
    for path, seed in zip(paths, (1, 1, 2), strict=True):
        grow.write(path, 50, seed, source)
    first, second, other = (path.read_bytes() for path in paths)
    assert first == second != other


def test_longer_file_begins_with_the_shorter(source, tmp_path):
    grow.write(tmp_path / "short.csv", 10, 1, source)
    grow.write(tmp_path / "long.csv", 30, 1, source)
    assert grown(tmp_path / "long.csv")[:10] == grown(tmp_path / "short.csv")


def test_only_ids_and_days_differ_from_the_real_event(source, tmp_path):
    grow.write(tmp_path / "grown.csv.gz", 200, 1, source)
    rows = grown(tmp_path / "grown.csv.gz")
    assert [row["id"] for row in rows] == [str(grow.FIRST_ID + order) for order in range(200)]
    real = {row[2]: dict(zip(HEADER, row, strict=True)) for row in REAL}
    shifts = set()
    for row in rows:
        origin = real[row["country"]]
        moved = [
            (date.fromisoformat(row[name][:10]) - date.fromisoformat(origin[name][:10])).days
            for name in ("date_start", "date_end")
        ]
        assert moved[0] == moved[1]
        shifts.add(moved[0])
        assert row["year"] == row["date_start"][:4]
        assert row["date_start"][10:] == " 00:00:00.000"
        assert row["where_description"] == origin["where_description"]
    assert min(shifts) >= -grow.FARTHEST_SHIFT
    assert max(shifts) <= grow.FARTHEST_SHIFT
    assert len(shifts) > grow.FARTHEST_SHIFT


def test_nothing_stays_of_what_was_not_finished(source, tmp_path):
    source.write_text("id,year,date_start,date_end\n1,2022,nonsense,2022-01-01\n")
    with pytest.raises(ValueError, match="nonsense"):
        grow.write(tmp_path / "grown.csv", 5, 1, source)
    assert not (tmp_path / "grown.csv").exists()
