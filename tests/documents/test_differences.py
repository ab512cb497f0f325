"""The differences between two states of a record."""

import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.documents.differences import between

# (old, new, what is told)
TABLE = {
    "nothing": ({"a": 1, "b": [1]}, {"a": 1, "b": [1]}, {}),
    "a value": ({"a": 1, "b": 2}, {"a": 1, "b": 3}, {"b": {"old": 2, "new": 3}}),
    "to null": ({"a": "x"}, {"a": None}, {"a": {"old": "x", "new": None}}),
    "from null": ({"a": None}, {"a": ""}, {"a": {"old": None, "new": ""}}),
    "null to zero": ({"a": None}, {"a": 0}, {"a": {"old": None, "new": 0}}),
    "all inside a field": (
        {"a": {"low": 1, "high": 2}},
        {"a": {"low": 1, "high": 3}},
        {"a": {"old": {"low": 1, "high": 2}, "new": {"low": 1, "high": 3}}},
    ),
    "the order of a list": ({"a": [1, 2]}, {"a": [2, 1]}, {"a": {"old": [1, 2], "new": [2, 1]}}),
    "not the order of fields": ({"a": 1, "b": {"c": 1, "d": 2}}, {"b": {"d": 2, "c": 1}, "a": 1}, {}),
    "false is not 0": ({"a": False}, {"a": 0}, {"a": {"old": False, "new": 0}}),
    "true is not 1, further in": ({"a": [1]}, {"a": [True]}, {"a": {"old": [1], "new": [True]}}),
    "1 is not 1.0": ({"a": 1}, {"a": 1.0}, {"a": {"old": 1, "new": 1.0}}),
    "a field that is new": ({"a": 1}, {"a": 1, "b": 2}, {"b": {"old": None, "new": 2}}),
    "a field that is gone": ({"a": 1, "b": 2}, {"a": 1}, {"b": {"old": 2, "new": None}}),
    "a new field without a value": ({"a": 1}, {"a": 1, "b": None}, {}),
    "words in any script": ({"a": "Київ"}, {"a": "Kyiv"}, {"a": {"old": "Київ", "new": "Kyiv"}}),
    "in the order of the new one, then what is gone": (
        {"x": 1, "a": 1, "b": 1},
        {"b": 2, "a": 2},
        {"b": {"old": 1, "new": 2}, "a": {"old": 1, "new": 2}, "x": {"old": 1, "new": None}},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), TABLE.values(), ids=TABLE)
def test_a_difference_is_told(old, new, told):
    found = between(json.dumps(old), json.dumps(new))
    # As JSON, in which true is not 1; in the order in which it is told.
    assert json.dumps(found) == json.dumps(told)


@pytest.mark.parametrize(("old", "new"), [(None, "{}"), ("{}", None), (None, None)])
def test_without_two_states_there_is_nothing_to_compare(old, new):
    assert between(old, new) is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from((0.0, 1.0, "", "1")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner),
)
DOCUMENTS = st.dictionaries(st.sampled_from("abcdef"), VALUES)


@given(DOCUMENTS, DOCUMENTS)
def test_the_old_document_with_the_differences_is_the_new_one(old, new):
    told = between(orjson.dumps(old), orjson.dumps(new))
    applied = old | {name: values["new"] for name, values in told.items()}
    undone = new | {name: values["old"] for name, values in told.items()}

    def stated(document):
        kept = {name: value for name, value in document.items() if value is not None}
        return json.dumps(kept, sort_keys=True)

    assert stated(applied) == stated(new)
    assert stated(undone) == stated(old)
    assert all(json.dumps(one["old"]) != json.dumps(one["new"]) for one in told.values())
