"""The codebook as a page shows it: every list with an anchor, and in it every word with one."""

from functools import cache, lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse

from events import vocabulary
from events.api.answering.codebook import codebook
from events.api.http.headers import REMEMBERED_ROOTS
from events.models.source import COUNTRY_CHOICES

# {part of the codebook: its heading}
HEADINGS = {
    "lists": "Closed lists",
    "crosswalks": "Codes of other schemes",
    "countries": "Countries",
    "languages": "Languages",
    "columns": "Columns of exports",
    "problems": "Errors",
}
# Parts that begin folded. Browsers unfold them for an anchor in them.
_LONG = ("countries", "languages", "columns", "problems")
# {member of a row of the codebook, or list: the list that has its words}
_LISTS = {
    "modes": "event_mode",
    "mode": "event_mode",
    "type": "event_type",
    "quad_classes": "quad_class",
    "quad_class": "quad_class",
    "cameo": "cameo_roots",
    "ucdp": "ucdp_types_of_violence",
    "sub_event_type": "acled_sub_event_types",
    "ucdp_date_precision": "date_precision",
    "ucdp_place_precision": "place_precision",
    "acled_date_precision": "date_precision",
    "acled_place_precision": "place_precision",
    "gdelt_place_precision": "place_precision",
}
_LABELS = {"cameo": "CAMEO", "acled": "ACLED", "ucdp": "UCDP", "value": "here"}
# The members of a row that hold its word, and its definition
_WORD = ("code", "value", "sub_event_type", "alpha2", "name")
_TEXT = ("definition", "name")
_LIST_BY_CHOICES = {tuple(words.choices): name for name, words in vocabulary.LISTS.items()}
_LIST_BY_CHOICES[tuple(COUNTRY_CHOICES)] = "countries"


class List(NamedTuple):
    """A list of the codebook: its anchor, its name, what it is, its words, and whether it begins folded."""

    anchor: str
    name: str | None
    text: str | None
    words: list
    is_long: bool


class Word(NamedTuple):
    """A word of a list: its anchor, the word, its definition, and facts as {name: [(text, anchor or None)]}."""

    anchor: str
    word: object
    text: str | None
    facts: dict


def anchor(name, word=None):
    """Return the anchor of a list on the page, or of a word in it."""
    return name if word is None else f"{name}-{word}".replace(" ", "_")


def list_of(choices):
    """Return the name of the list whose words and definitions are `choices`, or None."""
    return _LIST_BY_CHOICES.get(tuple(choices))


def url(name, word=None):
    """Return the URL of a list of the codebook, or of a word in it."""
    return f"{reverse('codebook')}#{anchor(name, word)}"


@lru_cache(maxsize=REMEMBERED_ROOTS)
def lists(root):
    """Return the lists as HTML, made once for each path `root` at which a proxy mounts the site."""
    return render_to_string("codebook/lists.html", {"parts": parts()})


@cache
def parts():
    """Return [(part, heading, lists)] of the page; its lists are those of the JSON, by the same names."""
    book = codebook()
    book = book | {"lists": book["lists"] | {"event_type": book["event_types"]}}
    return [(part, heading, _lists(part, book[part])) for part, heading in HEADINGS.items()]


def _lists(part, found):
    is_long = part in _LONG
    if not isinstance(found, dict):
        return [List(part, None, None, _words(part, found), is_long)]
    # The lists of columns are named as the collections.
    prefix = "columns-" if part == "columns" else ""
    return [
        List(prefix + name, name, _about(name, part), _words(prefix + name, rows), is_long)
        for name, rows in found.items()
    ]


def _about(name, part):
    return vocabulary.LISTS[name].__doc__ if part == "lists" else None


def _words(name, rows):
    return [_word(name, row) for row in rows]


def _word(name, row):
    key = next(one for one in _WORD if one in row)
    text = next((one for one in _TEXT if one in row and one != key), None)
    is_column = name.startswith("columns-")
    facts = {}
    for fact, value in row.items():
        values = value if isinstance(value, list) else [value]
        if fact in (key, text) or values in ([], [None]):
            continue
        target = None if is_column else _LISTS.get(name if fact == "value" else fact)
        facts[_LABELS.get(fact, fact.replace("_", " "))] = [_fact(one, target) for one in values]
    return Word(anchor(name, row[key]), row[key], row.get(text), facts)


def _fact(value, target):
    if isinstance(value, dict):  # a type of ACLED's, and a sub-type or none
        sub_type = value["sub_event_type"]
        words = f"{value['event_type']}: {sub_type or 'every sub-event type'}"
        return words, sub_type and anchor(_LISTS["sub_event_type"], sub_type)
    return value, target and anchor(target, value)
