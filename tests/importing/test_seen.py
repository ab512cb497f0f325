"""The events met in one run, kept on disk."""

import pytest

from events.importing.seen import Seen, batches


@pytest.fixture
def seen():
    seen = Seen()
    yield seen
    seen.close()


def test_nothing_is_met_before_it_is_added(seen):
    assert seen.of(["a"]) == {}
    assert seen.missing(["a", "b"]) == {"a", "b"}


def test_what_was_met_is_told(seen):
    seen.add([("a", b"1", "f:1", "added"), ("b", b"2", "f:2", "unchanged")])

    assert seen.of(["b", "c"]) == {"b": (b"2", "f:2", "unchanged")}
    assert seen.missing(iter(["a", "b", "c"])) == {"c"}


def test_the_last_of_each_code_stays(seen):
    seen.add([("a", b"1", "f:1", "added")])
    seen.add([("a", b"2", "f:9", "added")])

    assert seen.of(["a"]) == {"a": (b"2", "f:9", "added")}


def test_more_codes_than_one_query_holds(seen):
    seen.add((str(number), b"", "", "added") for number in range(1500))

    assert len(seen.of(map(str, range(2000)))) == 1500


def test_it_is_on_disk_and_gone_afterwards(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen = Seen()
    seen.add((str(number), b"x" * 16, "f:1", "added") for number in range(1000))

    (file,) = tmp_path.glob("*/*")
    assert file.stat().st_size > 40_000
    seen.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "expected"), [(0, []), (1, [[0]]), (2, [[0, 1]]), (3, [[0, 1], [2]])]
)
def test_batches(number, expected):
    assert list(batches(range(number), 2)) == expected
