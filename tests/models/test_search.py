"""The words that are indexed and searched for, and the tables of the index."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from events.models import RECORDS
from events.models.search import COLUMNS, LONGEST_WORD, SEARCHED, phrase_of, table, words_of

# text: (words in the index, words of a query, whether the last of these is only a beginning)
WORDS = {
    "": ("", [], False),
    "Kyiv strike": ("kyiv strike", ["kyiv", "strike"], False),
    "東京": ("東京 京", ["東京"], False),
    "東京都": ("東京 京都 都", ["東京", "京都"], False),
    "京": ("京", ["京"], True),
    "第3次": ("第 3 次", ["第", "3", "次"], True),
    "NATO峰会": ("nato 峰会 会", ["nato", "峰会"], False),
    "峰会NATO": ("峰会 会 nato", ["峰会", "会", "nato"], False),
    "東 京都": ("東 京都 都", ["東", "京都"], False),
    "กทม": ("กท ทม ม", ["กท", "ทม"], False),
    "서울에서": ("서울 울에 에서 서", ["서울", "울에", "에서"], False),
    "x" * 300: ("x" * LONGEST_WORD, ["x" * LONGEST_WORD], False),
    "y " + "𠀀" * 300: ("y " + "𠀀𠀀 " * 299 + "𠀀", ["y", *["𠀀𠀀"] * 299], False),
}


@pytest.mark.parametrize(("text", "found"), WORDS.items(), ids=lambda one: repr(one)[:20])
def test_text_is_indexed_and_searched_by_words(text, found):
    assert (words_of(text), *phrase_of(text)) == found


def test_each_searched_collection_has_its_table_and_datasets_have_none(db):
    tables = set(connection.introspection.table_names())
    found = {model.collection for model in RECORDS if table(model) in tables}
    assert found == set(SEARCHED) == {model.collection for model in RECORDS} - {"datasets"}


def test_there_is_a_column_for_each_searched_field():
    assert max(map(len, SEARCHED.values())) <= len(COLUMNS)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's index has had its columns")
def test_the_index_of_earlier_databases_keeps_its_words(db):
    migration = import_module("events.migrations.0006_search_fields")
    schema_editor = SimpleNamespace(connection=connection)
    migration.unite(None, schema_editor)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM events_search_events")
        cursor.execute(
            "INSERT INTO events_search_events (rowid, title, body) VALUES (7, 'one', 'two')"
        )
        migration.divide(None, schema_editor)
        cursor.execute("SELECT rowid, a, b, c, d FROM events_search_events")
        assert cursor.fetchall() == [(7, "one", "", "", "two")]
        migration.divide(None, schema_editor)  # there is nothing left to do
        cursor.execute(
            "SELECT rowid FROM events_search_events WHERE events_search_events MATCH 'd : two'"
        )
        assert cursor.fetchall() == [(7,)]
