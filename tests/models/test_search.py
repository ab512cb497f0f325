"""How words are folded before they are indexed or searched for, on every database alike."""

import sys

import pytest
from django.db import connection

from events.models import RECORDS
from events.models.search import SEARCHED, fold, table

# text: its words
FOLDED = {
    "": "",
    "Lavrov": "lavrov",
    "LAVROV said": "lavrov said",
    "  two \t\n words ": "two words",
    "Kyïv": "kyiv",
    # The dots of ї and the bow of й are diacritics too; the searched words lose them just so.
    "Київ": "киів",
    "Йди": "иди",
    "Ёлка": "елка",
    "Zelenskyy’s": "zelenskyy s",
    "snake_case-and.dots": "snake case and dots",
    "Straße": "strasse",
    "ﬁre": "fire",
    "Łódź": "łodz",
    "１２": "12",
    "T-72B3": "t 72b3",
    "ſ": "s",
    "ᴀℜ𝕶Ⓐ": "ᴀrka",
    "ϒ": "υ",
    "ＫＹＩＶ": "kyiv",
    "ΣΊΣΥΦΟΣ": "σισυφοσ",
    "İzmir": "izmir",
    "Diyarbakır": "diyarbakır",
    "e\u0301te\u0301": "ete",
    "«»—…": "",
    "基輔": "基輔",
    "کی‌یف": "کی یف",
}


@pytest.mark.parametrize(("text", "words"), FOLDED.items())
def test_words_are_folded(text, words):
    assert fold(text) == words


@pytest.mark.parametrize("text", FOLDED)
def test_what_is_folded_stays_as_it_is(text):
    assert fold(fold(text)) == fold(text)


def test_every_character_is_folded_once_and_for_all_and_in_whichever_case():
    characters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    unsettled = [one for one in characters if fold(fold(one)) != fold(one)]
    by_case = [one for one in characters if not fold(one) == fold(one.upper()) == fold(one.lower())]
    # The capital of the Turkish letter without a dot is I.
    assert (unsettled, by_case) == ([], ["ı"])


def test_each_searched_collection_has_its_table_and_datasets_have_none(db):
    tables = set(connection.introspection.table_names())
    found = {model.collection for model in RECORDS if table(model) in tables}
    assert found == set(SEARCHED) == {model.collection for model in RECORDS} - {"datasets"}
