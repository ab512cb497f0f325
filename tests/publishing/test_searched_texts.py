"""Which texts of a record are searched, by which of its fields."""

import pytest

from events.importing.acled import files as acled_files
from events.importing.gdelt import files as gdelt_files
from events.importing.ucdp import files as ucdp_files
from events.models import RECORDS, Actor, Article, Dataset, Event, Place, Source, Statement
from events.models.search import SEARCHED
from events.publishing import publish
from events.publishing.rows import batches
from events.publishing.searched_texts import COLUMNS_OF_DATASETS, TEXTS
from tests.publishing.world import change
from tests.searching import found

FORMS = (ucdp_files, acled_files, gdelt_files)


def test_the_columns_of_each_dataset_are_those_that_its_files_have():
    datasets = {form.DATASET["slug"]: form.COLUMNS for form in FORMS}
    assert COLUMNS_OF_DATASETS.keys() == datasets.keys()
    for name, searched in COLUMNS_OF_DATASETS.items():
        for columns in searched:
            assert set(columns) <= set(datasets[name]), name


def test_each_searched_field_has_its_texts(published):
    assert [model.collection for model in TEXTS] == list(SEARCHED)
    assert list(TEXTS) == [model for model in RECORDS if model in TEXTS]
    for model, texts in TEXTS.items():
        for rows in batches(model):
            for row in rows:
                assert len(texts(row)) == len(SEARCHED[model.collection]), row.key


# Each searched field: (model, key, changes, collection, search, what it finds)
BY_FIELD = [
    (Source, "apa", {"homepage": "https://zig.example/"}, "sources", "homepage:zig", ["apa"]),
    (Source, "apa", {"name": "Zig"}, "sources", "name:zig", ["apa"]),
    (Source, "apa", {"name": "Zig"}, "articles", "source:zig", ["first", "second"]),
    (Article, "first", {"byline": "By Zig"}, "articles", "byline:zig", ["first"]),
    (Article, "first", {"summary": "Of Zig"}, "articles", "summary:zig", ["first"]),
    (Article, "first", {"summary": "Of Zig"}, "articles", "title:zig", []),
    (Actor, "ann", {"aliases": ["Zig"]}, "actors", "name:zig", ["ann"]),
    (Place, "town", {"admin1": "ZIG"}, "places", "admin1:zig", ["town"]),
    (Place, "town", {"name_original": "Zig"}, "events", "place:zig", ["strike"]),
    (Place, "town", {"name_original": "Zig"}, "events", "title:zig OR text:zig", []),
    (Statement, "hello", {"text": "Zig"}, "statements", "text:zig", ["hello"]),
    (Statement, "hello", {"speaker_role": "zig"}, "statements", "speaker:zig", ["hello"]),
    (Statement, "hello", {"reporting_verb": "zig"}, "statements", "reporting_verb:zig", ["hello"]),
    (Actor, "bob", {"name": "Zig"}, "statements", "addressee:zig", ["hello"]),
    (Actor, "bob", {"name": "Zig"}, "statements", "speaker:zig", ["reply"]),
    (Actor, "bob", {"name": "Zig"}, "events", "participant:zig", ["strike"]),
    (Event, "war", {"title": "Zig"}, "events", "title:zig", ["war"]),
    (Event, "war", {"summary": "Zig"}, "events", "text:zig -title:zig", ["war"]),
]


@pytest.mark.parametrize(("model", "key", "changes", "collection", "search", "keys"), BY_FIELD)
def test_a_field_is_searched_by_its_name(published, model, key, changes, collection, search, keys):
    assert found(collection, search) == []
    publish(change(model, key, **changes))
    assert found(collection, search) == keys


def test_what_a_dataset_gives_is_searched_whatever_its_type(published):
    war = {"where_description": 7, "adm_1": ["Zig"], "adm_2": "Zag", "source_headline": None}
    publish(change(Event, "war", original=war))
    assert found("events", "zag") == []  # of this dataset no column is known
    Dataset.objects.filter(slug="drawn").update(slug="ucdp-ged")
    publish()
    assert found("events", "zag") == ["war"]
    assert found("events", "zig OR 7") == []
