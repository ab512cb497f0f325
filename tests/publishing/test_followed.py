"""A client that follows the change feed ends with exactly what the API serves, however it reads and whatever is loaded."""

import hashlib
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from events.models import RECORDS
from events.publishing import publish
from tests.publishing import oracle
from tests.publishing.test_sequences import EDITS, Load, Undo

# The turns of a client and a publisher: a load is published, or one page is read, of this many changes.
STEPS = st.lists(
    st.tuples(st.just("load"), st.lists(EDITS, min_size=1, max_size=6))
    | st.tuples(st.just("read"), st.integers(1, 12)),
    max_size=12,
)


class Follower:
    """A client that holds records, where it stands in the feed, and nothing else."""

    def __init__(self, client):
        self.client, self.records, self.since, self.cursor = client, {}, 0, None
        self.heard = []

    def read(self, page_size):
        """Read a page and apply it; return whether that was the last one."""
        asked = {"since": self.since, "page_size": page_size}
        if self.cursor is not None:
            asked["cursor"] = self.cursor
        page = self.client.get("/api/v1/changes/", asked).json()
        for change in page["results"]:
            self.apply(change)
        if page["next"] is None:
            self.since, self.cursor = page["release"], None
        else:
            (self.cursor,) = parse_qs(urlsplit(page["next"]).query)["cursor"]
        return page["next"] is None

    def apply(self, change):
        """Apply a change, which must fit what is held already."""
        name = (change["collection"], change["key"])
        self.heard.append((change["release"], *name))
        held, document = self.records.get(name), change["document"]
        assert (held is None) == (change["operation"] == "add")
        assert (document is None) == (change["operation"] == "withdraw")
        if change["operation"] == "change":
            told = change["changed"]
            assert told
            assert {field: held[field] for field in told} == {
                field: values["old"] for field, values in told.items()
            }
            assert held | {field: values["new"] for field, values in told.items()} == document
        if document is None:
            del self.records[name]
        else:
            self.records[name] = document


def served(client):
    """Return {(collection, key): record} of what the API serves."""
    return {
        (model.collection, record[model.key_name]): record
        for model in RECORDS
        for record in client.get(f"/api/v1/{model.collection}/?page_size=1000").json()["results"]
    }


def load(edits):
    one = Load()
    for name, *arguments in edits:
        getattr(one, name)(*arguments)
    publish(one.touched, one.withdrawn)


@settings(max_examples=30)
@given(STEPS, st.integers(1, 40))
def test_whoever_follows_the_feed_has_what_is_served(published, client, steps, last_size):
    follower = Follower(client)
    try:
        with transaction.atomic():
            for name, drawn in steps:
                if name == "load":
                    load(drawn)
                else:
                    follower.read(drawn)
            while not follower.read(last_size):
                pass
            newest = client.get("/api/v1/releases/?page_size=1").json()["results"][0]
            assert follower.since == newest["number"]
            assert follower.records == served(client)
            assert digest(client) == newest["sha256"]
            # In order, and none twice.
            assert follower.heard == sorted(set(follower.heard))
            raise Undo
    except Undo:
        pass


def digest(client):
    """Return the hash of the content as anyone can work it out from the records one by one."""
    lines = []
    for collection, key in served(client):
        content = client.get(f"/api/v1/{collection}/{key}/").content
        lines.append((collection, key, hashlib.sha256(content).hexdigest()))
    return oracle.hash_of(lines)


ADD = {"release": 1, "collection": "events", "key": "a", "operation": "add", "document": {"x": 1}}
CHANGE = ADD | {"operation": "change", "changed": {"x": {"old": 1, "new": 2}}, "document": {"x": 2}}
# After the first one, what cannot have been published
WRONG = {
    "added again": ADD,
    "changed from something else": CHANGE | {"changed": {"x": {"old": 0, "new": 2}}},
    "changed to something else": CHANGE | {"document": {"x": 3}},
    "changed in nothing": CHANGE | {"changed": {}},
    "changed with no document": CHANGE | {"document": None},
    "another that changed before it was added": CHANGE | {"key": "b"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_follower_is_not_deceived(wrong):
    follower = Follower(None)
    follower.apply(ADD)
    with pytest.raises(AssertionError):
        follower.apply(wrong)
