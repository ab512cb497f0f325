"""Links to a passage by a text fragment."""

import pytest

from events.documents.text_fragment import link
from events.models import Article
from events.publishing import publish
from tests.publishing.world import change

PAGE = "https://example.org/a"
# (URL, opening, closing): link
LINKS = {
    (None, "No one", None): None,
    (PAGE, None, None): None,
    (PAGE, "No one", None): f"{PAGE}#:~:text=No%20one",
    (PAGE, "No one", "for Russia"): f"{PAGE}#:~:text=No%20one,for%20Russia",
    # Characters that would end a text, or mark a prefix, are encoded.
    (PAGE, "a, b & c", "so-called"): f"{PAGE}#:~:text=a%2C%20b%20%26%20c,so%2Dcalled",
    (PAGE, "Мы", None): f"{PAGE}#:~:text=%D0%9C%D1%8B",
    # A fragment of the URL's own stays.
    (f"{PAGE}#top", "No", None): f"{PAGE}#top:~:text=No",
}


@pytest.mark.parametrize(("given", "expected"), LINKS.items(), ids=map(str, LINKS))
def test_a_link(given, expected):
    assert link(*given) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"url": "https://example.org/u"}, "https://example.org/u#:~:text=Moscow%20says%20no."),
        (
            {"archive_url": "https://example.org/a"},
            "https://example.org/a#:~:text=Moscow%20says%20no.",
        ),
        (
            {"url": "https://example.org/u", "archive_url": "https://example.org/a"},
            "https://example.org/u#:~:text=Moscow%20says%20no.",
        ),
    ],
)
def test_the_link_of_a_statement_follows_the_addresses_of_its_article(get, changes, expected):
    publish(change(Article, "guarantees-for-ukraine", **changes))
    statement = get("/statements/russia-rejects-guarantees/").json()
    (related,) = statement["related_statements"]
    assert statement["evidence"]["link"] == related["evidence"]["link"] == expected
