"""Sources, articles, actors and places that imported events refer to."""

import pytest

from events.importing import referred
from events.importing.referred import Records, Referred
from events.models import RECORDS, Actor, Article, Place, Source

pytestmark = pytest.mark.usefixtures("empty")


def actor(slug="x", name="X", kind="state", country=None, named=True):
    return {"slug": slug, "name": name, "kind": kind, "country": country, "named": named}


def names(model=Actor):
    return list(model.objects.order_by("slug").values_list("slug", "name", "country"))


def test_what_is_missing_is_added_and_found_again():
    touched = []
    found = Records(Actor, touched).settle([actor("a"), actor("b"), actor("a")])

    assert found == dict(Actor.objects.values_list("slug", "pk"))
    assert sorted(touched) == sorted(found.values())
    touched.clear()
    assert Records(Actor, touched).settle([actor("b"), actor("a")]) == found
    assert touched == []


def test_in_one_run_the_first_name_counts_and_a_null_gives_way():
    settle = Records(Actor, []).settle

    settle([actor(name="One"), actor(name="Two", country="UA")])
    settle([actor(country="RU")])

    assert names() == [("x", "One", "UA")]


def test_what_is_forgotten_in_a_long_run_is_settled_anew(monkeypatch):
    monkeypatch.setattr(referred, "REMEMBERED", 1)
    settle = Records(Actor, []).settle

    for name in ("One", "Two"):
        settle([actor(name=name, country="UA"), actor("y", "Y"), actor("z", "Z")])
        settle([actor("z", "Z")])

    assert names() == [("x", "Two", "UA"), ("y", "Y", None), ("z", "Z", None)]


def test_a_later_run_changes_what_it_says_otherwise():
    Records(Actor, []).settle([actor(name="Old", country="UA")])
    touched = []

    Records(Actor, touched).settle([actor(name="New")])

    assert names() == [("x", "New", "UA")]
    assert touched == list(Actor.objects.values_list("pk", flat=True))


def test_the_same_records_again_touch_nothing_whatever_their_order():
    wanted = [actor(name="One"), actor(name="Two", country="UA")]
    Records(Actor, []).settle(wanted)
    touched = []

    for record in wanted:
        Records(Actor, touched).settle([record])
        Records(Actor, touched).settle([wanted[0]])

    assert names() == [("x", "One", "UA")]


def test_a_source_of_the_same_name_is_somebody_s_coding_and_stays():
    mine = Source.objects.create(slug="reuters", name="Reuters", kind="news_agency", country="GB")
    touched = []

    found = Records(Source, touched).settle(
        [{"slug": "reuters", "name": "REUTERS", "kind": "other"}]
    )

    assert (found, touched) == ({"reuters": mine.pk}, [])
    assert Source.objects.get().kind == "news_agency"


def test_articles_get_their_source():
    touched = {model: [] for model in RECORDS}
    outlet = {"slug": "o", "name": "O", "kind": "other"}
    articles = [
        {"slug": "a", "source": outlet, "title": "A"},
        {"slug": "b", "source": None, "title": None},
    ]
    coded = type(
        "Row",
        (),
        {
            "reports": [(article, "primary") for article in articles],
            "participants": [],
            "place": None,
        },
    )

    Referred(touched).settle([coded])

    assert list(Article.objects.values_list("slug", "source__slug", "title")) == [
        ("a", "o", "A"),
        ("b", None, None),
    ]
    assert {model for model, keys in touched.items() if keys} == {Source, Article}


def test_places_are_completed_too():
    place = {
        "slug": "p",
        "name": "P",
        "kind": "point",
        "country": "UA",
        "admin1": None,
        "latitude": 1.0,
        "longitude": 2.0,
    }
    Records(Place, []).settle([place, {**place, "admin1": "A", "kind": "region"}])

    assert list(Place.objects.values_list("kind", "admin1", "latitude")) == [("point", "A", 1.0)]
