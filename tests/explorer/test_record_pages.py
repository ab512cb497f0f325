"""The page of each record: evidence, claims side by side, what links to it, history, and what is gone."""

import json

import pytest
from django.core.management import call_command

from events.api.urls import COLLECTIONS
from events.explorer import record_pages
from events.models import Article, Event, Version
from events.publishing import publish

RECORDS = [
    (name, key)
    for name, key in (
        ("datasets", "ucdp-ged"),
        ("sources", "glavkom"),
        ("articles", "guarantees-for-ukraine"),
        ("actors", "sergey-lavrov"),
        ("places", "kyiv"),
        ("statements", "lavrov-eu-silent"),
        ("events", "ukraine-war"),
    )
]


def test_the_table_has_every_collection():
    assert [name for name, _ in RECORDS] == list(COLLECTIONS)


@pytest.mark.parametrize(("collection", "key"), RECORDS)
def test_a_record_has_a_page_with_its_json_its_citation_and_its_history(collection, key, show):
    page = show(f"/{collection}/{key}")
    assert page.status == 200
    assert f"http://testserver/api/v1/{collection}/{key}/" in page.links
    assert "Cite this" in page.text
    assert "Attest, release 1, " in page.text
    assert f"http://testserver/{collection}/{key}" in page.text
    assert "Release 1" in page.text


def test_every_published_record_has_a_page(show):
    for collection, key in Version.objects.filter(last_release=None).values_list(
        "collection", "key"
    ):
        assert show(f"/{collection}/{key}").status == 200, f"{collection}/{key}"


def test_every_link_between_pages_leads_to_a_page(show, client):
    links = {
        link.split("#")[0]
        for collection, key in RECORDS
        for link in show(f"/{collection}/{key}").links
        if link.startswith("/") and not link.startswith(("/api", "/docs"))
    }
    assert {link: client.get(link).status_code for link in links if link} == {
        link: 302 if link in ("/statements", "/events") else 200 for link in links if link
    }


def test_a_statement_shows_its_words_its_speaker_and_where_to_check_it(show, client):
    one = client.get("/api/v1/statements/lavrov-eu-silent/").json()
    page = show("/statements/lavrov-eu-silent")
    evidence = one["evidence"]
    assert one["text"] in page.text
    assert "Word for word" in page.text
    assert f"characters {evidence['start']}–{evidence['end']}" in page.text
    assert evidence["sha256"] in page.text
    assert page.records("actors")[0] == one["speaker"]
    assert "/articles/guarantees-for-ukraine#check" in page.links


def test_a_paraphrase_is_marked_as_one(show):
    assert "A paraphrase: the coder's words" in show("/statements/analysts-see-obstacle").text


def test_contradicting_claims_are_set_against_one_another(show):
    page = show("/events/ukraine-war")
    found = [one["stands"] for one in _document("events", "ukraine-war")["claims"]]
    assert page.source.count('class="side is-against"') == found.count("contradicts") == 1
    assert "the claims contradict each other" in page.text
    assert "the claims contradict" not in show("/events/kyiv-strike").text


def test_reports_that_agree_are_apart_from_those_that_contradict_them(show):
    roles = [one["role"] for one in _document("events", "invasion")["reports"]]
    assert sorted(roles) == ["contradicting", "corroborating", "primary"]
    _, _, reports = show("/events/invasion").text.partition("Reports that agree 2 ")
    before, _, after = reports.partition(" Reports that contradict them ")
    assert "contradicting" not in before
    assert after.startswith("contradicting ")
    assert "Reports that" not in show("/events/kyiv-strike").text


def test_a_long_history_is_on_several_pages(show, monkeypatch):
    monkeypatch.setattr(record_pages, "MOST_STATES", 2)
    for number in (8, 9):
        Event.objects.filter(code="kyiv-strike").update(fatalities_best=number)
        publish()
    page = show("/events/kyiv-strike")
    assert "1–2 of 3 states" in page.text
    assert "added" not in page.text.partition("of 3 states")[2].partition("The same record")[0]
    assert "?history=2#history" in page.links
    older = show("/events/kyiv-strike?history=2").text.partition("3–3 of 3 states")[2]
    assert older.startswith(" Release 1, ")
    assert "Newer states" in older
    assert "3–3 of 3 states" in show("/events/kyiv-strike?history=9999").text


def test_what_links_to_an_actor_is_on_its_page(show, client):
    page = show("/actors/sergey-lavrov")
    for path in ("statements/?speaker=sergey-lavrov", "events/?participant=sergey-lavrov"):
        answer = client.get(f"/api/v1/{path}").json()
        collection = path.split("/")[0]
        assert answer["count"]
        assert {one["code"] for one in answer["results"]} <= set(page.records(collection))


def test_an_article_lists_every_passage_in_the_order_of_its_text(show, client):
    page = show("/articles/guarantees-for-ukraine")
    spans = [
        (int(found["data-start"]), int(found["data-end"]))
        for tag, found in page.tags
        if tag == "li" and "data-start" in found
    ]
    statements = client.get("/api/v1/statements/?article=guarantees-for-ukraine").json()["results"]
    assert spans == sorted(spans)
    assert {(one["evidence"]["start"], one["evidence"]["end"]) for one in statements} <= set(spans)


# record: the type of its JSON-LD
TYPES = {
    "statements/lavrov-eu-silent": "Quotation",
    "statements/analysts-see-obstacle": "Claim",
    "events/ukraine-war": "Event",
    "actors/sergey-lavrov": "Person",
    "actors/nato": "Organization",
    "articles/guarantees-for-ukraine": "NewsArticle",
    "datasets/ucdp-ged": "Dataset",
}


@pytest.mark.parametrize("path", TYPES)
def test_a_page_has_its_record_as_json_ld(path, show):
    _, _, rest = show(f"/{path}").source.partition('<script type="application/ld+json">')
    found = json.loads(rest.partition("</script>")[0])
    assert found["@type"] == TYPES[path]
    assert found["url"] == f"http://testserver/{path}"
    assert None not in found.values()


def test_a_key_that_no_record_has_gets_a_page_that_says_what_to_do(show):
    page = show("/actors/sergej-lavrov")
    assert page.status == 404
    assert "/actors/sergey-lavrov" in page.links
    assert "/actors" in page.links


def test_a_withdrawn_record_says_why_and_what_took_its_place(show):
    call_command(
        "withdraw",
        "events",
        "kyiv-strike-next-day",
        reason="A double.",
        merged_into="kyiv-strike",
        verbosity=0,
    )
    page = show("/events/kyiv-strike-next-day")
    assert page.status == 410
    assert "A double" in page.text
    assert "release 2" in page.text
    assert page.records("events") == ["kyiv-strike"]


def test_a_foreign_name_has_its_script(show):
    page = show("/places/kyiv")
    original = _document("places", "kyiv")["name_original"]
    assert f'<bdi lang="und-Cyrl" dir="ltr">{original}</bdi>' in page.source


def test_the_words_of_an_article_have_its_language(show, monkeypatch):
    article, statement = "guarantees-for-ukraine", "/statements/lavrov-eu-silent"
    assert '<q lang="en" dir="auto">' in show(statement).source
    Article.objects.filter(slug=article).update(language="uk")
    publish()
    for path in ("/", statement, f"/articles/{article}"):
        source = show(path).source
        assert source.count('<q lang="uk" dir="auto">'), path
        assert '<q lang="en" dir="auto">' not in source or path == "/"


def _document(collection, key):
    version = Version.objects.get(collection=collection, key=key, last_release=None)
    return json.loads(version.document)
