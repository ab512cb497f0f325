"""The page of limits: each limit that a client, a coder or an operator can meet, with its value and its reason."""

from config.limits import SECTIONS
from events.models.constraints import LONGEST_KEY, LONGEST_WIKIDATA
from events.models.search import LONGEST_WORD
from events.publishing.searched_texts import MOST_CHARACTERS, MOST_OF_ONE_WORD, MOST_WORDS
from events.reference.markdown import code, page, table

INTRODUCTION = """\
Beyond a limit, a request or a file gets an error, unless the reason says what happens instead. To change a limit, set its
environment variable to a whole number: `LIMIT_EXPORTS=5 ./manage.py serve`. A limit without a variable is part of a format."""
GIBI, MEBI = 2**30, 2**20

# (subject, value, unit, reason) of what the tables and the search index are made for.
FORMATS = {
    "Search index": (
        ("Words of a record that are searched", MOST_WORDS, "words", "PostgreSQL holds positions up to 16,383. Later words are not found."),
        ("Places of one word for phrases", MOST_OF_ONE_WORD, "places", "PostgreSQL holds no more. Later ones are not found in phrases."),
        ("Characters of a record that are searched", MOST_CHARACTERS, "characters", "PostgreSQL holds 1 MB, and a character can have four bytes. Later ones are not found."),
        ("Characters of a word that count", LONGEST_WORD, "characters", "No search is longer. Later ones are not compared."),
    ),
    "Records": (
        ("Length of a public key", LONGEST_KEY, "characters", "Fits a dataset's slug and the identifiers of UCDP, ACLED and GDELT."),
        ("Length of a Wikidata item", LONGEST_WIKIDATA, "characters", "The largest number has nine digits now."),
    ),
}  # fmt: skip


def amount(value, unit):
    """Return a value in its unit, bytes in the largest one that is whole."""
    for size, name in ((GIBI, "GiB"), (MEBI, "MiB")):
        if unit == "bytes" and value >= size and value % size == 0:
            return f"{value // size:,} {name}"
    return f"{value:,} {unit}"


def limits():
    """Return the page of limits, by their defaults."""
    parts = []
    for title, rows in SECTIONS.items():
        cells = [
            (
                one.subject,
                amount(one.default, one.unit),
                code(one.variable) if one.variable else "",
                one.reason,
            )
            for one in rows
        ]
        head = ("limit", "default", "variable", "reason")
        parts.append(f"## {title}\n\n{table(head, cells)}")
    for title, rows in FORMATS.items():
        cells = [(subject, amount(value, unit), reason) for subject, value, unit, reason in rows]
        parts.append(f"## {title}\n\n{table(('limit', 'value', 'reason'), cells)}")
    return page("Limits", INTRODUCTION, *parts)
