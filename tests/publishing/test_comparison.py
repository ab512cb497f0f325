"""The differences between two releases: the net effect, in either order, and the releases that can be compared."""

import pytest

from events.models import Actor, Dataset, Place, Release
from events.publishing import Withdrawal, comparison, publish
from events.publishing.comparison import Unanswerable, answerable, changed, horizon
from tests.publishing.world import change, get


def told(first, last, **options):
    """Return the changes as `operation collection/key`, in their order."""
    return [
        f"{one.operation} {one.collection}/{one.key}"
        for _, changes in changed(first, last, **options)
        for one in changes
    ]


@pytest.fixture
def releases(published):
    """Four releases more: what each does stands above it."""
    # 2: dan is renamed, eve comes
    touched = change(Actor, "dan", name="Daniel")
    eve = Actor.objects.create(slug="eve", name="Eve", kind="person")
    publish({Actor: touched[Actor] | {eve.pk}})
    # 3: eve and the sea go, for their reasons
    eve.delete()
    get(Place, "sea").delete()
    publish({}, {("actors", "eve"): Withdrawal("twice", "ann"), ("places", "sea"): None})
    # 4: dan has his name back, and the sea is there again
    sea = Place.objects.create(slug="sea", name="Sea", kind="other")
    publish(change(Actor, "dan", name="Dan") | {Place: {sea.pk}})
    # 5: a dataset has another title
    publish(change(Dataset, "spare", title="Other"))


TABLE = {
    (1, 1): [],
    (1, 2): ["change actors/dan", "add actors/eve"],
    (2, 1): ["change actors/dan", "withdraw actors/eve"],
    (2, 3): ["withdraw actors/eve", "withdraw places/sea"],
    (3, 2): ["add actors/eve", "add places/sea"],
    # A record that came and went, or that was gone and is back, makes no difference.
    (1, 3): ["change actors/dan", "withdraw places/sea"],
    (1, 4): [],
    (4, 1): [],
    (2, 4): ["change actors/dan", "withdraw actors/eve"],
    (1, 5): ["change datasets/spare"],
    (2, 5): ["change datasets/spare", "change actors/dan", "withdraw actors/eve"],
}


@pytest.mark.parametrize("size", [1, 500])
@pytest.mark.parametrize(("first", "last"), TABLE)
def test_what_differs(releases, monkeypatch, first, last, size):
    monkeypatch.setattr(comparison, "BATCH", size)
    assert told(first, last) == TABLE[first, last]


def test_only_some_models_in_their_order(releases):
    assert told(2, 3, models=(Place, Actor)) == ["withdraw places/sea", "withdraw actors/eve"]


def test_the_states_are_those_of_the_two_releases(releases):
    ((_, (one,)),) = changed(1, 3, models=(Actor,))
    ((_, (other,)),) = changed(2, 3, models=(Actor,))
    assert '"name":"Dan"' in one.before.document
    assert '"name":"Daniel"' in one.after.document
    assert (other.after.reason, other.after.merged_into) == ("twice", "ann")


def test_a_release_that_is_there(releases):
    assert answerable(1).number == 1
    assert answerable(5).number == 5
    assert horizon() == 1


WRONG = {
    0: "there is no release 0; there are 1 to 5",
    6: "there is no release 6; there are 1 to 5",
    2: (
        "states of release 2 have been deleted to save space; the earliest release that is whole is 4"
    ),
}


@pytest.mark.parametrize(("number", "message"), WRONG.items())
def test_a_release_that_cannot_be_answered(releases, number, message):
    Release.objects.filter(number__lte=3).update(pruned=True)
    with pytest.raises(Unanswerable, match=f"^{message}$"):
        answerable(number)


def test_before_the_first_release(empty):
    with pytest.raises(Unanswerable, match=r"^there is no release 1; there is none yet$"):
        answerable(1)


def test_only_the_documents_that_are_asked_for_are_read(releases, django_assert_num_queries):
    # The keys, the states in both, and the documents of a batch.
    with django_assert_num_queries(4):
        ((_, (dan, eve)),) = changed(1, 2, models=(Actor,))
        assert [bool(one.document) for one in (dan.before, dan.after, eve.after)] == [True] * 3
    with django_assert_num_queries(3):
        ((_, (dan, eve)),) = changed(1, 2, models=(Actor,), documents=())
        assert (dan.operation, eve.operation) == ("change", "add")
    with django_assert_num_queries(5):
        ((_, (dan, eve)),) = changed(1, 2, models=(Actor,), documents=("change",))
        assert dan.after.document
        assert eve.after.document  # at the cost of a query
