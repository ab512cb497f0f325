"""The first page: four views of one question, its filters, its errors, and the policy under which it works."""

import re

import pytest
from django.urls import reverse

from events.api.query import filters
from events.explorer import asking
from events.models import Release, Version

VIEWS = ("statements", "events", "timeline", "map")


def test_the_first_page_says_what_there_is_and_shows_statements(show, client):
    page = show("/")
    assert page.status == 200
    assert (
        "7 statements, each with the passage that reports it, and 12 events, from 5 articles"
        in re.sub(r" (?=[,.])", "", page.text)
    )
    assert " has events of 2022 to 2022." in page.text
    listed = client.get("/api/v1/statements/").json()["results"]
    assert page.records("statements") == [one["code"] for one in listed]


# question: the same question to the API
QUESTIONS = {
    "view=statements&form=verbatim": "statements/?form=verbatim",
    "view=statements&q=security": "statements/?q=security",
    "view=events": "events/",
    "view=events&disputed=true": "events/?disputed=true",
    "view=events&date_from=2014-01-01&date_to=2014-12-31": "events/?date_from=2014-01-01&date_to=2014-12-31",
    "view=events&type=ASSAULT&type=COERCE": "events/?type=ASSAULT,COERCE",
    # The choice for statements holds for events too.
    "view=events&speaker=sergey-lavrov": "events/?participant=sergey-lavrov",
    "view=events&stated_from=2022-03-01": "events/?date_from=2022-03-01",
    "view=statements&participant=sergey-lavrov": "statements/?speaker=sergey-lavrov",
    "view=statements&participant=sergey-lavrov&type=ASSAULT": "statements/?speaker=sergey-lavrov",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_view_shows_the_rows_of_the_api(question, show, client):
    collection = QUESTIONS[question].split("/")[0]
    answer = client.get(f"/api/v1/{QUESTIONS[question]}").json()
    page = show(f"/?{question}")
    shown = [
        key for key in page.records(collection) if key in {one["code"] for one in answer["results"]}
    ]
    assert shown == [one["code"] for one in answer["results"]]
    assert f"{answer['count']} {collection[:-1]}" in page.text


@pytest.mark.parametrize("view", VIEWS)
def test_the_url_of_the_api_on_a_view_counts_the_same_records(view, show, client):
    page = show(f"/?view={view}&date_from=2014-01-01")
    (url,) = {link for link in page.links if link.startswith("http://testserver/api/v1/")}
    answer = client.get(url).json()
    count = sum(row.get("count", 1) for row in answer["results"])
    assert re.search(rf"\b{count} (statement|event)s?\b", page.text)
    for link in page.links:
        if re.match(r"/api/v1/\w+\.\w+", link):
            answer = client.get(link)
            assert answer.status_code == 200, link
            assert b"".join(answer.streaming_content if answer.streaming else answer)
            assert "date_from=2014-01-01" in link or "stated_from=2014-01-01" in link


def test_downloads_are_the_formats_of_exports(show):
    page = show("/?view=events&type=ASSAULT")
    downloads = [link for link in page.links if ".csv" in link or "events." in link]
    assert "/api/v1/events.csv?type=ASSAULT" in downloads
    assert "/api/v1/events.geojson?type=ASSAULT" in downloads
    assert not [link for link in show("/").links if ".geojson" in link]


@pytest.mark.parametrize(
    ("view", "filterset"),
    [("statements", filters.StatementFilter), ("events", filters.EventFilter)],
)
def test_every_filter_of_the_filterset_is_on_the_page(view, filterset, show):
    page = show(f"/?view={view}")
    names = {found.get("name") for tag, found in page.tags if tag in ("input", "select")}
    assert set(filterset.base_filters) <= names


def test_pages_follow_the_cursors_of_the_api(show):
    seen, url = [], "/?view=events&page_size=5"
    while url:
        page = show(url)
        seen += page.records("events")
        following = [
            found["href"] for tag, found in page.tags if tag == "a" and found.get("rel") == "next"
        ]
        url = f"/{following[0]}" if following else None
    assert len(seen) == len(set(seen)) == 12


def test_an_empty_field_of_the_form_is_left_out(client, world):
    answer = client.get("/?view=events&q=&type=ASSAULT&country=")
    assert (answer.status_code, answer["Location"]) == (302, "/?view=events&type=ASSAULT")


# question: words of the page that say what is wrong
FAULTS = {
    "view=events&type=RIOT": "'RIOT' is not one of the words",
    "view=events&participant=sergej-lavrov": "Did you mean sergey-lavrov ?",
    "view=events&countri=UA": "countri",
    "view=events&date_from=2022-02-30": "is not a day of the calendar",
    "view=statements&cursor=x": "cursor",
    "view=events&release=9": "Release '9' does not exist",
    "view=map&bbox=1,2": "is not west,south,east,north",
}


@pytest.mark.parametrize("question", FAULTS)
def test_a_fault_is_named_and_the_page_stays(question, show):
    page = show(f"/?{question}")
    assert page.status == 400
    assert FAULTS[question] in page.text
    assert "start again" in page.text


def test_a_query_that_is_too_long_gets_a_page_too(show):
    page = show(f"/?view=events&q={'a' * 17_000}")
    assert page.status == 400
    assert "At most 16,384 are allowed" in page.text


def test_a_past_release_is_shown_without_downloads(show):
    page = show("/?view=events&release=1&fields=code")
    assert page.status == 200
    assert len(page.records("events")) == 12
    assert "release=1" in "".join(link for link in page.links if "/api/v1/events/?" in link)


def test_a_rule_for_values_is_of_the_list_alone(show):
    page = show("/?view=events&resolve=lowest&type=ASSAULT")
    assert page.status == 200
    assert [link for link in page.links if "resolve=lowest" in link] == [
        "http://testserver/api/v1/events/?resolve=lowest&type=ASSAULT&page_size=25"
    ]


def test_what_matches_nothing_says_what_to_do(show):
    page = show("/?view=events&q=zzzz")
    assert page.status == 200
    assert "Nothing matches" in page.text
    assert "Take out one of the chosen filters" in page.text


def test_before_the_first_release_the_page_says_how_to_load(client, db):
    Version.objects.all().delete()
    Release.objects.all().delete()
    answer = client.get("/")
    assert answer.status_code == 200
    assert b"load_fixtures" in answer.content


def test_what_does_not_apply_to_a_view_is_kept_in_its_links(show):
    page = show("/?view=statements&type=ASSAULT&q=war")
    assert "type does not apply to this view" in page.text
    assert "?view=events&q=war&type=ASSAULT" in page.links


PAGES = [
    "/",
    "/?view=events",
    "/?view=timeline",
    "/?view=map",
    "/actors",
    "/events/ukraine-war",
    "/articles/guarantees-for-ukraine",
    "/events/nope",
    "/?view=events&type=RIOT",
]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_needs_no_exception_from_a_strict_policy(url, show):
    page = show(url)
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert not [found for _, found in page.tags if "style" in found]
    assert not [name for _, found in page.tags for name in found if name.startswith("on")]
    scripts = [found for tag, found in page.tags if tag == "script"]
    assert all("src" in one or one.get("type") == "application/ld+json" for one in scripts)
    assert "style" not in [tag for tag, _ in page.tags]


@pytest.mark.parametrize("url", PAGES)
def test_an_id_is_there_once_and_each_field_has_a_label(url, show):
    page = show(url)
    ids = [found["id"] for _, found in page.tags if "id" in found]
    assert len(ids) == len(set(ids))
    labelled = set(page.attributes("label", "for"))
    fields = [
        found
        for tag, found in page.tags
        if tag in ("input", "select", "textarea")
        and found.get("type") not in ("hidden", "checkbox")
    ]
    assert {one["id"] for one in fields} <= labelled
    assert [tag for tag, _ in page.tags].count("h1") == 1


def test_only_reading_is_allowed(client, world):
    assert client.post("/").status_code == 405


@pytest.mark.parametrize("collection", ["datasets", "sources", "articles", "actors", "places"])
def test_a_collection_lists_its_records(collection, show, client):
    answer = client.get(reverse(f"{collection}-list")).json()
    assert show(f"/{collection}").records(collection) == [one["slug"] for one in answer["results"]]


def test_a_collection_is_searched_and_filtered_and_keeps_that_on_its_next_page(show, client):
    page = show("/actors?q=ukraine")
    answer = client.get("/api/v1/actors/?q=ukraine").json()
    assert page.records("actors") == [one["slug"] for one in answer["results"]]
    assert "/api/v1/actors.csv?q=ukraine" in page.links
    assert "Nothing matches" in show("/actors?q=zzzz").text
    assert client.get("/actors?q=&kind=state")["Location"] == "/actors?kind=state"
    first = show("/articles?source=glavkom&page_size=1")
    whole = client.get("/api/v1/articles/?source=glavkom").json()
    (following,) = [
        found["href"] for tag, found in first.tags if tag == "a" and found.get("rel") == "next"
    ]
    seen = first.records("articles") + show(f"/articles{following}").records("articles")
    assert seen == [one["slug"] for one in whole["results"]][:2]


def test_more_than_is_shown_of_what_links_to_a_record_is_a_page(show, monkeypatch, client):
    monkeypatch.setattr(asking, "MOST_LINKED", 1)
    links = show("/sources/glavkom").links
    assert "/articles?source=glavkom" in links
    answer = client.get("/api/v1/articles/?source=glavkom").json()
    assert show("/articles?source=glavkom").records("articles") == [
        one["slug"] for one in answer["results"]
    ]


def test_statements_and_events_are_views_of_the_first_page(client, world):
    assert client.get("/events")["Location"] == "/?view=events"


def test_the_timeline_has_statements_too_where_the_question_is_one_for_them(show):
    page = show("/?view=timeline&speaker=sergey-lavrov")
    labels = page.attributes("a", "aria-label")
    assert "March 2022: 1 statement" in labels
    assert (
        "statements"
        not in " ".join(
            show("/?view=timeline&type=ASSAULT").attributes("svg", "aria-label")
        ).lower()
    )
