"""A served answer: the quick way in front of the views hands over each request that it cannot answer as they do."""

import logging

import pytest
from django.db import OperationalError, connection

from config.wsgi import application, django_application
from events.api.http import door
from events.api.store import sql
from events.models import Event
from events.publishing import publish
from tests.api.http.test_door import ask

MANY = "&".join(f"a{number}=1" for number in range(1100))

# (path under /api/v1/, query, what else is sent)
ASKED = [
    ("events/", MANY, {}),
    ("events/", "a&" * 1100, {}),
    ("events/invasion/", MANY, {}),
    ("events/invasion/", "fields=" + "code," * 5000 + "code", {}),
    ("events/", "", {"HTTP_ACCEPT": "application/json-seq"}),
    ("events/", "", {"HTTP_ACCEPT": "application/jsonlines"}),
    ("events/", "", {"HTTP_ACCEPT": "application/json;q=0"}),
    ("events/", "", {"HTTP_ACCEPT": "application/json; indent=4"}),
    ("events/", "", {"HTTP_ACCEPT": "application/json, text/html"}),
    ("events/", "", {"HTTP_ACCEPT": "application/json ,text/html"}),
    ("events/", "", {"HTTP_ACCEPT": "text/html, application/json"}),
    ("events/", "", {"HTTP_ACCEPT": "*/*;q=0.8"}),
    ("events/", "", {"HTTP_ACCEPT": ""}),
    ("events//", "", {}),
    ("events/invasion//", "", {}),
    ("events/", "country=UA,%20RU", {}),
    ("events/", "q=%D0%9A%D0%B8%D1%97%D0%B2", {}),
    ("events/", "q=\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2", {}),  # bytes that are not percent-encoded
    ("events/", "q=\xff", {}),
    ("events/", "cursor=x", {}),
    ("events/", "page=1&cursor=x", {}),
    ("events/", "page=1&page_size=2", {}),
    ("events/", "page=2&page_size=2", {}),
    ("events/", "country=UA;type=ASSAULT", {}),
    ("events/", "q=a%26b&page_size=1", {}),
    ("events/", "?q=ukraine", {}),
    ("events/", "&&page_size=1&", {}),
    ("events/", "type=%25s", {}),
    ("events/", "q=%3F%25", {}),
    ("datasets/", "license=%25s", {}),
    ("events/", "year=2014,2014", {}),
    ("events/", "page_size=1", {"HTTP_HOST": "LOCALHOST:8000"}),
    ("events/", "page_size=1", {"HTTP_HOST": "[::1]:80"}),
    ("events/", "page_size=1", {"HTTP_HOST": "evil.example"}),
    ("events/", "page_size=1", {"HTTP_HOST": "testserver\x00"}),
    ("events/", "page_size=1", {"wsgi.url_scheme": "https"}),
    ("events/", "page_size=1", {"HTTP_X_FORWARDED_HOST": "evil.example"}),
]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: repr(asked)[:70])
def test_what_is_served_is_what_the_views_answer(world, asked):
    path, query, environ = asked
    served = ask(application, f"/api/v1/{path}", query, **environ)
    assert served == ask(django_application, f"/api/v1/{path}", query, **environ)


def test_an_etag_is_compared_weakly(world):
    etag = ask(application, "/api/v1/events/")[1]["etag"]
    for held in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        status, _, body = ask(application, "/api/v1/events/", HTTP_IF_NONE_MATCH=held)
        assert (status, body) == ("304 Not Modified", b"")


# Days before, on, between and after the two of an event that ends, its dataset says, before it begins.
ODD = [
    "date_from=2022-03-31",
    "date_from=2022-04-01",
    "date_from=2022-04-15",
    "date_from=2022-05-01",
    "date_from=2022-05-02",
    "date_to=2022-04-15",
    "date_to=2022-05-01",
    "date_from=2022-04-01&date_to=2022-05-01",
    "date_from=2022-04-15&date_to=2022-04-20",
    "date_from=2022-04-02&date_to=2022-05-01",
    "year=2022",
]


@pytest.mark.parametrize("question", ODD)
def test_an_event_that_ends_before_it_begins_is_found_alike(get, question):
    dataset = Event.objects.get(code="invasion").dataset
    Event.objects.create(
        code="odd",
        dataset=dataset,
        type="CONSULT",
        quad_class=1,
        title="Odd",
        start_date="2022-05-01",
        end_date="2022-04-01",
    )
    publish()
    # `get` compares the two ways.
    assert get(f"/events/?type=CONSULT&fields=code&{question}").status_code == 200


# Days around a month before the day that is asked for, where the quick way looks in two places.
EDGES = {
    "2022-01-31": ["a-month", "longer"],
    "2022-02-01": ["a-month", "longer"],
    "2022-02-02": ["longer"],
    "2022-02-03": [],
}


@pytest.mark.parametrize(("day", "answer"), EDGES.items(), ids=EDGES)
def test_an_interval_of_a_month_and_a_longer_one_are_found_to_their_last_day(get, day, answer):
    dataset = Event.objects.get(code="invasion").dataset
    for code, last in (("a-month", "2022-02-01"), ("longer", "2022-02-02")):
        Event.objects.create(
            code=code,
            dataset=dataset,
            type="PROTEST",
            quad_class=4,
            title=code,
            start_date="2022-01-01",
            end_date=last,
        )
    publish()
    records = get(f"/events/?type=PROTEST&date_from={day}").json()["results"]
    assert [record["code"] for record in records] == answer


def test_a_database_that_is_away_is_told_by_the_views(world, monkeypatch):
    def refuse(*arguments):
        raise OperationalError("connection refused")

    monkeypatch.setattr(sql, "rows", refuse)
    # The test's own transaction is on it.
    monkeypatch.setattr(connection, "close", lambda: None)
    assert ask(application, "/api/v1/events/") == ask(django_application, "/api/v1/events/")


def test_a_fault_of_the_quick_way_is_logged_and_the_views_answer(world, monkeypatch, caplog):
    def fail(*arguments):
        raise RuntimeError("what went wrong")

    monkeypatch.setattr(door, "page", fail)
    with caplog.at_level(logging.ERROR, "attest.errors"):
        served = ask(application, "/api/v1/events/")
    assert served == ask(django_application, "/api/v1/events/")
    (record,) = (record for record in caplog.records if record.name == "attest.errors")
    assert "what went wrong" in str(record.exc_info[1])
