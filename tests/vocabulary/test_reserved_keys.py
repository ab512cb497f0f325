"""The words that no record has as its key are those that follow a collection in the site's URLs."""

import re

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from events.models import RECORDS
from events.vocabulary import RESERVED_KEYS, Collection


def patterns(resolver, before=""):
    """Yield the patterns of all URLs, with what stands before them."""
    for pattern in resolver.url_patterns:
        text = before + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLPattern):
            yield text.rstrip("$")
        else:
            yield from patterns(pattern, text)


def words_after_a_collection(text):
    """Return the literal parts of a URL's pattern that follow the name of a collection."""
    # The text of a parameter may hold a slash.
    parts = re.sub(r"\(\?P<\w+>(?:\[[^]]*\]|[^()])*\)|<[^>]*>", "<>", text).split("/")
    found = [number for number, part in enumerate(parts) if part in Collection.values]
    after = parts[found[0] + 1 :] if found else []
    return {part for part in after if re.fullmatch(r"[a-z0-9-]+", part)}


def test_they_are_the_words_of_the_urls():
    found = set()
    for text in patterns(get_resolver()):
        found |= words_after_a_collection(text)
    assert found == RESERVED_KEYS


@pytest.mark.parametrize("word", sorted(RESERVED_KEYS))
@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_they_could_be_keys(model, word):
    """Nothing but the rule keeps them from being keys."""
    field = model._meta.get_field(model.key_name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word)
    assert len(word) <= field.max_length
