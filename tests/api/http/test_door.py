"""The door and the views answer alike, to the byte, and so do the compiled plan and the ordinary query."""

import io
import random
import zlib

import pytest
from django.db import connection
from django.http import QueryDict

from config.wsgi import application, django_application
from events.api.answering import plan
from events.api.http import door
from events.api.store import release_cache, releases
from events.api.views.collections import EventViewSet, StatementViewSet
from events.models import Event, Participant
from events.publishing import publish

QUESTIONS = 2500
SEED = 20221122
VIEWSETS = {"statements": StatementViewSet, "events": EventViewSet}
# Values that are asked for by parameter, some of them wrong; what is not here is drawn from the filter's own words.
VALUES = {
    "dataset": ["attest", "ucdp-ged"],
    "source": ["glavkom", "nato", "tass", "bbc"],
    "article": ["kyiv-under-fire", "guarantees-for-ukraine", "nope"],
    "actor": ["russia", "ukraine", "nato", "sergey-lavrov"],
    "place": ["kyiv", "ukraine", "crimea"],
    "event": ["invasion", "ukraine-war", "guarantees-proposal"],
    "day": [
        "2014-02-20",
        "2022-02-23",
        "2022-02-24",
        "2022-03-27",
        "2023-07-19",
        "0001-01-01",
        "9999-12-31",
    ],
    "year": ["2014", "2022", "2023", "9998"],
    "number": ["0", "5", "7", "8"],
    "bbox": ["20,40,50,60", "170,50,-160,70", "-180,-90,180,90", "1,2,3"],
    "q": [
        "kyiv",
        "ukraine",
        "guarantees -nato",
        '"security guarantees"',
        "укр*",
        "Київ",
        '"',
        "russia lavrov",
    ],
    "flag": ["true", "false", "maybe"],
    "admin1": ["UA-30", "UA-43", "RU-CHU", "Kyiv"],
    "near": [
        "50.5,30.5,10",
        "64.7,177.5,3000",
        "64.7,177.5,400",
        "89,0,5000",
        "50,30,20016",
        "91,0,1",
    ],
    "speaker_role": ["President", "Foreign Minister"],
    "statement": ["biden-backs-guarantees", "lavrov-denies-attack", "nope"],
    "language": ["en", "UK", "ru", "zh", "english"],
}
# Refused alone: each changes what one of these means.
BESIDE = {
    "within": {"statements": "target", "events": "participant"},
    "stated_within_bounds": {"statements": "stated_from"},
}
ORDERS = {
    "statements": ("code", "-code", "stated_on", "-stated_on,code", "nope"),
    "events": ("code", "-code", "country,-fatalities_best", "-start_date", "end_date,type", "nope"),
}
KINDS = {
    "recipient": "actor",
    "participant": "actor",
    "speaker": "actor",
    "on_behalf_of": "actor",
    "addressee": "actor",
    "audience": "actor",
    "target": "actor",
    "within": "flag",
    "related_event": "event",
    "related_statement": "statement",
    "original_language": "language",
    "translated": "flag",
    "stated_within_bounds": "flag",
    "part_of": "event",
    "same_as": "event",
    "fatalities_spread_min": "number",
    "uncorroborated": "flag",
    "stated_from": "day",
    "stated_to": "day",
    "date_from": "day",
    "date_to": "day",
    "fatalities_min": "number",
    "fatalities_max": "number",
    "disputed": "flag",
    "has_statement": "flag",
}


def drawn(chance, name, declared):
    """Return a value for a parameter."""
    words = VALUES.get(KINDS.get(name, name))
    if words is None:
        words = getattr(declared.field, "words", ("UA",))
        # The field of one word holds that of several.
        words = getattr(words, "words", words)
    number = chance.choice((1, 1, 1, 2)) if declared.takes_list else 1
    return ",".join(str(word) for word in chance.sample(list(words), min(number, len(words))))


def questions(collection, number):
    """Yield query strings with up to four filters and some of what pages take."""
    chance = random.Random(f"{SEED} {collection}")
    filters = VIEWSETS[collection].filterset_class.base_filters
    for _ in range(number):
        query = QueryDict(mutable=True)
        for name in chance.sample(list(filters), chance.choice((0, 1, 1, 2, 2, 3, 4))):
            query[name] = drawn(chance, name, filters[name])
            if name in BESIDE and chance.random() < 0.8:
                other = BESIDE[name][collection]
                query[other] = drawn(chance, other, filters[other])
        if chance.random() < 0.7:
            query["page_size"] = chance.choice(("1", "2", "3", "5", "1000", "1001"))
        if chance.random() < 0.3:
            query["page"] = chance.choice(("1", "2", "3"))
        if chance.random() < 0.1:
            query["fields"] = chance.choice(("code", "code,note", "nope"))
        if chance.random() < 0.3:
            query["order_by"] = chance.choice(ORDERS[collection])
        yield query.urlencode(safe=",")


def ask(server, path, query="", **environ):
    """Return (status, headers, body) that a WSGI application answers with."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        **environ,
    }
    told = []
    body = b"".join(server(environ, lambda *answer: told.append(answer)))
    ((status, headers, *_),) = told
    return status, {name.lower(): value for name, value in headers}, body


@pytest.fixture
def went_quick(monkeypatch):
    """The paths that were answered without the views."""
    paths = []
    answer = door.answer

    def noted(environ):
        answered = answer(environ)
        paths.append(environ["PATH_INFO"])
        return answered

    monkeypatch.setattr(door, "answer", noted)
    return paths


@pytest.mark.parametrize("collection", VIEWSETS)
def test_both_ways_answer_alike_to_the_byte(world, went_quick, collection):
    path, asked, following = f"/api/v1/{collection}/", 0, []
    for query in questions(collection, QUESTIONS // 2):
        there = ask(application, path, query)
        assert there == ask(django_application, path, query), query
        asked += 1
        link = there[1].get("link", "")
        following += [
            part[1 : part.index(">")].partition("?")[2] for part in link.split(", ") if part
        ]
    for query in following[:QUESTIONS]:
        assert ask(application, path, query) == ask(django_application, path, query), query
    assert asked == QUESTIONS // 2
    # Most questions are well asked, in the ordinary order, and from the first page or a cursor on.
    assert len(went_quick) > asked / 2


@pytest.mark.parametrize("collection", VIEWSETS)
def test_the_plan_and_the_ordinary_query_answer_alike(world, monkeypatch, collection):
    path, following = f"/api/v1/{collection}/", []

    def cannot(*arguments):
        raise plan.CannotBeCompiled

    def ordinary(query):
        release_cache.forget()
        with monkeypatch.context() as patch:
            patch.setattr(plan, "page_statement", cannot)
            patch.setattr(plan, "count_statement", cannot)
            answered = ask(application, path, query)
        release_cache.forget()
        return answered

    asked = list(questions(collection, QUESTIONS // 2))
    for query in asked:
        there = ask(application, path, query)
        assert there == ordinary(query), query
        link = there[1].get("link", "")
        following += [
            part[1 : part.index(">")].partition("?")[2] for part in link.split(", ") if part
        ]
    for query in following[: QUESTIONS // 2]:
        assert ask(application, path, query) == ordinary(query), query
    assert len(following) > QUESTIONS // 25


RECORDS = (
    "datasets/attest",
    "sources/glavkom",
    "articles/kyiv-under-fire",
    "actors/russia",
    "places/kyiv",
    "statements/zelensky-all-here",
    "events/invasion",
)


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("query", ["", "fields=note", "fields=nope", "country=UA"])
def test_a_record_is_the_same_both_ways(world, record, query):
    path = f"/api/v1/{record}/"
    assert ask(application, path, query) == ask(django_application, path, query)


# Requests out of the ordinary, or wrong: the views answer, and the quick way hands them over.
OTHERS = {
    "a method": ({"REQUEST_METHOD": "OPTIONS"}, "events/", ""),
    "another format": ({"HTTP_ACCEPT": "text/csv"}, "events/", ""),
    "another host": ({"HTTP_HOST": "example.org"}, "events/", ""),
    "no such record": ({}, "events/nope/", ""),
    "a longer key": ({}, f"events/{'a' * 200}/", ""),
    "no slash": ({}, "events", "country=UA"),
    "a record without its slash": ({}, "events/invasion", ""),
    "a doubled parameter": ({}, "events/", "year=2022&disputed=true&disputed=true"),
    "an empty one": ({}, "events/", "country="),
    "bytes that are no text": ({}, "events/", "q=%FF"),
    "too long": ({}, "events/", "q=" + "a" * 20_000),
    "a condition": ({"HTTP_IF_MATCH": '"x"'}, "events/", ""),
    "a count": ({}, "events/aggregate/", "by=type"),
    "versions": ({}, "events/invasion/versions/", ""),
}


@pytest.mark.parametrize(("environ", "path", "query"), OTHERS.values(), ids=OTHERS)
def test_what_is_out_of_the_ordinary_is_left_to_the_views(world, went_quick, environ, path, query):
    path = f"/api/v1/{path}"
    assert ask(application, path, query, **environ) == ask(
        django_application, path, query, **environ
    )
    assert went_quick == []


@pytest.mark.parametrize("path", ["events/", "events/invasion/"])
def test_head_gets_the_headers_alone(world, went_quick, path):
    path = f"/api/v1/{path}"
    whole = ask(application, path)
    assert ask(application, path, REQUEST_METHOD="HEAD") == (whole[0], whole[1], b"")
    # A server leaves out the body that Django makes.
    assert ask(django_application, path, REQUEST_METHOD="HEAD")[:2] == whole[:2]
    assert went_quick == [path, path]


def test_a_browser_gets_its_page(world, went_quick):
    _, headers, _ = ask(application, "/api/v1/events/", HTTP_ACCEPT="text/html,*/*;q=0.8")
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert went_quick == []


def test_an_answer_that_the_client_has_is_not_sent_again(world, went_quick):
    path, query = "/api/v1/events/", "country=UA"
    _, headers, _ = ask(application, path, query)
    held = {"HTTP_IF_NONE_MATCH": f'"other", {headers["etag"]}'}
    status, there, body = ask(application, path, query, **held)
    assert (status, body, there["etag"]) == ("304 Not Modified", b"", headers["etag"])
    assert (status, there, body) == ask(django_application, path, query, **held)
    assert went_quick == [path, path]
    assert ask(application, path, query, HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"


ORIGINS = (
    "https://a.example",
    "https://b.example",
    "http://a.example",
    "null",
    "a",
    "http://[",
    "",
)
# CORS_ORIGINS: those of the origins above that may read an answer, and as what
ALLOWED = {
    "*": dict.fromkeys(ORIGINS[:-2], "*"),
    "https://a.example": {"https://a.example": "https://a.example"},
    "https://a.example,https://b.example": {one: one for one in ORIGINS[:2]},
    "": {},
}


@pytest.mark.parametrize("setting", ALLOWED)
def test_pages_of_other_sites_are_answered_alike(world, went_quick, settings, setting):
    settings.CORS_ALLOW_ALL_ORIGINS = setting == "*"
    settings.CORS_ALLOWED_ORIGINS = [one for one in setting.split(",") if one and one != "*"]
    path, allowed = "/api/v1/events/", {}
    etag = ask(application, path)[1]["etag"]
    for origin in ORIGINS:
        for more in ({}, {"HTTP_IF_NONE_MATCH": etag}, {"QUERY_STRING": "page_size=1"}):
            asked = {"HTTP_ORIGIN": origin, **more}
            there = ask(application, path, **asked)
            assert there == ask(django_application, path, **asked)
            assert not there[0].startswith("5")
        if "access-control-allow-origin" in there[1]:
            allowed[origin] = there[1]["access-control-allow-origin"]
    assert allowed == ALLOWED[setting]
    assert len(went_quick) == 1 + 3 * len(ORIGINS)


def test_an_answer_is_compressed_for_who_accepts_it(world):
    path = "/api/v1/events/"
    _, _, plain = ask(application, path)
    for accepted, packed in {"gzip, deflate, br": True, "br": False, "gzip;q=0": False}.items():
        there = ask(application, path, HTTP_ACCEPT_ENCODING=accepted)
        assert there == ask(django_application, path, HTTP_ACCEPT_ENCODING=accepted)
        assert ("content-encoding" in there[1]) == packed
        assert (zlib.decompress(there[2], 31) if packed else there[2]) == plain


def test_a_new_release_is_seen_at_once(world):
    path, query = "/api/v1/events/", "actor=russia&page_size=1&fields=code"
    before = ask(application, path, query)
    Participant.objects.filter(event__code="invasion", actor__slug="russia").delete()
    publish({Event: {Event.objects.get(code="invasion").pk}})
    after = ask(application, path, query)
    assert after[1]["etag"] != before[1]["etag"]
    assert after == ask(django_application, path, query)
    assert b'"release":2' in after[2]


def test_an_answer_is_of_one_release_or_put_together_anew(world, monkeypatch):
    asked = []
    page = door.page

    def with_a_release_in_between(*arguments):
        found = page(*arguments)
        if not asked:
            Event.objects.filter(code="invasion").update(title="Another title")
            publish({Event: {Event.objects.get(code="invasion").pk}})
        asked.append(arguments)
        return found

    monkeypatch.setattr(door, "page", with_a_release_in_between)
    _, _, body = ask(application, "/api/v1/events/", "fields=title")
    assert b'"release":2' in body
    assert b"Another title" in body
    assert len(asked) == 2


def test_a_database_that_is_gone_is_told_by_the_views(world, monkeypatch):
    def gone(*arguments):
        raise connection.Database.OperationalError("gone")

    served = iter((gone,))
    newest = releases.newest

    def gone_once():
        return next(served, newest)()

    monkeypatch.setattr(releases, "newest", gone_once)
    monkeypatch.setattr(connection, "close", lambda: None)
    assert ask(application, "/api/v1/events/")[0] == "200 OK"
