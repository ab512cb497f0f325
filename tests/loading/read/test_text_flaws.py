"""Characters that names, titles and prose must not hold, and the words of an article, which may hold any."""

import pytest

from config.limits import LONGEST_LINE

ACTORS, DATASETS, SILENCE = "actors.json", "datasets.json", "silence.json"

# (what a text holds, what is said of it in a name, what is said of it in prose)
TEXTS = {
    "a line feed": ("a\nb", "a line break (U+000A)", None),
    "a carriage return": ("a\rb", "a line break (U+000D)", None),
    "a tab": ("a\tb", "a tab (U+0009)", None),
    "a form feed": ("a\fb", "a line break (U+000C)", "a line break (U+000C)"),
    "the next line": ("a\x85b", "a line break (U+0085)", "a line break (U+0085)"),
    "a line separator": ("a\u2028b", "a line break (U+2028)", None),
    "an escape": ("a\x1b[31mb", "the control character U+001B", "the control character U+001B"),
    "a bell": ("a\x07b", "the control character U+0007", "the control character U+0007"),
    "delete": ("a\x7fb", "the control character U+007F", "the control character U+007F"),
    "an override": ("a\u202eb", "the mark of direction U+202E (RIGHT-TO-LEFT OVERRIDE)", None),
    "an isolate": ("a\u2066b", "the mark of direction U+2066 (LEFT-TO-RIGHT ISOLATE)", None),
    # They turn nothing but what is beside them, and names of real headlines hold them.
    "a mark beside a letter": ("a\u200eb\u200fc", None, None),
    "joiners in a word": ("می\u200cخواهم", None, None),
}


@pytest.mark.parametrize(("text", "in_name", "in_prose"), TEXTS.values(), ids=TEXTS)
def test_characters_of_names_and_of_prose(draft, text, in_name, in_prose):
    draft.spoil((ACTORS, 1), {"name": text, "note": text})

    assert draft.told((ACTORS, 1)) == [
        f"{field} holds {what}; remove it"
        for field, what in (("name", in_name), ("note", in_prose))
        if what is not None
    ]


@pytest.mark.parametrize(
    ("place", "change", "name"),
    [
        ((SILENCE, 1), {"title": "a\nb"}, "title"),
        ((SILENCE, 1), {"byline": "a\nb"}, "byline"),
        ((SILENCE, 2), {"speaker_role": "a\nb"}, "speaker_role"),
        ((SILENCE, 4), {"title": "a\nb"}, "title"),
        ((ACTORS, 1), {"name_original": "a\nb"}, "name_original"),
        ((DATASETS, 1), {"publisher": "a\nb"}, "publisher"),
        ((DATASETS, 1), {"license": "a\nb"}, "license"),
    ],
)
def test_other_texts_of_one_line(draft, place, change, name):
    draft.spoil(place, change)

    assert draft.told(place) == [f"{name} holds a line break (U+000A); remove it"]


def test_a_text_may_have_several_flaws(draft):
    draft.spoil((ACTORS, 3), {"aliases": ["EU", "a\nb\x1bc\nd", "x" * (LONGEST_LINE + 1)]})

    assert draft.told((ACTORS, 3)) == [
        "aliases 'a\\nb\\x1bc\\nd' holds a line break (U+000A); remove it",
        "aliases 'a\\nb\\x1bc\\nd' holds the control character U+001B; remove it",
        f"aliases '{'x' * 59}…' has 10,001 characters; 10,000 are the most",
    ]


@pytest.mark.parametrize(
    ("length", "told"),
    [(10_000, []), (10_001, ["name has 10,001 characters; 10,000 are the most"])],
)
def test_the_length_of_a_name(draft, length, told):
    draft.spoil((ACTORS, 1), {"name": "x" * length})

    assert draft.told((ACTORS, 1)) == told


def test_the_words_of_an_article_are_as_printed(draft):
    draft.spoil((SILENCE, 2), {"text": "a\x1b\u202e", "form": "paraphrase"})

    assert draft.problems() == []


USER = "holds a URL with a user name or password; remove what is before its @, and the @"
URLS = {
    "a password": ("https://anna:secret@example.org/a", USER),
    "a name": ("https://anna@example.org", USER),
    "an empty name": ("http://@example.org/", USER),
    "an @ in the path": ("https://example.org/@anna", None),
    "an @ in the query": ("https://example.org?mail=a@example.org", None),
    "an @ in the fragment": ("https://example.org#a@b", None),
}


@pytest.mark.parametrize(("url", "flaw"), URLS.values(), ids=URLS)
def test_users_in_urls(draft, url, flaw):
    prose = f"Read at {url} on a Monday."
    draft.spoil((SILENCE, 1), {"url": url, "archive_url": url, "note": prose})

    assert draft.told((SILENCE, 1)) == (
        [f"{name} {flaw}" for name in ("url", "archive_url", "note")] if flaw else []
    )
