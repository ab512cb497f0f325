"""Deleting replaced states: what stands and what was withdrawn stays, and earlier releases say that they are not whole."""

import pytest

from events.models import Actor, Place, Release, Version
from events.publishing import Withdrawal, publish
from events.publishing.comparison import horizon
from events.publishing.prune import Prunable, prunable, prune
from tests.publishing import oracle
from tests.publishing.world import change, get


@pytest.fixture
def releases(published):
    """Six releases.

    1  the world          3  dan is Dani        5  the sea is back
    2  dan is Daniel      4  the sea goes       6  dan is Dan
    """
    publish(change(Actor, "dan", name="Даниил"))
    publish(change(Actor, "dan", name="Dani"))
    get(Place, "sea").delete()
    publish({}, {("places", "sea"): Withdrawal("dry")})
    sea = Place.objects.create(slug="sea", name="Sea", kind="other")
    publish({Place: {sea.pk}})
    publish(change(Actor, "dan", name="Dan"))


def states():
    """Return {record: (first, last) release of each state} of those with more than one."""
    return {
        key: [(one.first_release_id, one.last_release_id) for one in chain]
        for (_, key), chain in oracle.history().items()
        if key in ("dan", "sea")
    }


def pruned():
    return list(
        Release.objects.filter(pruned=True).order_by("number").values_list("number", flat=True)
    )


ALL = {"dan": [(1, 1), (2, 2), (3, 5), (6, None)], "sea": [(1, 3), (4, 4), (5, None)]}
# horizon: what is left, and the releases that are not whole
TABLE = {
    1: (ALL, []),
    2: ({**ALL, "dan": ALL["dan"][1:]}, [1]),
    3: ({**ALL, "dan": ALL["dan"][2:]}, [1, 2]),
    4: ({"dan": ALL["dan"][2:], "sea": ALL["sea"][1:]}, [1, 2, 3]),
    # Release 4 holds only what stands or is told of the withdrawal, which is kept.
    5: ({"dan": ALL["dan"][2:], "sea": ALL["sea"][1:]}, [1, 2, 3]),
    6: ({"dan": ALL["dan"][3:], "sea": ALL["sea"][1:]}, [1, 2, 3, 4, 5]),
}


@pytest.mark.parametrize("before", TABLE)
def test_a_horizon(releases, before):
    left, gone = TABLE[before]
    stands = oracle.state()

    done = prune(before)

    assert (states(), pruned()) == (left, gone)
    assert done.last == (gone[-1] if gone else None)
    assert horizon() == len(gone) + 1
    after = oracle.state()
    for name in ("current", "disputed", "indexed", "releases"):
        assert after[name] == stands[name]
    assert prune(before) == Prunable({}, 0, None)


def test_what_it_would_save(releases):
    documents = Version.objects.filter(key__in=("dan", "sea"), last_release__lt=4)
    size = sum(len(one.document.encode()) for one in documents if one.document)
    before = oracle.state()
    assert prunable(4) == Prunable({"actors": 2, "places": 1}, size, 3)
    assert oracle.state() == before


def test_one_horizon_after_another(releases):
    prune(2)
    prune(4)
    assert (states(), pruned()) == TABLE[4]
