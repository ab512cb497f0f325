"""Markdown of the reference pages: tables, code and headings."""

from events.api.answering import codebook_page

NOTICE = "<!-- Written by `manage.py write_reference`. Do not edit: change the program, then run it again. -->"


def page(title, *parts):
    """Return a page: a title, the notice that it is generated, and its parts with a blank line between them."""
    return "\n\n".join([f"# {title}", NOTICE, *parts]) + "\n"


def table(header, rows):
    """Return a table; cells are Markdown."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |".replace("|  |", "| |") for line in lines)


def cell(text):
    return " ".join(str(text).split()).replace("|", "\\|")


def code(text):
    return f"`{text}`"


def codes(names):
    return ", ".join(map(code, names))


def closed_list(choices):
    """Return a link to the list of the codebook whose words are `choices`, or None."""
    name = codebook_page.list_of(choices)
    return name and f"[{code(name)}](http://127.0.0.1:8000{codebook_page.url(name)})"
