"""The prose linter finds the phrases of its list, and the pages have none."""

import pytest

from tests.docs import prose
from tests.docs.pages import text_of


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The client is told.", [(1, "is told")]),
        ("One line.\nWhat stands there.", [(2, "stands"), (2, "what stands")]),
        (
            "It stands still and whoever asks for it.",
            [(1, "asks for it"), (1, "stands"), (1, "whoever")],
        ),
        ("The server returns a record.", []),
        ("Kurdistan's understanding.", []),
    ],
)
def test_phrases_of_the_list_are_found(text, phrases):
    found = [(one.line, one.phrase) for one in sorted(prose.findings_in(text, "page.md"))]
    assert sorted(found) == sorted(phrases)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("# What names the row.", ["What"]),
        ("Who uses a record.", ["Who"]),
        ("What is a release?", []),
        ("# The names of the row, and what they lead to.", []),
    ],
)
def test_texts_that_begin_with_a_clause_are_found(text, phrases):
    assert [one.phrase for one in prose.findings_in_code(text, "page.py", 1)] == phrases


def test_code_is_not_prose():
    text = '`stands` is a field.\n\n```json\n{"stands": 1}\n```\n\nIt stands.'
    found = list(prose.findings_in(prose.without_code(text), "page.md"))
    assert [(one.line, one.phrase) for one in found] == [(7, "stands")]


def test_the_pages_have_no_findings():
    assert [str(one) for one in prose.in_markdown()] == []


def test_the_program_has_no_findings():
    assert [str(one) for one in prose.in_python()] == []


def test_the_style_page_has_the_word_list():
    page = text_of("docs/contributing/style.md").partition("## Word list")[2]
    assert [one for one in prose.WORDS.items() if f"| {one[0]} | {one[1]} |" not in page] == []
