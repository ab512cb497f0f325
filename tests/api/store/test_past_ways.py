"""The foundations of past answers: two forms of each filter that agree, two ways that answer alike, keys and indexes."""

import itertools

import orjson
import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from config.wsgi import application, django_application
from events.api.problems.errors import ParameterError
from events.api.store import past, release_cache
from events.api.urls import COLLECTIONS
from events.models import Version
from tests.api.http.test_door import QUESTIONS, ask, questions


def test_later_releases_have_versions_with_greater_keys(three):
    order = Version.objects.order_by("pk").values_list("first_release_id", flat=True)
    assert list(order) == sorted(order)
    last = {one: past.last_version((3, "x"), one) for one in (1, 2, 3)}
    for number, pk in last.items():
        held = Version.objects.filter(first_release__lte=number)
        assert set(Version.objects.filter(pk__lte=pk)) == set(held)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_documents_tell_what_the_filterset_selects(world, collection):
    """The condition on rows and the test of documents are two forms of one filter."""
    viewset = COLLECTIONS[collection]
    filterset, model = viewset.filterset_class, viewset.model
    stored = dict(Version.objects.filter(collection=collection).values_list("key", "document"))
    documents = {key: filterset.told(orjson.loads(text)) for key, text in stored.items()}
    compared = 0
    for query in asked_of(collection):
        try:
            rows, written = filterset.read_at(query, (1, "x"), 1)
        except ParameterError:
            continue
        if any(filterset.named(name).reads for name in rows):
            continue
        selected = model.objects.filter(filterset.condition(filterset.parts(rows)))
        tests = filterset.tests(filterset.written(written))
        assert sorted(selected.values_list(model.key_name, flat=True)) == sorted(
            key for key, document in documents.items() if all(holds(document) for holds in tests)
        ), query.urlencode()
        compared += 1
    assert compared > 10


def asked_of(collection):
    """Yield queries of filters alone."""
    if collection in ("statements", "events"):
        for text in questions(collection, QUESTIONS // 2):
            query = QueryDict(text, mutable=True)
            for name in ("page_size", "page", "fields", "order_by"):
                query.pop(name, None)
            yield query
        return
    words = ["person", "state", "UA", "RU", "uk", "en", "true", "false", "tass", "ukraine"]
    words += ["2022-02-25", "2022-03-10", "20,40,50,60", "170,50,-160,70", "CC-BY-4.0", "city"]
    names = COLLECTIONS[collection].filterset_class.base_filters
    for name, word in itertools.product(names, words):
        yield QueryDict(f"{name}={word}")
    for name, one, other in itertools.product(names, words, words[:4]):
        yield QueryDict(f"{name}={one}&country={other}")


@pytest.mark.parametrize("collection", ["statements", "events"])
def test_both_ways_answer_alike_to_the_byte_about_the_past(three, collection):
    path, quick = f"/api/v1/{collection}/", 0
    for query in itertools.islice(questions(collection, QUESTIONS), 0, None, 5):
        there = ask(application, path, f"{query}&release=1")
        assert there == ask(django_application, path, f"{query}&release=1"), query
        quick += there[0] == "200 OK"
    assert quick > 100


def test_a_name_that_is_percent_encoded_is_the_same_name(get, three):
    assert get("/events/?%72elease=1").content != get("/events/").content
    assert get("/events/?%72elease=1").json()["release"] == 1


def test_a_page_of_the_past_costs_what_it_says(three, statements):
    path, query = "/api/v1/events/", "country=UA&release=1"
    ask(application, path, query)
    with statements() as found:
        ask(application, path, query)
    # The one asked for, when validators are made and when the query is read; the rows; documents of replaced versions.
    # Then the newest release, which was supposed, and the one asked for again, for a new one and for what was pruned.
    assert len(found) == 6


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is in a table")
def test_what_was_replaced_is_found_by_the_index_that_is_for_it(three):
    release_cache.forget()
    with CaptureQueriesContext(connection) as captured:
        (state,) = past.replaced((3, "x"), 2, COLLECTIONS["events"])
    assert state[1]["code"] == "port-threat"
    found = [one["sql"] for one in captured if "last_release_id" in one["sql"]]
    assert len(found) == 2
    with connection.cursor() as cursor:
        for sql in found:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " ".join(row[-1] for row in cursor.fetchall())
            assert (
                "version_replaced (last_release_id=? AND collection=? AND first_release_id<?)"
                in plan
            )
