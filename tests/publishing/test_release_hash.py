"""The hash of a release: which blocks a change reads again, and that the whole is what anyone computes of it.

a1 a2 a3 | b4 b5 | c6        six actors in three blocks, which begin with a1, b4 and c6
"""

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from events.models import Actor, Block, Release, Version
from events.publishing import publish, release_hash
from events.vocabulary import HashRecipe
from tests.publishing import oracle
from tests.publishing.world import change

BEGINS, GOES_ON = "00" + "a" * 62, "01" + "a" * 62
ACTORS = {
    "a1": GOES_ON,  # the first of a collection begins a block, whatever its hash is
    "a2": GOES_ON,
    "a3": GOES_ON,
    "b4": BEGINS,
    "b5": GOES_ON,
    "c6": BEGINS,
}
LINES = {key: ("actors", key, sha256) for key, sha256 in ACTORS.items()}
SIX = [LINES[key][1:] for key in ACTORS]


def block(*keys):
    """Return the block of some of the six."""
    text = "".join(f"{' '.join(LINES[key])}\n" for key in keys)
    return keys[0], oracle.sha256(text)


def test_records_are_cut_where_a_hash_begins_with_two_zeros():
    assert list(release_hash.cut("actors", SIX)) == [
        block("a1", "a2", "a3"),
        block("b4", "b5"),
        block("c6"),
    ]
    assert list(release_hash.cut("actors", [])) == []
    one = ("a", "0" * 64)
    assert [key for key, _ in release_hash.cut("actors", [one, ("b", "0" * 64)])] == ["a", "b"]
    assert [key for key, _ in release_hash.cut("actors", [one, ("b", "0" + "1" * 63)])] == ["a"]


# changed keys: the ranges of blocks that are read again, of those that begin with b, d, f and h
STALE = [
    ([], []),
    (["a"], [[0, 1]]),
    (["b"], [[0, 1]]),
    (["c"], [[0, 1]]),
    (["d"], [[0, 2]]),
    (["e"], [[1, 2]]),
    (["f"], [[1, 3]]),
    (["z"], [[3, 4]]),
    (["c", "e"], [[0, 2]]),
    (["a", "b", "c"], [[0, 1]]),
    (["c", "g"], [[0, 1], [2, 3]]),
    (["d", "f"], [[0, 3]]),
    (["a", "c", "i", "z"], [[0, 1], [3, 4]]),
    (["c", "f", "h"], [[0, 4]]),
]


@pytest.mark.parametrize(("keys", "ranges"), STALE)
def test_which_blocks_are_stale(keys, ranges):
    assert release_hash.stale(["b", "d", "f", "h"], keys) == ranges


def test_where_no_block_is_the_first_is_stale():
    assert release_hash.stale([], ["a", "b"]) == [[0, 1]]


class Database:
    """Releases and current states, written as publishing writes them, with hashes of the test's own."""

    def __init__(self):
        self.release = None

    def write(self, states):
        """Publish {(collection, key): sha256, or None for a withdrawal} and return the hash of the release."""
        number = self.release.number + 1 if self.release else 1
        whole, self.release = (
            self.release is None,
            Release.objects.create(
                number=number, time=timezone.now(), counts={}, hash_recipe=HashRecipe.BLOCKS
            ),
        )
        for (collection, key), sha256 in states.items():
            Version.objects.filter(collection=collection, key=key, last_release=None).update(
                last_release=number - 1
            )
            Version.objects.create(
                collection=collection,
                key=key,
                document=sha256 and "{}",
                sha256=sha256,
                first_release=self.release,
                operation="add" if sha256 else "withdraw",
            )
        return release_hash.release_hash(self.release, whole)


def current():
    rows = Version.objects.filter(last_release=None, document__isnull=False)
    return list(rows.order_by("collection", "key").values_list("collection", "key", "sha256"))


def blocks():
    return list(Block.objects.values_list("collection", "first_key", "sha256"))


@pytest.fixture
def six(empty):
    """The six actors, in release 1."""
    database = Database()
    database.write({("actors", key): sha256 for key, sha256 in ACTORS.items()})
    return database


@pytest.fixture
def read(monkeypatch):
    """The keys of the records that are read, one list for each range of blocks."""
    seen, cut = [], release_hash.cut

    def watched(collection, records):
        records = list(records)
        seen.append([key for key, _ in records])
        return cut(collection, records)

    monkeypatch.setattr(release_hash, "cut", watched)
    return seen


# what release 2 does: (changes, the records that are read again, where the blocks begin then)
CHANGES = {
    "a record in a block": ({"b5": GOES_ON[::-1]}, [["b4", "b5"]], "a1 b4 c6"),
    "the first record of the collection": ({"a1": GOES_ON}, [["a1", "a2", "a3"]], "a1 b4 c6"),
    "the first record of a block": (
        {"c6": "00" + "b" * 62},
        [["b4", "b5", "c6"]],
        "a1 b4 c6",
    ),
    "a block that begins no more": ({"c6": GOES_ON}, [["b4", "b5", "c6"]], "a1 b4"),
    "a block that is cut in two": ({"a2": BEGINS}, [["a1", "a2", "a3"]], "a1 a2 b4 c6"),
    "a record before all others": ({"a0": GOES_ON}, [["a0", "a1", "a2", "a3"]], "a0 b4 c6"),
    "a record after all others": ({"d7": GOES_ON}, [["c6", "d7"]], "a1 b4 c6"),
    "a block after all others": ({"d7": BEGINS}, [["c6", "d7"]], "a1 b4 c6 d7"),
    "a record withdrawn": ({"a2": None}, [["a1", "a3"]], "a1 b4 c6"),
    "the first record withdrawn": ({"a1": None}, [["a2", "a3"]], "a2 b4 c6"),
    "the first record of a block withdrawn": (
        {"b4": None},
        [["a1", "a2", "a3", "b5"]],
        "a1 c6",
    ),
    "a whole block withdrawn": ({"b4": None, "b5": None}, [["a1", "a2", "a3"]], "a1 c6"),
    "the last block withdrawn": ({"c6": None}, [["b4", "b5"]], "a1 b4"),
    "two blocks far from each other": (
        {"a2": None, "d7": GOES_ON},
        [["c6", "d7"], ["a1", "a3"]],
        "a1 b4 c6",
    ),
    "all withdrawn": (dict.fromkeys(ACTORS), [[]], ""),
}


@pytest.mark.parametrize(("changes", "again", "begin"), CHANGES.values(), ids=CHANGES)
def test_a_change_reads_its_blocks_and_no_other(six, read, changes, again, begin):
    found = six.write({("actors", key): sha256 for key, sha256 in changes.items()})
    assert read == again
    assert found == oracle.hash_of(current())
    assert [first for _, first, _ in blocks()] == begin.split()


def test_other_collections_are_not_read(six, read):
    six.write({("events", "z"): GOES_ON})
    assert read == [["z"]]
    six.write({("articles", "a"): BEGINS, ("events", "y"): GOES_ON})
    assert read[1:] == [["a"], ["y", "z"]]
    assert release_hash.release_hash(six.release, whole=True) == oracle.hash_of(current())


KEYS = [f"k{number:02}" for number in range(30)]
STATES = st.dictionaries(
    st.tuples(st.sampled_from(("actors", "events")), st.sampled_from(KEYS)),
    st.one_of(
        st.none(),
        st.builds(
            lambda begins, number: f"{'00' if begins else '01'}{number:062x}",
            st.booleans(),
            st.integers(0, 9),
        ),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(st.lists(STATES, min_size=1, max_size=12))
def test_blocks_that_are_brought_up_to_date_are_those_of_the_whole(empty, loads):
    Version.objects.all().delete()
    Release.objects.all().delete()
    database = Database()
    for states in loads:
        found = database.write(states)
        assert found == oracle.hash_of(current())
    step_by_step = blocks()
    assert release_hash.release_hash(database.release, whole=True) == found
    assert blocks() == step_by_step


def older():
    """Make the newest release one that an older version of the program published: with no blocks."""
    Block.objects.all().delete()
    Release.objects.update(hash_recipe=HashRecipe.LINES, sha256="0" * 64)


def test_the_first_release_after_an_older_one_reads_all(published):
    older()
    second = publish(change(Actor, "dan", note="One"))
    assert (second.hash_recipe, second.sha256) == ("blocks", oracle.content_hash())
    third = publish(change(Actor, "dan", note="Two"))
    assert third.sha256 == oracle.content_hash()
    first = Release.objects.get(number=1)
    assert (first.hash_recipe, first.sha256) == ("lines", "0" * 64)


def test_publishing_all_records_writes_all_blocks_anew(published):
    right = blocks()
    Block.objects.update(sha256="1" * 64)
    publish(change(Actor, "dan", note="One"))
    assert Release.objects.first().sha256 != oracle.content_hash()
    change(Actor, "dan", note=None)
    assert publish().sha256 == published.sha256
    assert blocks() == right
