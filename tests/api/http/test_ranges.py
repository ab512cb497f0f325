"""Which part of a file a Range header asks for, and when an If-Range header lets it be a part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.api.http.ranges import NotSatisfiable, holds, part

SIZE = 100
# (Range, the first and the last byte of a file of 100 bytes; None for the whole)
PARTS = [
    ("bytes=0-9", (0, 9)),
    ("bytes=0-0", (0, 0)),
    ("bytes=99-99", (99, 99)),
    ("bytes=90-", (90, 99)),
    ("bytes=0-", (0, 99)),
    ("bytes=0-99", (0, 99)),
    ("bytes=0-100", (0, 99)),
    ("bytes=90-1000", (90, 99)),
    ("bytes=-1", (99, 99)),
    ("bytes=-100", (0, 99)),
    ("bytes=-101", (0, 99)),
    ("Bytes = 5-9 ", (5, 9)),
    # Ranges that cannot be read, and several parts at once: the whole
    ("bytes=9-5", None),
    ("bytes=0-1,5-6", None),
    ("bytes=", None),
    ("bytes=-", None),
    ("bytes=a-b", None),
    ("bytes=0x1-2", None),
    ("bytes=²-", None),
    ("bytes=1", None),
    ("items=0-9", None),
    ("", None),
    ("bytes=" + "9" * 5000 + "-", None),
]


@pytest.mark.parametrize(("header", "found"), PARTS, ids=lambda one: str(one)[:30])
def test_part(header, found):
    assert part(header, SIZE) == found


@pytest.mark.parametrize(
    ("header", "size"),
    [
        ("bytes=100-", 100),
        ("bytes=1000-2000", 100),
        ("bytes=-0", 100),
        ("bytes=0-", 0),
        ("bytes=-5", 0),
    ],
)
def test_no_part(header, size):
    with pytest.raises(NotSatisfiable):
        part(header, size)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 20))
def test_a_part_is_what_a_slice_is(first, last, size):
    content = bytes(range(size))
    if first <= last and first < size:
        begin, end = part(f"bytes={first}-{last}", size)
        assert content[begin : end + 1] == content[first : last + 1]


AT = 1_795_326_067  # Sun, 22 Nov 2026 05:41:07 GMT
CONDITIONS = [
    (None, True),
    ('"one"', True),
    (' "one" ', True),
    ('"other"', False),
    ('W/"one"', False),  # a weak one promises nothing about bytes
    ("Sun, 22 Nov 2026 05:41:07 GMT", True),
    ("Sun, 22 Nov 2026 05:41:08 GMT", False),
    ("Sun, 22 Nov 2026 05:41:06 GMT", False),
    ("one", False),
    ("", False),
]


@pytest.mark.parametrize(("if_range", "found"), CONDITIONS)
def test_if_range(if_range, found):
    assert holds(if_range, '"one"', AT) is found
