"""The vocabulary, with the definition of every word and its equivalents elsewhere."""

import re

import pytest
from django.urls import set_script_prefix
from django.utils.html import escape

from events import vocabulary
from events.api.answering import codebook_page
from events.api.problems.errors import PROBLEMS

ENUMERATIONS = {words.__name__: words for words in vocabulary.LISTS.values()}
# The word by which each list stands in the codebook, in its order.
LISTS = {
    "collection": "Collection",
    "source_kind": "SourceKind",
    "date_precision": "DatePrecision",
    "basis": "Basis",
    "actor_kind": "ActorKind",
    "place_kind": "PlaceKind",
    "statement_form": "StatementForm",
    "statement_act": "StatementAct",
    "modality": "Modality",
    "polarity": "Polarity",
    "statement_relation": "StatementRelation",
    "statement_link_relation": "StatementLinkRelation",
    "topic": "Topic",
    "event_type": "EventType",
    "event_mode": "EventMode",
    "event_context": "EventContext",
    "quad_class": "QuadClass",
    "event_status": "EventStatus",
    "place_precision": "PlacePrecision",
    "participant_role": "ParticipantRole",
    "event_link_relation": "EventLinkRelation",
    "report_role": "ReportRole",
    "claim_attribute": "ClaimAttribute",
    "claim_stand": "ClaimStand",
    "quantifier": "Quantifier",
    "left_out_reason": "LeftOutReason",
    "quality_flag": "QualityFlag",
    "operation": "Operation",
    "hash_recipe": "HashRecipe",
}


@pytest.fixture
def book(get):
    return get("/codebook/").json()


def test_its_parts(book):
    assert list(book) == [
        "lists",
        "event_types",
        "crosswalks",
        "countries",
        "languages",
        "columns",
        "problems",
    ]
    assert list(book["lists"]) == list(LISTS)


def test_every_closed_list_is_in_it():
    assert set(LISTS.values()) == set(ENUMERATIONS)


@pytest.mark.parametrize(("name", "enumeration"), LISTS.items(), ids=LISTS)
def test_a_list_tells_each_word_with_its_definition(book, name, enumeration):
    assert book["lists"][name] == [
        {"value": word.value, "definition": word.label} for word in ENUMERATIONS[enumeration]
    ]


def test_an_event_type_is_told_with_all_that_belongs_to_it(book):
    kinds = {kind["value"]: kind for kind in book["event_types"]}
    assert list(kinds) == vocabulary.EventType.values
    assert kinds["CONSULT"] == {
        "value": "CONSULT",
        "definition": vocabulary.EventType.CONSULT.label,
        "modes": ["visit", "third-party", "multilateral", "phone"],
        "quad_classes": [1],
        "cameo": kinds["CONSULT"]["cameo"],
        "acled": kinds["CONSULT"]["acled"],
        "ucdp": [],
        "gap": kinds["CONSULT"]["gap"],
    }
    assert kinds["SANCTION"]["quad_classes"] == [4, 3]
    assert kinds["CONSULT"]["cameo"] == list(vocabulary.CROSSWALK["CONSULT"].cameo)


def test_the_crosswalks_lead_from_other_vocabularies_to_words_of_ours(book):
    assert list(book["crosswalks"]) == [
        "cameo_roots",
        "acled_sub_event_types",
        "ucdp_types_of_violence",
        "ucdp_date_precision",
        "ucdp_place_precision",
        "acled_date_precision",
        "acled_place_precision",
        "gdelt_place_precision",
    ]
    assert len(book["crosswalks"]["cameo_roots"]) == 20
    assert len(book["crosswalks"]["acled_sub_event_types"]) == 25
    assert [row["code"] for row in book["crosswalks"]["ucdp_types_of_violence"]] == [1, 2, 3]
    places = {row["value"] for row in book["crosswalks"]["ucdp_place_precision"]}
    assert places < set(vocabulary.PlacePrecision.values)


def test_a_country_has_its_codes_elsewhere(book):
    countries = {country["alpha2"]: country for country in book["countries"]}
    assert list(countries) == list(vocabulary.COUNTRIES)
    assert countries["UA"] == vocabulary.COUNTRIES["UA"]._asdict()
    assert countries["UA"]["alpha3"] == "UKR"


def test_languages_have_names(book):
    assert {"code": "uk", "name": "Ukrainian"} in book["languages"]
    assert [row["code"] for row in book["languages"]] == list(vocabulary.LANGUAGES)


def test_the_type_of_a_problem_is_explained_in_it(get, book):
    problems = {row["name"]: row for row in book["problems"]}
    assert list(problems) == list(PROBLEMS)
    path, _, name = get("/events/nope/").json()["type"].rpartition("/")
    assert path == "/errors"
    assert problems[name] == {
        "name": "not-found",
        "status": 404,
        "title": "Not found",
        "definition": "Nothing has this URL.",
    }


@pytest.fixture
def page(get):
    """The codebook as a browser gets it."""
    return get("/codebook/", accept="text/html")


def test_on_the_page_each_list_and_each_word_has_an_anchor(book, page):
    anchors = re.findall(r' id="([^"]+)"', page.content.decode())
    assert len(anchors) == len(set(anchors))
    expected = {"lists", "crosswalks", "columns", "countries", "languages", "problems"}
    for name, words in book["lists"].items():
        expected |= {name, *(f"{name}-{word['value']}" for word in words)}
    expected |= {f"countries-{row['alpha2']}" for row in book["countries"]}
    expected |= {f"languages-{row['code']}" for row in book["languages"]}
    expected |= {"acled_sub_event_types-Armed_clash", "columns-events-code"}
    assert expected - set(anchors) == set()


def test_on_the_page_each_link_to_an_anchor_leads_to_one(page):
    text = page.content.decode()
    anchors = set(re.findall(r' id="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) - anchors == set()
    assert "#event_mode-explosives" in re.findall(r'href="([^"]+)"', text)


def test_the_page_has_the_definitions_of_the_json(book, page):
    text = page.content.decode()
    words = [word for found in book["lists"].values() for word in found]
    assert [word for word in words if f"<p>{escape(word['definition'])}</p>" not in text] == []


def test_the_page_needs_no_style_or_script_in_it(page):
    assert (page.status_code, page["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    text = page.content.decode()
    assert not re.search(r"<style| style=| on\w+=|<script(?! src=)", text)


def test_each_list_says_what_it_is():
    lists = {one.name: one for _, _, lists in codebook_page.parts() for one in lists}
    assert [name for name in LISTS if not lists[name].text] == []


def test_a_path_in_front_of_the_site_is_in_the_links_of_the_page():
    set_script_prefix("/attest/")
    assert 'href="/attest/errors/not-found"' in codebook_page.lists("/attest/")
