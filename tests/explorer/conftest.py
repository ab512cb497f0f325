"""The pages over the world of tests/world, as a browser without JavaScript gets them."""

from html.parser import HTMLParser

import pytest


class Page(HTMLParser):
    """A page as tests look at it: its links, its text, and every tag with its attributes."""

    def __init__(self, response):
        super().__init__()
        self.status, self.headers = response.status_code, response.headers
        self.source = response.content.decode()
        self.tags, self.words = [], []
        self.feed(self.source)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def attributes(self, tag, name):
        """Return the values of an attribute of all tags of a kind, in order."""
        return [found[name] for one, found in self.tags if one == tag and name in found]

    @property
    def links(self):
        return self.attributes("a", "href")

    def records(self, collection):
        """Return the keys of the records of a collection that the page leads to, each once, in order."""
        start = f"/{collection}/"
        found = [
            link.split("#")[0].removeprefix(start) for link in self.links if link.startswith(start)
        ]
        return list(dict.fromkeys(found))


@pytest.fixture
def show(client, world):
    """Return the Page at a URL."""
    return lambda url: Page(client.get(url))
