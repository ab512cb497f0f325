"""The deep page is reached by following `next`, and the event before it is known by its code."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks.drawing import Drawer
from benchmarks.processes import Trouble


class Numbered:
    """A server with so many events, numbered; a cursor is the number of the first on the page."""

    name = "numbered"

    def __init__(self, events):
        self.events, self.asked = events, 0

    def ask(self, path):
        self.asked += 1
        query = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
        first = int(query.get("cursor", 0))
        end = min(self.events, first + int(query["page_size"]))
        results = [{"code": f"e{number}"} for number in range(first, end)]
        following = f"http://host/?page_size={query['page_size']}&cursor={end}"
        body = {"results": results, "next": following if end < self.events else None}
        return 200, {}, json.dumps(body).encode()


@pytest.mark.parametrize(
    ("events", "number", "requests"), [(400_000, 3000, 300), (40_050, 400, 40), (150, 1, 0)]
)
def test_deep_page(events, number, requests):
    server = Numbered(events)
    page = Drawer(server, 1)._deep(events)
    before = (number - 1) * 100
    assert (page.number, server.asked) == (number, requests)
    assert page.cursor == (str(before) if before else None)
    assert page.after == (f"e{before - 1}" if before else None)


def test_an_error_ends_the_drawing():
    server = type(
        "Broken", (), {"name": "it", "ask": lambda self, path: (400, {}, b"no such field")}
    )
    with pytest.raises(Trouble, match=r"it: /api/v1/events/.* answered 400: b'no such field'"):
        Drawer(server(), 1)._deep(1000)
