"""Every field of the seven kinds of record has a filter, or a reason in writing why it has none."""

import pytest

from events.api.query import filters
from events.api.query.filters.kinds import BoxFilter, SearchFilter
from events.models import RECORDS
from events.publishing.rows import batches
from events.publishing.search_index import TEXTS

COORDINATES = ("latitude", "longitude")
FILTERS = {
    filterset._meta.model: filterset
    for filterset in (
        filters.DatasetFilter,
        filters.SourceFilter,
        filters.ArticleFilter,
        filters.ActorFilter,
        filters.PlaceFilter,
        filters.StatementFilter,
        filters.EventFilter,
    )
}
COVERS = "`/api/v1/coverage/` tells it of each dataset, and an empty answer warns by it."
IS_KEY = "The record has a URL of its own by it."
FOUND = "`q` finds its words."
TOLD = "A remark to be read, not to be selected by."
POINTS = "Points into a text; the article is what is asked for."
REFINES = "Says how to read another field, which is filtered by."
ELSEWHERE = "Leads out of the dataset; whoever has it asks there."

# model -> {field: why no filter asks for it}
EXCUSES = {
    "dataset": {
        "slug": IS_KEY,
        "title": "There are so few datasets that all of them are read.",
        "version": "There are so few datasets that all of them are read.",
        "publisher": "There are so few datasets that all of them are read.",
        "citation": TOLD,
        "homepage": ELSEWHERE,
        "covers_sources": COVERS,
        "covers_from": COVERS,
        "covers_to": COVERS,
        "covers_countries": COVERS,
        "inclusion": COVERS,
        "note": TOLD,
    },
    "source": {
        "slug": IS_KEY,
        "name": FOUND,
        "name_original": FOUND,
        "homepage": FOUND,
        "note": TOLD,
    },
    "article": {
        "slug": IS_KEY,
        "title": FOUND,
        "archive_url": ELSEWHERE,
        "accessed_on": "When a coder read it is of no matter to what it says.",
        "published_precision": REFINES,
        "published_not_before": REFINES,
        "published_not_after": REFINES,
        "published_reason": TOLD,
        "byline": FOUND,
        "summary": FOUND,
        "characters": POINTS,
        "note": TOLD,
    },
    "actor": {
        "slug": IS_KEY,
        "name": FOUND,
        "name_original": FOUND,
        "aliases": FOUND,
        "note": TOLD,
    },
    "place": {
        "slug": IS_KEY,
        "name": FOUND,
        "name_original": FOUND,
        "note": TOLD,
    },
    "statement": {
        "code": IS_KEY,
        "text": FOUND,
        "reporting_verb": FOUND,
        "stated_precision": REFINES,
        "stated_not_before": REFINES,
        "stated_not_after": REFINES,
        "stated_reason": TOLD,
        "inferred_addressees": "`addressee_basis` compares with them.",
        "addressees_reason": TOLD,
        "translated_by": TOLD,
        **dict.fromkeys(
            (
                f"{kind}_{name}"
                for kind in ("evidence", "source", "cue")
                for name in ("start", "end", "sha256")
            ),
            POINTS,
        ),
        "evidence_opening": POINTS,
        "evidence_closing": POINTS,
        "note": TOLD,
    },
    "event": {
        "code": IS_KEY,
        "title": FOUND,
        "summary": FOUND,
        "end_date": "`date_from` compares with the last day, which is made of it.",
        "date_not_before": REFINES,
        "date_not_after": REFINES,
        "date_reason": TOLD,
        "place_reason": TOLD,
        "original": "The columns of another dataset, each with names of its own.",
        "note": TOLD,
    },
}


def fields(model):
    """Return the names of a model's fields, without what the program alone knows."""
    names = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    return names - {"id", "current"} - set(model.worked_out)


def asked(model):
    """Return the names of the fields that the filters of a model compare with."""
    found = set()
    lists = {field.remote_field.through: field.name for field in model._meta.many_to_many}
    for declared in FILTERS[model].base_filters.values():
        if isinstance(declared, SearchFilter):
            continue
        if declared.through is not None:
            # Rows of other models (reports, links) are no fields of this one.
            found |= {lists[declared.through]} if declared.through in lists else set()
        elif isinstance(declared, BoxFilter):
            found |= {declared.prefix.removesuffix("__")} if declared.prefix else set(COORDINATES)
        else:
            found |= {column.split("__")[0] for column in declared.columns}
    return found


@pytest.mark.parametrize("model", RECORDS)
def test_a_field_has_a_filter_or_an_excuse(model):
    assert fields(model) - asked(model) == set(EXCUSES[model._meta.model_name])


@pytest.mark.parametrize("model", RECORDS)
def test_a_filter_asks_for_fields_that_there_are(model):
    assert asked(model) <= fields(model) | set(model.worked_out)


@pytest.mark.parametrize("model", RECORDS)
def test_what_is_excused_because_it_is_found_is_found(world, model):
    excused = [name for name, reason in EXCUSES[model._meta.model_name].items() if reason == FOUND]
    if not excused:
        assert model not in TEXTS
        return
    row = next(batches(model))[0]
    for name in excused:
        setattr(row, name, [name] if name == "aliases" else name)
    searched = {text for texts in TEXTS[model](row) for text in texts}
    assert set(excused) <= searched
