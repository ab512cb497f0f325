"""Every closed list: its values, in order, and a label that is a definition."""

import ast
import re
from enum import Enum
from importlib import import_module
from pathlib import Path

import pytest
from django.db.models import Choices

from events import vocabulary

PACKAGE = Path(vocabulary.__file__).parent

# Types, modes, contexts and quad classes have their values in test_events.py.
VALUES = {
    "Collection": "datasets sources articles actors places statements events",
    "SourceKind": (
        "newspaper magazine news_agency broadcaster news_site government military "
        "international_organization ngo research social_media other unknown"
    ),
    "ActorKind": (
        "person state international_organization alliance organization party company media "
        "armed_group identity_group collective civilians unknown"
    ),
    "PlaceKind": "country admin1 admin2 populated_place region water point other",
    "StatementForm": "verbatim paraphrase",
    "EventStatus": "occurred ongoing proposed threatened disputed negated",
    "DatePrecision": "day week month year longer unknown",
    "PlacePrecision": ("exact near admin2 admin1 part_of_country country international unknown"),
    "ParticipantRole": "actor recipient mediator supporter beneficiary represented",
    "ReportRole": "primary corroborating contradicting background",
    "ClaimAttribute": (
        "start_date end_date fatalities type place actor recipient mediator supporter beneficiary represented status duration amount"
    ),
    "StatementRelation": (
        "rejects announces justifies threatens denies claims_responsibility comments_on "
        "proposes supports demands accuses"
    ),
    "StatementLinkRelation": "responds_to quotes contradicts",
    "Basis": "stated inferred reference",
    "Modality": "asserted possible hypothetical",
    "Polarity": "affirmed negated",
    "QualityFlag": (
        "low_above_best best_above_high low_above_high parts_differ_from_best negative_deaths "
        "end_before_start year_differs_from_start sources_unparsed sources_count_differs date_unreadable "
        "coordinates_missing coordinates_differ country_unmapped summary_event "
        "status_not_clear mentions_not_incidents missing_words credentials_removed"
    ),
    "ClaimStand": "agrees differs_in_wording contradicts",
    "Quantifier": "exact about more_than less_than",
    "EventLinkRelation": "in_response_to because_of continues",
    "Operation": "add change withdraw",
    "HashRecipe": "lines blocks",
}

LISTS = {words.__name__: words for words in vocabulary.LISTS.values()}

TOPICS_OF_OUR_OWN = [
    "security_guarantees",
    "sovereignty",
    "peace_negotiations",
    "war_conduct",
    "foreign_interference",
    "international_law",
]


@pytest.mark.parametrize(("name", "values"), VALUES.items())
def test_values_in_order(name, values):
    assert LISTS[name].values == values.split()


def test_every_list_is_public():
    assert sorted(LISTS) == sorted(
        [
            *VALUES,
            "EventType",
            "LeftOutReason",
            "StatementAct",
            "EventMode",
            "EventContext",
            "Topic",
            "QuadClass",
        ]
    )


def test_every_closed_list_of_a_module_is_found_by_its_class():
    defined = {
        name
        for path in PACKAGE.glob("*.py")
        for name, value in vars(import_module(f"events.vocabulary.{path.stem}")).items()
        if isinstance(value, type) and issubclass(value, Choices) and len(value)
    }
    assert defined == set(LISTS)


@pytest.mark.parametrize("name", sorted(set(LISTS) - {"QuadClass"}))
def test_a_member_is_named_after_its_value(name):
    words = LISTS[name]
    assert words.names == [value.upper().replace("-", "_") for value in words.values]


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_a_label_is_a_sentence(words):
    assert {
        word.name: word.label
        for word in words
        if not re.fullmatch(r"[A-Z][^\n]{15,250}[^.\s]\.", word.label)
        or "  " in word.label
        or word.label.rstrip(".").casefold() == str(word.value).casefold()
    } == {}


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_no_two_values_share_a_definition(words):
    assert len(set(words.labels)) == len(words.labels)


def test_acts_are_the_event_types_and_comment():
    assert vocabulary.StatementAct.values == [*vocabulary.EventType.values, "COMMENT"]


def test_topics_are_the_contexts_and_six_of_our_own():
    assert vocabulary.Topic.choices[:37] == vocabulary.EventContext.choices
    assert vocabulary.Topic.values[37:] == TOPICS_OF_OUR_OWN


def test_topics_of_our_own_say_so():
    assert [
        topic.value for topic in vocabulary.Topic if topic.label.endswith("(Attest's own topic).")
    ] == TOPICS_OF_OUR_OWN


def test_public_names_are_what_the_modules_define():
    assert [name for name in vocabulary.__all__ if not hasattr(vocabulary, name)] == []
    assert len(set(vocabulary.__all__)) == len(vocabulary.__all__)
    assert issubclass(vocabulary.Topic, Enum)


def test_languages_are_iso_639_1():
    assert len(vocabulary.LANGUAGES) == 184
    assert [code for code in vocabulary.LANGUAGES if not re.fullmatch("[a-z]{2}", code)] == []
    assert len(set(vocabulary.LANGUAGES.values())) == 184
    assert [vocabulary.LANGUAGES[code] for code in ("en", "uk", "ru", "el", "sh", "zh")] == [
        "English",
        "Ukrainian",
        "Russian",
        "Greek",
        "Serbo-Croatian",
        "Chinese",
    ]


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.name)
def test_imports_nothing_of_ours(path):
    imported = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add("." * node.level + (node.module or ""))
    allowed = {"typing", "django.db"}
    if path.name == "languages.py":
        allowed |= {"re", "langcodes", "langcodes.data_dicts", "langcodes.tag_parser"}
    assert {
        name
        for name in imported
        if name not in allowed and not name.startswith("events.vocabulary.")
    } == set()
