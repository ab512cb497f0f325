"""Sorting by `order_by`: declared names, always a total order, records without a value last both ways."""

import pytest

from events.api.query.ordering import Order
from events.api.urls import router
from events.api.views import collections
from events.models import RECORDS, Release, Version

COLLECTIONS = {
    prefix: viewset
    for prefix, viewset, _ in router.registry
    if issubclass(viewset, collections.CollectionViewSet)
}
NAMES = [(collection, name) for collection, view in COLLECTIONS.items() for name in view.orderable]

# The names by which each collection can be sorted, and its order without `order_by`.
ORDERABLE = {
    "datasets": (["slug"], "slug"),
    "sources": (["country", "slug"], "slug"),
    "articles": (["published_on", "slug"], "slug"),
    "actors": (["country", "slug"], "slug"),
    "places": (["country", "slug"], "slug"),
    "statements": (["stated_on", "code"], "-stated_on,code"),
    "events": (
        ["start_date", "end_date", "country", "type", "fatalities_best", "code"],
        "-start_date,code",
    ),
}

SOURCES = {"country": ["tass", "glavkom", "nato"], "-country": ["glavkom", "tass", "nato"]}
ARTICLES = {
    "published_on": [
        "stoltenberg-on-the-invasion",
        "zelensky-address",
        "lavrov-in-antalya",
        "kyiv-under-fire",
        "guarantees-for-ukraine",  # nobody says when
    ],
    "-published_on": [
        "kyiv-under-fire",
        "lavrov-in-antalya",
        "zelensky-address",
        "stoltenberg-on-the-invasion",
        "guarantees-for-ukraine",
    ],
}
ACTORS = {
    "country": [
        "jens-stoltenberg",
        "russia",
        "sergey-lavrov",
        "recep-tayyip-erdogan",
        "ukraine",
        "volodymyr-zelensky",
        "joe-biden",
        "analysts",
        "european-union",
        "nato",
    ],
    "-country,-slug": [
        "joe-biden",
        "volodymyr-zelensky",
        "ukraine",
        "recep-tayyip-erdogan",
        "sergey-lavrov",
        "russia",
        "jens-stoltenberg",
        "nato",
        "european-union",
        "analysts",
    ],
}
PLACES = {
    "country": ["anadyr", "crimea", "kyiv", "ukraine", "ukraine-border", "bering-sea"],
    "-country": ["crimea", "kyiv", "ukraine", "ukraine-border", "anadyr", "bering-sea"],
    "-slug": ["ukraine-border", "ukraine", "kyiv", "crimea", "bering-sea", "anadyr"],
}
STATEMENTS = {
    "stated_on": [
        "stoltenberg-condemns-invasion",
        "zelensky-all-here",
        "lavrov-denies-attack",
        "biden-backs-guarantees",  # on one day with the next
        "russia-rejects-guarantees",
        "analysts-see-obstacle",  # nobody says when
        "lavrov-eu-silent",
    ],
    "-stated_on,-code": [
        "russia-rejects-guarantees",
        "biden-backs-guarantees",
        "lavrov-denies-attack",
        "zelensky-all-here",
        "stoltenberg-condemns-invasion",
        "lavrov-eu-silent",
        "analysts-see-obstacle",
    ],
}
EVENTS = {
    "start_date": [
        "ukraine-war",
        "crimea-seizure",
        "anadyr-drill",
        "bering-drill",
        "invasion",
        "istanbul-talks",
        "kyiv-strike",
        "kyiv-strike-next-day",
        "guarantees-rejection",
        "port-threat",
        "border-buildup",
        "guarantees-proposal",
    ],
    "-end_date": [
        "guarantees-rejection",
        "border-buildup",
        "anadyr-drill",
        "crimea-seizure",
        "bering-drill",
        "guarantees-proposal",
        "invasion",
        "istanbul-talks",
        "kyiv-strike",
        "kyiv-strike-next-day",
        "port-threat",
        "ukraine-war",
    ],
    "end_date": [
        "crimea-seizure",
        "anadyr-drill",
        "border-buildup",
        "guarantees-rejection",
        "bering-drill",
        "guarantees-proposal",
        "invasion",
        "istanbul-talks",
        "kyiv-strike",
        "kyiv-strike-next-day",
        "port-threat",
        "ukraine-war",
    ],
    "-country,start_date": [
        "ukraine-war",
        "crimea-seizure",
        "invasion",
        "kyiv-strike",
        "kyiv-strike-next-day",
        "border-buildup",
        "istanbul-talks",
        "anadyr-drill",
        "bering-drill",
        "guarantees-rejection",
        "port-threat",
        "guarantees-proposal",
    ],
    "type,-code": [
        "guarantees-proposal",
        "ukraine-war",
        "kyiv-strike-next-day",
        "kyiv-strike",
        "invasion",
        "crimea-seizure",
        "istanbul-talks",
        "border-buildup",
        "bering-drill",
        "anadyr-drill",
        "guarantees-rejection",
        "port-threat",
    ],
    "fatalities_best": [
        "anadyr-drill",
        "kyiv-strike",
        "kyiv-strike-next-day",
        "bering-drill",
        "border-buildup",
        "crimea-seizure",
        "guarantees-proposal",
        "guarantees-rejection",
        "invasion",
        "istanbul-talks",
        "port-threat",
        "ukraine-war",
    ],
    "-fatalities_best,-code": [
        "kyiv-strike-next-day",
        "kyiv-strike",
        "anadyr-drill",
        "ukraine-war",
        "port-threat",
        "istanbul-talks",
        "invasion",
        "guarantees-rejection",
        "guarantees-proposal",
        "crimea-seizure",
        "border-buildup",
        "bering-drill",
    ],
}
ORDERS = {
    f"/{collection}/?order_by={order}": answer
    for collection, orders in {
        "datasets": {"-slug": ["ucdp-ged", "attest"]},
        "sources": SOURCES,
        "articles": ARTICLES,
        "actors": ACTORS,
        "places": PLACES,
        "statements": STATEMENTS,
        "events": EVENTS,
    }.items()
    for order, answer in orders.items()
}


@pytest.mark.parametrize(("question", "answer"), ORDERS.items(), ids=ORDERS)
def test_an_order_puts_the_records_exactly(get, question, answer):
    records = get(question).json()["results"]
    assert [record.get("code") or record["slug"] for record in records] == answer


def test_every_declared_name_is_asked():
    asked = set()
    for question in ORDERS:
        path, names = question.split("?order_by=")
        asked |= {(path.strip("/"), name.removeprefix("-")) for name in names.split(",")}
    # The key that breaks ties is the order of the other collections when nobody says.
    by_key = {(name, view.model.key_name) for name, view in COLLECTIONS.items()}
    assert asked | by_key == set(NAMES)


@pytest.mark.parametrize(("collection", "declared"), ORDERABLE.items(), ids=ORDERABLE)
def test_the_declared_names_and_the_default(collection, declared):
    view = COLLECTIONS[collection]
    names, default = declared
    assert list(view.orderable) == names
    told = ",".join(view.default_order) or view.model.key_name
    assert told == ("newest_first" if default.startswith("-") else default)


def test_the_default_order_of_a_list_is_the_one_that_is_told(get):
    # Of one day they stand as they were first stored, which within a load is by key.
    for collection, (_, default) in ORDERABLE.items():
        unsaid = get(f"/{collection}/").json()["results"]
        assert get(f"/{collection}/?order_by={default}").json()["results"] == unsaid


@pytest.mark.parametrize(("collection", "name"), NAMES, ids=lambda word: word)
@pytest.mark.parametrize("sign", ["", "-"], ids=["up", "down"])
def test_every_order_is_total(collection, name, sign):
    last = Order(COLLECTIONS[collection].model, [sign + name]).terms[-1].field
    assert last.unique
    assert not last.null


@pytest.mark.parametrize("model", [Release, Version])
def test_the_orders_of_what_was_published_are_total(model):
    assert Order(model, []).terms[-1].field.primary_key


@pytest.mark.parametrize("model", RECORDS)
def test_the_order_of_a_table_itself_is_total(model):
    last = model._meta.ordering[-1]
    assert model._meta.get_field(last).unique
