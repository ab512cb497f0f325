"""New rows by the fastest way of each database: as Django would write them."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from events.models import Actor, Article, Dataset, Event, Source
from events.models.insert import insert, reserved, update
from tests.importing.database import emptied

pytestmark = pytest.mark.usefixtures("empty")

EVENT = {"type": "ASSAULT", "quad_class": 4, "status": "occurred", "title": "t"}
ORIGINAL = {"z": 1, "a": [True, None, -0.5, "“é”\n"], "long": 2**62}


@pytest.fixture
def empty(db):
    emptied()


def test_a_row_is_as_django_reads_it():
    dataset = Dataset.objects.create(slug="d", title="D", license="CC0-1.0")
    day = datetime.date(2024, 2, 29)
    (key,) = reserved(Event, 1)

    insert(
        Event,
        [
            {
                "id": key,
                "code": "e",
                "dataset_id": dataset.pk,
                "start_date": day,
                "original": ORIGINAL,
                **EVENT,
            }
        ],
    )

    event = Event.objects.get(pk=key)
    assert (event.code, event.start_date, event.long) == ("e", day, False)
    assert event.original == ORIGINAL
    assert (event.disputed, event.date_precision, event.summary) == (False, "unknown", None)


def test_what_is_not_given_gets_its_default():
    insert(Actor, [{"slug": "a", "name": "A", "kind": "state"}])

    actor = Actor.objects.get()
    assert (actor.aliases, actor.named, actor.country) == ([], True, None)


def test_reserved_keys_are_free_ones():
    first = Source.objects.create(slug="a", name="A", kind="other")
    keys = list(reserved(Source, 3))
    insert(Source, [{"id": key, "slug": f"s{key}", "name": "S", "kind": "other"} for key in keys])
    last = Source.objects.create(slug="z", name="Z", kind="other")

    assert len({first.pk, last.pk, *keys}) == 5
    assert list(reserved(Source, 0)) == []


def test_keys_of_deleted_rows_do_not_come_again():
    gone = Source.objects.create(slug="a", name="A", kind="other")
    key = gone.pk
    gone.delete()

    assert key not in reserved(Source, 3)


def test_no_rows_are_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert(Source, [])
        update(Source, [])


def test_rows_are_changed_and_others_are_not():
    dataset = Dataset.objects.create(slug="d", title="D", license="CC0-1.0")
    insert(Event, [{"code": code, "dataset_id": dataset.pk, **EVENT} for code in "abc"])
    keys = dict(Event.objects.values_list("code", "pk"))
    day = datetime.date(2024, 2, 29)

    update(
        Event,
        [
            {"id": keys["a"], "title": "one", "start_date": day, "original": ORIGINAL},
            {"id": keys["c"], "title": "two", "start_date": None, "original": None},
        ],
    )

    events = Event.objects.order_by("code").values_list("code", "title", "start_date", "original")
    assert list(events) == [
        ("a", "one", day, ORIGINAL),
        ("b", "t", None, None),
        ("c", "two", None, None),
    ]


@pytest.mark.parametrize(
    "row",
    [
        {"slug": "Not a slug", "name": "A", "kind": "other"},
        {"slug": "a", "name": "A", "kind": "pamphlet"},
        {"slug": "a", "name": None, "kind": "other"},
    ],
)
def test_the_constraints_hold_and_the_refusal_is_django_s(row):
    with pytest.raises(DatabaseError), transaction.atomic():
        insert(Source, [row])


def test_an_attribute_that_is_none_is_a_mistake():
    with pytest.raises(ValueError, match="Article has no publisher"):
        insert(Article, [{"slug": "a", "publisher": "x"}])
