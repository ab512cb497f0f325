"""The constraints of the tables, whoever writes, and the values at their very bounds."""

import re

import pytest
from django.apps import apps
from django.core.management import CommandError
from django.db import DatabaseError, models

from events.models import (
    PARTS,
    RECORDS,
    Actor,
    Article,
    Block,
    Claim,
    Context,
    Dataset,
    Event,
    EventLink,
    LeftOut,
    Mode,
    Participant,
    Place,
    Quality,
    RedactedState,
    Redaction,
    Release,
    Report,
    Source,
    Statement,
    StatementEvent,
    StatementLink,
    Tally,
    Topic,
    Version,
)
from tests.models.conftest import SHA256

MODELS = list(apps.get_app_config("events").get_models())
NO_KEYS = (
    "",
    "Capital",
    "two words",
    "under_score",
    "-before",
    "after-",
    "dou--ble",
    "dot.ted",
    "a/b",
    "né",
    "київ",
    "٣",
    " new",
    "new ",
    "new\n",
    "new\nnew",
)
NO_URLS = (
    "",
    "example.org",
    "//example.org",
    "ftp://example.org/",
    "javascript:alert(1)",
    "HTTPS://example.org/",
    "https://",
    "https://example.org/a b",
    "https://example.org/\n",
    " https://example.org/",
)
NO_WIKIDATA = ("", "Q", "Q0", "Q01", "q42", "42", "Q42\n", "Q4 2", "P31", "Q٤")
NO_SHA256 = ("", SHA256[1:], SHA256.upper(), SHA256[1:] + "g", SHA256[1:] + "\n")
NO_COUNTRIES = ("", "XX", "ua", "UKR", "UK", "UA\n")
NO_LANGUAGES = ("", "x", "EN", "engl", "en-gb", "en_GB", "zh-hant", "en-", "en\n")
NO_BASES = ("", "Stated", "guessed", "stated\n")
NO_PRECISIONS = ("", "Day", "hour", "day\n", "days")
HALF_EVIDENCE = (
    {"evidence_start": 0},
    {"evidence_end": 1},
    {"evidence_sha256": SHA256},
    {"evidence_start": 0, "evidence_end": 1},
    {"evidence_start": 0, "evidence_sha256": SHA256},
    {"evidence_end": 1, "evidence_sha256": SHA256},
    {"evidence_start": 1, "evidence_end": 1, "evidence_sha256": SHA256},
    {"evidence_start": 2, "evidence_end": 1, "evidence_sha256": SHA256},
    *({"evidence_start": 0, "evidence_end": 1, "evidence_sha256": sha256} for sha256 in NO_SHA256),
)

WHOLE = {"evidence_start": 0, "evidence_end": 1, "evidence_sha256": SHA256}
OPENING_ALONE = ({"evidence_opening": "No one"},)
CLOSING_ALONE = (
    {"evidence_closing": "for Russia"},
    {**WHOLE, "evidence_closing": "for Russia"},
)


def half(kind):
    """Spans that are not whole, by the beginning of the names of their columns."""
    return tuple(
        {name.replace("evidence", kind): value for name, value in changes.items()}
        for changes in HALF_EVIDENCE
    )


def each(name, values):
    return tuple({name: value} for value in values)


def order(start, end):
    """Bounds of which the first is after the last."""
    return ({start: "2024-03-01", end: "2024-02-29"}, {start: "2025-01-01", end: "2024-12-31"})


# constraint: (model, changes to its good row, each of which it refuses)
REFUSED = {
    "dataset_slug_well_formed": (Dataset, each("slug", NO_KEYS)),
    "dataset_homepage_well_formed": (Dataset, each("homepage", NO_URLS)),
    "source_slug_well_formed": (Source, each("slug", NO_KEYS)),
    "source_kind_known": (Source, each("kind", ("", "Newspaper", "blog", "newspaper "))),
    "source_country_known": (Source, each("country", NO_COUNTRIES)),
    "source_language_well_formed": (Source, each("language", NO_LANGUAGES)),
    "source_homepage_well_formed": (Source, each("homepage", NO_URLS)),
    "article_slug_well_formed": (Article, each("slug", NO_KEYS)),
    "article_url_well_formed": (Article, each("url", NO_URLS)),
    "article_archive_url_well_formed": (Article, each("archive_url", NO_URLS)),
    "article_sha256_well_formed": (Article, each("sha256", NO_SHA256)),
    "article_published_precision_known": (Article, each("published_precision", NO_PRECISIONS)),
    "article_language_well_formed": (Article, each("language", NO_LANGUAGES)),
    "article_published_basis_known": (Article, each("published_basis", NO_BASES)),
    "article_published_basis_reasoned": (Article, ({"published_basis": "inferred"},)),
    "article_published_not_before_in_order": (
        Article,
        order("published_not_before", "published_not_after"),
    ),
    "actor_slug_well_formed": (Actor, each("slug", NO_KEYS)),
    "actor_kind_known": (Actor, each("kind", ("", "Person", "human"))),
    "actor_country_known": (Actor, each("country", NO_COUNTRIES)),
    "actor_wikidata_well_formed": (Actor, each("wikidata", NO_WIKIDATA)),
    "place_slug_well_formed": (Place, each("slug", NO_KEYS)),
    "place_kind_known": (Place, each("kind", ("", "City", "town"))),
    "place_country_known": (Place, each("country", NO_COUNTRIES)),
    "place_latitude_in_range": (
        Place,
        tuple({"latitude": value, "longitude": 0} for value in (91, -91, 90.000001, -90.000001)),
    ),
    "place_longitude_in_range": (
        Place,
        tuple({"latitude": 0, "longitude": value} for value in (181, -181, 180.000001, 360)),
    ),
    "place_wikidata_well_formed": (Place, each("wikidata", NO_WIKIDATA)),
    "place_coordinates_whole": (Place, ({"latitude": 1}, {"longitude": 1}, {"latitude": 0})),
    "statement_code_well_formed": (Statement, each("code", NO_KEYS)),
    "statement_form_known": (Statement, each("form", ("", "Verbatim", "quote"))),
    "statement_act_known": (Statement, each("act", ("", "comment", "SAY", "COMMENT\n"))),
    "statement_stated_precision_known": (Statement, each("stated_precision", NO_PRECISIONS)),
    "statement_language_well_formed": (Statement, each("language", NO_LANGUAGES)),
    "statement_original_language_well_formed": (
        Statement,
        each("original_language", NO_LANGUAGES),
    ),
    "statement_modality_known": (Statement, each("modality", ("", "Asserted", "sure"))),
    "statement_polarity_known": (Statement, each("polarity", ("", "Negated", "no"))),
    "statement_stated_basis_known": (Statement, each("stated_basis", NO_BASES)),
    "statement_stated_basis_reasoned": (Statement, ({"stated_basis": "inferred"},)),
    "statement_source_whole": (Statement, half("source")),
    "statement_cue_whole": (Statement, half("cue")),
    "statement_stated_not_before_in_order": (
        Statement,
        order("stated_not_before", "stated_not_after"),
    ),
    "statement_evidence_whole": (Statement, HALF_EVIDENCE),
    "statement_opening_of_evidence": (Statement, OPENING_ALONE),
    "statement_closing_after_opening": (Statement, CLOSING_ALONE),
    "event_code_well_formed": (Event, each("code", NO_KEYS)),
    "event_type_known": (Event, each("type", ("", "agree", "FIGHT", "COMMENT"))),
    "event_modality_known": (Event, each("modality", ("", "Possible", "sure"))),
    "event_polarity_known": (Event, each("polarity", ("", "Negated", "denied"))),
    "event_date_basis_known": (Event, each("date_basis", ("", "Stated", "guessed"))),
    "event_place_basis_known": (Event, each("place_basis", ("", "Stated", "guessed"))),
    "event_date_basis_reasoned": (Event, each("date_basis", ("inferred",))),
    "event_place_basis_reasoned": (Event, each("place_basis", ("inferred",))),
    "event_quad_class_known": (Event, each("quad_class", (0, 5))),
    "event_status_known": (Event, each("status", ("", "Occurred", "happened"))),
    "event_date_precision_known": (Event, each("date_precision", NO_PRECISIONS)),
    "event_place_precision_known": (Event, each("place_precision", ("", "Exact", "roughly"))),
    "event_country_known": (Event, each("country", NO_COUNTRIES)),
    "event_date_not_before_in_order": (Event, order("date_not_before", "date_not_after")),
    "dataset_covers_from_in_order": (Dataset, order("covers_from", "covers_to")),
    "leftout_reason_known": (LeftOut, each("reason", ("", "Heading", "boring"))),
    "leftout_sha256_well_formed": (LeftOut, each("sha256", ("", SHA256[1:], SHA256.upper()))),
    "leftout_end_after_start": (LeftOut, ({"end": 3}, {"end": 2})),
    "leftout_once": (LeftOut, ()),
    "statementevent_relation_known": (StatementEvent, each("relation", ("", "Rejects", "likes"))),
    "statementevent_once": (StatementEvent, ()),
    "statementlink_relation_known": (StatementLink, each("relation", ("", "Quotes", "likes"))),
    "statementlink_evidence_whole": (StatementLink, HALF_EVIDENCE),
    "statementlink_opening_of_evidence": (StatementLink, OPENING_ALONE),
    "statementlink_closing_after_opening": (StatementLink, CLOSING_ALONE),
    "statementlink_once": (StatementLink, ()),
    "statementlink_to_another": (StatementLink, each("target", (["base"],))),
    "participant_role_known": (Participant, each("role", ("", "Actor", "target"))),
    "participant_basis_known": (Participant, each("basis", ("", "Stated", "guessed"))),
    "participant_basis_reasoned": (Participant, each("basis", ("inferred",))),
    "participant_once": (Participant, ()),
    "report_role_known": (Report, each("role", ("", "Primary", "main"))),
    "report_evidence_whole": (Report, HALF_EVIDENCE),
    "report_opening_of_evidence": (Report, OPENING_ALONE),
    "report_closing_after_opening": (Report, CLOSING_ALONE),
    "report_once": (Report, ()),
    "claim_attribute_known": (Claim, each("attribute", ("", "Status", "mood"))),
    "claim_evidence_whole": (Claim, HALF_EVIDENCE),
    "claim_opening_of_evidence": (Claim, OPENING_ALONE),
    "claim_closing_after_opening": (Claim, CLOSING_ALONE),
    "claim_once": (Claim, ()),
    "claim_says_something": (Claim, ({"value": None},)),
    "claim_quantifier_known": (Claim, each("quantifier", ("", "About", "roughly", "less than"))),
    "claim_stands_known": (Claim, each("stands", ("", "Agrees", "differs", "contradicts\n"))),
    "claim_chosen_reasoned": (Claim, ({"chosen": True},)),
    "eventlink_relation_known": (EventLink, each("relation", ("", "Because_of", "caused"))),
    "eventlink_evidence_whole": (EventLink, HALF_EVIDENCE),
    "eventlink_opening_of_evidence": (EventLink, OPENING_ALONE),
    "eventlink_closing_after_opening": (EventLink, CLOSING_ALONE),
    "event_link_of_two": (EventLink, each("target", (["base"],))),
    "event_link_once": (EventLink, ()),
    "tally_country_known": (Tally, each("country", NO_COUNTRIES)),
    "version_collection_known": (Version, each("collection", ("", "actor", "Actors"))),
    "version_operation_known": (Version, each("operation", ("", "delete", "Add"))),
    "release_hash_recipe_known": (Release, each("hash_recipe", ("", "Lines", "blocks ", "2"))),
    "redaction_collection_known": (Redaction, each("collection", ("", "actor", "Actors"))),
    "redaction_once": (Redaction, ()),
    "redactedstate_sha256_well_formed": (
        RedactedState,
        each("sha256", ("", SHA256[1:], SHA256.upper())),
    ),
    "redactedstate_once": (RedactedState, ()),
    "block_collection_known": (Block, each("collection", ("", "Events", "reports"))),
    "block_once": (Block, ()),
    "version_once": (Version, ()),
    "version_one_current": (Version, ()),
    "version_document_unless_withdrawn": (
        Version,
        (
            {"operation": "withdraw"},
            {"operation": "add", "document": None},
            {"operation": "change", "document": None},
        ),
    ),
}
# The columns of texts that nothing else keeps from being empty
NOT_EMPTY = {
    Dataset: ("title", "version", "publisher", "license", "citation", "inclusion", "note"),
    Source: ("name", "name_original", "note"),
    Article: ("title", "published_reason", "byline", "summary", "note"),
    Actor: ("name", "name_original", "note"),
    Place: ("name", "name_original", "admin1", "note"),
    Statement: (
        "speaker_role",
        "addressees_reason",
        "text",
        "reporting_verb",
        "stated_reason",
        "translated_by",
        "note",
    ),
    Event: ("title", "summary", "date_reason", "place_reason", "note"),
    LeftOut: ("note",),
    Participant: ("reason",),
    Report: ("note",),
    Claim: ("value", "unit", "reason", "note"),
    Topic: ("code", "definition"),
    Mode: ("code", "definition"),
    Context: ("code", "definition"),
    Quality: ("code", "definition"),
    Release: ("label", "note"),
    Version: ("key", "document", "sha256", "reason", "merged_into", "dataset"),
    Block: ("first_key", "sha256"),
    Redaction: ("key", "field", "reason"),
}
REFUSED |= {
    f"{model.__name__.lower()}_evidence_{name}_not_empty": (model, (WHOLE | changes,))
    for model in (Statement, StatementLink, Report, Claim, EventLink)
    for name, changes in (
        ("opening", {"evidence_opening": ""}),
        ("closing", {"evidence_opening": "No", "evidence_closing": ""}),
    )
}
REFUSED |= {
    f"{model.__name__.lower()}_{name}_not_empty": (model, each(name, ("",)))
    for model, names in NOT_EMPTY.items()
    for name in names
}
# constraint: (rows that are written, the row that it then refuses)
REFUSED_AFTER = {
    "leftout_once": (({},), {"reason": "byline"}),
    "statementevent_once": (({},), {}),
    "statementlink_once": (({},), {}),
    "participant_once": (({},), {}),
    "report_once": (({},), {"role": "background"}),
    "claim_once": (({},), {"attribute": "fatalities", "value": None, "best": 3}),
    "event_link_once": (({},), {"article": ["base"], **WHOLE}),
    "redaction_once": (({},), {"reason": "Another."}),
    "redactedstate_once": (({},), {"sha256": SHA256[::-1]}),
    "block_once": (({},), {"sha256": SHA256[::-1]}),
    "version_once": (({"last_release": 1000},), {}),
    "version_one_current": (({},), {"first_release": 1001}),
}
TRIED = [name for name, (_, several) in REFUSED.items() if several]
FIXTURES = (*RECORDS, *PARTS)


def refusals(name, write, by=lambda changes, told: False):
    """Return {changes: whether they are refused, by the constraint or a reason that is `by`} when written so."""
    model, several = REFUSED[name]
    found = {}
    for changes in several:
        try:
            write(model, **changes)
        except (DatabaseError, CommandError) as error:
            reason = re.search(f"\\b{name}\\b", str(error)) or by(changes, str(error))
            found[str(changes)] = bool(reason) or str(error)
        else:
            found[str(changes)] = False
    return found


def expected(name):
    return {str(changes): True for changes in REFUSED[name][1]}


def test_every_constraint_is_tried():
    constraints = {one.name for model in MODELS for one in model._meta.constraints}
    assert set(REFUSED) == constraints
    assert {name for name, (_, several) in REFUSED.items() if not several} == set(REFUSED_AFTER)


@pytest.mark.parametrize("name", TRIED)
def test_rows_that_are_saved_are_refused(rows, name):
    assert refusals(name, rows.save) == expected(name)


@pytest.mark.parametrize("name", [name for name in TRIED if REFUSED[name][0] in FIXTURES])
def test_rows_that_are_loaded_are_refused(rows, name):
    # The check finds what is wrong before the tables do; it has no other problem with the good row.
    model = REFUSED[name][0]
    at_best = rows.problems(model)

    def is_a_new_problem(changes, told):
        return bool(set(told.splitlines()[:-1]) - at_best)

    assert refusals(name, rows.load, by=is_a_new_problem) == expected(name)


@pytest.mark.parametrize("name", REFUSED_AFTER)
def test_a_second_row_is_refused(rows, name):
    model = REFUSED[name][0]
    first, second = REFUSED_AFTER[name]
    for changes in first:
        rows.save(model, **changes)
    # SQLite names the columns of a unique constraint and not the constraint.
    columns = "UNIQUE constraint failed: " + ", ".join(
        f"events_{model.__name__.lower()}.{column}" for column in unique_columns(model, name)
    )
    with pytest.raises(DatabaseError, match=f"{name}|{columns}"):
        rows.save(model, **second)


def unique_columns(model, name):
    (constraint,) = (one for one in model._meta.constraints if one.name == name)
    return [model._meta.get_field(field).column for field in constraint.fields]


@pytest.mark.parametrize(
    "model", [Dataset, Source, Article, Actor, Place, Statement, Event], ids=lambda m: m.__name__
)
def test_a_public_key_is_given_once(rows, model):
    with pytest.raises(DatabaseError, match=f"(?i)unique.*{model.key_name}"):
        rows.save(model, **{model.key_name: "base"})


# A release has no hash until it is whole.
EMPTY_AT_FIRST = {(Release, "sha256")}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_text_is_empty(rows, model):
    taken = set()
    for field in model._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField):
            try:
                rows.save(model, **{field.name: ""})
            except DatabaseError:
                continue
            taken.add((model, field.name))
    assert taken == {one for one in EMPTY_AT_FIRST if one[0] is model}


# Values that the type of a column refuses, in its own words on each database
OTHERWISE_REFUSED = [
    *((model, {model.key_name: "k" * 121}) for model in RECORDS),
    *((model, {"wikidata": "Q1" + "0" * 19}) for model in (Actor, Place)),
    (Dataset, {"slug": None}),
    (Dataset, {"title": None}),
    (Dataset, {"license": None}),
    (Source, {"kind": None}),
    (Article, {"published_precision": None}),
    (Article, {"characters": -1}),
    (Article, {"sha256": SHA256 + "0"}),
    (Article, {"published_precision": "d" * 41}),
    (Actor, {"name": None}),
    (Actor, {"named": None}),
    (Actor, {"aliases": None}),
    (Place, {"geonames": -1}),
    (Statement, {"text": None}),
    (Statement, {"evidence_start": -1, "evidence_end": 1, "evidence_sha256": SHA256}),
    (Event, {"type": None}),
    (Event, {"quad_class": None}),
    (Event, {"fatalities_low": -1}),
    (Event, {"fatalities_best": -1}),
    (Event, {"fatalities_high": -1}),
    (Report, {"number": -1}),
    (Claim, {"number": None}),
    (Version, {"key": None}),
]


@pytest.mark.parametrize(("model", "changes"), OTHERWISE_REFUSED)
def test_a_column_refuses_what_is_none_of_its_values(rows, model, changes):
    with pytest.raises(DatabaseError):
        rows.save(model, **changes)


LONGEST_KEY = "k" * 120
EVIDENCE = {"evidence_start": 0, "evidence_end": 1, "evidence_sha256": SHA256}
# model: changes to its good row, each of which it takes
ACCEPTED = {
    Dataset: ({}, {"slug": "a"}, {"slug": "7"}, {"slug": LONGEST_KEY}, {"slug": "a-1-b-2"}),
    Source: (
        {"country": "UA", "language": "uk", "homepage": "https://example.org"},
        {"homepage": "http://приклад.укр/шлях?a=b#c"},
    ),
    Article: (
        {"sha256": SHA256, "characters": 0},
        {"published_not_before": "2024-02-29", "published_not_after": "2024-02-29"},
        {"published_not_before": "2024-02-29"},
        {"published_not_after": "2024-02-29"},
        {"url": "https://e", "archive_url": "http://e"},
    ),
    Actor: (
        {"slug": LONGEST_KEY},
        {"slug": "k" + "-k" * 59},
        {"wikidata": "Q1"},
        {"wikidata": "Q1" + "0" * 18},
        {"named": False},
    ),
    Place: (
        {"latitude": 90, "longitude": 180},
        {"latitude": -90, "longitude": -180},
        {"latitude": 0, "longitude": 0},
        {"geonames": 0},
    ),
    Statement: (
        {},
        EVIDENCE,
        {**EVIDENCE, "evidence_start": 7, "evidence_end": 8},
        {"stated_not_before": "2024-02-29", "stated_not_after": "2024-02-29"},
    ),
    Event: (
        {"quad_class": 4},
        {"modality": "possible", "polarity": "negated"},
        {"date_basis": "inferred", "date_reason": "The title says it."},
        {"place_basis": "reference"},
        {"country": "UA", "date_precision": "longer"},
        {"date_not_before": "2024-02-29", "date_not_after": "2024-02-29"},
        # Other people's arithmetic is kept as it is.
        {"fatalities_low": 9, "fatalities_best": 0, "fatalities_high": 3},
        {"start_date": "2024-03-01", "end_date": "2024-02-29"},
        {"original": {"sources": "-1", "note": "a\nb"}},
    ),
    LeftOut: ({"number": 32767}, {"start": 0, "end": 1}, {"note": "Said."}),
    StatementEvent: ({"relation": "rejects"}, {"relation": "comments_on"}),
    Participant: ({"role": "actor"}, {"role": "represented"}),
    Report: ({"number": 0}, {"number": 32767}, EVIDENCE),
    Claim: (
        {"value": None, "low": 0},
        {"value": None, "best": 0},
        {"value": None, "high": -1},
        {"quantifier": "less_than", "unit": "US dollars", "stands": "differs_in_wording"},
        {"chosen": True, "reason": "The only one with a date."},
        {"reason": "Kept, though it is not chosen."},
        EVIDENCE,
    ),
    EventLink: (
        {},
        {"relation": "in_response_to"},
        {"relation": "continues"},
        {**EVIDENCE, "evidence_opening": "No", "evidence_closing": "one"},
    ),
    Version: (
        {"operation": "withdraw", "document": None, "sha256": None},
        {"last_release": 1000},
        {"key": LONGEST_KEY},
    ),
}


@pytest.mark.parametrize(
    ("model", "changes"),
    [(model, changes) for model, several in ACCEPTED.items() for changes in several],
)
def test_what_lies_on_the_bound_is_taken(rows, model, changes):
    row = rows.save(model, **changes)
    assert {name: shown(getattr(row, model._meta.get_field(name).attname)) for name in changes} == (
        changes
    )


def shown(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_a_key_has_a_current_version_in_each_collection_and_any_number_of_past_ones(rows):
    rows.save(Version, last_release=1000)
    rows.save(Version, first_release=1001)
    rows.save(Version, collection="places")
    current = Version.objects.filter(key="base", last_release=None)
    assert sorted(current.values_list("collection", flat=True)) == ["actors", "places"]
